// Records one of whose names has every word of the text at the beginning of one of
// its own words, best match first. The index finds those whose names have them
// together.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  CALL db.index.fulltext.queryNodes($index, $lucene) YIELD node AS n
  WITH n
  WHERE n.seq <= $seq AND n.closedSeq > $seq AND any(label IN labels(n) WHERE label IN $words)
    AND any(name IN n.searchNames WHERE all(part IN $parts WHERE name STARTS WITH part OR name CONTAINS ' ' + part))
  WITH n, [label IN labels(n) WHERE label IN $words][0] AS word, CASE
    WHEN any(name IN n.searchNames WHERE name = $text) THEN 0
    WHEN any(name IN n.searchNames WHERE name STARTS WITH $text) THEN 1
    ELSE 2 END AS rank
  ORDER BY rank, coalesce(n.population, -1) DESC, word, n.id LIMIT $limit
  WITH word, properties(n) AS n
  RETURN [word, [property IN $records[word] | n[property]]]
} AS hits
