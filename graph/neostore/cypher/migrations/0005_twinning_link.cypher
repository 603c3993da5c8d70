CREATE INDEX twinning_link_id IF NOT EXISTS
FOR (n:TwinningLink) ON (n.id);

CREATE INDEX twinning_link_seq IF NOT EXISTS
FOR (n:TwinningLink) ON (n.seq);
