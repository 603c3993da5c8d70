// The steps of the lives of some records, and the changes that they are of as a viewer sees
// these: with the place of each among all that exist for the viewer.
MATCH (h:Head {name: 'head'})
WITH h.seq AS head, COLLECT {
  UNWIND $targets AS target
  CALL (target) {
    MATCH (i:City {id: target[1]}) WHERE i.seq <= $seq AND target[0] IN labels(i) //:made
    RETURN i, i.seq AS seq, i.seq AS at, 0 AS kind, null AS reason, null AS movedTo //:kind
    UNION ALL
    MATCH (r:Retraction {word: target[0], id: target[1]}) WHERE r.seq <= $seq
    OPTIONAL MATCH (i:Contact {id: r.id}) WHERE i.closedSeq = r.seq //:gone
    RETURN i, r.seq AS seq, r.seq - 1 AS at, 2 AS kind, r.reason AS reason, r.movedTo AS movedTo
  }
  WITH target, i, seq, at, kind, reason, movedTo
  WHERE $rank = 2 //:seen
  RETURN [target[0], target[1], seq, kind, reason, movedTo, CASE WHEN kind < 2 THEN [p IN $records[target[0]] | i[p]] END]
} AS steps
WITH head, steps, COLLECT { UNWIND steps AS step RETURN DISTINCT step[2] } AS seqs
WITH head, steps, seqs, COLLECT {
  MATCH (c:Change)
  WHERE c.seq <= $seq AND size(seqs) > 0
  WITH c SKIP 0 WHERE $rank = 2 //:visible
  RETURN c.seq
} AS visible
RETURN head, steps, COLLECT {
  UNWIND seqs AS seq
  MATCH (c:Change {seq: seq})
  RETURN [c.seq, c.recordedAt, c.committedAt, c.actor, c.note] +
    [c.added, c.corrected, c.retracted] //:counts
} AS changes, [seq IN seqs | size([v IN visible WHERE v <= seq])] AS numbers
