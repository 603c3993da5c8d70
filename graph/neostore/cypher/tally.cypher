// Links by status, kind, dispute and the countries they touch; and how many records
// there are of each word that everybody sees, which each change notes.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (n:TwinningLink)-[:HAS_SPELL]->(n_s) //:find
  WITH DISTINCT n, n_s //:once
  OPTIONAL MATCH (n)-[:BETWEEN]->(c)
  WHERE c.seq <= $seq AND c.closedSeq > $seq
  WITH n, n_s, collect(DISTINCT coalesce(c.country, '')) AS countries
  WITH n_s.status AS status, n.kind AS kind, coalesce(n_s.disputed, false) AS disputed, countries, count(*) AS links
  RETURN [status, kind, disputed, countries, links]
} AS links, COLLECT {
  MATCH (c:Change {seq: $seq})
  RETURN [property IN $totals | c[property][0]]
} AS records
