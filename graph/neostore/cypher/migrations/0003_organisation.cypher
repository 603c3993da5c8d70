CREATE INDEX organisation_id IF NOT EXISTS
FOR (n:Organisation) ON (n.id);

CREATE INDEX organisation_seq IF NOT EXISTS
FOR (n:Organisation) ON (n.seq);
