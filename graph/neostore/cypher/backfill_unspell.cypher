UNWIND $links AS id
MATCH (l:TwinningLink {id: id})-[:HAS_SPELL]->(s:Spell) USING INDEX SEEK l:TwinningLink(id)
DETACH DELETE s
