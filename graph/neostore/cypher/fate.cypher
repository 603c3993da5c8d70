MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (r:Retraction)
  WHERE r.word = $word AND r.id = $id AND r.seq <= $seq
  RETURN [r.reason, r.movedTo, r.tierRank, r.seq] ORDER BY r.seq DESC LIMIT 1
} AS retractions, COLLECT {
  MATCH (n:City) //:record
  WHERE n.id = $id AND n.seq <= $seq
  RETURN n.seq ORDER BY n.seq DESC LIMIT 1
} AS versions
