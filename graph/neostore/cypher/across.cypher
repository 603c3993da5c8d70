// A page of records across an edge of each of several records.
MATCH (h:Head {name: 'head'})
WITH h.seq AS head, COLLECT {
  UNWIND $ids AS id
  RETURN [id, COLLECT {
    MATCH (p:City {id: id}) USING INDEX SEEK p:City(id) //:from
    WHERE p.seq <= $seq AND p.closedSeq > $seq //:known
    MATCH (p)<-[:BETWEEN]-(n:TwinningLink) //:match
    WHERE n.seq <= $seq AND n.closedSeq > $seq //:where
    WITH n, null AS k //:with
    ORDER BY k IS NULL, k, n.id LIMIT $limit //:order
    RETURN [[n.id], k] ORDER BY k IS NULL, k, n.id //:return
  }, -1] //:total
} AS pages
RETURN head, pages, [] AS sources //:answer
