package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// by returns the groupings of a word of those names.
func by(word graph.Word, names ...string) []graph.Grouping {
	var list []graph.Grouping
	for _, name := range names {
		g, ok := graph.ShapeOf(word).Grouping(name)
		if !ok {
			panic("storetest: " + string(word) + " cannot be counted by " + name)
		}
		list = append(list, g)
	}
	return list
}

func checkGroups(t *testing.T, n *network) {
	for _, c := range []struct {
		name  string
		word  graph.Word
		where *graph.Filter
		by    []string
		asOf  string
		want  []string // total, then each group as keys = count
	}{
		{"most first, then by key, what is not known last", graph.WordCity, nil, []string{"country"}, "",
			[]string{"12", "PL = 5", "US = 2", "DE = 1", "FR = 1", "NL = 1", "RU = 1", "- = 1"}},
		{"two at once", graph.WordResolution, nil, []string{"kind", "outcome"}, "",
			[]string{"5", "ANTI_LGBT_DECLARATION ANNULLED = 1", "ANTI_LGBT_DECLARATION IN_FORCE = 1", "ANTI_LGBT_DECLARATION REJECTED = 1",
				"FAMILY_CHARTER REPEALED = 1", "SUSPENSION_DECISION LAPSED = 1"}},
		{"a text as it is written", graph.WordCity, graph.In("country", "PL"), []string{"region"}, "",
			[]string{"5", "Małopolskie = 3", "Lubelskie = 1", "Łódzkie = 1"}},
		{"years", graph.WordResolution, nil, []string{"adoptedYear"}, "", []string{"5", "2019 = 2", "- = 2", "2022 = 1"}},
		{"months as far as they are known", graph.WordResolution, nil, []string{"adoptedMonth"}, "", []string{"5", "- = 2", "2019 = 1", "2019-05 = 1", "2022-03 = 1"}},
		{"a record with several values counts in each", graph.WordPledge, nil, []string{"focusAreas"}, "", []string{"3", "housing = 2", "climate = 1", "- = 1"}},
		{"of a record that does not matter twice", graph.WordTwinningLink, nil, []string{"country"}, "",
			[]string{"8", "PL = 6", "DE = 2", "NL = 2", "US = 2", "FR = 1", "RU = 1", "- = 1"}},
		{"country and region of one city at a time", graph.WordTwinningLink, graph.In("id", "braye-tuchow"), []string{"country", "region"}, "",
			[]string{"1", "FR Centre-Val de Loire = 1", "PL Małopolskie = 1"}},
		{"status on the day", graph.WordTwinningLink, nil, []string{"status"}, "2020-07-14",
			[]string{"8", "ACTIVE = 3", "UNKNOWN = 3", "NOT_ESTABLISHED = 1", "SUSPENDED = 1"}},
		{"basis on the day, where there is one", graph.WordTwinningLink, graph.In("kind", graph.LinkKindTwinning), []string{"kind", "basis", "status"}, "",
			[]string{"3", "TWINNING DECISION SUSPENDED = 2", "TWINNING DECISION ENDED = 1"}},
		{"by the record that is referred to", graph.WordPledge, nil, []string{"campaign"}, "", []string{"3", "keep-talking = 2", "cut-ties = 1"}},
		{"whether it is in force on the day", graph.WordResolution, nil, []string{"inForce"}, "2021-01-01", []string{"5", "FALSE = 2", "TRUE = 2", "UNKNOWN = 1"}},
		{"flags", graph.WordTwinningLink, nil, []string{"unilateral"}, "", []string{"8", "false = 4", "true = 4"}},
		{"nothing selected", graph.WordCity, graph.In("country", "XK"), []string{"kind"}, "", []string{"0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := public()
			if c.asOf != "" {
				v.AsOf = day(c.asOf)
			}
			got, _ := n.agree(t, counted(v, graph.CountQuery{Word: c.word, Where: c.where, By: by(c.word, c.by...)})).(graph.Counted)
			shown := []string{fmt.Sprint(got.Total)}
			for _, g := range got.Groups {
				keys := slices.Clone(g.Keys)
				for i := range keys {
					if keys[i] == "" {
						keys[i] = "-"
					}
				}
				shown = append(shown, fmt.Sprintf("%s = %d", strings.Join(keys, " "), g.Count))
			}
			if !slices.Equal(shown, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(shown, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
	t.Run("by everything that a word can be counted by, for every tier, as known at every step", func(t *testing.T) {
		for _, word := range graph.Words() {
			groupings := graph.ShapeOf(word).Groupings()
			for i, g := range groupings {
				v := graph.View{AsOf: today(), KnownAt: stepAt(i % 6), Tier: graph.Tiers()[i%3]}
				n.agree(t, counted(v, graph.CountQuery{Word: word, By: []graph.Grouping{g}}))
			}
			n.agree(t, counted(restricted(), graph.CountQuery{Word: word, By: groupings[:min(len(groupings), graph.MaxGroupings)]}))
			for _, edge := range graph.ShapeOf(word).Edges { // back along references, too
				n.agree(t, counted(public(), graph.CountQuery{Word: word, By: []graph.Grouping{{Name: "x", Edge: edge.Name, Field: "confidence"}}}))
			}
		}
	})
	t.Run("each viewer's counts are of what the viewer sees", func(t *testing.T) {
		q := graph.CountQuery{Word: graph.WordContact, By: by(graph.WordContact, "tier")}
		totals := map[graph.Tier]int{}
		for _, tier := range graph.Tiers() {
			v := public()
			v.Tier = tier
			got := n.agree(t, counted(v, q)).(graph.Counted)
			totals[tier] = got.Total
			for _, g := range got.Groups {
				if !tier.Sees(graph.Tier(g.Keys[0])) {
					t.Errorf("a viewer of %s is shown how many are %s", tier, g.Keys[0])
				}
			}
		}
		if totals[graph.TierPublic] != 1 || totals[graph.TierPartner] != 3 {
			t.Errorf("totals by tier: %v", totals)
		}
	})
	t.Run("what cannot be asked is refused", func(t *testing.T) { refusedCounts(t, n) })
}

func refusedCounts(t *testing.T, n *network) {
	kind := by(graph.WordCity, "kind")
	for _, c := range []struct {
		name string
		q    graph.CountQuery
		want graph.Code
	}{
		{"by nothing", graph.CountQuery{Word: graph.WordCity}, graph.BadUserInput},
		{"by the same twice", graph.CountQuery{Word: graph.WordCity, By: append(kind, kind...)}, graph.BadUserInput},
		{"by too much", graph.CountQuery{Word: graph.WordCity, By: by(graph.WordCity, "kind", "country", "region", "confidence")}, graph.LimitExceeded},
		{"by an unknown field", graph.CountQuery{Word: graph.WordCity, By: []graph.Grouping{{Field: "beauty"}}}, graph.BadUserInput},
		{"across an unknown edge", graph.CountQuery{Word: graph.WordCity, By: []graph.Grouping{{Edge: "rivals", Field: "kind"}}}, graph.BadUserInput},
		{"by a number", graph.CountQuery{Word: graph.WordCity, By: []graph.Grouping{{Field: "population"}}}, graph.BadUserInput},
		{"by an id of another record, which may be hidden", graph.CountQuery{Word: graph.WordClaim, By: []graph.Grouping{{Field: "link"}}}, graph.BadUserInput},
		{"by a date as a day", graph.CountQuery{Word: graph.WordClaim, By: []graph.Grouping{{Field: "date"}}}, graph.BadUserInput},
		{"by the year of what is no date", graph.CountQuery{Word: graph.WordCity, By: []graph.Grouping{{Field: "kind", Part: graph.PartYear}}}, graph.BadUserInput},
		{"with a filter on an unknown field", graph.CountQuery{Word: graph.WordCity, By: kind, Where: graph.In("beauty", "much")}, graph.BadUserInput},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := n.Count(t.Context(), public(), c.q)
			wantCode(t, err, c.want)
		})
	}
}

// checkThen filters by how a record across an edge was on a day of the record itself.
func checkThen(t *testing.T, n *network) {
	inForce := graph.In("inForce", graph.InForceTrue)
	for _, c := range []struct {
		name  string
		word  graph.Word
		where *graph.Filter
		want  []graph.ID
	}{
		{"claims that answer a text in force on their day", graph.WordClaim, graph.HasOn("respondsTo", "date", inForce), []graph.ID{"braye-tuchow--e2"}},
		{"a text was in force then, and is not now", graph.WordClaim, graph.HasOn("resolution", "date", inForce), []graph.ID{"aachen-kostroma--e2"}},
		{"now it is not", graph.WordClaim, graph.Has("resolution", inForce), nil},
		{"links suspended while a city's text was in force", graph.WordTwinningLink,
			graph.All(graph.In("status", graph.StatusSuspended), graph.HasOn("cities", "since", graph.Has("resolutions", inForce))), []graph.ID{"aachen-kostroma", "braye-tuchow"}},
		{"none of them by a rejected one", graph.WordTwinningLink,
			graph.HasOn("cities", "since", graph.Has("resolutions", graph.All(inForce, graph.In("outcome", graph.OutcomeRejected)))), nil},
		{"what the filter says of other things is of no day", graph.WordClaim, graph.HasOn("respondsTo", "date", graph.In("kind", graph.AntiLGBTDeclaration)), []graph.ID{"braye-tuchow--e2"}},
		{"a record without the date matches nothing", graph.WordPledge, graph.HasOn("campaign", "date", nil), []graph.ID{"pledge-1", "pledge-2"}},
		{"links as they stood when a claim was made", graph.WordClaim, graph.HasOn("link", "date", graph.In("status", graph.StatusContested)), []graph.ID{"lodz-tarnow--a", "lodz-tarnow--b"}},
		{"not", graph.WordClaim, graph.All(graph.In("type", graph.Suspended), graph.Not(graph.HasOn("respondsTo", "date", inForce))), []graph.ID{"aachen-kostroma--e2", "lodz-tarnow--a"}},
		{"any of", graph.WordClaim, graph.HasOn("link", "date", anyOf(graph.In("status", graph.StatusContested), graph.In("status", graph.StatusEnded))),
			[]graph.ID{"atlantis-portland--e1", "lodz-tarnow--a", "lodz-tarnow--b", "nieuwegein-pulawy--e2"}},
		{"ends on the day", graph.WordClaim, graph.HasOn("link", "date", ends(graph.Has("resolutions", inForce), nil)),
			[]graph.ID{"aachen-kostroma--e2", "aix-lodz--seen", "braye-tuchow--e2", "braye-tuchow--review", "nieuwegein-pulawy--e2"}},
		{"parallel links", graph.WordTwinningLink, graph.Has("parallel", nil), []graph.ID{"nieuwegein-pulawy", "nieuwegein-pulawy-2"}},
		{"parallel links of a status", graph.WordTwinningLink, graph.Has("parallel", graph.In("status", graph.StatusEnded)), []graph.ID{"nieuwegein-pulawy-2"}},
		{"cities with parallel links", graph.WordCity, graph.Has("links", graph.Has("parallel", nil)), []graph.ID{"nieuwegein-nl", "pulawy-pl"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantIDs(t, n.ids(t, public(), graph.Query{Word: c.word, Where: c.where}), c.want...)
			for step := range 6 {
				v := graph.View{AsOf: day("2020-08-01"), KnownAt: stepAt(step), Tier: graph.Tiers()[step%3]}
				n.agree(t, list(v, graph.Query{Word: c.word, Where: c.where, First: 50, Count: true}))
			}
		})
	}
	t.Run("a date that is none is refused", func(t *testing.T) {
		for _, on := range []string{"type", "beauty"} {
			_, err := n.List(t.Context(), public(), graph.Query{Word: graph.WordClaim, First: 1, Where: graph.HasOn("link", on, nil)})
			wantCode(t, err, graph.BadUserInput)
		}
	})
}

// checkManyGroups counts in an empty store as many groups as an answer holds, and one more.
func checkManyGroups(t *testing.T, store graph.Store) {
	n := newNetwork(store)
	records := []graph.Record{}
	for i := range graph.MaxGroups {
		records = append(records, &graph.Source{Statement: says(graph.ID(fmt.Sprintf("s-%d", i))), Title: fmt.Sprintf("Title %d", i)})
	}
	n.submit(t, registry.Submission{RecordedAt: stepAt(1), Records: records})
	q := graph.CountQuery{Word: graph.WordSource, By: by(graph.WordSource, "title")}
	if got, ok := n.agree(t, counted(restricted(), q)).(graph.Counted); !ok || len(got.Groups) != graph.MaxGroups {
		t.Errorf("%d groups", len(got.Groups))
	}
	n.submit(t, registry.Submission{RecordedAt: stepAt(2), Records: []graph.Record{&graph.Source{Statement: says("one-more"), Title: "Another"}}})
	_, err := n.Count(t.Context(), restricted(), q)
	wantCode(t, err, graph.LimitExceeded)
	if got := n.agree(t, counted(public(), q)).(graph.Counted); got.Total != 0 || len(got.Groups) != 0 {
		t.Errorf("sources that nobody cites are counted for everybody: %+v", got)
	}
}
