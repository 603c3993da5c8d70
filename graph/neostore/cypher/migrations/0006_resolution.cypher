CREATE INDEX resolution_id IF NOT EXISTS
FOR (n:Resolution) ON (n.id);

CREATE INDEX resolution_seq IF NOT EXISTS
FOR (n:Resolution) ON (n.seq);
