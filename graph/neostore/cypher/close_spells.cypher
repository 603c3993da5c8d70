UNWIND $rows AS row
MATCH (l:TwinningLink {id: row[0]}) USING INDEX SEEK l:TwinningLink(id)
WHERE l.seq < $seq AND (NOT l:Superseded OR l:Retracted)
MATCH (l)-[:HAS_SPELL]->(s:Spell)
WHERE s.closedSeq = $open AND s.seq < $seq AND s.from IN row[1]
SET s.closedSeq = $seq, s.knownTo = $recordedAt, s:Superseded
