// Relationships of new versions to what they refer to: to its new version where
// this change writes one, else to its latest.
UNWIND $rows AS row
MATCH (n) WHERE elementId(n) = row[0] AND n.seq = $seq
MATCH (t) WHERE elementId(t) = row[1] //:to
AND t.seq = $seq //:version
CREATE (n)-[:BETWEEN]->(t) //:create
