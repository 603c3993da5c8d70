// Items of one change in order of word and id, of records and of retractions
// apart: each is at most a page.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (n:Record)
  WHERE n.seq = $change AND n.seq <= $seq AND n.word >= $word
    AND (n.word > $word OR n.id > $id) AND coalesce(n.tierRank, 0) <= $rank
  RETURN [n.word, n.id, n.corrected] ORDER BY n.word, n.id LIMIT $first
} AS records, COLLECT {
  MATCH (r:Retraction)
  WHERE r.seq = $change AND r.seq <= $seq AND r.word >= $word
    AND (r.word > $word OR r.id > $id) AND r.tierRank <= $rank
  RETURN [r.word, r.id] ORDER BY r.word, r.id LIMIT $first
} AS retractions
