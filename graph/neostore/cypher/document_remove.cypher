// The document is none any more, and what it held is overwritten; the node is deleted when
// that is done of what has another place.
MATCH (d:Document {kind: $kind, id: $id})
REMOVE d:Document
SET d = $blots, d.erasing = true, d:Erasing
RETURN count(*) AS removed
