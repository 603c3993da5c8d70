// What stays of erased records.
UNWIND $rows AS row
CREATE (e:Erasure)
SET e = row
