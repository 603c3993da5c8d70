CREATE CONSTRAINT migration IF NOT EXISTS
FOR (n:Migration) REQUIRE n.number IS UNIQUE;

CREATE CONSTRAINT change IF NOT EXISTS
FOR (n:Change) REQUIRE n.seq IS UNIQUE;

CREATE INDEX change_recorded_at IF NOT EXISTS
FOR (n:Change) ON (n.recordedAt, n.seq);

CREATE CONSTRAINT retraction IF NOT EXISTS
FOR (n:Retraction) REQUIRE (n.word, n.id, n.seq) IS UNIQUE;

CREATE INDEX retraction_seq IF NOT EXISTS
FOR (n:Retraction) ON (n.seq);

CREATE CONSTRAINT journal IF NOT EXISTS
FOR (n:Journal) REQUIRE n.name IS UNIQUE;

CREATE CONSTRAINT head IF NOT EXISTS
FOR (n:Head) REQUIRE n.name IS UNIQUE;
