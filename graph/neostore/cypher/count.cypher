// Records in groups: by the values of their own properties, of the spell of the day, or
// of records across an edge. A row is the keys of a group and how many are in it.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (n:City) USING INDEX n:City(id) WHERE n.id > '' AND n.seq <= $seq AND n.closedSeq > $seq //:find
  WITH n, n.kind AS k0 //:keys
  WITH [k0] AS keys, count(*) AS records //:groups
  RETURN [keys, records] LIMIT $limit
} AS groups,
  -1 AS total //:total
