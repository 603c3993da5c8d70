// Pages of records: of all records of a word, or across an edge of each of several
// records. Pages hold ids with the key they are ordered by; what they list, and
// what is fetched along, comes once.
MATCH (h:Head {name: 'head'})
WITH h.seq AS head, [COLLECT { //:begin
  MATCH (n:City) USING INDEX n:City(id) WHERE n.id > '' AND n.seq <= $seq AND (NOT n:Superseded OR n.closedSeq > $seq) //:find
  RETURN [n, null] ORDER BY n.id LIMIT $limit //:order
}] AS pages //:end
WITH head, pages, COLLECT {
  UNWIND pages AS page UNWIND page AS row
  RETURN DISTINCT row[0]
} AS found
WITH head, pages, found, [-1] AS totals //:totals
WITH head, pages, totals, COLLECT {
  UNWIND found AS n
  WITH properties(n) AS n
  RETURN [n.id] //:record
} AS records, [] AS spells, [] AS cities, [] AS claims //:along
RETURN head, [page IN pages | [row IN page | [row[0].id, row[1]]]] AS places, totals, records, spells, cities, claims,
  [] AS sources //:sources
