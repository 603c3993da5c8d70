package world_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/storetest/network"
	"twingraph/graph/world"
)

// The large network: 20,000 cities, 60,000 links, 150,000 claims.
var large = sync.OnceValue(func() *world.World {
	w, _, err := world.Empty().With(largeBatch())
	if err != nil {
		panic(err)
	}
	return w
})

func largeBatch() graph.Batch {
	at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	batch := graph.Batch{RecordedAt: at, CommittedAt: at, Actor: "bench", Note: "import", Added: network.Records(1, 20_000, 60_000, 150_000)}
	for _, r := range batch.Added {
		r.Base().RecordedAt = at
	}
	return batch
}

// measure runs one question over and over and reports its 95th percentile too.
func measure(b *testing.B, ask func(i int) error) {
	if err := ask(-1); err != nil { // what is made on demand is made now
		b.Fatal(err)
	}
	took := make([]time.Duration, 0, 1<<20)
	for i := 0; b.Loop(); i++ {
		begin := time.Now()
		if err := ask(i); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms-p95")
}

func view() graph.View {
	day, _ := graph.ParseDay("2026-06-01")
	return graph.View{AsOf: day, KnownAt: graph.Latest()}
}

func BenchmarkImport(b *testing.B) {
	batch := largeBatch()
	for b.Loop() {
		if _, _, err := world.Empty().With(batch); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSmallBatch(b *testing.B) {
	w := large()
	links := some(b, w, graph.WordTwinningLink)
	for i := 0; b.Loop(); i++ {
		w = ended(b, w, links[i%len(links)])
	}
}

// The first question after a write pays for what the write made stale.
func BenchmarkFirstQuestionAfterWrite(b *testing.B) {
	w := large()
	links := some(b, w, graph.WordTwinningLink)
	measure(b, func(i int) error {
		w = ended(b, w, links[(i+1)%len(links)])
		_, err := w.List(context.Background(), view(), graph.Query{Word: graph.WordTwinningLink, Where: graph.In("status", graph.StatusEnded), OrderBy: "since", First: 100, Count: true})
		return err
	})
}

func ended(b *testing.B, w *world.World, link graph.Record) *world.World {
	b.Helper()
	head, _ := w.Head(context.Background())
	at := head.RecordedAt.Add(time.Second)
	c := &graph.Claim{Statement: graph.Statement{ID: graph.ID(fmt.Sprintf("late-%d", head.Seq)), RecordedAt: at}, Link: link.Base().ID, Type: graph.Ended, Authority: graph.ThirdParty, Date: graph.PartialDate{Year: 2026}}
	next, _, err := w.With(graph.Batch{After: head.Seq, RecordedAt: at, Added: []graph.Record{c}})
	if err != nil {
		b.Fatal(err)
	}
	return next
}

// some returns the first few hundred records of a word.
func some(b *testing.B, w *world.World, word graph.Word) []graph.Record {
	b.Helper()
	page, err := w.List(context.Background(), view(), graph.Query{Word: word, First: graph.MaxFirst})
	if err != nil {
		b.Fatal(err)
	}
	return page.Records
}

func BenchmarkRecords(b *testing.B) {
	w := large()
	page, _ := w.List(context.Background(), view(), graph.Query{Word: graph.WordClaim, First: 100})
	ids := idsOf(page.Records)
	measure(b, func(int) error {
		_, err := w.Records(context.Background(), view(), graph.WordClaim, ids)
		return err
	})
}

func idsOf(records []graph.Record) []graph.ID {
	ids := make([]graph.ID, len(records))
	for i, r := range records {
		ids[i] = r.Base().ID
	}
	return ids
}

// A city with its links, their histories, claims and other ends.
func BenchmarkCityWithLinks(b *testing.B) {
	w, ctx := large(), context.Background()
	var cities []graph.ID
	for _, r := range largeBatch().Added {
		if r.Word() == graph.WordCity {
			cities = append(cities, r.Base().ID)
		}
	}
	rng := rand.New(rand.NewPCG(1, 1))
	measure(b, func(int) error {
		id := cities[rng.IntN(len(cities))]
		if _, err := w.Records(ctx, view(), graph.WordCity, []graph.ID{id}); err != nil {
			return err
		}
		pages, err := w.ListAcross(ctx, view(), graph.WordCity, "links", []graph.ID{id}, graph.Query{Word: graph.WordTwinningLink, OrderBy: "since", First: 100, Count: true})
		if err != nil {
			return err
		}
		return shown(w, pages[0].Records)
	})
}

// shown asks for what a page of links is shown with.
func shown(w *world.World, links []graph.Record) error {
	ctx, ids := context.Background(), idsOf(links)
	if _, err := w.Histories(ctx, view(), ids); err != nil {
		return err
	}
	if _, err := w.ListAcross(ctx, view(), graph.WordTwinningLink, "cities", ids, graph.Query{Word: graph.WordCity, First: 2}); err != nil {
		return err
	}
	pages, err := w.ListAcross(ctx, view(), graph.WordTwinningLink, "claims", ids, graph.Query{Word: graph.WordClaim, OrderBy: "date", First: 100})
	if err != nil {
		return err
	}
	var claims []graph.ID
	for _, page := range pages {
		claims = append(claims, idsOf(page.Records)...)
	}
	_, err = w.ListAcross(ctx, view(), graph.WordClaim, "sources", claims, graph.Query{Word: graph.WordSource, First: 10})
	return err
}

// A page of 100 links between two countries of one status, with all that it is shown with.
func BenchmarkFilteredPage(b *testing.B) {
	for _, c := range []struct {
		name  string
		query graph.Query
	}{
		{"status", graph.Query{Where: graph.In("status", graph.StatusSuspended, graph.StatusEnded)}},
		{"status and countries", graph.Query{Where: graph.All(graph.In("status", graph.StatusActive), &graph.Filter{Ends: &graph.Ends{One: graph.In("country", "DE"), Other: graph.In("country", "FR")}})}},
		{"status and countries, by since, counted", graph.Query{OrderBy: "since", Desc: true, Count: true, Where: graph.All(graph.In("status", graph.StatusActive), &graph.Filter{Ends: &graph.Ends{One: graph.In("country", "DE"), Other: graph.In("country", "FR")}})}},
		{"has a claim of a kind", graph.Query{Count: true, Where: graph.Has("claims", graph.All(graph.In("type", graph.Suspended), graph.In("authority", graph.PartyDecision)))}},
	} {
		b.Run(c.name, func(b *testing.B) {
			w := large()
			c.query.Word, c.query.First = graph.WordTwinningLink, 100
			measure(b, func(int) error {
				page, err := w.List(context.Background(), view(), c.query)
				if err != nil {
					return err
				}
				if len(page.Records) != 100 {
					b.Fatalf("%d links: the question asks for too little", len(page.Records))
				}
				return shown(w, page.Records)
			})
		})
	}
}

func BenchmarkCityPage(b *testing.B) {
	for name, where := range map[string]*graph.Filter{
		"all by population": nil,
		"name contains":     {Is: &graph.Condition{Field: "anyName", Op: graph.OpContains, Values: []any{"burg"}}},
		"has ended links":   graph.Has("links", graph.In("status", graph.StatusEnded)),
	} {
		b.Run(name, func(b *testing.B) {
			w := large()
			measure(b, func(int) error {
				_, err := w.List(context.Background(), view(), graph.Query{Word: graph.WordCity, Where: where, OrderBy: "population", Desc: true, First: 100, Count: true})
				return err
			})
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	w := large()
	page, _ := w.List(context.Background(), view(), graph.Query{Word: graph.WordCity, First: 500})
	for _, letters := range []int{1, 2, 3, 6} {
		b.Run(fmt.Sprintf("%d letters", letters), func(b *testing.B) {
			measure(b, func(i int) error {
				name := []rune(page.Records[(i+1)%len(page.Records)].(*graph.City).Name)
				text := strings.TrimSpace(string(name[:min(letters, len(name))]))
				_, err := w.Search(context.Background(), view(), graph.SearchQuery{Text: text, First: 10})
				return err
			})
		})
	}
}

func BenchmarkTally(b *testing.B) {
	w := large()
	measure(b, func(int) error {
		_, err := w.Tally(context.Background(), view(), nil)
		return err
	})
}

// A day that was not asked for before, as a time slider does.
func BenchmarkTallyOnAnotherDay(b *testing.B) {
	w := large()
	v := view()
	measure(b, func(i int) error {
		v.AsOf = view().AsOf - graph.Day(i)
		_, err := w.Tally(context.Background(), v, nil)
		return err
	})
}

func BenchmarkDiff(b *testing.B) {
	w := large()
	from := view().AsOf - 2000
	measure(b, func(int) error {
		_, err := w.Diff(context.Background(), view(), from, graph.DiffQuery{First: 100, Count: true})
		return err
	})
}

// A question at an instant before the last change.
func BenchmarkPast(b *testing.B) {
	w := large()
	links := some(b, w, graph.WordTwinningLink)
	for i := range 20 {
		w = ended(b, w, links[i])
	}
	v := view()
	v.KnownAt = time.Date(2026, time.January, 1, 0, 0, 3, 0, time.UTC)
	b.Run("same instant", func(b *testing.B) {
		measure(b, func(int) error {
			_, err := w.List(context.Background(), v, graph.Query{Word: graph.WordTwinningLink, Where: graph.In("status", graph.StatusEnded), First: 100, Count: true})
			return err
		})
	})
	b.Run("other instants", func(b *testing.B) {
		measure(b, func(i int) error {
			v.KnownAt = time.Date(2026, time.January, 1, 0, 0, (i+1)%18, 0, time.UTC)
			_, err := w.List(context.Background(), v, graph.Query{Word: graph.WordTwinningLink, Where: graph.In("status", graph.StatusEnded), First: 100, Count: true})
			return err
		})
	})
}

// Counting in groups: by one enum of the 20,000 cities, by what the day decides of the
// 60,000 links, and over an edge.
func BenchmarkCount(b *testing.B) {
	w, v := large(), view()
	for _, c := range []struct {
		word graph.Word
		by   []string
	}{
		{graph.WordCity, []string{"kind"}},
		{graph.WordTwinningLink, []string{"status"}},
		{graph.WordTwinningLink, []string{"kind", "status", "basis"}},
		{graph.WordTwinningLink, []string{"country"}},
		{graph.WordClaim, []string{"type", "dateYear"}},
	} {
		b.Run(fmt.Sprintf("%s by %s", c.word, strings.Join(c.by, " and ")), func(b *testing.B) {
			q := graph.CountQuery{Word: c.word}
			for _, name := range c.by {
				by, _ := graph.ShapeOf(c.word).Grouping(name)
				q.By = append(q.By, by)
			}
			measure(b, func(int) error {
				_, err := w.Count(context.Background(), v, q)
				return err
			})
		})
	}
}

// Claims that answer a resolution that was in force on their day, and claims of links by
// the status on the day of the claim: each record has a day of its own.
func BenchmarkOnTheDayOfAnotherRecord(b *testing.B) {
	w, v := large(), view()
	for _, c := range []struct {
		name string
		hop  *graph.Filter
	}{
		{"resolutions", graph.HasOn("respondsTo", "date", graph.In("inForce", graph.InForceTrue))},
		{"links", graph.HasOn("link", "date", graph.In("status", graph.StatusSuspended))},
	} {
		b.Run(c.name, func(b *testing.B) {
			by, _ := graph.ShapeOf(graph.WordClaim).Grouping("type")
			measure(b, func(int) error {
				_, err := w.Count(context.Background(), v, graph.CountQuery{Word: graph.WordClaim, Where: c.hop, By: []graph.Grouping{by}})
				return err
			})
		})
	}
}
