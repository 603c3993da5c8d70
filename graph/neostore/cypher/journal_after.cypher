// The changes from one up to another, what those after the first took back and, where
// they are asked for, the versions that they made.
MATCH (c:Change)
WHERE c.seq >= $after AND c.seq <= $upto
RETURN 'Change' AS word, c.seq AS seq, null AS corrected, [c.seq, c.recordedAt, c.committedAt, c.actor, c.note,
  c.addedByTier[$rank], c.correctedByTier[$rank], c.retractedByTier[$rank]] AS stored
UNION ALL
MATCH (r:Retraction)
WHERE r.seq > $after AND r.seq <= $upto
RETURN 'Retraction' AS word, r.seq AS seq, null AS corrected, [r.word, r.id, r.reason, r.movedTo] AS stored
UNION ALL MATCH (n:City) WHERE n.seq > $after AND n.seq <= $upto RETURN 'City' AS word, n.seq AS seq, n.corrected AS corrected, [n.id] AS stored //:versions
