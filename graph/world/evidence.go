package world

import "twingraph/graph"

// evidence is the claims that ever were about one link, and what follows from them.
type evidence struct {
	claims    []graph.ID
	chronicle graph.Chronicle
}

// derive makes the chronicle from all versions of the link and of its claims.
func (e *evidence) derive(w *World, link graph.ID) {
	links := dated[*graph.TwinningLink](w.log, w.tables[graph.WordTwinningLink].records.get(link))
	var claims []graph.Version[*graph.Claim]
	for _, id := range e.claims {
		for _, v := range dated[*graph.Claim](w.log, w.tables[graph.WordClaim].records.get(id)) {
			if v.Record.Link == link {
				claims = append(claims, v)
			}
		}
	}
	e.chronicle = graph.NewChronicle(links, claims)
}

// dated returns the versions with the instants of their changes, as those of a record type.
func dated[T graph.Record](log journal, vs versions) []graph.Version[T] {
	list := make([]graph.Version[T], len(vs))
	for i, v := range vs {
		list[i] = graph.Version[T]{Record: v.Record.(T), KnownFrom: log.recordedAt(v.from), KnownTo: log.recordedAt(v.to)}
	}
	return list
}
