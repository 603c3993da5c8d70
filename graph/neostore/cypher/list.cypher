// One page of records, each with the key it is ordered by.
MATCH (h:Head {name: 'head'})
WITH h.seq AS head, COLLECT {
  MATCH (n:City) USING INDEX n:City(id) WHERE n.id > '' AND n.seq <= $seq AND n.closedSeq > $seq //:find
  WITH n, null AS k ORDER BY n.id LIMIT $limit //:order
  WITH k, properties(n) AS n
  RETURN [[property IN $record | n[property]], k]
} AS rows
RETURN head, rows, -1 AS total, [] AS sources //:answer
