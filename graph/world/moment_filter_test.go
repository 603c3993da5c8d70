package world_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
	"twingraph/graph/world"
)

// imported returns a store into which the bundled dataset was imported.
func imported(t *testing.T, store graph.Store) graph.Store {
	t.Helper()
	clock := func() time.Time { return dataset.Released().AddDate(0, 0, 1) }
	if _, err := ingest.Import(t.Context(), registry.New(store, clock), store, dataset.FS(),
		ingest.Options{Actor: "test", RecordedAt: dataset.Released()}); err != nil {
		t.Fatal(err)
	}
	return store
}

// bundled returns a store with the bundled dataset, and moments of it: its own, and one
// that was read.
func bundled(t *testing.T) (graph.Store, map[string]*world.Moment) {
	t.Helper()
	store := imported(t, &memory{World: world.Empty()})
	moments := map[string]*world.Moment{}
	for name, from := range map[string]world.Moments{"own": world.MomentsOf(store, 1), "read": world.NewKeeper(store, 1)} {
		m, err := from.Moment(t.Context(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted})
		if err != nil {
			t.Fatal(err)
		}
		moments[name] = m
	}
	return store, moments
}

// TestSelectsWhatAStoreSelects asks for every field by every comparison it has, alone,
// across edges and combined, with values taken from the records themselves; of some
// also the store that looks at every record.
func TestSelectsWhatAStoreSelects(t *testing.T) {
	store, moments := bundled(t)
	reference := imported(t, storetest.NewReference())
	g := &asker{rand.New(rand.NewPCG(1, 0)), moments["read"]}
	for _, word := range graph.Words() {
		for _, f := range g.filters(word) {
			asOf := dayOf(2019+g.IntN(8), 1+g.IntN(12))
			truth := graph.Reader(store)
			if g.IntN(30) == 0 {
				truth = reference
			}
			want := listed(t, truth, graph.View{AsOf: asOf, KnownAt: graph.Latest(), Tier: graph.TierRestricted}, word, f)
			slices.Sort(want)
			for name, m := range moments {
				var got []graph.ID
				selects := m.Selects(word, f, asOf)
				for _, r := range m.Select(word, nil, asOf) {
					if selects(r) {
						got = append(got, r.Base().ID)
					}
				}
				if !slices.Equal(got, want) {
					t.Fatalf("%s on %s: %s\nselects %d: %v\nthe store %d: %v\nby the moment %s", word, asOf, f, len(got), got, len(want), want, name)
				}
			}
		}
	}
}

func dayOf(year, month int) graph.Day {
	return graph.DayOf(time.Date(year, time.Month(month), 15, 0, 0, 0, 0, time.UTC))
}

// listed returns the ids of the records that the store selects.
func listed(t *testing.T, reader graph.Reader, v graph.View, word graph.Word, f *graph.Filter) []graph.ID {
	t.Helper()
	var ids []graph.ID
	q := graph.Query{Word: word, Where: f, First: graph.MaxFirst}
	for {
		page, err := reader.List(context.Background(), v, q)
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		for _, r := range page.Records {
			ids = append(ids, r.Base().ID)
		}
		if !page.More {
			return ids
		}
		q.After = &page.Positions[len(page.Positions)-1]
	}
}

// asker makes up filters.
type asker struct {
	*rand.Rand
	moment *world.Moment
}

// records returns all records of a word.
func (g *asker) records(word graph.Word) []graph.Record { return g.moment.Select(word, nil, 0) }

// filters returns filters on records of a word.
func (g *asker) filters(word graph.Word) []*graph.Filter {
	filters := []*graph.Filter{nil, {And: []*graph.Filter{}}, {Or: []*graph.Filter{}}}
	conditions := g.conditions(word)
	filters = append(filters, conditions...)
	for _, edge := range graph.ShapeOf(word).Edges {
		filters = append(filters, graph.Has(edge.Name, nil))
		for _, c := range g.conditions(edge.To)[:min(6, len(g.conditions(edge.To)))] {
			filters = append(filters, graph.Has(edge.Name, c), graph.Not(graph.Has(edge.Name, c)))
		}
	}
	for range 10 {
		one, two := conditions[g.IntN(len(conditions))], conditions[g.IntN(len(conditions))]
		filters = append(filters, graph.All(one, graph.Not(two)), &graph.Filter{Or: []*graph.Filter{one, two}})
	}
	if word == graph.WordTwinningLink {
		filters = append(filters, &graph.Filter{Ends: &graph.Ends{One: graph.In("country", "PL"), Other: graph.In("country", "DE")}},
			&graph.Filter{Ends: &graph.Ends{Other: graph.In("country", "RU")}})
	}
	return filters
}

// conditions returns one condition for each field and comparison of a word.
func (g *asker) conditions(word graph.Word) []*graph.Filter {
	var filters []*graph.Filter
	for _, field := range graph.ShapeOf(word).Fields {
		for _, op := range []graph.Op{graph.OpIn, graph.OpContains, graph.OpStartsWith, graph.OpBefore, graph.OpAfter, graph.OpOn, graph.OpMissing} {
			c := &graph.Condition{Field: field.Name, Op: op, Values: g.values(word, field)}
			if op == graph.OpMissing {
				c.Values = nil
			} else if op != graph.OpIn {
				c.Values = c.Values[:1]
			}
			f := &graph.Filter{Is: c}
			if f.Check(word) == nil {
				filters = append(filters, f)
			}
		}
	}
	return filters
}

// values returns two values of a field, of its records where they hold any.
func (g *asker) values(word graph.Word, field graph.Field) []any {
	var values []any
	if records := g.records(word); !field.At && len(records) > 0 {
		for range 50 {
			for _, v := range field.Of(records[g.IntN(len(records))]) {
				if d, ok := v.(graph.PartialDate); ok {
					v = d.First() + graph.Day(g.IntN(3)-1)
				}
				values = append(values, v)
			}
		}
	}
	if len(values) > 1 {
		return values[:2]
	}
	switch field.Type {
	case graph.Date:
		return []any{dayOf(2022, 3), dayOf(2020, 1)}
	case graph.Number:
		return []any{int64(10000), int64(1)}
	case graph.Decimal:
		return []any{50.0, 10.0}
	case graph.Bool:
		return []any{true, false}
	}
	if field.At {
		return []any{[]string{"ACTIVE", "TRUE", "DECISION"}[g.IntN(3)], "SUSPENDED"}
	}
	return []any{"a", "PL"}
}
