// Items of the changes that have the numbers of $numbers for a viewer, in that order: of
// each change in order of word and id. They are put in order before it is looked at who may
// see them, since that takes longest and a page ends soon.
MATCH (h:Head {name: 'head'})
WITH h.seq AS head, COLLECT {
  MATCH (c:Change)
  WHERE c.seq <= $seq
  WITH c SKIP 0 WHERE $rank = 2 //:visible
  RETURN c.seq ORDER BY c.seq
} AS visible
RETURN head, COLLECT {
  UNWIND $numbers AS number
  WITH number, CASE WHEN number > 0 THEN visible[number - 1] END AS change
  RETURN [number, COLLECT {
    CALL (change) {
      MATCH (i:City) WHERE i.seq = change //:made
      RETURN i, 'City' AS word, i.id AS id, change AS at, 0 AS kind //:kind
      UNION ALL
      MATCH (r:Retraction) WHERE r.seq = change
      OPTIONAL MATCH (i:Contact {id: r.id}) WHERE i.closedSeq = r.seq //:gone
      RETURN i, r.word AS word, r.id AS id, change - 1 AS at, 2 AS kind
    }
    WITH i, word, id, at, kind
    WHERE (word > $after[0] OR word = $after[0] AND id > $after[1])
      AND (word < $before[0] OR word = $before[0] AND id < $before[1])
    WITH * ORDER BY word, id //:sorted
    WITH * SKIP 0 WHERE $rank = 2 //:seen
    RETURN [word, id, kind] ORDER BY word, id LIMIT $limit //:order
  }]
} AS changes
