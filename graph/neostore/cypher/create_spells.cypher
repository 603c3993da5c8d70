UNWIND $rows AS row
MATCH (l) WHERE elementId(l) = row[0] //:match
AND l.seq = $seq //:version
UNWIND row[1] AS spell
CREATE (l)-[:HAS_SPELL]->(s:Spell)
SET s = spell, s.seq = $seq, s.closedSeq = $open, s.knownFrom = $recordedAt, s.knownTo = $openTime
