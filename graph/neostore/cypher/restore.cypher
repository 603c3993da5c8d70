// Versions that were taken back and now have one after them.
UNWIND $ids AS id
MATCH (n:City {id: id}) USING INDEX SEEK n:City(id) //:match
WHERE n:Retracted AND n.seq < $seq
REMOVE n:Retracted
