// Some versions of records, in the order of their ids, from a place on.
MATCH (n:City) USING INDEX n:City(id) //:match
WHERE n.id >= $id AND (n.id > $id OR n.seq > $seq)
WITH n ORDER BY n.id, n.seq LIMIT $limit
RETURN elementId(n) AS node, n.id AS id, n.seq AS seq, [p IN $stored | n[p]] AS stored, [p IN $derived | n[p]] AS derived
