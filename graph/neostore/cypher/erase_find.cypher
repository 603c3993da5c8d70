// What there is of records that are to be erased: what changes did to them, with the nodes
// that say so.
UNWIND $targets AS target
CALL (target) {
  MATCH (n:Contact {id: target[1]}) WHERE n.seq < $seq AND target[0] IN labels(n) //:versions
  RETURN n, CASE WHEN n.corrected THEN 1 ELSE 0 END AS kind
  UNION ALL
  MATCH (n:Retraction) WHERE n.word = target[0] AND n.id = target[1] AND n.seq < $seq
  RETURN n, 2 AS kind
}
RETURN target[0] AS word, target[1] AS id, n.seq AS seq, kind, n.knownFrom AS recordedAt,
  elementId(n) AS node, properties(n) AS properties
ORDER BY seq
