package analysis

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"twingraph/graph"
)

func TestKilometres(t *testing.T) {
	munich, kyiv := graph.Location{Latitude: 48.13743, Longitude: 11.57549}, graph.Location{Latitude: 50.45466, Longitude: 30.5238}
	for _, c := range []struct {
		name string
		a, b graph.Location
		want float64
	}{
		{"Munich to Kyiv", munich, kyiv, 1394},
		{"nowhere", munich, munich, 0},
		{"a quarter of the equator", graph.Location{}, graph.Location{Longitude: 90}, 10007.557},
		{"pole to pole", graph.Location{Latitude: 90}, graph.Location{Latitude: -90, Longitude: 120}, 20015.115},
		{"across the date line", graph.Location{Longitude: 179.5}, graph.Location{Longitude: -179.5}, 111.195},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := graph.Kilometres(c.a, c.b); math.Abs(got-c.want) > max(0.001, c.want*0.001) {
				t.Errorf("got %f, want %f", got, c.want)
			}
			if got, back := graph.Kilometres(c.a, c.b), graph.Kilometres(c.b, c.a); math.Abs(got-back) > 1e-9 {
				t.Errorf("there %f, back %f", got, back)
			}
		})
	}
}

// Cities linked to near ones are distinguished from cities linked at random.
func TestLinkLengthAgainstChance(t *testing.T) {
	r := newRandom(3, 0)
	s := citiesOf(300)
	for _, c := range s.cities {
		c.Location = &graph.Location{Latitude: -60 + 120*r.unit(), Longitude: -180 + 360*r.unit()}
	}
	for i := range s.cities {
		nearest := slices.SortedFunc(slices.Values(s.cities), func(a, b *graph.City) int {
			return int(graph.Kilometres(*s.cities[i].Location, *a.Location) - graph.Kilometres(*s.cities[i].Location, *b.Location))
		})
		for _, c := range nearest[1:4] {
			j := slices.Index(s.cities, c)
			s.link(i, j, graph.StatusActive)
		}
	}
	near, err := MeasureLength(t.Context(), s.build(t), NullModel{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if near.Score == nil || *near.Score > -20 || near.Mean > near.NullMean/2 {
		t.Errorf("near links look like chance: %+v", near)
	}
	for i, l := range s.links {
		l.B = s.cities[r.intN(300)].ID
		if l.B == l.A {
			l.B = s.cities[(i+1)%300].ID
		}
	}
	random, err := MeasureLength(t.Context(), s.build(t), NullModel{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if random.Score == nil || math.Abs(*random.Score) > 4 {
		t.Errorf("random links do not: %+v", random)
	}
}

func TestRewiringKeepsDegrees(t *testing.T) {
	n := large(t, 400, 1200)
	r := newRewiring(n, newRandom(9, 0))
	if err := r.swap(t.Context(), 10_000); err != nil {
		t.Fatal(err)
	}
	degree := make([]int, n.Len())
	seen := map[[2]int32]bool{}
	kept := 0
	for _, p := range r.pairs {
		ends := [2]int32{min(p[0], p[1]), max(p[0], p[1])}
		if p[0] == p[1] || seen[ends] {
			t.Errorf("%v is a loop or there twice", p)
		}
		seen[ends] = true
		degree[p[0]]++
		degree[p[1]]++
		if n.pairBetween(p[0], p[1]) >= 0 {
			kept++
		}
	}
	for i, d := range degree {
		if d != n.Degree(i) {
			t.Errorf("city %d has %d partners, had %d", i, d, n.Degree(i))
		}
	}
	if kept > len(r.pairs)/5 {
		t.Errorf("%d of %d pairs are as before", kept, len(r.pairs))
	}
}

func TestLengthRefuses(t *testing.T) {
	n := networkOf(t, 2, [][2]int{{0, 1}})
	for samples, code := range map[int]graph.Code{1: graph.BadUserInput, -1: graph.BadUserInput, MaxSamples + 1: graph.LimitExceeded} {
		if _, err := MeasureLength(t.Context(), n, NullModel{Samples: samples}); graph.CodeOf(err) != code {
			t.Errorf("%d samples: got %v, want %s", samples, err, code)
		}
	}
	if l, err := MeasureLength(t.Context(), n, NullModel{}); l != nil || err != nil {
		t.Errorf("without locations there is no length: %v, %v", l, err)
	}
}

func TestMatrixCountsLinksByCountryAndStatus(t *testing.T) {
	s := citiesOf(4)
	for i, c := range []string{"PL", "DE", "", "DE"} {
		s.cities[i].Country = c
	}
	s.cities[2].ClaimedBy = []string{"DE", "PL"}
	s.link(0, 1, graph.StatusActive)
	s.link(1, 0, graph.StatusEnded)
	s.link(3, 0, graph.StatusActive)
	s.link(1, 3, graph.StatusActive)
	s.link(2, 3, graph.StatusSuspended)
	got := CountryMatrix(s.build(t))
	want := []CountryPair{
		{"", "DE", 1, map[graph.Status]int{graph.StatusSuspended: 1}, 1},
		{"DE", "DE", 1, map[graph.Status]int{graph.StatusActive: 1}, 0},
		{"DE", "PL", 3, map[graph.Status]int{graph.StatusActive: 2, graph.StatusEnded: 1}, 0},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestTheEmptyNetwork(t *testing.T) {
	n := networkOf(t, 0, nil)
	s, err := Measure(t.Context(), n, WithEverything, NullModel{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if m := s.Metrics; m.Cities+m.Links+m.Components+m.Largest != 0 || m.Diameter != nil || m.MeanDistance != nil ||
		m.Transitivity != nil || m.MeanClustering != nil || m.DegreeAssortativity != nil || m.CountryAssortativity != nil {
		t.Errorf("got %+v", m)
	}
	if a, err := FindAlliances(t.Context(), n, AllianceQuery{}); err != nil || len(a.List) != 0 {
		t.Errorf("got %+v, %v", a, err)
	}
}

// The same question has the same answer, byte for byte, on one core and on many.
func TestAnswersDoNotDependOnCores(t *testing.T) {
	n := large(t, 700, 2100)
	answer := func() []byte {
		s, err := Measure(t.Context(), n, WithEverything, NullModel{Seed: 4, Samples: 3}, nil)
		if err != nil {
			t.Fatal(err)
		}
		a, err := FindAlliances(t.Context(), n.Through(Active()), AllianceQuery{Seed: 4, Runs: 5})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(map[string]any{"survey": s, "alliances": a})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	first := answer()
	for _, cores := range []int{1, 5} {
		before := runtime.GOMAXPROCS(cores)
		if !bytes.Equal(first, answer()) {
			t.Errorf("on %d cores the answer differs", cores)
		}
		runtime.GOMAXPROCS(before)
	}
}

// ending is a context that ends when it is asked for the left-th time whether it has, and counts how often it is asked
// after that.
type ending struct {
	context.Context
	left, after atomic.Int64
}

func (e *ending) Err() error {
	if e.left.Add(-1) > 0 {
		return nil
	}
	e.after.Add(1)
	return context.DeadlineExceeded
}

// Every long computation stops soon after its context ends: each of the goroutines that share the work looks at it a few
// times more, and there are tens of thousands of cities to look at it for.
func TestLongComputationsStop(t *testing.T) {
	n := large(t, 20_000, 60_000)
	for name, run := range map[string]func(context.Context) error{
		"betweenness": func(ctx context.Context) error { _, err := Betweenness(ctx, n, nil); return err },
		"distances":   func(ctx context.Context) error { _, err := AllDistances(ctx, n, nil); return err },
		"PageRank":    func(ctx context.Context) error { _, err := PageRank(ctx, n, 0.999999); return err },
		"alliances": func(ctx context.Context) error {
			_, err := FindAlliances(ctx, n, AllianceQuery{Runs: MaxRuns})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := &ending{Context: t.Context()}
			ctx.left.Store(20)
			err := run(ctx)
			if graph.CodeOf(err) != graph.Timeout || !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v, want %s", err, graph.Timeout)
			}
			if after := ctx.after.Load(); after > int64(4*runtime.GOMAXPROCS(0)) {
				t.Errorf("after its end the context was looked at %d times: work went on", after)
			}
		})
	}
}

func TestProgressIsReported(t *testing.T) {
	last := map[string]int{}
	_, err := Measure(t.Context(), large(t, 500, 1500), WithEverything, NullModel{}, func(measure string, done, total int) {
		if done <= last[measure] || done > total {
			t.Errorf("%s: %d of %d after %d", measure, done, total, last[measure])
		}
		last[measure] = done
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, measure := range []string{"distances", "betweenness"} {
		if last[measure] == 0 {
			t.Errorf("nothing was reported of %s", measure)
		}
	}
}
