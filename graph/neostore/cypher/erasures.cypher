MATCH (h:Head {name: 'head'})
MATCH (e:Erasure)
WHERE e.seq > 0 AND e.seq <= h.seq AND e.place >= 0
RETURN e.word AS word, e.recordedAt AS recordedAt, e.erasedAt AS erasedAt, e.by AS by
ORDER BY e.seq, e.place
