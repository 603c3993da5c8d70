MATCH (d:Document {kind: $kind})
WHERE d.id >= ''
RETURN d.id AS id, d.revision AS revision, d.body AS body
