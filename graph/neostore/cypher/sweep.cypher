// Removes versions that a lost writer left of a batch that never became a change.
MATCH (n:City) //:match
WHERE n.seq = $seq
WITH n LIMIT 5000
DETACH DELETE n
RETURN count(*) AS swept
