package storetest

import (
	"testing"

	"twingraph/graph"
)

func checkHistories(t *testing.T, n *network) {
	t.Run("as derived from the claims known, at every step", func(t *testing.T) {
		links := n.ids(t, public(), graph.Query{Word: graph.WordTwinningLink})
		for step := range 6 {
			v := graph.View{AsOf: today(), KnownAt: stepAt(step)}
			n.agree(t, histories(v, append(links, "nobody")...))
			for _, id := range links {
				n.agree(t, histories(v, id))
			}
		}
	})
	t.Run("a link of which nothing is known has one, a link not known has none", func(t *testing.T) {
		found, err := n.Histories(t.Context(), public(), []graph.ID{"portland-tarnow", "nobody"})
		if err != nil || len(found) != 1 || len(found["portland-tarnow"]) != 1 {
			t.Errorf("histories %v, %v", found, err)
		}
	})
	t.Run("the month became a day", func(t *testing.T) {
		for step, want := range map[int]string{1: "2020-02", 3: "2020-02-20"} {
			v := graph.View{AsOf: today(), KnownAt: stepAt(step)}
			found, err := n.Histories(t.Context(), v, []graph.ID{"braye-tuchow"})
			if err != nil {
				t.Fatal(err)
			}
			if since := found["braye-tuchow"].At(today()).Since; since != date(want) {
				t.Errorf("after step %d suspended since %s, want %s", step, since, want)
			}
		}
	})
}

func checkCounts(t *testing.T, n *network) {
	t.Run("by status, kind and country, each link once", func(t *testing.T) {
		got := n.agree(t, tally(public(), nil)).(graph.Tally)
		if got.Links != 8 || got.ByStatus[graph.StatusSuspended] != 2 || got.ByCountry["PL"][graph.StatusContested] != 1 ||
			got.ByCountry[""][graph.StatusEnded] != 1 || got.ByKind[graph.LinkKindTwinning][graph.StatusSuspended] != 2 {
			t.Errorf("tally %+v", got)
		}
	})
	t.Run("of a selection, on many days, as known at every step, for every tier", func(t *testing.T) {
		for _, where := range []*graph.Filter{
			nil, graph.In("kind", graph.LinkKindTwinning), ends(graph.In("country", "PL"), nil), graph.Has("claims", nil),
			graph.Not(graph.In("status", graph.StatusNotEstablished)),
		} {
			for _, asOf := range []string{"1990-01-01", "2020-02-10", "2020-02-25", "2022-04-01", "2024-06-15", "2031-01-01"} {
				for step := range 6 {
					v := graph.View{AsOf: day(asOf), KnownAt: stepAt(step), Tier: graph.Tiers()[step%3]}
					n.agree(t, tally(v, where))
					n.agree(t, diff(v, day("2010-01-01"), graph.DiffQuery{Where: where, First: 2, Count: true}))
				}
			}
		}
		_, err := n.Tally(t.Context(), public(), graph.In("beauty", "much"))
		wantCode(t, err, graph.BadUserInput)
	})
	t.Run("what differs between two days, page by page", func(t *testing.T) {
		for _, w := range []graph.Window[graph.ID]{{First: 2}, {Last: 2}} {
			found := walkPages(w, func(w graph.Window[graph.ID]) ([]graph.ID, []graph.ID, bool) {
				page, _ := n.agree(t, diff(public(), day("2019-12-31"), diffWithin(w, true))).(graph.DiffPage)
				ids := []graph.ID{}
				for _, item := range page.Items {
					ids = append(ids, item.Link.ID)
				}
				return ids, ids, page.More
			})
			wantIDs(t, found, "aachen-kostroma", "aix-lodz", "atlantis-portland", "braye-tuchow", "lodz-tarnow", "nieuwegein-pulawy")
		}
	})
	t.Run("what differs within bounds, which need not be links", func(t *testing.T) {
		for _, from := range []string{"1990-01-01", "2019-12-31"} { // in order of id, and by the spells between
			for _, w := range windows(1, new(graph.ID("aix-lodz")), new(graph.ID("m"))) {
				n.agree(t, diff(public(), day(from), diffWithin(w, true)))
				n.agree(t, diff(public(), day(from), diffWithin(w, false)))
			}
		}
	})
	t.Run("no difference with the same day, and bounds", func(t *testing.T) {
		n.agree(t, diff(public(), today(), graph.DiffQuery{First: 10, Count: true}))
		for _, bad := range badSizes() {
			_, err := n.Diff(t.Context(), public(), today(), graph.DiffQuery{First: bad.first, Last: bad.last})
			wantCode(t, err, bad.want)
		}
	})
}

// diffWithin returns the question for the differing links that a window shows.
func diffWithin(w graph.Window[graph.ID], count bool) graph.DiffQuery {
	return graph.DiffQuery{First: w.First, Last: w.Last, After: valueOf(w.After), Before: valueOf(w.Before), Count: count}
}
