package route

import (
	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// MaxHops bounds the links of a route, from the asking city to the target.
const MaxHops = 3

// Route is how a target is reached.
type Route struct {
	From    *graph.City // the asking city
	Speaker *graph.City // the last city before the target, and so the one that speaks to it
	Number  int32       // of the speaker
	Hops    []Hop       // from From to the target; empty when the route is an organisation
	// Organisation is what both take part in, where no links lead there; nil otherwise.
	Organisation *graph.Organisation
}

// Hop is one step of a route.
type Hop struct {
	From, To *graph.City
	Links    []index.Link // that can carry it, best first
	// What a reader is shown; set by Open.
	Link   *graph.TwinningLink
	Others []*graph.TwinningLink // parallel links that could carry it too, best first
	Status *graph.LinkStatus     // of Link
	Claims []*graph.Claim        // the claims that give the status, strongest first
}

// Open returns the hop with what a reader is shown.
func (h Hop) Open(ix *index.Index) Hop {
	best := h.Links[0]
	h.Link, h.Status, h.Claims, h.Others = best.TwinningLink, best.State, ix.Governing(best.State), []*graph.TwinningLink{}
	for _, l := range h.Links[1:] {
		h.Others = append(h.Others, l.TwinningLink)
	}
	return h
}

// Open returns the route with what a reader is shown of each hop.
func (r Route) Open(ix *index.Index) Route {
	hops := make([]Hop, len(r.Hops))
	for i, h := range r.Hops {
		hops[i] = h.Open(ix)
	}
	r.Hops = hops
	return r
}

// Direct returns the route over links to a neighbour.
func Direct(from *graph.City, number int32, to *graph.City, links []index.Link) Route {
	return Route{From: from, Speaker: from, Number: number, Hops: []Hop{{From: from, To: to, Links: links}}}
}

// Memberships returns the organisations in which cities take part, each with the first
// of those cities.
func Memberships(ix *index.Index, cities []graph.ID) map[graph.ID]graph.ID {
	members := map[graph.ID]graph.ID{}
	for _, id := range cities {
		for _, a := range ix.Affiliations(ix.City(id)) {
			if _, ok := members[a.Organisation]; !ok {
				members[a.Organisation] = id
			}
		}
	}
	return members
}

// ByOrganisation returns the route by way of the first organisation in which both one of
// the members and the target take part, none when there is none.
func ByOrganisation(ix *index.Index, members map[graph.ID]graph.ID, target *graph.City) []Route {
	if len(members) == 0 {
		return nil
	}
	var first graph.ID
	for _, a := range ix.Affiliations(target) {
		if _, ok := members[a.Organisation]; ok && (first == "" || a.Organisation < first) {
			first = a.Organisation
		}
	}
	org, ok := ix.Record(graph.WordOrganisation, first).(*graph.Organisation)
	if !ok {
		return nil
	}
	speaker := ix.City(members[first])
	return []Route{{From: speaker, Speaker: speaker, Number: ix.Number(speaker.ID), Organisation: org}}
}
