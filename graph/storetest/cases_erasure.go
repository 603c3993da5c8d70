package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// Erase erases in the store, then in the reference; the two changes must be the same.
func (b *both) Erase(ctx context.Context, e graph.Erasure) (graph.Change, error) {
	change, err := b.Store.(graph.Eraser).Erase(ctx, e)
	want, wantErr := b.ref.Erase(ctx, e)
	switch {
	case graph.CodeOf(err) != graph.CodeOf(wantErr):
		return change, graph.Errorf(graph.Internal, "erased with %v, want %v", err, wantErr)
	case change != want:
		return change, graph.Errorf(graph.Internal, "erased with %+v, want %+v", change, want)
	}
	return change, err
}

// erase erases records, which must be there, an hour after the last change.
func (n *network) erase(t *testing.T, targets ...graph.Target) graph.Change {
	t.Helper()
	head := n.ref.head()
	at := head.RecordedAt.Add(time.Hour)
	change, err := n.Erase(t.Context(), graph.Erasure{After: head.Seq, By: graph.Steward, Records: targets, Batch: graph.Batch{
		RecordedAt: at, CommittedAt: at, Actor: "steward", Note: "asked to be forgotten", Key: fmt.Sprint("erasure-", head.Seq),
	}})
	if err != nil {
		t.Fatal(err)
	}
	return change
}

// whole compares all that the store and the reference know.
func (n *network) whole(t *testing.T) {
	t.Helper()
	checkVersions(t, n)
	n.histories(t)
}

// histories compares all that the store and the reference know, but the lives of records.
func (n *network) histories(t *testing.T) {
	t.Helper()
	CompareHistories(t, n.ref, n.Store)
	n.agree(t, head())
	n.agree(t, question{"erasures", func(r graph.Reader) (any, error) { return r.(graph.Eraser).Erasures(context.Background()) }})
	for _, b := range n.ref.batches {
		n.agree(t, question{"the change with the key " + b.Key, func(r graph.Reader) (any, error) { return r.(graph.Keyed).Keyed(context.Background(), b.Key) }})
	}
}

func contact(id graph.ID) graph.Target { return graph.Target{Word: graph.WordContact, ID: id} }

func checkErasure(t *testing.T, open Open) {
	t.Run("what was erased never was", func(t *testing.T) {
		n := harm(t, open(t))
		hidden := graph.Target{Word: graph.WordSupportTwinning, ID: "twinning"}
		change := n.erase(t, contact("office"), hidden)
		n.whole(t)
		n.gone(t, contact("office"), hidden)
		kept := 0
		for i := 1; i <= 14; i++ {
			key := fmt.Sprint("key-", i)
			n.agree(t, question{"the change with the " + key, func(r graph.Reader) (any, error) { return r.(graph.Keyed).Keyed(context.Background(), key) }})
			if answer, err := n.ref.Keyed(t.Context(), key); err == nil && answer.Request == fmt.Sprint("request-", i) {
				kept++
			}
		}
		if kept != 9 { // all but those that touched the two records
			t.Errorf("%d keys are kept with their requests", kept)
		}
		if change.Seq != 15 || change.Added+change.Corrected+change.Retracted > 0 {
			t.Errorf("the change is %+v", change)
		}
		erased, err := n.Store.(graph.Eraser).Erasures(t.Context())
		want := []graph.Erased{
			{Word: graph.WordContact, RecordedAt: []time.Time{stepAt(3), stepAt(4)}, ErasedAt: change.RecordedAt, By: graph.Steward},
			{Word: graph.WordSupportTwinning, RecordedAt: []time.Time{stepAt(2)}, ErasedAt: change.RecordedAt, By: graph.Steward},
		}
		if diff := cmp.Diff(want, erased); diff != "" || err != nil {
			t.Errorf("%v; erasures (-want +got):\n%s", err, diff)
		}
	})
	t.Run("what is known still, was public, and is in changes with others", func(t *testing.T) {
		n := settle(t, open(t))
		before := n.agree(t, changes(restricted(), graph.Window[graph.Seq]{First: graph.MaxFirst})).([]graph.Change)
		n.erase(t, contact("tuchow-office"))
		n.whole(t)
		n.gone(t, contact("tuchow-office"))
		after := n.agree(t, changes(restricted(), graph.Window[graph.Seq]{First: graph.MaxFirst})).([]graph.Change)
		kept := map[string]bool{}
		for _, c := range after {
			kept[c.Note] = true
		}
		if len(before) != len(after) || !kept[""] {
			t.Errorf("of %d changes %d are left, with the notes %v", len(before), len(after), kept)
		}
		n.erase(t, contact("tuchow-partner"), contact("lodz-hidden"))
		n.whole(t)
	})
	t.Run("a record that had moved to an erased one was deleted", func(t *testing.T) {
		n := settle(t, open(t))
		n.submit(t, registry.Submission{RecordedAt: stepAt(12), Note: "one contact", Retractions: []graph.Retraction{
			{Word: graph.WordContact, ID: "tuchow-partner", Reason: "the same", MovedTo: "tuchow-office"}}})
		n.erase(t, contact("tuchow-office"))
		n.whole(t)
		fate, err := n.Fate(t.Context(), restricted(), graph.WordContact, "tuchow-partner")
		if err != nil || fate.MovedTo != "" || fate.Reason != "the same" {
			t.Errorf("fate %+v, %v", fate, err)
		}
	})
	t.Run("a record that comes again is a new one", func(t *testing.T) {
		n := harm(t, open(t))
		for step := 16; step < 18; step++ {
			n.erase(t, contact("office"))
			n.submit(t, registry.Submission{RecordedAt: stepAt(step), Note: "again", Records: []graph.Record{
				&graph.Contact{Statement: says("office"), City: "town", Channel: graph.ChannelEmail, Value: "again@town.example", Tier: graph.TierPublic}}})
			n.whole(t)
			if steps := n.agree(t, versions(public(), contact("office"))).([][]graph.RecordVersion)[1]; len(steps) != 1 {
				t.Errorf("it has the versions %+v", steps)
			}
		}
		n.erase(t, contact("office"), contact("late"))
		n.whole(t)
		n.gone(t, contact("office"), contact("late"))
	})
	t.Run("what is refused changes nothing", func(t *testing.T) { checkRefusedErasures(t, harm(t, open(t))) })
}

