package export

import (
	"context"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/world"
)

// Question says which part of the network to export.
type Question struct {
	AsOf    graph.Day // the day on which Where is judged and statuses are given
	KnownAt time.Time // graph.Latest for everything recorded

	// Tier is up to what tier a filter may judge records: PUBLIC for all that is written
	// to files.
	Tier graph.Tier

	// Of is what Where selects: WordCity or WordTwinningLink. With a filter of
	// links only their cities are exported; without a filter everything is.
	Of    graph.Word
	Where *graph.Filter

	Form Form
	// Established leaves out links that are NOT_ESTABLISHED on the day.
	Established bool
}

// Network is a part of the network as it is exported. It does not change.
type Network struct {
	Seq     graph.Seq // the viewer's number of the last change known
	Tag     string    // see world.Moment
	AsOf    graph.Day
	KnownAt time.Time // graph.Latest for everything recorded

	Form Form

	Cities []*graph.City // by id
	// Links are those chosen, by id. With a question of cities they are the links
	// among the chosen cities.
	Links []Link

	whole  bool // no filter chose; at most links that are NOT_ESTABLISHED on the day are left out
	moment *world.Moment
	counts func() map[graph.ID]*tally // links by city, counted when first asked for
	kinds  func() []string            // of the edges in a graph, one for each link, likewise
	urls   func() map[string]string   // of sources that have one, by id, likewise
	claims func() *world.Way[*graph.Claim]
	pages  map[graph.Word]page // of cities and links, in this form
}

// Moment returns the moment of the whole network of which n is a part.
func (n *Network) Moment() *world.Moment { return n.moment }

// Link is one link of a Network.
type Link struct {
	Record  *graph.TwinningLink
	A, B    int // its cities, as indexes of Network.Cities
	History graph.History
}

// Take answers a question. Errors are those of moments, and of Check for the filter.
func Take(ctx context.Context, moments world.Moments, q Question) (*Network, error) {
	moment, err := moments.Moment(ctx, graph.View{KnownAt: q.KnownAt, Tier: q.Tier})
	if err != nil {
		return nil, err
	}
	cities, links := moment.Cities, moment.Links
	if q.Where == nil {
		return newNetwork(moment, q, cities, links), nil
	}
	if err := q.Where.Check(q.Of); err != nil {
		return nil, err
	}
	selects := moment.Selects(q.Of, q.Where, q.AsOf)
	if q.Of == graph.WordCity {
		cities = keep(cities, func(c *graph.City) bool { return selects(c) })
	} else {
		links = keep(links, func(l *graph.TwinningLink) bool { return selects(l) })
	}
	return newNetwork(moment, q, cities, links), nil
}

func keep[T any](all []T, wanted func(T) bool) []T {
	kept := []T{}
	for _, one := range all {
		if wanted(one) {
			kept = append(kept, one)
		}
	}
	return kept
}

// newNetwork puts the cities and those of the links together whose two cities are
// among them.
func newNetwork(moment *world.Moment, q Question, cities []*graph.City, links []*graph.TwinningLink) *Network {
	n := &Network{Seq: moment.Seq, Tag: moment.Tag, AsOf: q.AsOf, KnownAt: q.KnownAt, Form: q.Form, whole: q.Where == nil, Links: make([]Link, 0, len(links)), moment: moment}
	n.counts = sync.OnceValue(n.countLinks)
	n.kinds = sync.OnceValue(func() []string { return kindsOf(n.Links) })
	n.urls = sync.OnceValue(func() map[string]string { return urlsOf(moment, q.AsOf) })
	n.claims = sync.OnceValue(func() *world.Way[*graph.Claim] {
		way := world.WayOf[*graph.Claim](moment, graph.WordTwinningLink, "claims")
		return &way
	})
	n.pages = n.pagesOf()
	n.Cities = cities
	unwanted := func(h graph.History) bool {
		return q.Established && statusOf(h, q.AsOf) == graph.StatusNotEstablished
	}
	if n.whole {
		for _, l := range moment.Joined() {
			if !unwanted(l.History) {
				n.Links = append(n.Links, Link{Record: l.Link, A: int(l.A), B: int(l.B), History: l.History})
			}
		}
		return n
	}
	at := make(map[graph.ID]int, len(cities))
	for i, c := range cities {
		at[c.ID] = i
	}
	ends := make([]bool, len(cities))
	for _, l := range links {
		a, hasA := at[l.A]
		b, hasB := at[l.B]
		h := moment.History(l.ID)
		if !hasA || !hasB || len(h) == 0 || unwanted(h) {
			continue
		}
		n.Links = append(n.Links, Link{Record: l, A: a, B: b, History: h})
		ends[a], ends[b] = true, true
	}
	if q.Of == graph.WordTwinningLink {
		n.keepCities(ends)
	}
	return n
}

// keepCities leaves out the cities that are not wanted, at which no link ends.
func (n *Network) keepCities(wanted []bool) {
	kept, now := []*graph.City{}, make([]int, len(n.Cities))
	for i, c := range n.Cities {
		if wanted[i] {
			now[i] = len(kept)
			kept = append(kept, c)
		}
	}
	n.Cities = kept
	for i := range n.Links {
		n.Links[i].A, n.Links[i].B = now[n.Links[i].A], now[n.Links[i].B]
	}
}
