package answers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
	"twingraph/graph/registry"
)

// Changes are read page by page from both ends while people record, and while numbers move
// since what was public is restricted: none is missed, none is shown twice, and each is
// shown with the record that it is about.
func TestChangesArePagedWhileOthersRecord(t *testing.T) {
	for name, c := range map[string]struct {
		open     func(*testing.T) graph.Store
		restrict bool // by Cypher a request sees one state a statement, and numbers are to stay
		each     int  // changes of each writer
	}{
		"embedded": {empty, true, 60},
		"mirror":   {func(t *testing.T) graph.Store { return mirrorOf(t, emptyNeo4j(t)) }, true, 30},
		"neo4j":    {func(t *testing.T) graph.Store { return emptyNeo4j(t) }, false, 10},
	} {
		t.Run(name, func(t *testing.T) {
			store := c.open(t)
			w := &recorders{office: registry.New(store, today), restrict: c.restrict}
			if err := w.record("source", &graph.Source{Statement: graph.Statement{ID: "source", Confidence: graph.Documented}, Title: "List"}); err != nil {
				t.Fatal(err)
			}
			if err := w.record("city", town("city")); err != nil {
				t.Fatal(err)
			}
			p := pager{served(t, store)}
			var writers, readers sync.WaitGroup
			var done atomic.Bool
			for seed := range uint64(4) {
				writers.Go(func() {
					if err := w.work(seed, c.each); err != nil {
						t.Error(err)
					}
				})
				for _, read := range []func(uint64, *recorders, *atomic.Bool) error{p.forward, p.backward} {
					readers.Go(func() {
						if err := read(seed, w, &done); err != nil {
							t.Error(err)
						}
					})
				}
			}
			writers.Wait()
			done.Store(true)
			readers.Wait()
		})
	}
}

// emptyNeo4j returns a store over Neo4j with nothing in it.
func emptyNeo4j(t *testing.T) *neostore.Store {
	t.Helper()
	neo4jtest.Driver(t)
	return neostoretest.Ready(t, neo4jtest.ForTest(t), nil)
}

// recorders record changes, each of one record, whose note is its id.
type recorders struct {
	office   *registry.Registry
	restrict bool
	mu       sync.Mutex
	towns    []string // that are recorded: changes that stay
}

func town(id graph.ID) *graph.City {
	return &graph.City{Statement: graph.Statement{ID: id, Confidence: graph.Recalled}, Name: "Town", Country: "GB", Kind: graph.CityKindTown}
}

func (w *recorders) record(note string, r graph.Record) error {
	_, err := w.office.Submit(context.Background(), registry.Submission{Actor: "test", Note: note, Records: []graph.Record{r}})
	return err
}

// work records n changes: towns, offices that are public, and offices that are so no more,
// which takes their changes from the public.
func (w *recorders) work(seed uint64, n int) error {
	random := rand.New(rand.NewPCG(seed, 7))
	var offices []*graph.Contact
	for i := range n {
		id := graph.ID(fmt.Sprintf("r%d-%d", seed, i))
		switch kind := random.IntN(3); {
		case kind == 0 || !w.restrict:
			if err := w.record(string(id), town(id)); err != nil {
				return err
			}
			w.mu.Lock()
			w.towns = append(w.towns, string(id))
			w.mu.Unlock()
		case kind == 1 || len(offices) == 0:
			office := &graph.Contact{
				Statement: graph.Statement{ID: id, Sources: []graph.ID{"source"}, Confidence: graph.Documented},
				City:      "city", Role: "office", Channel: graph.ChannelEmail, Value: "office@example.org", Tier: graph.TierPublic,
			}
			if err := w.record(string(id), office); err != nil {
				return err
			}
			offices = append(offices, office)
		default:
			at := random.IntN(len(offices))
			gone := *offices[at]
			offices = slices.Delete(offices, at, at+1)
			gone.Tier = graph.TierRestricted
			if err := w.record(string(gone.ID), &gone); err != nil {
				return err
			}
		}
	}
	return nil
}

// recorded returns the towns that are recorded by now.
func (w *recorders) recorded() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.towns)
}

// pager reads changes at an address page by page.
type pager struct{ address string }

type pageOfChanges struct {
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
	Nodes []struct {
		Note       string
		RecordedAt time.Time
		Items      struct {
			TotalCount int
			Nodes      []struct{ Slug string }
		}
	}
}

func (p pager) page(variables map[string]any) (pageOfChanges, error) {
	var answer struct{ Changes pageOfChanges }
	data, err := answered(p.address, `query($first: Int, $after: String, $last: Int, $before: String) {
		changes(first: $first, after: $after, last: $last, before: $before) {
			pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
			nodes { note recordedAt items(first: 2) { totalCount nodes { slug } } }
		} }`, variables)
	if err == nil {
		err = json.Unmarshal(data, &answer)
	}
	for _, c := range answer.Changes.Nodes {
		if n := c.Items.Nodes; len(n) != 1 || n[0].Slug != c.Note || c.Items.TotalCount != 1 {
			return answer.Changes, fmt.Errorf("the change of %s is shown with %+v", c.Note, c.Items)
		}
	}
	return answer.Changes, err
}

// seen is the changes that somebody was shown.
type seen map[string]bool

func (s seen) take(page pageOfChanges) error {
	for i, c := range page.Nodes {
		if s[c.Note] {
			return fmt.Errorf("the change of %s is shown twice", c.Note)
		}
		s[c.Note] = true
		if i > 0 && c.RecordedAt.Before(page.Nodes[i-1].RecordedAt) {
			return fmt.Errorf("the change of %s is out of order", c.Note)
		}
	}
	return nil
}

func (s seen) missed(towns []string) error {
	for _, id := range towns {
		if !s[id] {
			return fmt.Errorf("the change of %s, which everybody may see, was missed among %d", id, len(s))
		}
	}
	return nil
}

// forward reads from the first change to the last one there is once nobody records any more.
func (p pager) forward(seed uint64, w *recorders, done *atomic.Bool) error {
	random, s := rand.New(rand.NewPCG(seed, 8)), seen{}
	for after := (*string)(nil); ; {
		last := done.Load()
		page, err := p.page(map[string]any{"first": 1 + random.IntN(6), "after": after})
		if err == nil {
			err = s.take(page)
		}
		switch {
		case err != nil:
			return err
		case page.PageInfo.EndCursor != nil:
			after = page.PageInfo.EndCursor
		case last && !page.PageInfo.HasNextPage:
			return s.missed(w.recorded())
		}
	}
}

// backward reads from the last change there is to the first, again and again until nobody
// records any more.
func (p pager) backward(seed uint64, w *recorders, done *atomic.Bool) error {
	random := rand.New(rand.NewPCG(seed, 9))
	for last := false; !last; {
		last = done.Load()
		s, towns := seen{}, w.recorded()
		for before, more := (*string)(nil), true; more; {
			page, err := p.page(map[string]any{"last": 1 + random.IntN(6), "before": before})
			if err == nil {
				err = s.take(page)
			}
			if err != nil {
				return err
			}
			before, more = page.PageInfo.StartCursor, page.PageInfo.HasPreviousPage
		}
		if err := s.missed(towns); err != nil {
			return err
		}
	}
	return nil
}
