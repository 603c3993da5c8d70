MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  UNWIND $ids AS id
  MATCH (n:City {id: id}) USING INDEX SEEK n:City(id) //:match
  WHERE n.seq <= $seq AND (NOT n:Superseded OR n.closedSeq > $seq) //:where
  RETURN [n.id] //:return
} AS records
