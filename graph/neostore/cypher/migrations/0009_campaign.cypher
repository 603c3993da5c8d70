CREATE INDEX campaign_id IF NOT EXISTS
FOR (n:Campaign) ON (n.id);

CREATE INDEX campaign_seq IF NOT EXISTS
FOR (n:Campaign) ON (n.seq);
