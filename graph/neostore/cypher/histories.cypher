MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  UNWIND $ids AS id
  MATCH (l:TwinningLink {id: id}) USING INDEX SEEK l:TwinningLink(id)
  WHERE l.seq <= $seq AND l.closedSeq > $seq
  MATCH (l)-[:HAS_SPELL]->(s)
  WITH id, properties(s) AS s
  WHERE s.seq <= $seq AND s.closedSeq > $seq
  RETURN [id, [property IN $spell | s[property]]]
} AS spells
