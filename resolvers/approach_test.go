package resolvers_test

import (
	"testing"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// The log of approaches exists for partners: with who approached whom, when, and what came of
// it. For the public there is none, by its id, by a filter and in a count.
func TestTheLogOfApproaches(t *testing.T) {
	store := bundled(t)
	said := func(id graph.ID) graph.Statement {
		return graph.Statement{ID: id, Sources: []graph.ID{"atlas-blog-2024"}, Confidence: graph.Documented}
	}
	partial := func(text string) graph.PartialDate {
		date, err := graph.ParsePartialDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return date
	}
	records := []graph.Record{
		&graph.Approach{Statement: said("first"), From: "saint-jean-de-braye-fr", To: "tuchow-pl", Date: partial("2023-02"), Outcome: "no answer"},
		&graph.Approach{Statement: said("second"), From: "douai-fr", To: "tuchow-pl", Organisation: "all-out", Date: partial("2024"), Channel: "letter"},
		&graph.Approach{Statement: said("other"), From: "douai-fr", To: "pulawy-pl"},
	}
	if _, err := registry.New(store, today).Submit(t.Context(), registry.Submission{Actor: "test", Records: records}); err != nil {
		t.Fatal(err)
	}
	root := resolvers.New(atlas.New(store, today))
	const log = `{ approaches(filter: {to: {id: {eq: "tuchow-pl"}}}, orderBy: {field: DATE, direction: DESC}) { totalCount nodes { slug date outcome channel from { slug } organisation { slug } } } }`
	const counted = `{ counts(of: {approaches: {organisation: {id: {eq: "all-out"}}}}, by: [FROM]) { total } }`
	for tier, want := range map[graph.Tier][]string{graph.TierPublic: nil, graph.TierPartner: {"second", "first"}, graph.TierRestricted: {"second", "first"}} {
		ctx := resolvers.WithViewer(t.Context(), graph.Viewer{Tier: tier})
		data, errs := askOf(t, ctx, root, log, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		page := data["approaches"].(map[string]any)
		nodes := page["nodes"].([]any)
		if len(nodes) != len(want) || page["totalCount"].(float64) != float64(len(want)) {
			t.Fatalf("%s: %v, want %v", tier, page, want)
		}
		for i, node := range nodes {
			if slug := node.(map[string]any)["slug"]; slug != want[i] {
				t.Errorf("%s: %v in place %d, want %s", tier, slug, i, want[i])
			}
		}
		if len(nodes) > 0 {
			if by := nodes[0].(map[string]any)["organisation"].(map[string]any)["slug"]; by != "all-out" {
				t.Errorf("%s: made through %v", tier, by)
			}
		}
		_, errs = askOf(t, ctx, root, `{ approach(id: "first") { outcome } }`, nil)
		if found := errs == nil; found != (want != nil) {
			t.Errorf("%s: found by its id: %t", tier, found)
		}
		data, errs = askOf(t, ctx, root, counted, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		if total := data["counts"].(map[string]any)["total"].(float64); (total == 1) != (want != nil) {
			t.Errorf("%s: %v are counted", tier, total)
		}
	}
}
