MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (c:Change {seq: $seq})
  RETURN [c.seq, c.recordedAt, c.committedAt, c.actor, c.note, c.added, c.corrected, c.retracted]
} AS changes
