// The last published change, and the last one recorded up to an instant.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS seq, h.recordedAt AS recordedAt, COLLECT {
  MATCH (c:Change)
  WHERE c.recordedAt <= $knownAt AND c.seq <= h.seq
  RETURN c.seq ORDER BY c.recordedAt DESC, c.seq DESC LIMIT 1
} AS past
