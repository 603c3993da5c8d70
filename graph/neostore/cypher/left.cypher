// What was recorded and what is shown; they differ for a moment during every
// write, and for longer when a writer was lost in that moment. And whether an erasure was
// not finished.
MATCH (j:Journal {name: 'journal'}), (h:Head {name: 'head'})
RETURN j.seq AS seq, h.seq AS published, EXISTS { MATCH (n:Erasing {erasing: true}) } AS erasing
