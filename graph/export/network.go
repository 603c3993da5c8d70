package export

import (
	"context"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// Question says which part of the network to export.
type Question struct {
	AsOf    graph.Day // the day on which Where is judged and statuses are told
	KnownAt time.Time // graph.Latest for everything recorded

	// Tier is up to what tier a filter may judge records: PUBLIC for all that is written
	// to files.
	Tier graph.Tier

	// Of is what Where selects: WordCity or WordTwinningLink. With a filter of
	// links only their cities are exported; without a filter everything is.
	Of    graph.Word
	Where *graph.Filter

	// Established leaves out links that are NOT_ESTABLISHED on the day.
	Established bool
}

// Network is a part of the network as it is exported. It does not change.
type Network struct {
	Seq     graph.Seq // the store's last change
	AsOf    graph.Day
	KnownAt time.Time // graph.Latest for everything recorded

	Cities []*graph.City // by id
	// Links are those chosen, by id. With a question of cities they are the links
	// among the chosen cities.
	Links []Link

	snap   *snapshot.Snapshot
	counts func() map[graph.ID]*tally // links by city, counted when first asked for
	pairs  func() [][]Link            // links by pair, likewise
}

// Whole returns the whole network of which n is a part.
func (n *Network) Whole() *snapshot.Snapshot { return n.snap }

// Link is one link of a Network.
type Link struct {
	Record  *graph.TwinningLink
	A, B    int // its cities, as indexes of Network.Cities
	History graph.History
}

// attempts bounds how often a selection is made anew because a change was recorded
// meanwhile.
const attempts = 3

// Take answers a question. Errors are those of
// the reader for the filter, and Conflict when the store keeps changing.
func Take(ctx context.Context, reader graph.Reader, snapshots *snapshot.Keeper, q Question) (*Network, error) {
	v := graph.View{AsOf: q.AsOf, KnownAt: q.KnownAt, Tier: q.Tier}
	for range attempts {
		snap, err := snapshots.Snapshot(ctx, v)
		if err != nil {
			return nil, err
		}
		if q.Where == nil {
			return newNetwork(snap, q, snap.Cities, snap.Links), nil
		}
		chosen, err := choose(ctx, reader, v, q)
		if err != nil {
			return nil, err
		}
		head, err := reader.Head(ctx)
		if err != nil {
			return nil, err
		}
		if head.Seq == snap.Seq {
			cities, links := narrow(snap, q.Of, chosen)
			return newNetwork(snap, q, cities, links), nil
		}
	}
	return nil, graph.Errorf(graph.Conflict, "the network keeps changing while it is read; try again")
}

// choose returns the ids that the question's filter selects.
func choose(ctx context.Context, reader graph.Reader, v graph.View, q Question) (map[graph.ID]bool, error) {
	chosen := map[graph.ID]bool{}
	list := graph.Query{Word: q.Of, Where: q.Where, First: graph.MaxFirst}
	for {
		page, err := reader.List(ctx, v, list)
		if err != nil {
			return nil, err
		}
		for _, r := range page.Records {
			chosen[r.Base().ID] = true
		}
		if !page.More {
			return chosen, nil
		}
		list.After = &page.Positions[len(page.Positions)-1]
	}
}

// narrow returns the cities and links that follow from the chosen ones.
func narrow(snap *snapshot.Snapshot, of graph.Word, chosen map[graph.ID]bool) ([]*graph.City, []*graph.TwinningLink) {
	if of == graph.WordCity {
		in := func(c *graph.City) bool { return chosen[c.ID] }
		return keep(snap.Cities, in), snap.Links
	}
	links := keep(snap.Links, func(l *graph.TwinningLink) bool { return chosen[l.ID] })
	return snap.Cities, links
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
func newNetwork(snap *snapshot.Snapshot, q Question, cities []*graph.City, links []*graph.TwinningLink) *Network {
	n := &Network{Seq: snap.Seq, AsOf: q.AsOf, KnownAt: q.KnownAt, Links: make([]Link, 0, len(links)), snap: snap}
	n.counts = sync.OnceValue(n.countLinks)
	n.pairs = sync.OnceValue(func() [][]Link { return pairsOf(n.Links) })
	at := make(map[graph.ID]int, len(cities))
	for i, c := range cities {
		at[c.ID] = i
	}
	ends := make([]bool, len(cities))
	for _, l := range links {
		a, hasA := at[l.A]
		b, hasB := at[l.B]
		h := snap.Histories[l.ID]
		if !hasA || !hasB || len(h) == 0 || q.Established && statusOf(h, q.AsOf) == graph.StatusNotEstablished {
			continue
		}
		n.Links = append(n.Links, Link{Record: l, A: a, B: b, History: h})
		ends[a], ends[b] = true, true
	}
	n.Cities = cities
	if q.Where != nil && q.Of == graph.WordTwinningLink {
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
