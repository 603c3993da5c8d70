// Items of one change in order of id: of each word, and of retractions.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (n:City) //:match
  WHERE n.seq = $change AND n.seq <= $seq //:where
  RETURN ['City', n.id, n.corrected] ORDER BY n.id LIMIT $first //:return
} AS records, COLLECT { //:more
  MATCH (r:Retraction)
  WHERE r.seq = $change AND r.seq <= $seq AND (r.word > $word OR r.word = $word AND r.id > $id) AND r.tierRank <= $rank
  RETURN [r.word, r.id] ORDER BY r.word, r.id LIMIT $first
} AS retractions
