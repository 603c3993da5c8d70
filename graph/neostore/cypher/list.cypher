// One page of records, with what is fetched along: a row is the record, the key it
// is ordered by, and lists of what came along.
MATCH (h:Head {name: 'head'})
WITH h.seq AS head, COLLECT {
  MATCH (n:City) //:match
  WHERE n.seq <= $seq AND n.closedSeq > $seq //:where
  WITH n, null AS k //:with
  ORDER BY k IS NULL, k, n.id LIMIT $limit //:order
  RETURN [[n.id], k] ORDER BY k IS NULL, k, n.id //:return
} AS rows
RETURN head, rows, [] AS sources, -1 AS total //:answer
