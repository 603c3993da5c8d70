CREATE CONSTRAINT erasure IF NOT EXISTS
FOR (n:Erasure) REQUIRE (n.seq, n.place) IS UNIQUE;

CREATE INDEX erasing IF NOT EXISTS
FOR (n:Erasing) ON (n.erasing);
