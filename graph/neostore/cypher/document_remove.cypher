MATCH (d:Document {kind: $kind, id: $id})
DELETE d
RETURN count(*) AS removed
