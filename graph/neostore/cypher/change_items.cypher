// Items of changes, in the order of $changes: of each word in order of id, and
// retractions.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  UNWIND $changes AS change
  RETURN [change, COLLECT { MATCH (n:City) WHERE n.seq = change AND n.seq <= $seq RETURN ['City', n.id, n.corrected] ORDER BY n.id LIMIT $limit } //:records
  , COLLECT {
    MATCH (r:Retraction)
    WHERE r.seq = change AND r.seq <= $seq AND (r.word > $word OR r.word = $word AND r.id > $id) AND r.tierRank <= $rank
    RETURN [r.word, r.id] ORDER BY r.word, r.id LIMIT $limit
  }]
} AS changes
