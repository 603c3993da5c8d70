CREATE INDEX contact_id IF NOT EXISTS
FOR (n:Contact) ON (n.id);

CREATE INDEX contact_seq IF NOT EXISTS
FOR (n:Contact) ON (n.seq);
