// The changes that exist for a viewer after some of them: the number of each is its
// place among all that do.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (c:Change)
  WHERE c.seq <= $seq
  WITH c SKIP 0 WHERE $rank = 2 //:visible
  WITH c ORDER BY c.seq SKIP $after LIMIT $first
  RETURN [c.seq, c.recordedAt, c.committedAt, c.actor, c.note] +
    [c.added, c.corrected, c.retracted] //:counts
} AS changes
