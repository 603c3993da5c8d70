// The records that were found, by their nodes.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  UNWIND $nodes AS node
  MATCH (n) WHERE elementId(n) = node
  WITH node, [label IN labels(n) WHERE label IN $words][0] AS word, properties(n) AS n
  RETURN [node, word, [property IN $records[word] | n[property]]]
} AS records
