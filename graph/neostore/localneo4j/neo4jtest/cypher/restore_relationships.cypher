UNWIND $rows AS row
MATCH (from) WHERE elementId(from) = row[0]
MATCH (to) WHERE elementId(to) = row[2]
CREATE (from)-[r:$(row[1])]->(to)
SET r = row[3]
