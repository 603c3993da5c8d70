UNWIND $rows AS row
MATCH (l:TwinningLink {id: row[0]}) USING INDEX SEEK l:TwinningLink(id)
WHERE l.seq = $seq //:version
UNWIND row[1] AS spell
CREATE (l)-[:HAS_SPELL]->(s:Spell)
SET s = spell, s.seq = $seq, s.closedSeq = $open, s.knownFrom = $recordedAt, s.knownTo = $openTime
