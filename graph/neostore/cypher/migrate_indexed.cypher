UNWIND $rows AS row
MERGE (s:Schema {word: row[0]})
SET s.indexes = row[1]
