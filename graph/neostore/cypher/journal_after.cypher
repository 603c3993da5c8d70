// The changes from one up to another, with whether they erased, what those after the first took back and, where
// they are asked for, the versions that they made.
MATCH (c:Change)
WHERE c.seq >= $after AND c.seq <= $upto
RETURN 'Change' AS word, c.seq AS seq, EXISTS { MATCH (e:Erasure) WHERE e.seq = c.seq AND e.place >= 0 } AS flag, [c.seq, c.recordedAt, c.committedAt, c.actor, c.note,
  c.added, c.corrected, c.retracted] AS stored
UNION ALL
MATCH (r:Retraction)
WHERE r.seq > $after AND r.seq <= $upto
RETURN 'Retraction' AS word, r.seq AS seq, null AS flag, [r.word, r.id, r.reason, r.movedTo] AS stored
UNION ALL MATCH (n:City) WHERE n.seq > $after AND n.seq <= $upto RETURN 'City' AS word, n.seq AS seq, n.corrected AS flag, [n.id] AS stored //:versions
