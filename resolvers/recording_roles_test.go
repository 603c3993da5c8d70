package resolvers_test

import (
	"fmt"
	"strings"
	"testing"

	"twingraph/graph"
)

// Who may record what: each mutation by each role of each tier.
func TestMutationsByRoleAndTier(t *testing.T) {
	store := bundled(t)
	steward := graph.Viewer{Role: graph.Steward, Tier: graph.TierRestricted, Name: "Sten"}
	d := newDesk(t, store, steward)
	done := d.ask(`mutation { record(note: "a first step", records: {contacts: [{city: "aachen-de", channel: WEB, value: "https://a.example", tier: RESTRICTED, confidence: DOCUMENTED}]}) { change { number } } }`, nil)
	const note = `note: "tried", dryRun: true`
	mutations := []struct {
		name, call string
		least      graph.Role
		tier       graph.Tier // from which on there are no problems
	}{
		{"record an open word", `record(` + note + `, records: {cities: [{name: "Somewhere", kind: TOWN, country: "DE", confidence: RECALLED}]})`, graph.Editor, graph.TierPublic},
		{"record what is public", `record(` + note + `, records: {contacts: [{city: "aachen-de", channel: WEB, value: "https://a.example", tier: PUBLIC, confidence: DOCUMENTED}]})`, graph.Editor, graph.TierPublic},
		{"record for partners", `record(` + note + `, records: {contacts: [{city: "aachen-de", channel: WEB, value: "https://a.example", tier: PARTNER, confidence: DOCUMENTED}]})`, graph.Editor, graph.TierPartner},
		{"record an approach", `record(` + note + `, records: {approaches: [{from: "aachen-de", to: "kostroma-ru", confidence: DOCUMENTED}]})`, graph.Editor, graph.TierPartner},
		{"record what is restricted", `record(` + note + `, records: {contacts: [{city: "aachen-de", channel: WEB, value: "https://a.example", tier: RESTRICTED, confidence: DOCUMENTED}]})`, graph.Editor, graph.TierRestricted},
		{"record a support twinning", `record(` + note + `, records: {supportTwinnings: [{mandateCountry: "DE", defenderCountry: "BY", sources: ["rgre-2015"], confidence: DOCUMENTED}]})`, graph.Editor, graph.TierRestricted},
		{"record a source that nothing cites", `record(` + note + `, records: {sources: [{title: "Alone", confidence: DOCUMENTED}]})`, graph.Editor, graph.TierPartner},
		{"name a new source", `record(` + note + `, records: {sources: [{id: "a-name", title: "Alone", confidence: DOCUMENTED}]})`, graph.Editor, graph.TierRestricted},
		{"retract a claim", `retract(` + note + `, records: [{word: CLAIM, id: "aachen-de--kostroma-ru--listed-2015", reason: "tried"}])`, graph.Editor, graph.TierPublic},
		{"merge cities", `merge(word: CITY, from: "kostroma-ru", into: "murmansk-ru", reason: "tried", dryRun: true)`, graph.Editor, graph.TierRestricted},
		{"undo a change of somebody else", fmt.Sprintf(`undo(change: %d, reason: "tried", dryRun: true)`, numberOf(t, done, "record")), graph.Steward, graph.TierRestricted},
	}
	for _, m := range mutations {
		for _, role := range graph.Roles() {
			for _, tier := range graph.Tiers() {
				t.Run(fmt.Sprintf("%s/%s/%s", m.name, role, tier), func(t *testing.T) {
					data, errs := askOf(t, d.as(graph.Viewer{Role: role, Tier: tier, Name: "Ann"}).ctx, d.root, `mutation { `+m.call+` { problems { code message } } }`, nil)
					var code graph.Code
					if len(errs) > 0 {
						code = graph.CodeOf(errs[0].Err)
					}
					want := graph.Code("")
					switch {
					case strings.HasPrefix(m.call, "undo") && role.Has(graph.Editor) && !tier.Sees(m.tier):
						want = graph.NotFound // it does not exist for this viewer
					case role == graph.Anonymous:
						want = graph.Unauthenticated
					case !role.Has(m.least):
						want = graph.Forbidden
					}
					if code != want {
						t.Fatalf("code %q, want %q", code, want)
					}
					if want == "" && strings.Contains(fmt.Sprint(data), "FORBIDDEN") == tier.Sees(m.tier) {
						t.Errorf("%v", data)
					}
				})
			}
		}
	}
}
