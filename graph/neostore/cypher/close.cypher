// Versions that this change supersedes.
UNWIND $ids AS id
MATCH (n:City {id: id}) USING INDEX SEEK n:City(id) //:match
WHERE n.closedSeq = $open AND n.seq < $seq
SET n.closedSeq = $seq, n.knownTo = $recordedAt, n:Superseded
RETURN count(n) AS closed
