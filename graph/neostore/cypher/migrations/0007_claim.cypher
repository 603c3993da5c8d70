CREATE INDEX claim_id IF NOT EXISTS
FOR (n:Claim) ON (n.id);

CREATE INDEX claim_seq IF NOT EXISTS
FOR (n:Claim) ON (n.seq);
