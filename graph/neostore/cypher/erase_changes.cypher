// What changes did to records that are erased they never did; their notes, keys and requests can be
// about them.
UNWIND $rows AS row
MATCH (c:Change {seq: row[0]})
SET c.note = '', c.added = c.added - row[1], c.corrected = c.corrected - row[2], c.retracted = c.retracted - row[3]
REMOVE c.key, c.request
