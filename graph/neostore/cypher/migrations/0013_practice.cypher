CREATE INDEX practice_id IF NOT EXISTS
FOR (n:Practice) ON (n.id);

CREATE INDEX practice_seq IF NOT EXISTS
FOR (n:Practice) ON (n.seq);
