// Earlier versions of records that this change adds: those of records that were
// taken back once. An open one would mean that the record is there already.
UNWIND $ids AS id
MATCH (n:City {id: id}) USING INDEX SEEK n:City(id) //:match
WHERE n.seq < $seq AND (n.closedSeq = $open OR n:Retracted)
RETURN n.id AS id, n.closedSeq = $open AS there
