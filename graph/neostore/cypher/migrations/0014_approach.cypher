CREATE INDEX approach_id IF NOT EXISTS
FOR (n:Approach) ON (n.id);

CREATE INDEX approach_seq IF NOT EXISTS
FOR (n:Approach) ON (n.seq);
