// Links whose status on two days differs, in order of id, with the spells of both
// days; and, where they are counted, how many went from which status to which.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (n:TwinningLink)-[:HAS_SPELL]->(n_s) //:page
  WITH DISTINCT n, n_s //:once
  MATCH (n)-[:HAS_SPELL]->(b)
  WHERE b.from <= $from AND b.to > $from AND b.seq <= $seq AND (NOT b:Superseded OR b.closedSeq > $seq) AND b.status <> n_s.status
  WITH n, n_s, b ORDER BY n.id LIMIT $limit
  RETURN [[n.id], [n_s.from], [b.from]] ORDER BY n.id //:return
} AS items, [] AS moves //:moves
