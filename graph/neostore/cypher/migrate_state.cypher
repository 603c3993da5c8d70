// Which migrations were applied, what the nodes of each word carry, and whether a
// change was written by a program that derives other properties than they carry, or that
// does not note how much of it everybody may see.
OPTIONAL MATCH (up:Schema {word: 'Change'})
WITH coalesce(up.through, 0) AS through, coalesce(up.derived, []) + $derived AS known
RETURN COLLECT { MATCH (m:Migration) RETURN m.number } AS applied,
  COLLECT { MATCH (s:Schema) RETURN [s.word, s.derivation, s.derived, s.deriving, s.indexes, coalesce(s.late, false)] } AS schemas,
  EXISTS {
    MATCH (c:Change)
    WHERE c.seq > through AND NOT coalesce(c.derived, '') IN known
  } AS late,
  EXISTS { MATCH (c:Change) WHERE c.seq > 0 AND c.openAdded IS NULL } AS uncounted
