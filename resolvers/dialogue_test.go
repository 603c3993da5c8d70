package resolvers_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// The points of the parts sum to the score exactly, and pages follow one another
// without gap or repeat.
func TestCandidatesPageByPage(t *testing.T) {
	root := resolvers.New(atlas.New(bundled(t), today))
	for _, question := range []string{
		`for: {country: "DE"}, goal: REPEAL, asOf: "2021-03-01", throughSuspended: true`,
		`for: {country: "FR"}, goal: RESTORE, throughSuspended: true`,
		`for: {country: "DE"}, goal: KEEP, weights: [{part: CHANNEL, weight: 0.7}, {part: REACH, weight: 0}]`,
		`for: {organisation: "uclg-csipdhr"}, goal: JOIN`,
		`for: {cities: ["falun-se", "lund-se"]}, goal: PARTNER`,
	} {
		t.Run(question, func(t *testing.T) {
			const fields = `{ totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { score target { slug } channel { from { slug } } tie { slug } parts { points weight value } } }`
			all := candidates(t, root, fmt.Sprintf(`{ p: dialogueCandidates(%s, first: 500) %s }`, question, fields))
			nodes := all["nodes"].([]any)
			if len(nodes) < 2 || float64(len(nodes)) != all["totalCount"] {
				t.Fatalf("%d of %v channels", len(nodes), all["totalCount"])
			}
			for _, n := range nodes {
				n := n.(map[string]any)
				sum := 0.0
				for _, part := range n["parts"].([]any) {
					sum += part.(map[string]any)["points"].(float64)
				}
				if sum != n["score"] {
					t.Errorf("score %v, sum of parts %v", n["score"], sum)
				}
			}
			var walked []any
			after := "null"
			for range len(nodes) {
				page := candidates(t, root, fmt.Sprintf(`{ p: dialogueCandidates(%s, first: 2, after: %s) %s }`, question, after, fields))
				walked = append(walked, page["nodes"].([]any)...)
				info := page["pageInfo"].(map[string]any)
				if info["hasNextPage"] == false {
					break
				}
				after = fmt.Sprintf("%q", info["endCursor"])
			}
			if got, want := fmt.Sprint(walked), fmt.Sprint(nodes); got != want {
				t.Errorf("page by page:\n%s\nat once:\n%s", got, want)
			}
		})
	}
}

func TestSuggestionsPageByPage(t *testing.T) {
	root := resolvers.New(atlas.New(bundled(t), today))
	const fields = `{ totalCount pageInfo { hasNextPage endCursor } nodes { score city { slug } traits { points } } }`
	all := candidates(t, root, `{ p: partnerSuggestions(city: "munich-de", first: 40) `+fields+` }`)
	var walked []any
	after := "null"
	for range 4 {
		page := candidates(t, root, fmt.Sprintf(`{ p: partnerSuggestions(city: "munich-de", first: 10, after: %s) %s }`, after, fields))
		walked = append(walked, page["nodes"].([]any)...)
		after = fmt.Sprintf("%q", page["pageInfo"].(map[string]any)["endCursor"])
	}
	if got, want := fmt.Sprint(walked), fmt.Sprint(all["nodes"]); got != want {
		t.Errorf("page by page:\n%s\nat once:\n%s", got, want)
	}
}

