MATCH (h:Head {name: 'head'})
RETURN h.seq AS head, COLLECT {
  MATCH (c:Change {seq: $seq})
  RETURN [c.seq, c.recordedAt, c.committedAt, c.actor, c.note,
    c.addedByTier[$rank], c.correctedByTier[$rank], c.retractedByTier[$rank]]
} AS changes
