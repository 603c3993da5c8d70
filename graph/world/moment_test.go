package world_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/storetest/network"
	"twingraph/graph/world"
)

// What a moment has must not depend on what was asked before the last change: after
// every one of many changes it is what a reader reads anew.
func TestAMomentIsThatOfItsOwnWorld(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	batch := graph.Batch{RecordedAt: at(1), Added: network.Records(3, 60, 150, 300)}
	w := with(t, world.Empty(), batch)
	for n := range 60 {
		agree(t, w, graph.TierPublic)
		agree(t, w, graph.TierRestricted)
		w = with(t, w, step(rng, w, n))
		if n%5 == 0 { // and one that nobody asks about
			w = with(t, w, step(rng, w, 1000+n))
		}
	}
}

// step returns a random small change.
func step(rng *rand.Rand, w *world.World, n int) graph.Batch {
	m, _ := w.Moment(context.Background(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted})
	link, claim := m.Links[rng.IntN(len(m.Links))], m.Claims[rng.IntN(len(m.Claims))]
	id := graph.ID(fmt.Sprintf("%c-late-%d", 'a'+rng.IntN(26), n))
	says := graph.Statement{ID: id, Sources: link.Sources}
	b := graph.Batch{RecordedAt: at(2 + n)}
	if head, _ := w.Head(context.Background()); head.RecordedAt.After(b.RecordedAt) {
		b.RecordedAt = head.RecordedAt
	}
	switch rng.IntN(8) {
	case 0:
		b.Added = []graph.Record{&graph.City{Statement: says, Name: "Late", Country: "DE", Kind: graph.CityKindTown}}
	case 1:
		b.Added = []graph.Record{&graph.City{Statement: says, Name: "Late", Kind: graph.CityKindTown}, &graph.TwinningLink{Statement: says, A: id, B: link.A, Kind: graph.LinkKindTwinning}}
	case 2:
		b.Retracted = []graph.Retraction{{Word: graph.WordClaim, ID: claim.ID, Reason: "a mistake"}}
	case 3:
		other := *claim
		other.Link, other.Type, other.Date = link.ID, graph.Suspended, graph.PartialDate{Year: 2020}
		b.Corrected = []graph.Record{&other}
	case 4:
		b.Added = []graph.Record{&graph.Contact{Statement: says, City: link.A, Role: "Office", Tier: graph.Tiers()[rng.IntN(3)]}}
	case 5:
		b.Retracted = []graph.Retraction{{Word: graph.WordTwinningLink, ID: link.ID, Reason: "a double"}} // its claims stay
	default:
		b.Added = []graph.Record{&graph.Claim{Statement: says, Link: link.ID, Type: graph.Ended, Authority: graph.PartyDecision, Date: graph.PartialDate{Year: 2021}}}
	}
	return b
}

