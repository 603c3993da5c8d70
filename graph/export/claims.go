package export

import (
	"slices"

	"twingraph/graph"
)

// claimsOf returns the claims about the links of the network, by link, each list by id.
func (n *Network) claimsOf() map[graph.ID][]*graph.Claim {
	claims := make(map[graph.ID][]*graph.Claim, len(n.Links))
	for _, l := range n.Links {
		claims[l.Record.ID] = nil
	}
	for _, c := range n.moment.Claims {
		if of, chosen := claims[c.Link]; chosen {
			claims[c.Link] = append(of, c)
		}
	}
	return claims
}

// sourcesOf returns the sources that the cities, links and claims cite, by id.
func (n *Network) sourcesOf(claims map[graph.ID][]*graph.Claim) []*graph.Source {
	cited := map[graph.ID]bool{}
	cite := func(r graph.Record) {
		for _, id := range r.Base().Sources {
			cited[id] = true
		}
	}
	for _, c := range n.Cities {
		cite(c)
	}
	for _, l := range n.Links {
		cite(l.Record)
		for _, c := range claims[l.Record.ID] {
			cite(c)
		}
	}
	var sources []*graph.Source
	for id := range cited {
		if s, ok := n.moment.Record(graph.WordSource, id).(*graph.Source); ok {
			sources = append(sources, s)
		}
	}
	slices.SortFunc(sources, func(a, b *graph.Source) int { return compareIDs(a.ID, b.ID) })
	return sources
}

func compareIDs(a, b graph.ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// ClaimsOf returns the claims about the links of the network, by link, each list by id.
func (n *Network) ClaimsOf() map[graph.ID][]*graph.Claim { return n.claimsOf() }

// SourcesOf returns the ids of the sources that a link and its claims cite, in order.
func (n *Network) SourcesOf(l Link) []string { return n.row(l).sources }

// Addresses returns the URLs of sources that have one, each once.
func (n *Network) Addresses(sources []string) []string { return n.addresses(sources) }

// Lead leads from a record of a file back to it, as in tables.
type Lead struct {
	GlobalID string // the id by which the API's node and nodes know it on any day
	Address  string // of its page: a URL when the site is known, otherwise a path
	Citation string // a line to cite it by
}

// Lead returns what leads back to a link.
func (n *Network) Lead(l Link) Lead {
	return n.pages[graph.WordTwinningLink].lead(l.Record.ID, n.title(l))
}

// Said is one thing that is said of an export as a whole.
type Said struct{ Name, Value string }

// About returns what is said of the export as a whole: its day, its instant, its change and
// whose work it is.
func (n *Network) About() []Said {
	var all []Said
	for _, a := range n.head() {
		all = append(all, Said{a.name, a.value})
	}
	return all
}

// EachStatus visits the stretches in which a status did not change: from the first day of
// one up to but not including the first day of the next.
func EachStatus(h graph.History, visit func(status graph.Status, from, to graph.Day)) {
	for i := 0; i < len(h); {
		first := i
		for i < len(h) && h[i].Status == h[first].Status {
			i++
		}
		visit(h[first].Status, h[first].From, h[i-1].To)
	}
}
