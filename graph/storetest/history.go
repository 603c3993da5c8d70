package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"twingraph/graph"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
)

// RunHistory writes random histories as datasets, reads them into empty stores, and asks
// those the same random questions as the Reference that they came from: every method, at
// days and instants on and around those that matter, for every tier. Zero values of d are
// those of RunDifferential. What is written for a viewer who does not see everything must
// give that viewer the same answers.
func RunHistory(t *testing.T, open Open, d Differential) {
	d = d.filled()
	for _, seed := range d.Seeds {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			n := newNetwork(NewReference())
			rng := rand.New(rand.NewPCG(seed, 1))
			history := &generator{Rand: rng, ref: n.ref, at: stepAt(1), names: someNames}
			for range d.Steps {
				history.step(t, n)
			}
			again := &network{both: &both{Store: open(t), ref: n.ref}}
			replay(t, n.ref, graph.TierRestricted, again.Store)
			asking := &inquirer{Rand: rng, network: again}
			asking.agree(t, changes(everything(), graph.Window[graph.Seq]{First: graph.MaxFirst}))
			for range d.Questions {
				asking.ask(t)
				if t.Failed() {
					t.FailNow()
				}
			}
			for _, tier := range []graph.Tier{graph.TierPublic, graph.TierPartner} {
				t.Run("for "+string(tier), func(t *testing.T) {
					part := NewReference()
					replay(t, n.ref, tier, part)
					sameFor(t, tier, n.ref, part)
				})
			}
		})
	}
}

// replay writes what a tier sees of a store, with its history, and imports it into another
// one, twice: the second time is nothing new.
func replay(t *testing.T, from graph.Reader, tier graph.Tier, to graph.Store) {
	t.Helper()
	files, create := folder()
	view := graph.View{KnownAt: graph.Latest(), Tier: tier}
	written, err := ingest.WriteHistory(t.Context(), from, view, create)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for name, f := range files {
		fsys[name] = &fstest.MapFile{Data: f.Bytes()}
	}
	for _, again := range []bool{false, true} {
		office := registry.New(to, func() time.Time { return stepAt(20) })
		report, err := ingest.Import(t.Context(), office, to, fsys, ingest.Options{})
		if err != nil {
			t.Fatalf("again %v: %v: %v", again, err, report.Rejected)
		}
		if again != (report.Changes == 0) || !again && report.Changes != written.Changes || again && report.Added+report.Corrected+report.Retracted > 0 {
			t.Fatalf("again %v: report %+v of %d changes written", again, report, written.Changes)
		}
	}
}

// sameFor compares what a tier sees of two stores at and before the instant of each change.
// Of a source that the tier came to see when it was cited, the import has a later instant
// of recording; and of a record that was hidden for a time only what came after.
func sameFor(t *testing.T, tier graph.Tier, want, got *Reference) {
	t.Helper()
	instants := []time.Time{graph.Latest()}
	for _, b := range want.batches {
		instants = append(instants, b.RecordedAt, b.RecordedAt.Add(-time.Microsecond))
	}
	blind := cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(graph.Statement{}, "RecordedAt")}
	for _, at := range instants {
		v := graph.View{AsOf: today(), KnownAt: at, Tier: tier}
		for _, word := range graph.Words() {
			wanted, found := want.all(v, word), got.all(v, word)
			shape := graph.ShapeOf(word)
			if !shape.Open && !shape.CitedBy && at.Before(graph.Latest()) {
				known := map[graph.ID]graph.Record{}
				for _, r := range wanted {
					known[r.Base().ID] = r
				}
				wanted = nil
				for _, r := range found {
					wanted = append(wanted, known[r.Base().ID])
				}
			}
			compared := cmp.Options{blind}
			if word == WordGathering { // it refers to others that may be hidden
				compared = append(compared, cmpopts.IgnoreFields(Gathering{}, "Follows"))
			}
			if diff := cmp.Diff(wanted, found, compared); diff != "" {
				t.Fatalf("%s, %s (-want +got):\n%s", word, showView(v), diff)
			}
			for id := range want.records[word] {
				if shape.Open {
					compare(t, want, got, fate(v, word, id))
				}
			}
		}
		var links []graph.ID
		for id := range want.records[graph.WordTwinningLink] {
			links = append(links, id)
		}
		compare(t, want, got, histories(v, links...))
	}
}

// uncommitted asks for all changes, without the clock of the day on which they were written.
func uncommitted(v graph.View) question {
	return question{"all changes " + showView(v), func(r graph.Reader) (any, error) {
		all, err := r.Changes(context.Background(), v, graph.Window[graph.Seq]{First: graph.MaxFirst})
		for i := range all {
			all[i].CommittedAt = time.Time{}
		}
		return all, err
	}}
}

// CompareHistories compares all that two stores know: at and before the instant of each
// change, for every tier, each record of each word, what became of the others, and the
// history of each link; and all changes with all that they did, but not when they were
// committed.
func CompareHistories(t *testing.T, want *Reference, got graph.Reader) {
	t.Helper()
	instants := []time.Time{graph.Latest()}
	for _, b := range want.batches {
		instants = append(instants, b.RecordedAt, b.RecordedAt.Add(-time.Microsecond))
	}
	for _, at := range instants {
		for _, tier := range graph.Tiers() {
			v := graph.View{AsOf: today(), KnownAt: at, Tier: tier}
			for _, word := range graph.Words() {
				var ids []graph.ID
				for id, versions := range want.records[word] {
					ids = append(ids, id)
					if len(versions) > 1 || versions[0].to != 0 {
						compare(t, want, got, fate(v, word, id))
					}
				}
				compare(t, want, got, records(v, word, ids...))
				if word == graph.WordTwinningLink && tier == graph.TierPublic { // the same for all
					compare(t, want, got, histories(v, ids...))
				}
			}
			compare(t, want, got, uncommitted(v))
			for seq := range want.batches {
				compare(t, want, got, changeItems(v, graph.Seq(seq+1), graph.Window[graph.ChangeItem]{First: graph.MaxFirst}))
			}
		}
		if t.Failed() {
			return
		}
	}
}
