CREATE INDEX support_twinning_id IF NOT EXISTS
FOR (n:SupportTwinning) ON (n.id);

CREATE INDEX support_twinning_seq IF NOT EXISTS
FOR (n:SupportTwinning) ON (n.seq);
