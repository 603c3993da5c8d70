UNWIND $steps AS step
MERGE (m:Migration {number: step.number})
ON CREATE SET m.name = step.name, m.appliedAt = datetime()
