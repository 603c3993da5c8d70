// Links whose status on two days differs, in order of id, with the spells of both
// days; and, where they are counted, how many went from which status to which.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (n:TwinningLink)-[:HAS_SPELL]->(n_s) //:page
  WITH DISTINCT n, n_s //:once
  MATCH (n)-[:HAS_SPELL]->(b)
  WHERE b.from <= $from AND b.to > $from AND b.seq <= $seq AND b.closedSeq > $seq AND b.status <> n_s.status
  WITH n, n_s, b ORDER BY n.id LIMIT $limit //:order
  WITH properties(n) AS n, properties(n_s) AS n_s, properties(b) AS b
  RETURN [[p IN $record | n[p]], [p IN $spell | n_s[p]], [p IN $spell | b[p]]]
} AS items, [] AS moves //:moves