// candidates runs a question and returns the field p.
func candidates(t *testing.T, root *resolvers.Root, question string) map[string]any {
	t.Helper()
	data, errs := askOf(t, t.Context(), root, question, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	return data["p"].(map[string]any)
}

// evidence selects everything that an answer about dialogue can hold.
const (
	evidence = `kind date verified since contact { role person value notes } approach { outcome notes from { name } } link { slug } resolution { title } records { __typename slug sources { title } ... on Contact { role person value notes } ... on Approach { channel outcome notes from { name } to { name } }
		... on TwinningLink { cities { name } status { status governing { reason } } } } sources { title }`
	plans = `goal candidate { ...channel } steps { link { slug claims { reason } } status { governing { sources { title } } sides { city { name } } } history { sources { title } } }
		ties { link { slug } } texts { resolution { title city { name } } } deeds { ` + evidence + ` } occasions { ` + evidence + ` }
		contacts { contact { role person value notes organisation { name } city { name } } } advice { practice { title sources { title } } campaigns { name } }
		cases { city { name links { nodes { slug } } } other { name } link { slug } claims { reason } status { status } pledge { entityName } partnership { programme } sources { title } }
		approaches { channel outcome notes } cautions { ` + evidence + ` } verify { ` + evidence + ` } sources { title notes }`
	channels = `fragment channel on DialogueCandidate { score target { name contacts { nodes { value notes } } } tie { slug status { status } }
		channel { from { name } speaker { name sources { title } } organisation { name } hops { link { slug } others { slug } status { status governing { reason } } claims { sources { title } } } }
		parts { facts { ` + evidence + ` } } cautions { ` + evidence + ` } }`
	letters = `subject markdown text warnings verify sources { title } addressee { name }`
)

// routes are questions on every field about dialogue.
var routes = map[string]string{
	"candidates":          `{ dialogueCandidates(for: {country: "DE"}, goal: REPEAL, first: %d, asOf: "2023-06-01") { nodes { ...channel } edges { node { ...channel } } } } ` + channels,
	"candidates to keep":  `{ dialogueCandidates(for: {country: "DE"}, goal: KEEP, first: %d, asOf: "2023-02-01") { nodes { ...channel } } } ` + channels,
	"plan":                `{ approachPlan(target: "tuchow-pl", from: "illingen-saar-de", goal: REPEAL, asOf: "2023-06-01") { ` + plans + ` } } ` + channels,
	"letter":              `{ approachPlan(target: "tuchow-pl", from: "illingen-saar-de", goal: REPEAL, asOf: "2023-06-01") { letter(purpose: DIALOGUE) { ` + letters + ` } } }`,
	"progress":            `{ campaigns(first: %d) { nodes { progress { answered(first: 500) { nodes { city { name } partner { name } link { slug } claim { reason } sources { title } } } against { nodes { city { name } sources { title } } } opposed { campaign { name sources { title } } } } } } }`,
	"progress of one":     `{ campaign(id: "jbanc-suspend") { progress { answered { nodes { link { cities { name } claims { reason } } } } } } }`,
	"partner suggestions": `{ partnerSuggestions(city: "munich-de", first: %d) { nodes { city { name contacts { nodes { value notes } } } commonPartners { name } } backtests { verdict } } }`,
	"support twinnings":   `{ supportTwinningSummary { pairs { mandateCountry defenderCountry count } total withheld programmes { campaign { name notes } courses { title notes } } } }`,
}

// The calls of the store do not grow with the rows of an answer.
func TestCallsOfDialogueGrowWithDepthNotRows(t *testing.T) {
	store := bundled(t)
	for name, question := range routes {
		t.Run(name, func(t *testing.T) {
			var calls []int
			for _, rows := range []int{2, 50} {
				asked := question
				if strings.Contains(asked, "%d") {
					asked = fmt.Sprintf(asked, rows)
				}
				counted := &counting{Reader: store}
				root := resolvers.New(atlas.New(counted, today))
				if _, errs := askOf(t, t.Context(), root, asked, nil); errs != nil {
					t.Fatal(errs)
				}
				first := len(counted.calls) // the network is read once
				if _, errs := askOf(t, t.Context(), root, asked, nil); errs != nil {
					t.Fatal(errs)
				}
				calls = append(calls, len(counted.calls)-first)
				if again := len(counted.calls) - first; again > 6 {
					t.Errorf("%d rows took %d calls: %q", rows, again, counted.calls[first:])
				}
			}
			if calls[0] != calls[1] {
				t.Errorf("2 rows took %d calls, 50 took %d", calls[0], calls[1])
			}
		})
	}
}

// What is above a viewer's tier is on no route about dialogue, and weighs nothing.
func TestDialogueKeepsTiers(t *testing.T) {
	store := bundled(t)
	said := func(id graph.ID) graph.Statement {
		return graph.Statement{ID: id, Sources: []graph.ID{"atlas-blog-2024"}, Confidence: graph.Documented, Notes: "secret-note"}
	}
	records := []graph.Record{
		&graph.Contact{Statement: said("secret-contact"), City: "tuchow-pl", Role: "secret-role", Person: "secret-person", Channel: graph.ChannelEmail, Value: "secret@example.org", Tier: graph.TierPartner},
		&graph.Contact{Statement: said("secret-office"), City: "plon-de", Role: "secret-role", Channel: graph.ChannelEmail, Value: "secret-2@example.org", Tier: graph.TierPartner},
		&graph.Approach{Statement: said("secret-approach"), From: "saint-jean-de-braye-fr", To: "tuchow-pl", Channel: "secret-channel", Outcome: "secret-outcome"},
	}
	for i := range 4 {
		records = append(records, &graph.SupportTwinning{Statement: said(graph.ID(fmt.Sprintf("secret-twinning-%d", i))), Programme: "secret-programme", MandateCountry: "DE", DefenderCountry: "BY", Theme: "secret-theme"})
	}
	before := map[string]string{}
	for name := range routes {
		before[name] = asked(t, store, graph.TierPublic, name)
	}
	if _, err := registry.New(store, today).Submit(t.Context(), registry.Submission{Actor: "test", Records: records}); err != nil {
		t.Fatal(err)
	}
	for name := range routes {
		t.Run(name, func(t *testing.T) {
			public := asked(t, store, graph.TierPublic, name)
			if strings.Contains(public, "secret") {
				t.Errorf("the public sees it: %s", public)
			}
			if name == "support twinnings" {
				if want := `"count":4,"defenderCountry":"BY","mandateCountry":"DE"`; !strings.Contains(public, want) {
					t.Errorf("four support twinnings are not counted: %s", public)
				}
				return
			}
			if public != before[name] {
				t.Errorf("what the public may not see changed its answer")
			}
			partner := asked(t, store, graph.TierPartner, name)
			if shown := strings.HasPrefix(name, "candidates") || name == "plan"; shown != strings.Contains(partner, "secret-outcome") {
				t.Errorf("a partner sees the approach: %t, want %t", !shown, shown)
			}
		})
	}
}

// Support twinnings are counted as recorded now, unless the viewer may see them: counts at
// two instants could be subtracted.
func TestSupportTwinningsAreCountedAtNoPastInstant(t *testing.T) {
	store := bundled(t)
	for _, c := range []struct {
		name, arguments string
		tier            graph.Tier
		refused         bool
	}{
		{"everybody, now", ``, graph.TierPublic, false},
		{"everybody, on another day", `(asOf: "2024-01-01")`, graph.TierPublic, false},
		{"everybody, as known once", `(knownAt: "2026-11-22T11:00:00Z")`, graph.TierPublic, true},
		{"everybody, before anything was known", `(knownAt: "2020-01-01T00:00:00Z")`, graph.TierPublic, true},
		{"a partner, as known once", `(knownAt: "2026-11-22T11:00:00Z")`, graph.TierPartner, true},
		{"who may see them, as known once", `(knownAt: "2026-11-22T11:00:00Z")`, graph.TierRestricted, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, errs := ask(t, resolvers.WithViewer(t.Context(), graph.Viewer{Tier: c.tier}), store, `{ supportTwinningSummary`+c.arguments+` { total withheld } }`, nil)
			if !c.refused {
				if errs != nil {
					t.Fatal(errs)
				}
				return
			}
			if len(errs) != 1 || graph.CodeOf(errs[0]) != graph.BadUserInput || !strings.Contains(errs[0].Message, "knownAt") {
				t.Errorf("it was not refused: %v", errs)
			}
		})
	}
}

