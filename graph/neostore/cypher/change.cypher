MATCH (j:Journal {name: 'journal'})
SET j.seq = $seq, j.recordedAt = $change.recordedAt, j.batch = $change.batch
REMOVE j.staging, j.part, j.stagedAt
CREATE (c:Change)
SET c = $change
WITH c
MATCH (before:Change {seq: $seq - 1})
CREATE (before)-[:NEXT]->(c)
