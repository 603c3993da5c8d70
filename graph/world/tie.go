package world

import "twingraph/graph"

// tie is what is derived of one link.
type tie struct {
	claims    []graph.ID // that ever were about the link
	chronicle graph.Chronicle
}

// derive makes the chronicle from all versions of the link and of its claims.
func (t *tie) derive(w *World, link graph.ID) {
	links := typed[*graph.TwinningLink](w.tables[graph.WordTwinningLink].records.get(link))
	var claims []graph.Version[*graph.Claim]
	for _, id := range t.claims {
		for _, v := range typed[*graph.Claim](w.tables[graph.WordClaim].records.get(id)) {
			if v.Record.Link == link {
				claims = append(claims, v)
			}
		}
	}
	t.chronicle = graph.NewChronicle(links, claims)
}

// typed returns the versions as those of a record type.
func typed[T graph.Record](vs versions) []graph.Version[T] {
	list := make([]graph.Version[T], len(vs))
	for i, v := range vs {
		list[i] = graph.Version[T]{Record: v.Record.(T), KnownFrom: v.KnownFrom, KnownTo: v.KnownTo}
	}
	return list
}
