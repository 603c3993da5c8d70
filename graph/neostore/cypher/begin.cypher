// The two nodes that every write goes by; there from the beginning.
MERGE (j:Journal {name: 'journal'})
ON CREATE SET j.seq = 0
MERGE (h:Head {name: 'head'})
ON CREATE SET h.seq = 0
