CREATE INDEX spell_seq IF NOT EXISTS
FOR (n:Spell) ON (n.seq);

CREATE INDEX spell_status IF NOT EXISTS
FOR (n:Spell) ON (n.status);

CREATE INDEX spell_from IF NOT EXISTS
FOR (n:Spell) ON (n.from);

CREATE INDEX spell_since IF NOT EXISTS
FOR (n:Spell) ON (n.sinceFirst);

CREATE INDEX spell_last_confirmed IF NOT EXISTS
FOR (n:Spell) ON (n.lastConfirmedFirst);
