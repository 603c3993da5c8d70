// The spells of some links, in the order of the ids of these, from a place on.
MATCH (l:TwinningLink) USING INDEX l:TwinningLink(id)
WHERE l.id > $id
WITH DISTINCT l.id AS id ORDER BY id LIMIT $limit
MATCH (l:TwinningLink {id: id}) USING INDEX SEEK l:TwinningLink(id)
OPTIONAL MATCH (l)-[:HAS_SPELL]->(s:Spell)
WITH DISTINCT id, s
RETURN elementId(s) AS node, id, 0 AS seq, [p IN $stored | s[p]] AS stored, [p IN $derived | s[p]] AS derived
ORDER BY id
