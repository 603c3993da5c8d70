// A new document. One that is there already stays as it is: it is ours if an earlier
// attempt made it.
MERGE (d:Document {kind: $kind, id: $id})
ON CREATE SET d.revision = 1, d.body = $body, d.put = $put
RETURN d.put = $put AS ours, d.revision AS revision
