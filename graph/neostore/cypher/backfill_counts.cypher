// Changes of a release that did not note how much of what they did everybody may see.
MATCH (c:Change) USING INDEX c:Change(seq)
WHERE c.seq > 0 AND c.openAdded IS NULL
WITH c LIMIT $most
SET c.openRetracted = COUNT { MATCH (r:Retraction) USING INDEX r:Retraction(seq) WHERE r.seq = c.seq AND r.word IN $open }
SET c.openAdded = COUNT { MATCH (n:City) USING INDEX n:City(seq) WHERE n.seq = c.seq AND n.corrected IS NULL }, c.openCorrected = 0 //:counts
RETURN count(c) AS changes
