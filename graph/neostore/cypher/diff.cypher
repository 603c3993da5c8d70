// Links whose status on two days differs, in order of id, with the spells of both;
// and how many went from which status to which.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (n:TwinningLink)-[:HAS_SPELL]->(n_s:Spell) //:match
  WHERE n.seq <= $seq AND n.closedSeq > $seq AND n_s.seq <= $seq AND n_s.closedSeq > $seq AND n_s.from <= $asOf AND n_s.to > $asOf //:where
  WITH DISTINCT n, n_s
  MATCH (n)-[:HAS_SPELL]->(b:Spell)
  WHERE b.seq <= $seq AND b.closedSeq > $seq AND b.from <= $from AND b.to > $from AND b.status <> n_s.status AND n.id > $after
  WITH n, n_s, b ORDER BY n.id LIMIT $limit
  RETURN [[n.id], [b.from], [n_s.from]] ORDER BY n.id //:return
} AS items, COLLECT {
  MATCH (n:TwinningLink)-[:HAS_SPELL]->(n_s:Spell) //:match
  WHERE $count AND n.seq <= $seq AND n.closedSeq > $seq AND n_s.seq <= $seq AND n_s.closedSeq > $seq AND n_s.from <= $asOf AND n_s.to > $asOf //:counted
  WITH DISTINCT n, n_s
  MATCH (n)-[:HAS_SPELL]->(b:Spell)
  WHERE b.seq <= $seq AND b.closedSeq > $seq AND b.from <= $from AND b.to > $from AND b.status <> n_s.status
  WITH b.status AS before, n_s.status AS after, count(*) AS links
  RETURN [before, after, links]
} AS moves
