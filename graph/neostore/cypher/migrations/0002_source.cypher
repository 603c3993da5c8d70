CREATE INDEX source_id IF NOT EXISTS
FOR (n:Source) ON (n.id);

CREATE INDEX source_seq IF NOT EXISTS
FOR (n:Source) ON (n.seq);