// asked returns the answer on a route for a viewer.
func asked(t *testing.T, store graph.Store, tier graph.Tier, name string) string {
	t.Helper()
	question := routes[name]
	if strings.Contains(question, "%d") {
		question = fmt.Sprintf(question, 50)
	}
	data, errs := ask(t, resolvers.WithViewer(t.Context(), graph.Viewer{Tier: tier}), store, question, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	text, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A city that was merged into another still answers.
func TestDialogueFollowsMergedCities(t *testing.T) {
	store := bundled(t)
	office := registry.New(store, today)
	town := &graph.City{Statement: graph.Statement{ID: "douai-old-fr", Confidence: graph.Documented}, Name: "Douai", Country: "FR", Kind: graph.CityKindCity}
	if _, err := office.Submit(t.Context(), registry.Submission{Actor: "test", Records: []graph.Record{town}}); err != nil {
		t.Fatal(err)
	}
	merge := graph.Retraction{Word: graph.WordCity, ID: "douai-old-fr", MovedTo: "douai-fr", Reason: "a double"}
	if _, err := office.Submit(t.Context(), registry.Submission{Actor: "test", Retractions: []graph.Retraction{merge}}); err != nil {
		t.Fatal(err)
	}
	data, errs := ask(t, t.Context(), store, `{ approachPlan(from: "douai-old-fr", target: "pulawy-pl", goal: RESTORE) { from { slug } } }`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	if got := fmt.Sprint(data); !strings.Contains(got, "douai-fr") {
		t.Error(got)
	}
}
