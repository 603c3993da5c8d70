// The steps of the lives of some records, each with its change as a viewer sees it: with
// its place among all that exist for the viewer, who sees all of them at the last rank.
MATCH (h:Head {name: 'head'})
WITH h.seq AS head, COLLECT {
  UNWIND $City AS id MATCH (n:City {id: id}) USING INDEX SEEK n:City(id) WHERE n.seq <= $seq RETURN ['City', id, n.seq, n.corrected, [p IN $records.City | n[p]]] //:versions
} AS made, COLLECT {
  UNWIND $City AS id MATCH (r:Retraction {word: 'City', id: id}) WHERE r.seq <= $seq RETURN ['City', id, r.seq, r.reason, r.movedTo] //:retractions
} AS gone
WITH head, made, gone, COLLECT {
  UNWIND made + gone AS step
  RETURN DISTINCT step[2]
} AS seqs
WITH head, made, gone, seqs, COLLECT {
  MATCH (c:Change)
  WHERE $rank < 2 AND c.seq <= $seq AND size(seqs) > 0
    AND $rank = 2 //:visible
  RETURN c.seq
} AS visible
RETURN head, made, gone, COLLECT {
  UNWIND seqs AS seq
  MATCH (c:Change {seq: seq})
  RETURN [c.seq, c.recordedAt, c.committedAt, c.actor, c.note] +
    [c.added, c.corrected, c.retracted] //:counts
} AS changes, CASE WHEN $rank = 2 THEN seqs ELSE [seq IN seqs | size([v IN visible WHERE v <= seq])] END AS numbers
