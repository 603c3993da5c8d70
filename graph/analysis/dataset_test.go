package analysis_test

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/dataset"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
	"twingraph/graph/world"
)

// bundled returns the network of the bundled dataset on a day, with the links that
// choice chooses. The dataset is read once for all tests.
var bundled = func() func(t *testing.T, day string, choice analysis.Selection) *analysis.Network {
	read := sync.OnceValues(func() (*world.Moment, error) {
		ctx := context.Background()
		store := storetest.NewReference()
		clock := func() time.Time { return dataset.Released().AddDate(0, 0, 1) }
		_, err := ingest.Import(ctx, registry.New(store, clock), store, dataset.FS(),
			ingest.Options{Actor: "test", RecordedAt: dataset.Released()})
		if err != nil {
			return nil, err
		}
		return world.MomentsOf(store, 1).Moment(ctx, graph.View{KnownAt: graph.Latest()})
	})
	return func(t *testing.T, day string, choice analysis.Selection) *analysis.Network {
		t.Helper()
		s, err := read()
		if err != nil {
			t.Fatal(err)
		}
		n, err := analysis.New(s.Cities, s.Links, analysis.On(dayOf(t, day), s.History))
		if err != nil {
			t.Fatal(err)
		}
		return n.Through(choice)
	}
}()

func dayOf(t *testing.T, text string) graph.Day {
	t.Helper()
	day, err := graph.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// names returns the ids of cities.
func names(n *analysis.Network, cities []int) []graph.ID {
	ids := []graph.ID{}
	for _, city := range cities {
		ids = append(ids, n.Node(city).ID)
	}
	return ids
}

// sides returns the query from one city to another.
func sides(t *testing.T, n *analysis.Network, from, to graph.ID) analysis.PathQuery {
	t.Helper()
	a, err := n.Numbers(from)
	if err != nil {
		t.Fatal(err)
	}
	b, err := n.Numbers(to)
	if err != nil {
		t.Fatal(err)
	}
	return analysis.PathQuery{From: a, To: b, MaxLength: 6, Limit: 5}
}

func TestConnectionsOfTheBundledDataset(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to graph.ID
		through  analysis.Selection
		first    []graph.ID
	}{
		{"Munich to Chicago", "munich-de", "chicago-il-us", analysis.Active(),
			[]graph.ID{"munich-de", "kyiv-ua", "chicago-il-us"}},
		{"Tromsø to Jacksonville over all links", "tromso-no", "jacksonville-fl-us", analysis.Selection{},
			[]graph.ID{"tromso-no", "murmansk-ru", "jacksonville-fl-us"}},
		{"Tromsø to Jacksonville over active links", "tromso-no", "jacksonville-fl-us", analysis.Active(),
			[]graph.ID{"tromso-no", "anchorage-ak-us", "harbin-cn", "murmansk-ru", "jacksonville-fl-us"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := bundled(t, "2026-11-22", c.through)
			paths, err := analysis.Paths(t.Context(), n, sides(t, n, c.from, c.to))
			if err != nil {
				t.Fatal(err)
			}
			if got := names(n, paths[0].Cities); !slices.Equal(got, c.first) {
				t.Errorf("got %v, want %v", got, c.first)
			}
		})
	}
}

// Tromsø froze its link with Murmansk in March 2022. Before, word could pass by way of
// Murmansk; after, only over links that a list of 2026 shows, which were there before it.
func TestJourneysOfTheBundledDataset(t *testing.T) {
	n := bundled(t, "2026-11-22", analysis.Active())
	direct := []graph.ID{"tromso-no", "murmansk-ru", "jacksonville-fl-us"}
	around := []graph.ID{"tromso-no", "anchorage-ak-us", "harbin-cn", "murmansk-ru", "jacksonville-fl-us"}
	for _, c := range []struct {
		name, begin, end string
		first            []graph.ID // nil for no journey
		days             []string
		latest           string // arrival at the latest, where that is another day
	}{
		{"from before both links", "1970-01-01", "2026-11-22", direct, []string{"1972-07-10", "1975-07-14"}, ""},
		{"before the second link", "1970-01-01", "1974-12-31", nil, nil, ""},
		{"while both stood", "1980-01-01", "2020-01-01", direct, []string{"1980-01-01", "1980-01-01"}, ""},
		{"after the first was cut", "2023-01-01", "2026-11-22", around, []string{"2023-01-01", "2023-01-01", "2023-01-01", "2023-01-01"}, "2026-02-08"},
		{"before a list shows the others", "2023-01-01", "2026-01-01", around, []string{"2023-01-01", "2023-01-01", "2023-01-01", "2023-01-01"}, "2026-02-08"},
	} {
		t.Run(c.name, func(t *testing.T) {
			paths, err := analysis.Journeys(t.Context(), n, analysis.JourneyQuery{
				PathQuery: sides(t, n, "tromso-no", "jacksonville-fl-us"), Begin: dayOf(t, c.begin), End: dayOf(t, c.end)})
			if err != nil {
				t.Fatal(err)
			}
			if len(paths) == 0 || c.first == nil {
				if len(paths) != 0 || c.first != nil {
					t.Errorf("%d journeys, want %v", len(paths), c.first)
				}
				return
			}
			var days []string
			for _, step := range paths[0].Steps {
				days = append(days, step.Day.String())
			}
			if got := names(n, paths[0].Cities); !slices.Equal(got, c.first) || !slices.Equal(days, c.days) {
				t.Errorf("got %v on %v, want %v on %v", got, days, c.first, c.days)
			}
			if latest := paths[0].AtLatest().String(); latest != cmp.Or(c.latest, days[len(days)-1]) {
				t.Errorf("arrives on %s at the latest, want %s", latest, c.latest)
			}
		})
	}
}

func TestMediatorsOfTheBundledDataset(t *testing.T) {
	n := bundled(t, "2026-11-22", analysis.Active())
	q := sides(t, n, "tromso-no", "murmansk-ru")
	found, err := analysis.Mediators(t.Context(), n, analysis.MediatorQuery{Sides: [2][]int{q.From, q.To}, MaxDistance: 2})
	if err != nil {
		t.Fatal(err)
	}
	var cities []int
	for _, m := range found {
		cities = append(cities, m.City)
	}
	// Anchorage is linked to Tromsø and to Harbin, and Harbin to Murmansk.
	if got, want := names(n, cities), []graph.ID{"anchorage-ak-us", "harbin-cn"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhatIfOfTheBundledDataset(t *testing.T) {
	n := bundled(t, "2026-11-22", analysis.Active())
	o, err := analysis.WhatIf(t.Context(), n, analysis.WhatIfQuery{
		Changes: []analysis.Change{{Link: "tromso-no--murmansk-ru", Status: graph.StatusActive}}, Distances: true})
	if err != nil {
		t.Fatal(err)
	}
	if l := o.Links[0]; *l.Before != 3 || *l.After != 1 {
		t.Errorf("Tromsø to Murmansk: %d links before, %d after; want 3 and 1", *l.Before, *l.After)
	}
	if o.After.Links != o.Before.Links+1 || o.After.Components != o.Before.Components || *o.After.MeanDistance >= *o.Before.MeanDistance {
		t.Errorf("before %+v, after %+v", o.Before, o.After)
	}
}
