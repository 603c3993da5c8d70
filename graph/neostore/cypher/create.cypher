UNWIND $rows AS row
CREATE (n:City) //:create
SET n = row, n.seq = $seq, n.closedSeq = $open, n.knownFrom = $recordedAt, n.knownTo = $openTime
RETURN n.id AS id, elementId(n) AS node
