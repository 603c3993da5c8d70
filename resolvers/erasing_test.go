package resolvers_test

import (
	"strings"
	"testing"

	"twingraph/graph"
)

// What is erased is in no proposal either: those that concern it go with it, decided ones
// too; others stay.
func TestErasingForgetsProposals(t *testing.T) {
	d := newQueue(t, corrected(t), graph.Viewer{Role: graph.Editor, Tier: graph.TierRestricted, Name: "Erin"}, today, false)
	propose := func(id, notes string) string {
		made := d.became(`mutation { propose(note: "a remark", records: {`+id+`, notes: "`+notes+`"}]}) `+payload, nil)
		if made.Proposal == nil {
			t.Fatalf("%+v", made)
		}
		return made.Proposal.ID
	}
	rejected := propose(`contacts: [{id: "office"`, "of secret.person")
	d.became(`mutation { reject(proposal: "`+rejected+`", reason: "no") `+payload, nil)
	propose(`contacts: [{id: "office"`, "of secret.person again")
	stays := propose(`cities: [{id: "town"`, "of a town")

	steward := d.as(graph.Viewer{Role: graph.Steward, Tier: graph.TierRestricted, Name: "Stella"})
	const erase = `mutation { erase(records: [{word: CONTACT, id: "office"}], reason: "asked for", dryRun: `
	const answer = `) { erasedAt problems { message } words { word records } } }`
	count := func() string {
		return steward.ask(`{ proposals { totalCount nodes { id records { slug fields { after } } } } }`, nil)
	}
	before := count()
	steward.ask(erase+`true`+answer, nil)
	if got := count(); got != before || !strings.Contains(got, `"totalCount":3`) {
		t.Errorf("a trial changed %s to %s", before, got)
	}
	if got := steward.ask(erase+`false`+answer, nil); !strings.Contains(got, `"records":1`) {
		t.Fatal(got)
	}
	got := count()
	if !strings.Contains(got, `"totalCount":1`) || !strings.Contains(got, stays) || strings.Contains(got, "secret.person") {
		t.Errorf("after the erasure there are %s", got)
	}
}
