// How many records there are of each word that not everybody sees all records of.
MATCH (h:Head {name: 'head'})
RETURN h.seq AS head,
  [0] AS guarded //:guarded
