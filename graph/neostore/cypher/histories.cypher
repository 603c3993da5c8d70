MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  UNWIND $ids AS id
  MATCH (l:TwinningLink {id: id}) USING INDEX SEEK l:TwinningLink(id)
  WHERE l.seq <= $seq AND l.closedSeq > $seq
  MATCH (l)-[:HAS_SPELL]->(s:Spell)
  WHERE s.seq <= $seq AND s.closedSeq > $seq
  RETURN [id, [s.from, s.to]] //:spell
} AS spells
