// Relationships of new versions to what they refer to: to its new version where
// this change writes one, else to its latest.
UNWIND $rows AS row
MATCH (n:TwinningLink {id: row[0]}) USING INDEX SEEK n:TwinningLink(id) //:from
WHERE n.seq = $seq
MATCH (t:City {id: row[1]}) USING INDEX SEEK t:City(id) //:to
WHERE t.seq = $seq //:version
CREATE (n)-[:BETWEEN]->(t) //:create
