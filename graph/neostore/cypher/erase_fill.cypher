// Nodes that take the places of what was deleted, in the store and in indexes. No reader
// takes notice of them: their change is beyond all others.
UNWIND $rows AS row
CREATE (f:Contact) //:create
SET f = row, f.erasing = true
