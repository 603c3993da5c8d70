// Spells of links, each with the versions of the link that are known while it is.
UNWIND $rows AS row
CREATE (s:Spell)
SET s = row[1]
FOREACH (closed IN CASE WHEN s.closedSeq < $open THEN [true] ELSE [] END | SET s:Superseded)
WITH row[0] AS id, s
MATCH (l:TwinningLink {id: id}) USING INDEX SEEK l:TwinningLink(id)
WHERE l.seq < s.closedSeq AND l.closedSeq > s.seq
CREATE (l)-[:HAS_SPELL]->(s)
