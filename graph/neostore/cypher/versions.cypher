// All versions of the records of a word that changes up to one made.
MATCH (n:City) //:match
WHERE n.seq > 0 AND n.seq <= $upto
RETURN n.seq AS seq, n.closedSeq AS closedSeq, n.corrected AS corrected, n.id AS id //:properties
