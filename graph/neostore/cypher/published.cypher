// The last change that readers see.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS seq, h.recordedAt AS recordedAt
