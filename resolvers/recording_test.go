package resolvers_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// desk records by mutations, as one viewer.
type desk struct {
	t    *testing.T
	root *resolvers.Root
	ctx  context.Context
}

// newDesk returns a desk over a store.
func newDesk(t *testing.T, store graph.Store, viewer graph.Viewer) desk {
	return desk{t, resolvers.New(atlas.New(store, today).RecordTo(registry.New(store, today))), resolvers.WithViewer(t.Context(), viewer)}
}

// as returns the desk with somebody else at it.
func (d desk) as(viewer graph.Viewer) desk {
	d.ctx = resolvers.WithViewer(d.t.Context(), viewer)
	return d
}

// ask returns the data of an answer as compact JSON; errors end the test.
func (d desk) ask(question string, variables map[string]any) string {
	d.t.Helper()
	data, errs := askOf(d.t, d.ctx, d.root, question, variables)
	if errs != nil {
		d.t.Fatalf("%s\n%v", question, errs)
	}
	text, err := json.Marshal(data)
	if err != nil {
		d.t.Fatal(err)
	}
	return string(text)
}

// fails returns the code of the first error of an answer.
func (d desk) fails(question string) graph.Code {
	d.t.Helper()
	_, errs := askOf(d.t, d.ctx, d.root, question, nil)
	if len(errs) == 0 {
		d.t.Fatalf("no error for %s", question)
	}
	return graph.CodeOf(errs[0].Err)
}

var editor = graph.Viewer{Role: graph.Editor, Tier: graph.TierPublic, Name: "Erin"}

// A person reads that a city ended its link, and records that with its source.
func TestOneClaimIsRecordedWithItsSource(t *testing.T) {
	d := newDesk(t, bundled(t), editor)
	const mutation = `mutation($try: Boolean!) { record(note: "Aachen ends the link", dryRun: $try, records: {
	    sources: [{id: "new:page", title: "Council ends the link", publisher: "Stadt Aachen", url: "https://example.org/1", date: "2026-11-20", confidence: DOCUMENTED}]
	    claims: [{link: "aachen-de--kostroma-ru", type: ENDED, side: "aachen-de", date: "2026-11-18", authority: PARTY_DECISION, decidedBy: COUNCIL, sources: ["new:page"], confidence: DOCUMENTED}]
	  }) {
	    change { number actor note added } added corrected unchanged retracted repeated
	    problems { message }
	    records { __typename slug ... on Claim { link { status { status } } sources { publisher } } }
	    consequences { link { slug } before { status since } after { status since governing { slug } } } consequencesTotal } }`
	const link = `{ twinningLink(id: "aachen-de--kostroma-ru") { status { status since } } }`
	before := d.ask(link, nil)
	tried := d.ask(mutation, map[string]any{"try": true})
	for _, want := range []string{`"added":2`, `"change":null`, `"problems":[]`, `"slug":"aachen-de--kostroma-ru--ended-2026-11-18"`,
		`"before":{"since":"2022-03-30","status":"SUSPENDED"}`, `"after":{"governing":[],"since":"2026-11-18","status":"ENDED"}`} {
		if !strings.Contains(tried, want) {
			t.Errorf("tried: %s\nlacks %s", tried, want)
		}
	}
	if got := d.ask(link, nil); got != before {
		t.Errorf("a dry run changed %s to %s", before, got)
	}
	done := d.ask(mutation, map[string]any{"try": false})
	for _, want := range []string{`"actor":"Erin","added":2,"note":"Aachen ends the link"`, `"governing":[{"slug":"aachen-de--kostroma-ru--ended-2026-11-18"}]`,
		`"link":{"status":{"status":"ENDED"}}`, `"sources":[{"publisher":"Stadt Aachen"}]`} {
		if !strings.Contains(done, want) {
			t.Errorf("done: %s\nlacks %s", done, want)
		}
	}
	if got := d.ask(link, nil); !strings.Contains(got, `"status":"ENDED"`) {
		t.Errorf("the next question shows %s", got)
	}
}
