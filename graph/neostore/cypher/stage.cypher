// Notes which part of which large batch this transaction writes.
MATCH (j:Journal {name: 'journal'})
SET j.staging = $batch, j.part = $part, j.stagedAt = timestamp()
