CREATE INDEX pledge_id IF NOT EXISTS
FOR (n:Pledge) ON (n.id);

CREATE INDEX pledge_seq IF NOT EXISTS
FOR (n:Pledge) ON (n.seq);