// gone checks that nobody finds a trace of records at any instant.
func (n *network) gone(t *testing.T, targets ...graph.Target) {
	t.Helper()
	for _, tier := range graph.Tiers() {
		for _, b := range n.ref.batches {
			v := graph.View{AsOf: today(), KnownAt: b.RecordedAt, Tier: tier}
			for _, target := range targets {
				if found := n.agree(t, records(v, target.Word, target.ID)).([]graph.Record); found[0] != nil {
					t.Errorf("%s is there %s", target, showView(v))
				}
				if steps := n.agree(t, versions(v, target)).([][]graph.RecordVersion); len(steps[1]) != 0 {
					t.Errorf("%s has a life %s", target, showView(v))
				}
				_, err := n.Fate(t.Context(), v, target.Word, target.ID)
				wantCode(t, err, graph.NotFound)
			}
		}
	}
}

func checkRefusedErasures(t *testing.T, n *network) {
	head := n.ref.head()
	fresh := func() graph.Erasure {
		return graph.Erasure{After: head.Seq, By: graph.Steward, Records: []graph.Target{contact("office")}, Batch: graph.Batch{RecordedAt: stepAt(20), Actor: "steward"}}
	}
	for _, c := range []struct {
		name   string
		change func(*graph.Erasure)
		code   graph.Code
	}{
		{"no records", func(e *graph.Erasure) { e.Records = nil }, graph.BadUserInput},
		{"a record of a word with nothing personal", func(e *graph.Erasure) { e.Records = append(e.Records, graph.Target{Word: graph.WordCity, ID: "town"}) }, graph.BadUserInput},
		{"a word that is none", func(e *graph.Erasure) { e.Records[0].Word = "Kontakt" }, graph.BadUserInput},
		{"a record that is named twice", func(e *graph.Erasure) { e.Records = append(e.Records, e.Records[0]) }, graph.BadUserInput},
		{"records to be recorded", func(e *graph.Erasure) {
			e.Batch.Added = []graph.Record{&graph.City{Statement: says("other"), Name: "Other", Kind: graph.CityKindTown}}
		}, graph.BadUserInput},
		{"a record that never was", func(e *graph.Erasure) { e.Records = append(e.Records, contact("nobody")) }, graph.NotFound},
		{"another head", func(e *graph.Erasure) { e.After-- }, graph.Conflict},
		{"before the head", func(e *graph.Erasure) { e.Batch.RecordedAt = stepAt(2) }, graph.Conflict},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := fresh()
			c.change(&e)
			_, err := n.Erase(t.Context(), e)
			wantCode(t, err, c.code)
		})
	}
	n.whole(t)
	if now := n.ref.head(); now != head {
		t.Errorf("the head is %+v, and was %+v", now, head)
	}
}

// RunErasures records random histories in a store and in a Reference, erases some of what
// is personal after each step, and asks both the same random questions.
func RunErasures(t *testing.T, open Open, d Differential) {
	d = d.filled()
	for _, seed := range d.Seeds {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			n := newNetwork(open(t))
			rng := rand.New(rand.NewPCG(seed, 0))
			history := &generator{Rand: rng, ref: n.ref, at: stepAt(1), names: someNames}
			asking := &inquirer{Rand: rng, network: n}
			erased := 0
			for step := range d.Steps {
				history.step(t, n)
				if targets := n.personal(rng); len(targets) > 0 {
					history.at = n.erase(t, targets...).RecordedAt
					erased += len(targets)
				}
				for range (step+1)*d.Questions/d.Steps - step*d.Questions/d.Steps {
					asking.ask(t)
					word := choice(asking, graph.Words())
					asking.agree(t, versions(asking.view(), graph.Target{Word: word, ID: choice(asking, append(asking.everID(word), "nobody"))}))
					if t.Failed() {
						t.Fatalf("at step %d of seed %d", step+1, seed)
					}
				}
			}
			n.histories(t)
			if erased < d.Steps/2 {
				t.Errorf("only %d records were erased", erased)
			}
		})
	}
}

// personal returns some of the records that can be erased.
func (n *network) personal(rng *rand.Rand) []graph.Target {
	var some []graph.Target
	for _, word := range graph.Words() {
		if !graph.ShapeOf(word).Personal {
			continue
		}
		for _, id := range (&inquirer{Rand: rng, network: n}).everID(word) {
			if rng.IntN(8) == 0 {
				some = append(some, graph.Target{Word: word, ID: id})
			}
		}
	}
	return some
}
