MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (r:Retraction)
  WHERE r.word = $word AND r.id = $id AND r.seq <= $seq
  WITH r ORDER BY r.seq DESC LIMIT 1
  WHERE $rank = 2 //:gone
  RETURN [r.reason, r.movedTo, r.seq]
} AS retractions, COLLECT {
  MATCH (n:City) //:record
  WHERE n.id = $id AND n.seq <= $seq
  RETURN n.seq ORDER BY n.seq DESC LIMIT 1
} AS versions
