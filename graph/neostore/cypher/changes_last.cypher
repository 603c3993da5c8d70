// The last changes that exist for a viewer, of those after one number and up to another:
// the number of each is its place among all that do.
MATCH (h:Head {name: 'head'})
WITH h.seq AS head, COLLECT {
  MATCH (c:Change)
  WHERE c.seq <= $seq
  WITH c SKIP 0 WHERE $rank = 2 //:visible
  RETURN c.seq ORDER BY c.seq
} AS visible
WITH head, visible, CASE WHEN size(visible) < $upTo THEN size(visible) ELSE $upTo END AS end
WITH head, visible, end, CASE WHEN end - $last > $after THEN end - $last ELSE $after END AS begin
RETURN head, COLLECT {
  UNWIND range(begin + 1, end) AS number
  MATCH (c:Change {seq: visible[number - 1]})
  WITH number, c ORDER BY number
  RETURN [number, c.recordedAt, c.committedAt, c.actor, c.note] +
    [c.added, c.corrected, c.retracted] //:counts
} AS changes
