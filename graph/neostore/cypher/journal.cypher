// Takes the lock of the one writer, until the transaction ends, and says where
// the journal stands.
MATCH (j:Journal {name: 'journal'})
SET j.locked = true
WITH j
MATCH (h:Head {name: 'head'})
RETURN j.seq AS seq, j.recordedAt AS recordedAt, j.batch AS batch, h.seq AS published,
  j.staging AS staging, coalesce(j.part, 0) AS part, timestamp() - coalesce(j.stagedAt, 0) AS idle
