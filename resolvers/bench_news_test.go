package resolvers_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/storetest/network"
	"twingraph/graph/world"
)

// One page of the news of a change of 25,000 links, from its middle, and the whole of it page
// after page. What a page costs must not grow with the change.
func BenchmarkNewsOfALargeChange(b *testing.B) {
	for _, links := range []int{2_500, 25_000} {
		at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
		w, _, err := world.Empty().With(graph.Batch{
			RecordedAt: at, CommittedAt: at, Actor: "bench", Note: "import", Added: network.Records(1, links/3, links, links*5/2),
		})
		if err != nil {
			b.Fatal(err)
		}
		a := atlas.New(w, today)
		page := func(after *atlas.NewsPlace, first int) []*atlas.StatusNews {
			r := a.For(graph.Viewer{})
			part, err := r.StatusNews(context.Background(), r.View(), nil, time.Time{}, nil, graph.Window[atlas.NewsPlace]{First: first, After: after})
			if err != nil {
				b.Fatal(err)
			}
			return part.Entries
		}
		var middle atlas.NewsPlace
		all := 0
		for after := (*atlas.NewsPlace)(nil); ; {
			list := page(after, 500)
			if len(list) == 0 {
				break
			}
			if all += len(list); all > links/2 && middle.Link == "" {
				middle = atlas.PlaceOfNews(list[0])
			}
			after = new(atlas.PlaceOfNews(list[len(list)-1]))
		}
		for _, first := range []int{1, 50, 500} {
			b.Run(fmt.Sprintf("links=%d/first=%d", links, first), func(b *testing.B) {
				for b.Loop() {
					page(&middle, first)
				}
			})
		}
		b.Run(fmt.Sprintf("links=%d/first of a new server", links), func(b *testing.B) {
			for b.Loop() {
				a = atlas.New(w, today)
				page(&middle, 50)
			}
		})
	}
}
