MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  UNWIND $ids AS id
  MATCH (l:TwinningLink {id: id}) USING INDEX SEEK l:TwinningLink(id)
  WHERE l.seq <= $seq AND (NOT l:Superseded OR l.closedSeq > $seq)
  MATCH (l)-[:HAS_SPELL]->(s)
  RETURN [id, [s.from, s.to]] //:spell
} AS spells
