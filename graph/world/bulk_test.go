package world_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/storetest"
	"twingraph/graph/world"
)

// version is one version of a record, as another store holds it.
type version struct {
	record      graph.Record
	seq, closed graph.Seq
	corrected   bool
}

// gathered is a store that makes its world anew from all versions after every change.
type gathered struct {
	memory
	changes  []graph.Change
	versions []version
	gone     []graph.Batch // with what they took back
}

func (g *gathered) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	next, change, err := g.With(batch)
	if err != nil {
		return graph.Change{}, err
	}
	closes := func(word graph.Word, id graph.ID) {
		for i := range g.versions {
			if v := &g.versions[i]; v.record.Word() == word && v.record.Base().ID == id && v.closed == math.MaxInt64 {
				v.closed = change.Seq
			}
		}
	}
	for _, r := range batch.Corrected {
		closes(r.Word(), r.Base().ID)
	}
	for _, gone := range batch.Retracted {
		closes(gone.Word, gone.ID)
	}
	latest := graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}
	for i, list := range [][]graph.Record{batch.Added, batch.Corrected} {
		for _, r := range list {
			kept, err := next.Records(ctx, latest, r.Word(), []graph.ID{r.Base().ID}) // with the change's RecordedAt
			if err != nil {
				return graph.Change{}, err
			}
			g.versions = append(g.versions, version{kept[0], change.Seq, math.MaxInt64, i == 1})
		}
	}
	g.changes, g.gone = append(g.changes, change), append(g.gone, batch)
	g.World, err = g.gather(g.changes)
	return change, err
}

// gather makes the world of the changes, from versions in any order.
func (g *gathered) gather(changes []graph.Change) (*world.World, error) {
	bulk := world.NewBulk(changes)
	for i := range changes {
		for _, gone := range g.gone[i].Retracted {
			bulk.Retraction(changes[i].Seq, gone)
		}
	}
	for _, i := range rand.New(rand.NewPCG(1, 1)).Perm(len(g.versions)) {
		if v := g.versions[i]; v.seq <= graph.Seq(len(changes)) {
			bulk.Version(v.record, v.seq, v.closed, v.corrected)
		}
	}
	return bulk.World()
}

// A world that is made in bulk is the one that follows from change to change.
func TestBulk(t *testing.T) {
	open := func(*testing.T) graph.Store { return &gathered{memory: memory{World: world.Empty()}} }
	storetest.RunDifferential(t, open, storetest.Differential{Seeds: []uint64{1, 2, 3, 4}})
}

// What was written after the last change that counts, and closes older versions, is
// not there yet.
func TestBulkUpToAChange(t *testing.T) {
	g := &gathered{memory: memory{World: world.Empty()}}
	at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	city := func(name string) []graph.Record {
		return []graph.Record{&graph.City{Statement: graph.Statement{ID: "a", Confidence: graph.Documented}, Name: name, Kind: graph.CityKindCity}}
	}
	for i, batch := range []graph.Batch{{Added: city("one")}, {Corrected: city("two")}, {Retracted: []graph.Retraction{{Word: graph.WordCity, ID: "a", Reason: "a mistake"}}}} {
		batch.After, batch.RecordedAt, batch.CommittedAt = graph.Seq(i), at.AddDate(0, 0, i), at
		if _, err := g.Append(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	for upto, want := range []string{"", "one", "two", ""} {
		w, err := g.gather(g.changes[:upto])
		if err != nil {
			t.Fatal(err)
		}
		found, err := w.Records(t.Context(), graph.View{KnownAt: graph.Latest()}, graph.WordCity, []graph.ID{"a"})
		if err != nil {
			t.Fatal(err)
		}
		if name := ""; found[0] != nil {
			if name = found[0].(*graph.City).Name; name != want {
				t.Errorf("up to %d it is called %q", upto, name)
			}
		} else if want != "" {
			t.Errorf("up to %d there is none", upto)
		}
	}
	t.Run("what the changes do not say is refused", func(t *testing.T) {
		lacking := *g
		lacking.versions = g.versions[1:]
		if _, err := lacking.gather(g.changes); graph.CodeOf(err) != graph.Internal {
			t.Errorf("a version is missing: %v", err)
		}
		if _, err := world.NewBulk(g.changes[1:]).World(); graph.CodeOf(err) != graph.Internal {
			t.Errorf("a change is missing: %v", err)
		}
	})
}

// The same network as BenchmarkImport has.
func BenchmarkBulk(b *testing.B) {
	batch := largeBatch()
	_, change, err := world.Empty().With(batch)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		bulk := world.NewBulk([]graph.Change{change})
		for _, r := range batch.Added {
			bulk.Version(r, 1, math.MaxInt64, false)
		}
		if _, err := bulk.World(); err != nil {
			b.Fatal(err)
		}
	}
}
