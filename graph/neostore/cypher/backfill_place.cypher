// Takes the lock of the nodes of a word, until the transaction ends, and says what
// they carry and how far a change of that has come.
MERGE (s:Schema {word: $word})
SET s.locked = true
RETURN s.derived AS derived, s.deriving AS deriving, coalesce(s.late, false) AS late, s.id AS id, s.seq AS seq
