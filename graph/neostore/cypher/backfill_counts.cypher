// Changes of a release that did not note how much of what they did everybody may see.
MATCH (c:Change)
WHERE c.openAdded IS NULL
WITH c LIMIT $most
SET c.openRetracted = COUNT { MATCH (r:Retraction) WHERE r.seq = c.seq AND r.word IN $open }
SET c.openAdded = COUNT { MATCH (n:City) WHERE n.seq = c.seq AND n.corrected IS NULL }, c.openCorrected = COUNT { MATCH (n:City) WHERE n.seq = c.seq AND n.corrected } //:counts
RETURN count(c) AS changes
