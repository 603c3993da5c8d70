// What the histories of some links followed from and follow from, in the order of the ids of
// these, from a place on: all versions, and the spells that are stored.
MATCH (l:TwinningLink) USING INDEX l:TwinningLink(id)
WHERE l.id > $id
WITH DISTINCT l.id AS id ORDER BY id LIMIT $limit
RETURN id, COLLECT {
  MATCH (n:TwinningLink {id: id}) USING INDEX SEEK n:TwinningLink(id)
  RETURN [n.seq, n.closedSeq, n.knownFrom, n.knownTo, [p IN $records.TwinningLink | n[p]]]
} AS links, COLLECT {
  MATCH (l:TwinningLink {id: id})<-[:ABOUT]-(n:Claim) USING INDEX SEEK l:TwinningLink(id)
  WITH DISTINCT n
  RETURN [n.seq, n.closedSeq, n.knownFrom, n.knownTo, [p IN $records.Claim | n[p]]]
} AS claims, COLLECT {
  MATCH (l:TwinningLink {id: id})<-[:ABOUT]-(c:Claim) USING INDEX SEEK l:TwinningLink(id)
  WHERE c.type = 'REVIEW_OPENED'
  MATCH (c)-[:RESPONDS_TO|ENACTED_BY]->(r:Resolution)
  WITH DISTINCT r.id AS text
  MATCH (n:Resolution {id: text}) USING INDEX SEEK n:Resolution(id)
  RETURN [n.seq, n.closedSeq, n.knownFrom, n.knownTo, [p IN $records.Resolution | n[p]]]
} AS texts, COLLECT {
  MATCH (l:TwinningLink {id: id})<-[:ABOUT]-(e:Claim) USING INDEX SEEK l:TwinningLink(id)
  WHERE e.type = 'ENDED'
  WITH l LIMIT 1
  MATCH (l:TwinningLink)<-[:ABOUT]-(c:Claim)
  WHERE c.type = 'ESTABLISHED'
  MATCH (c)-[:CITES]->(s:Source)
  WITH DISTINCT s.id AS source
  MATCH (n:Source {id: source}) USING INDEX SEEK n:Source(id)
  RETURN [n.seq, n.closedSeq, n.knownFrom, n.knownTo, [p IN $records.Source | n[p]]]
} AS sources, COLLECT {
  MATCH (l:TwinningLink {id: id})-[:HAS_SPELL]->(s:Spell) USING INDEX SEEK l:TwinningLink(id)
  WITH DISTINCT s
  RETURN properties(s)
} AS spells
ORDER BY id
