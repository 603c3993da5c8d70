MATCH (d:Document {kind: $kind, id: $id})
RETURN d.id AS id, d.revision AS revision, d.body AS body
