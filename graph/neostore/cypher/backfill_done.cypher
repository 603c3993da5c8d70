MATCH (s:Schema {word: $word})
SET s.derived = $derived, s.derivation = $derivation
REMOVE s.deriving, s.late, s.id, s.seq
