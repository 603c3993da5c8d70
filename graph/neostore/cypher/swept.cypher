MATCH (j:Journal {name: 'journal'})
WHERE j.staging = $batch
REMOVE j.staging, j.part, j.stagedAt