// agree compares the moment of a world with the one that is read from it anew.
func agree(t *testing.T, w *world.World, tier graph.Tier) {
	t.Helper()
	v := graph.View{KnownAt: graph.Latest(), Tier: tier}
	own, err := w.Moment(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	read, err := world.Read(t.Context(), w, v)
	if err != nil {
		t.Fatal(err)
	}
	if own.Seq != read.Seq || own.View != read.View {
		t.Fatalf("change %d at %v, want %d at %v", own.Seq, own.View, read.Seq, read.View)
	}
	for _, word := range graph.Words() {
		records := read.Select(word, nil, 0)
		if got := own.Select(word, nil, 0); !slices.Equal(got, records) {
			t.Fatalf("after change %d: %d records of %s, want %d", own.Seq, len(got), word, len(records))
		}
		for _, r := range records {
			if got := own.Record(word, r.Base().ID); got != r {
				t.Fatalf("after change %d: %s %s is %v", own.Seq, word, r.Base().ID, got)
			}
			for _, edge := range graph.ShapeOf(word).Edges {
				if got, want := world.Across[graph.Record](own, r, edge.Name), world.Across[graph.Record](read, r, edge.Name); !slices.Equal(got, want) {
					t.Fatalf("after change %d: %s of %s %s: %d records, want %d", own.Seq, edge.Name, word, r.Base().ID, len(got), len(want))
				}
			}
		}
	}
	if own.Record(graph.WordCity, "nowhere") != nil || own.City("nowhere") != nil || own.Link("nowhere") != nil || own.History("nowhere") != nil {
		t.Fatal("the moment knows what is not")
	}
	for _, l := range read.Links {
		if diff := cmp.Diff(read.History(l.ID), own.History(l.ID)); diff != "" || len(own.History(l.ID)) == 0 {
			t.Fatalf("after change %d: history of %s (-read +own):\n%s", own.Seq, l.ID, diff)
		}
	}
	ended := graph.In("status", graph.StatusEnded)
	if got, want := own.Select(graph.WordTwinningLink, ended, 19000), read.Select(graph.WordTwinningLink, ended, 19000); !slices.Equal(got, want) {
		t.Fatalf("after change %d: %d links ended, want %d", own.Seq, len(got), len(want))
	}
}

// The same question has the same moment until the next change, and one of an earlier
// instant knows no more than was known then.
func TestMomentsOfInstants(t *testing.T) {
	one := with(t, world.Empty(), graph.Batch{RecordedAt: at(1), Added: []graph.Record{town("b", "b")}})
	two := with(t, one, graph.Batch{RecordedAt: at(3), Added: []graph.Record{town("a", "a")}})
	moment := func(w *world.World, knownAt int, tier graph.Tier) *world.Moment {
		m, err := w.Moment(t.Context(), graph.View{KnownAt: at(knownAt), Tier: tier})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, c := range []struct {
		w       *world.World
		knownAt int
		cities  int
		seq     graph.Seq
	}{{one, 0, 0, 1}, {one, 1, 1, 1}, {one, 9, 1, 1}, {two, 0, 0, 2}, {two, 1, 1, 2}, {two, 2, 1, 2}, {two, 3, 2, 2}, {two, 9, 2, 2}} {
		m := moment(c.w, c.knownAt, graph.TierPublic)
		if len(m.Cities) != c.cities || m.Head != c.seq || int(m.Seq) != c.cities {
			t.Errorf("known at %d: %d cities after change %d of %d, want %d of %d", c.knownAt, len(m.Cities), m.Seq, m.Head, c.cities, c.seq)
		}
		if moment(c.w, c.knownAt, graph.TierPublic) != m {
			t.Errorf("known at %d: another moment when asked again", c.knownAt)
		}
		if moment(c.w, c.knownAt, graph.TierPartner) == m {
			t.Errorf("known at %d: the same moment for another tier", c.knownAt)
		}
	}
	if moment(two, 1, graph.TierPublic) != moment(two, 2, graph.TierPublic) || moment(two, 3, graph.TierPublic) != moment(two, 9, graph.TierPublic) {
		t.Error("two moments of one state")
	}
	if a, b := moment(one, 9, ""), moment(two, 9, ""); a == b || &a.Cities[0] == &b.Cities[0] || len(a.Links) != 0 {
		t.Error("the moment of another world")
	}
	ended, stop := context.WithCancel(t.Context())
	stop()
	if _, err := two.Moment(ended, graph.View{}); graph.CodeOf(err) != graph.Timeout {
		t.Errorf("error %v after the end, want a timeout", err)
	}
}

// What did not change is the same in the next moment, and not made again.
func TestAMomentSharesWhatDidNotChange(t *testing.T) {
	one := with(t, world.Empty(), graph.Batch{RecordedAt: at(1), Added: network.Records(3, 60, 150, 300)})
	v := graph.View{KnownAt: graph.Latest()}
	a, _ := one.Moment(t.Context(), v)
	says := graph.Statement{ID: "late", Sources: a.Links[0].Sources}
	two := with(t, one, graph.Batch{RecordedAt: at(2), Added: []graph.Record{&graph.Claim{Statement: says, Link: a.Links[0].ID, Type: graph.Listed, Authority: graph.ThirdParty}}})
	b, _ := two.Moment(t.Context(), v)
	if &a.Cities[0] != &b.Cities[0] || &a.Links[0] != &b.Links[0] {
		t.Error("cities and links were listed again after a claim")
	}
	if len(b.Claims) != len(a.Claims)+1 || b.Record(graph.WordClaim, "late") == nil || a.Record(graph.WordClaim, "late") != nil {
		t.Errorf("%d claims after %d", len(b.Claims), len(a.Claims))
	}
	for i, l := range a.Links[1:] {
		if h := a.History(l.ID); &h[0] != &b.History(l.ID)[0] {
			t.Fatalf("the history of link %d was derived again", i+1)
		}
	}
}

// counted is a reader that counts readings of one store, and can refuse them.
type counted struct {
	graph.Reader
	mu     sync.Mutex
	lists  int
	broken error
}

func (c *counted) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.broken != nil {
		return graph.Page{}, c.broken
	}
	c.lists++
	return c.Reader.List(ctx, v, q)
}

func TestAKeeperReadsEachMomentOnce(t *testing.T) {
	one := with(t, world.Empty(), graph.Batch{RecordedAt: at(1), Added: network.Records(3, 60, 150, 300)})
	store := &memory{World: one}
	reader := &counted{Reader: struct{ graph.Reader }{store}, broken: errors.New("gone")}
	keeper := world.MomentsOf(reader, 2)
	latest := graph.View{KnownAt: graph.Latest()}
	if _, err := keeper.Moment(t.Context(), latest); err == nil {
		t.Error("a reading that failed has a moment")
	}
	reader.mu.Lock()
	reader.broken = nil
	reader.mu.Unlock()
	ask := func(v graph.View) *world.Moment {
		m, err := keeper.Moment(t.Context(), v)
		if err != nil {
			t.Error(err)
		}
		return m
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { ask(latest) })
	}
	wg.Wait()
	if want := len(graph.Words()); reader.lists != want {
		t.Errorf("%d pages were read for eight askers of one moment, want %d", reader.lists, want)
	}
	first := ask(latest)
	if ask(graph.View{KnownAt: at(1)}) != first {
		t.Error("all instants from the last change on are one")
	}
	ask(graph.View{KnownAt: at(0)})
	ask(graph.View{KnownAt: latest.KnownAt, Tier: graph.TierPartner}) // and so the first is dropped
	if ask(latest) == first {
		t.Error("three moments are kept, want two")
	}
	store.World = with(t, one, graph.Batch{RecordedAt: at(2), Added: []graph.Record{town("late", "late")}})
	if m := ask(latest); m.Seq != 2 || m.City("late") == nil {
		t.Errorf("after change 2 the moment is that after change %d", m.Seq)
	}
}
