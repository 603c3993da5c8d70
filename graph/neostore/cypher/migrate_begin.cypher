// The nodes begin to be brought up to date: what was written up to here is looked at,
// all of it where changes are late.
MATCH (j:Journal {name: 'journal'})
MERGE (up:Schema {word: 'Change'})
SET up.through = j.seq, up.derived = [$derived], up.derivation = $derivation
WITH up
MATCH (s:Schema)
WHERE $late AND s <> up AND (s.derived IS NOT NULL OR s.deriving IS NOT NULL)
SET s.late = true, s.derived = coalesce(s.derived, []) + coalesce(s.deriving, [])
REMOVE s.deriving, s.id, s.seq
