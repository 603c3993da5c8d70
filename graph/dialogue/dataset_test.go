package dialogue_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/dialogue/candidate"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
	"twingraph/graph/world"
)

// bundled returns the bundled dataset as a viewer of the tier knows it. It is read
// once for all tests.
var bundled = func() func(*testing.T, graph.Tier) *world.Moment {
	read := sync.OnceValues(func() (graph.Reader, error) {
		store := storetest.NewReference()
		clock := func() time.Time { return dataset.Released().AddDate(0, 0, 1) }
		_, err := ingest.Import(context.Background(), registry.New(store, clock), store, dataset.FS(),
			ingest.Options{Actor: "test", RecordedAt: dataset.Released()})
		return store, err
	})
	return func(t *testing.T, tier graph.Tier) *world.Moment {
		t.Helper()
		store := must(read())(t)
		s := must(world.MomentsOf(store, 1).Moment(t.Context(), graph.View{KnownAt: graph.Latest(), Tier: tier}))(t)
		return s
	}
}()

// must returns a value that comes with no error; with one the test fails.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// rows writes a page of candidates, one a line, with the points of each part.
func rows(p candidate.Page) string {
	var b strings.Builder
	for _, c := range p.Candidates {
		fmt.Fprintf(&b, "%4d %s <- %s", c.Score, c.Target.ID, c.Route.Speaker.ID)
		if c.Route.From != c.Route.Speaker {
			fmt.Fprintf(&b, " <- %s", c.Route.From.ID)
		}
		if c.Route.Organisation != nil {
			fmt.Fprintf(&b, " (%s)", c.Route.Organisation.ID)
		}
		for _, h := range c.Route.Hops {
			fmt.Fprintf(&b, " %s", h.Status.Status)
		}
		b.WriteString(":")
		for _, part := range c.Parts {
			fmt.Fprintf(&b, " %d", part.Points)
		}
		kinds := map[score.CautionKind]bool{}
		for _, w := range c.Cautions {
			if !kinds[w.Kind] {
				fmt.Fprintf(&b, " %s", w.Kind)
			}
			kinds[w.Kind] = true
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "%d of %d, %d without a channel, %s\n", len(p.Candidates), p.Total, p.WithoutChannel, p.Through)
	return b.String()
}
