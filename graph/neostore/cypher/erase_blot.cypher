// The nodes of erased records lead nowhere, belong to nothing, and hold something else
// where their properties were stored.
UNWIND $rows AS row
MATCH (n) WHERE elementId(n) = row[0]
CALL (n) { MATCH (n)-[r]-() DELETE r }
REMOVE n:$(labels(n))
SET n = row[1], n.erasing = true, n:Erasing
