CREATE CONSTRAINT document IF NOT EXISTS
FOR (n:Document) REQUIRE (n.kind, n.id) IS UNIQUE;
