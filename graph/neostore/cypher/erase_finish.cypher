MATCH (n:Erasing {erasing: true})
DETACH DELETE n
