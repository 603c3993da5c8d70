MATCH (s:Schema {word: $word})
SET s.deriving = $deriving, s.derivation = $derivation, s.id = $id, s.seq = $seq
