MATCH (node)
RETURN elementId(node) AS id, labels(node) AS labels, properties(node) AS properties
