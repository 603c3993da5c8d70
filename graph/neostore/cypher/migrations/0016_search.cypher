CREATE FULLTEXT INDEX search IF NOT EXISTS
FOR (n:City|Organisation|Resolution|Campaign) ON EACH [n.searchNames]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
