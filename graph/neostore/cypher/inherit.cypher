// What points to the version before points to the new version, too, as far as it
// is still known itself. What this change writes points there already.
UNWIND $ids AS id
MATCH (old:City {id: id}) USING INDEX SEEK old:City(id) //:old
WHERE old.closedSeq = $seq OR old:Retracted AND old.seq < $seq
MATCH (new:City {id: id}) USING INDEX SEEK new:City(id) //:new
WHERE new.seq = $seq
MATCH (source)-[r]->(old)
WHERE source.closedSeq = $open AND source.seq < $seq
CREATE (source)-[copy:$(type(r))]->(new)
SET copy = properties(r)
