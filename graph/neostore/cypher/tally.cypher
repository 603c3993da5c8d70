// Links by status, kind, dispute and the countries they touch; and all records.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (n:TwinningLink)-[:HAS_SPELL]->(n_s:Spell) //:match
  WHERE n.seq <= $seq AND n.closedSeq > $seq AND n_s.seq <= $seq AND n_s.closedSeq > $seq AND n_s.from <= $asOf AND n_s.to > $asOf //:where
  WITH DISTINCT n, n_s
  WITH n_s.status AS status, n.kind AS kind, coalesce(n_s.disputed, false) AS disputed, COLLECT {
    MATCH (n)-[:BETWEEN]->(c:City)
    WHERE c.seq <= $seq AND c.closedSeq > $seq
    WITH DISTINCT coalesce(c.country, '') AS country
    RETURN country ORDER BY country
  } AS countries
  WITH status, kind, disputed, countries, count(*) AS links
  RETURN [status, kind, disputed, countries, links]
} AS links, [] AS records //:records
