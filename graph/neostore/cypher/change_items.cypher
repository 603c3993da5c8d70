// Items of the changes that have the numbers of $numbers for a viewer, in that order: of
// each word in order of id, and retractions.
MATCH (h:Head {name: 'head'})
WITH h.seq AS head, COLLECT {
  MATCH (c:Change)
  WHERE c.seq <= $seq
    AND $rank = 2 //:visible
  RETURN c.seq ORDER BY c.seq
} AS visible
RETURN head, COLLECT {
  UNWIND $numbers AS number
  WITH number, CASE WHEN number > 0 THEN visible[number - 1] END AS change
  RETURN [number, COLLECT { MATCH (n:City) WHERE n.seq = change RETURN ['City', n.id, n.corrected] ORDER BY n.id LIMIT $limit } //:records
  , COLLECT {
    MATCH (r:Retraction)
    WHERE r.seq = change AND (r.word > $after[0] OR r.word = $after[0] AND r.id > $after[1])
      AND (r.word < $before[0] OR r.word = $before[0] AND r.id < $before[1])
      AND $rank = 2 //:gone
    RETURN [r.word, r.id] ORDER BY r.word, r.id LIMIT $limit //:order
  }]
} AS changes
