// The spells that are known now, of links whose history may change.
UNWIND $links AS link
MATCH (l:TwinningLink {id: link}) USING INDEX SEEK l:TwinningLink(id)
WHERE l.seq < $seq AND (NOT l:Superseded OR l:Retracted)
MATCH (l)-[:HAS_SPELL]->(s:Spell)
WHERE s.closedSeq = $open AND s.seq < $seq
WITH link, properties(s) AS s
RETURN [link, [property IN $spell | s[property]]] AS spell
