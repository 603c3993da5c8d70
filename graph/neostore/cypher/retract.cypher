// Versions that this change takes back.
UNWIND $rows AS row
MATCH (n:City {id: row.id}) USING INDEX SEEK n:City(id) //:match
WHERE n.closedSeq = $open
SET n.closedSeq = $seq, n.knownTo = $recordedAt, n:Superseded:Retracted
CREATE (r:Retraction)
SET r = row
RETURN row.id AS id
