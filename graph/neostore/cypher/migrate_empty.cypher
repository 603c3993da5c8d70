// Where nothing was ever written every node carries what it has to. A writer that is
// at work holds the lock of the journal.
MATCH (j:Journal {name: 'journal'})
SET j.locked = true
WITH j WHERE j.seq = 0 AND j.staging IS NULL
UNWIND $rows AS row
MERGE (s:Schema {word: row[0]})
SET s.derived = row[1], s.derivation = $derivation
RETURN count(*) AS words
