MATCH (from)-[r]->(to)
RETURN elementId(from) AS from, type(r) AS type, elementId(to) AS to, properties(r) AS properties
