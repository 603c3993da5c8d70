// What may be found of records: what search looks at and no more, for whoever decides.
// With them the regions that may be found, of cities on record.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  CALL db.index.fulltext.queryNodes($index, $lucene) YIELD node AS n
  WITH n, [label IN labels(n) WHERE label IN $words][0] AS word
  WHERE word IS NOT NULL AND n.seq <= $seq AND n.closedSeq > $seq
  WITH * SKIP 0 WHERE $rank = 2 //:visible
  WITH elementId(n) AS node, word, properties(n) AS n
  RETURN [node, word, [property IN $records[word] | CASE WHEN property IN $looked[word] THEN n[property] END]]
} AS records,
  [] //:regions
  AS regions
