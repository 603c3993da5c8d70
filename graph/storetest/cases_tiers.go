package storetest

import (
	"fmt"
	"testing"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// harm is a network in which who may see a record changes, step by step, in a store of
// its own. A viewer's numbers of changes are counted on it.
func harm(t *testing.T, store graph.Store) *network {
	t.Helper()
	n := newNetwork(store)
	office := func(tier graph.Tier, role string, sources ...graph.ID) *graph.Contact {
		return &graph.Contact{Statement: says("office", sources...), City: "town", Role: role, Channel: graph.ChannelEmail, Value: "office@town.example", Tier: tier}
	}
	source := func(id graph.ID, cites ...graph.ID) *graph.Source {
		return &graph.Source{Statement: says(id, cites...), Title: "Source " + string(id)}
	}
	town := func(sources ...graph.ID) *graph.City {
		return &graph.City{Statement: says("town", sources...), Name: "Town", Kind: graph.CityKindTown}
	}
	hidden := func(id graph.ID, sources ...graph.ID) *graph.SupportTwinning {
		return &graph.SupportTwinning{Statement: says(id, sources...), MandateCountry: "BE", DefenderCountry: "BI"}
	}
	for i, s := range []registry.Submission{
		1: {Note: "the town", Records: []graph.Record{source("cited"), source("uncited"), town("cited")}},
		2: {Note: "a restricted record, and a source that only it cites", Records: []graph.Record{source("secret"), hidden("twinning", "secret")}},
		3: {Note: "a public contact", Records: []graph.Record{source("letter"), office(graph.TierPublic, "Office", "letter")}},
		4: {Note: "the contact becomes restricted", Records: []graph.Record{office(graph.TierRestricted, "Office of a person", "letter")}},
		5: {Note: "a source behind a source", Records: []graph.Record{source("root"), source("digest", "root"), town("cited", "digest")}},
		6: {Note: "sources that cite each other, and one that nothing cites but cites", Records: []graph.Record{
			source("egg"), source("hen", "egg"), source("leaf"), source("loose", "leaf")}},
		7: {Note: "the hen and the egg", Records: []graph.Record{source("egg", "hen")}},
		8: {Note: "the town cites another source", Records: []graph.Record{town("secret")}},
		9: {Note: "and takes that back", Records: []graph.Record{town("cited")}},
		10: {Note: "a record of its own is restricted from the beginning and public in the end", Records: []graph.Record{
			&graph.Contact{Statement: says("late"), City: "town", Channel: graph.ChannelEmail, Value: "late@town.example", Tier: graph.TierRestricted}}},
		11: {Note: "public in the end", Records: []graph.Record{
			&graph.Contact{Statement: says("late"), City: "town", Channel: graph.ChannelEmail, Value: "late@town.example", Tier: graph.TierPublic}}},
		12: {Note: "the restricted record is taken back", Retractions: []graph.Retraction{{Word: graph.WordSupportTwinning, ID: "twinning", Reason: "a mistake"}}},
		13: {Note: "the contact, too", Retractions: []graph.Retraction{{Word: graph.WordContact, ID: "office", Reason: "gone"}}},
		14: {Note: "and a source", Retractions: []graph.Retraction{{Word: graph.WordSource, ID: "letter", Reason: "nothing rests on it"}}},
	} {
		if i > 0 {
			s.RecordedAt, s.Key, s.Request = stepAt(i), fmt.Sprint("key-", i), fmt.Sprint("request-", i)
			n.submit(t, s)
		}
	}
	return n
}

// at is a view of what was known after a step.
func (n *network) at(tier graph.Tier, step int) graph.View {
	return graph.View{AsOf: today(), KnownAt: stepAt(step), Tier: tier}
}

// checkHarm is law 9 where who may see a record changes over recorded time.
func checkHarm(t *testing.T, n *network) {
	const p, partner, r = graph.TierPublic, graph.TierPartner, graph.TierRestricted
	t.Run("a record is as restricted as its newest version, at every instant", func(t *testing.T) {
		for step := 1; step <= 14; step++ {
			for _, tier := range graph.Tiers() {
				n.ids(t, n.at(tier, step), graph.Query{Word: graph.WordContact, Count: true})
				n.agree(t, records(n.at(tier, step), graph.WordContact, "office", "late"))
				n.agree(t, listAcross(n.at(tier, step), graph.WordCity, "contacts", []graph.ID{"town"}, graph.Query{Word: graph.WordContact, First: 9, Count: true}))
				n.agree(t, tally(n.at(tier, step), nil))
			}
		}
		wantIDs(t, n.ids(t, n.at(p, 3), graph.Query{Word: graph.WordContact}))
		wantIDs(t, n.ids(t, n.at(r, 3), graph.Query{Word: graph.WordContact}), "office")
	})
	t.Run("what was restricted stays so for the time when it was", func(t *testing.T) {
		wantIDs(t, n.ids(t, n.at(p, 10), graph.Query{Word: graph.WordContact}))
		wantIDs(t, n.ids(t, n.at(p, 11), graph.Query{Word: graph.WordContact}), "late")
	})
	t.Run("a source is as public as the most public record that cites it", func(t *testing.T) {
		for step := 1; step <= 14; step++ {
			for _, tier := range graph.Tiers() {
				v := n.at(tier, step)
				found := n.ids(t, v, graph.Query{Word: graph.WordSource, Count: true})
				n.agree(t, records(v, graph.WordSource, append(found, "secret", "letter", "root", "egg", "leaf")...))
				n.agree(t, tally(v, nil))
				n.ids(t, v, graph.Query{Word: graph.WordCity, Where: graph.Has("sources", nil)})
				n.ids(t, v, graph.Query{Word: graph.WordSource, Where: graph.Not(graph.Has("claims", nil))})
				n.agree(t, listAcross(v, graph.WordCity, "sources", []graph.ID{"town"}, graph.Query{Word: graph.WordSource, First: 9, Count: true}))
			}
		}
		for _, c := range []struct {
			tier graph.Tier
			step int
			want []graph.ID
		}{
			{p, 1, []graph.ID{"cited"}},
			{partner, 1, []graph.ID{"cited", "uncited"}},
			{partner, 2, []graph.ID{"cited", "uncited"}},
			{r, 2, []graph.ID{"cited", "secret", "uncited"}},
			{p, 3, []graph.ID{"cited"}}, // the contact that cites the letter is restricted now
			{p, 5, []graph.ID{"cited", "digest", "root"}},
			{partner, 6, []graph.ID{"cited", "digest", "egg", "hen", "leaf", "loose", "root", "uncited"}},
			{partner, 7, []graph.ID{"cited", "digest", "leaf", "loose", "root", "uncited"}}, // hen and egg rest on nothing
			{p, 8, []graph.ID{"secret"}},
			{p, 9, []graph.ID{"cited"}},
		} {
			wantIDs(t, n.ids(t, n.at(c.tier, c.step), graph.Query{Word: graph.WordSource}), c.want...)
		}
	})
	t.Run("a change without a visible item does not exist, and numbers have no gap", func(t *testing.T) {
		for step := 1; step <= 14; step++ {
			for _, tier := range graph.Tiers() {
				v := n.at(tier, step)
				for after := graph.Seq(0); after < 15; after += 3 {
					n.agree(t, changes(v, graph.Window[graph.Seq]{First: 4, After: &after}))
				}
				for seq := graph.Seq(1); seq <= 15; seq++ {
					n.agree(t, changeItems(v, seq, graph.Window[graph.ChangeItem]{First: 10}))
				}
			}
		}
		var notes []string
		for _, c := range n.agree(t, changes(public(), graph.Window[graph.Seq]{First: 100})).([]graph.Change) {
			if c.Seq != graph.Seq(len(notes)+1) {
				t.Errorf("change %q has number %d, want %d", c.Note, c.Seq, len(notes)+1)
			}
			notes = append(notes, c.Note)
		}
		want := []string{"the town", "a source behind a source", "the town cites another source", "and takes that back", "public in the end"}
		if len(notes) != len(want) {
			t.Fatalf("the public sees %q, want %q", notes, want)
		}
		for i := range want {
			if notes[i] != want[i] {
				t.Errorf("the public sees %q, want %q", notes, want)
			}
		}
	})
	t.Run("what became of a record is for those who saw it", func(t *testing.T) {
		for _, tier := range graph.Tiers() {
			n.agree(t, fate(n.at(tier, 14), graph.WordSupportTwinning, "twinning"))
			n.agree(t, fate(n.at(tier, 14), graph.WordContact, "office"))
			n.agree(t, fate(n.at(tier, 14), graph.WordSource, "letter"))
		}
		_, err := n.Fate(t.Context(), n.at(p, 14), graph.WordContact, "office")
		wantCode(t, err, graph.NotFound)
	})
}
