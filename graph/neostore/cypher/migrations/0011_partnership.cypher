CREATE INDEX partnership_id IF NOT EXISTS
FOR (n:Partnership) ON (n.id);

CREATE INDEX partnership_seq IF NOT EXISTS
FOR (n:Partnership) ON (n.seq);
