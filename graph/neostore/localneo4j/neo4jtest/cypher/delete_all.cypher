MATCH (node)
WHERE NOT any(label IN labels(node) WHERE label IN $keep)
CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS
