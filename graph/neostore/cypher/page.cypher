// Pages of records that are across an edge of others, or of links with what is
// fetched with it. A page has ids with the key they are ordered by; the records come
// once, however many pages have them.
MATCH (h:Head {name: 'head'})
WITH h.seq AS head, [COLLECT { //:begin
  MATCH (n:TwinningLink) USING INDEX n:TwinningLink(id) WHERE n.id > '' AND n.seq <= $seq AND n.closedSeq > $seq //:find
  WITH n, null AS k ORDER BY n.id LIMIT $limit //:order
  RETURN [n, k]
}] AS pages //:end
WITH head, [page IN pages | [row IN page | [row[0].id, row[1]]]] AS positions, [row IN pages[0] | row[0]] AS found, [-1] AS totals //:found
WITH head, positions, totals, [p IN [n IN found | properties(n)] | [property IN $record | p[property]]] AS records,
  [] AS spells, [] AS cities, [] AS claims //:fetched
RETURN head, positions, totals, records, spells, cities, claims, [] AS sources //:sources
