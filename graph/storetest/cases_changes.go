package storetest

import (
	"slices"
	"testing"
	"time"

	"twingraph/graph"
)

func checkChanges(t *testing.T, n *network) {
	t.Run("the head is the last", func(t *testing.T) {
		if last := n.agree(t, head()).(graph.Change); last.Seq != 4 || !last.RecordedAt.Equal(stepAt(4)) || last.Retracted != 4 {
			t.Errorf("head %+v", last)
		}
	})
	t.Run("in order, from either end, after and before any number, at most as many as asked for", func(t *testing.T) {
		for at := graph.Seq(-1); at < 6; at++ {
			for _, size := range []int{1, 2, graph.MaxFirst} {
				for _, w := range windows(size, &at, new(at+2)) {
					n.agree(t, changes(public(), w))
				}
			}
		}
		last := n.agree(t, changes(public(), graph.Window[graph.Seq]{Last: 2, Before: new(graph.Seq(4))})).([]graph.Change)
		if len(last) != 2 || last[0].Seq != 2 || last[1].Seq != 3 {
			t.Errorf("the last two before the fourth: %+v", last)
		}
	})
	t.Run("only those recorded by then", func(t *testing.T) {
		for step := range 6 {
			for _, off := range []time.Duration{-time.Microsecond, 0, time.Microsecond} {
				v := graph.View{AsOf: today(), KnownAt: stepAt(step).Add(off)}
				n.agree(t, changes(v, graph.Window[graph.Seq]{First: 10}))
				n.agree(t, changes(v, graph.Window[graph.Seq]{Last: 2}))
				n.agree(t, changeItems(v, 2, graph.Window[graph.ChangeItem]{First: 10}))
			}
		}
	})
	t.Run("their items in order, page by page", func(t *testing.T) {
		for seq := graph.Seq(1); seq <= 5; seq++ {
			whole, err := n.ref.ChangeItems(t.Context(), restricted(), []graph.Seq{seq}, graph.Window[graph.ChangeItem]{First: graph.MaxFirst})
			if err != nil || whole[0].More {
				t.Fatal(err)
			}
			for _, w := range []graph.Window[graph.ChangeItem]{{First: 3}, {Last: 3}} {
				found := walkPages(w, func(w graph.Window[graph.ChangeItem]) ([]graph.ChangeItem, []graph.ChangeItem, bool) {
					pages, _ := n.agree(t, changeItems(restricted(), seq, w)).([]graph.ItemPage)
					if t.Failed() {
						return nil, nil, false
					}
					return pages[1].Items, pages[1].Items, pages[1].More
				})
				if !slices.Equal(found, whole[0].Items) {
					t.Errorf("page by page: %v\nat once: %v", found, whole[0].Items)
				}
			}
		}
	})
	t.Run("their items after and before a place, whether there is an item there or not", func(t *testing.T) {
		for _, at := range []graph.ChangeItem{
			{}, {Word: graph.WordCity}, {Word: graph.WordCity, ID: "lodz-pl"}, {Word: graph.WordClaim, ID: "m"},
			{Word: graph.WordTwinningLink, ID: "lodz-tarnow", Kind: graph.ItemRetracted}, {Word: "Zebra"},
		} {
			for _, w := range windows(2, &at, &graph.ChangeItem{Word: graph.WordSource, ID: "m"}) {
				n.agree(t, changeItems(restricted(), 1, w))
				n.agree(t, changeItems(restricted(), 4, w))
			}
		}
	})
	t.Run("their items of one word, for every tier, from either end", func(t *testing.T) {
		shown := map[graph.Word]int{}
		for _, word := range graph.Words() {
			for i, w := range windows(2, &graph.ChangeItem{Word: word}, &graph.ChangeItem{Word: word, ID: "\U0010ffff"}) {
				v := public()
				v.Tier = graph.Tiers()[i%3]
				pages, _ := n.agree(t, changeItems(v, 1+graph.Seq(i)%4, w)).([]graph.ItemPage)
				if w.After != nil && w.Before != nil {
					for _, page := range pages {
						shown[word] += len(page.Items)
					}
				}
			}
		}
		for _, word := range []graph.Word{graph.WordClaim, graph.WordSource, graph.WordContact} {
			if shown[word] == 0 {
				t.Errorf("no item of the word %s is shown: the case shows nothing", word)
			}
		}
	})
	t.Run("bounds", func(t *testing.T) {
		for _, bad := range badSizes() {
			_, err := n.Changes(t.Context(), public(), graph.Window[graph.Seq]{First: bad.first, Last: bad.last})
			wantCode(t, err, bad.want)
			_, err = n.ChangeItems(t.Context(), public(), []graph.Seq{1}, graph.Window[graph.ChangeItem]{First: bad.first, Last: bad.last})
			wantCode(t, err, bad.want)
		}
	})
}

