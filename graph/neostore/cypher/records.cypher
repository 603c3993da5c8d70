MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  UNWIND $ids AS id
  MATCH (n:City {id: id}) USING INDEX SEEK n:City(id) //:match
  WHERE n.seq <= $seq AND n.closedSeq > $seq //:where
  WITH properties(n) AS n
  RETURN [property IN $record | n[property]]
} AS records
