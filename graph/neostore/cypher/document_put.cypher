// A document in the place of the revision that was read. It is locked before its revision
// is looked at; an earlier attempt may have stored it.
MATCH (d:Document {kind: $kind, id: $id})
SET d.locked = true
REMOVE d.locked
WITH d, d.put = $put AS ours, d.revision = $revision AS same, d.revision AS revision
SET d += CASE WHEN same THEN {revision: $revision + 1, body: $body, put: $put} ELSE {} END
RETURN ours OR same AS ours, revision