func checkFate(t *testing.T, n *network) {
	t.Run("of a merged record: where it went", func(t *testing.T) {
		gone := n.agree(t, fate(public(), graph.WordCity, "aix-la-chapelle-de")).(graph.Retraction)
		if gone.MovedTo != "aachen-de" || gone.Reason != "the same city" {
			t.Errorf("fate %+v", gone)
		}
	})
	t.Run("of a withdrawn record: why", func(t *testing.T) {
		gone := n.agree(t, fate(public(), graph.WordPractice, "do-not-write")).(graph.Retraction)
		if gone.MovedTo != "" || gone.Reason != "withdrawn by its author" {
			t.Errorf("fate %+v", gone)
		}
	})
	for _, c := range []struct {
		name string
		v    graph.View
		word graph.Word
		id   graph.ID
		want graph.Code
	}{
		{"of a record that stands", public(), graph.WordCity, "aachen-de", graph.NotFound},
		{"of a record that never was", public(), graph.WordCity, "nobody", graph.NotFound},
		{"of a record of another word", public(), graph.WordSource, "aix-la-chapelle-de", graph.NotFound},
		{"before it was taken back", graph.View{AsOf: today(), KnownAt: stepAt(4).Add(-1)}, graph.WordCity, "aix-la-chapelle-de", graph.NotFound},
		{"at the instant it was taken back", graph.View{AsOf: today(), KnownAt: stepAt(4)}, graph.WordCity, "aix-la-chapelle-de", ""},
		{"before it was recorded", graph.View{AsOf: today(), KnownAt: stepAt(0)}, graph.WordCity, "aix-la-chapelle-de", graph.NotFound},
		{"of a record that the public never saw", public(), graph.WordContact, "lodz-hidden", graph.NotFound},
		{"of a record that partners never saw", partner(), graph.WordContact, "lodz-hidden", graph.NotFound},
		{"of it, for those who saw it", restricted(), graph.WordContact, "lodz-hidden", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			n.agree(t, fate(c.v, c.word, c.id))
			_, err := n.Fate(t.Context(), c.v, c.word, c.id)
			wantCode(t, err, c.want)
		})
	}
}

