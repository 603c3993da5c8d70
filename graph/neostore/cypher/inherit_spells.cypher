// A new version of a link has the spells of the version before that stay.
UNWIND $ids AS id
MATCH (old:TwinningLink {id: id}) USING INDEX SEEK old:TwinningLink(id)
WHERE old.closedSeq = $seq
MATCH (new:TwinningLink {id: id}) USING INDEX SEEK new:TwinningLink(id)
WHERE new.seq = $seq
MATCH (old)-[:HAS_SPELL]->(s:Spell)
WHERE s.closedSeq = $open AND s.seq < $seq
CREATE (new)-[:HAS_SPELL]->(s)