// checkTiers asks, on every route, for records that the viewer must not know of.
func checkTiers(t *testing.T, n *network) {
	hidden := map[graph.Word][]graph.ID{
		graph.WordContact:         {"tuchow-office", "tuchow-partner"}, // the first was public before
		graph.WordSupportTwinning: {"support-1", "support-2"},
		graph.WordApproach:        {"approach-1"},
		WordGathering:             {"fair-2", "talks"},
	}
	for word, ids := range hidden {
		t.Run(string(word), func(t *testing.T) {
			wantIDs(t, idsOf(n.agree(t, records(public(), word, ids...)).([]graph.Record)), make([]graph.ID, len(ids))...)
			for _, orderBy := range orders(word) {
				for _, id := range n.ids(t, public(), graph.Query{Word: word, OrderBy: orderBy, First: 1, Count: true}) {
					for _, not := range ids {
						if id == not {
							t.Errorf("the public is shown %s", id)
						}
					}
				}
			}
			n.agree(t, list(public(), graph.Query{Word: word, Where: graph.In("id", ids...), First: 10, Count: true}))
			n.agree(t, list(public(), graph.Query{Word: word, Where: graph.Not(graph.In("id", ids...)), First: 10, Count: true}))
		})
	}
	t.Run("not by what they are related to", func(t *testing.T) {
		for _, c := range []selection{
			{"cities with contacts", graph.WordCity, graph.Has("contacts", nil), nil},
			{"cities without", graph.WordCity, graph.All(graph.In("id", "tuchow-pl"), graph.Not(graph.Has("contacts", nil))), []graph.ID{"tuchow-pl"}},
			{"two hops away", graph.WordTwinningLink, graph.Has("cities", graph.Has("contacts", is("role", graph.OpContains, "officer"))), nil},
			{"at an end", graph.WordTwinningLink, ends(graph.Has("contacts", nil), nil), nil},
			{"organisations with public ones", graph.WordOrganisation, graph.Has("contacts", nil), []graph.ID{"atlas-nienawisci"}},
		} {
			wantIDs(t, n.ids(t, public(), graph.Query{Word: c.word, Where: c.where, Count: true}), c.want...)
			n.ids(t, partner(), graph.Query{Word: c.word, Where: c.where, Count: true})
			n.ids(t, restricted(), graph.Query{Word: c.word, Where: c.where, Count: true})
		}
	})
	t.Run("not in counts of records and of changes", func(t *testing.T) {
		for _, v := range []graph.View{public(), partner(), restricted()} {
			n.agree(t, tally(v, nil))
			n.agree(t, changes(v, graph.Window[graph.Seq]{First: 10}))
			for seq := graph.Seq(1); seq <= 4; seq++ {
				n.agree(t, changeItems(v, seq, graph.Window[graph.ChangeItem]{First: graph.MaxFirst}))
			}
		}
		counted, err := n.Tally(t.Context(), public(), nil)
		if err != nil || counted.Records[graph.WordSupportTwinning] != 0 || counted.Records[graph.WordContact] != 1 {
			t.Errorf("records %v, %v", counted.Records, err)
		}
	})
	t.Run("a viewer of no tier is the public, one of an unknown tier sees no more", func(t *testing.T) {
		for _, tier := range []graph.Tier{"", "EVERYTHING"} {
			v := public()
			v.Tier = tier
			n.agree(t, list(v, graph.Query{Word: graph.WordContact, First: 10, Count: true}))
			wantIDs(t, n.ids(t, v, graph.Query{Word: graph.WordContact}), "atlas-web")
		}
	})
	t.Run("what was public once and is not any more is not for any past instant", func(t *testing.T) {
		v := graph.View{AsOf: today(), KnownAt: stepAt(2)}
		wantIDs(t, n.ids(t, v, graph.Query{Word: graph.WordContact}), "atlas-web")
	})
}

// checkRecordedTime asks the same questions at every instant at which something was
// recorded, just before and just after.
func checkRecordedTime(t *testing.T, n *network) {
	questions := func(v graph.View) []question {
		asked := []question{
			list(v, graph.Query{Word: graph.WordCity, Where: graph.Has("links", graph.In("status", graph.StatusSuspended)), First: 10, Count: true}),
			list(v, graph.Query{Word: graph.WordTwinningLink, OrderBy: "lastConfirmed", Desc: true, First: 10, Count: true}),
			list(v, graph.Query{Word: graph.WordTwinningLink, Where: ends(graph.In("country", "DE"), nil), First: 10}),
			listAcross(v, graph.WordCity, "links", []graph.ID{"aachen-de", "aix-la-chapelle-de", "tuchow-pl"}, graph.Query{Word: graph.WordTwinningLink, First: 10, Count: true}),
			listAcross(v, graph.WordCity, "contacts", []graph.ID{"tuchow-pl", "lodz-pl"}, graph.Query{Word: graph.WordContact, First: 10, Count: true}),
			listAcross(v, graph.WordTwinningLink, "claims", []graph.ID{"aachen-kostroma", "lodz-tarnow"}, graph.Query{Word: graph.WordClaim, OrderBy: "date", First: 10}),
			tally(v, nil),
			fate(v, graph.WordCity, "aix-la-chapelle-de"),
		}
		for _, word := range graph.Words() {
			asked = append(asked, list(v, graph.Query{Word: word, First: 100, Count: true}))
		}
		return asked
	}
	for _, tier := range graph.Tiers() {
		for step := 1; step <= 4; step++ {
			for _, off := range []time.Duration{-time.Microsecond, 0, time.Microsecond} {
				for _, q := range questions(graph.View{AsOf: today(), KnownAt: stepAt(step).Add(off), Tier: tier}) {
					n.agree(t, q)
				}
			}
		}
	}
}
