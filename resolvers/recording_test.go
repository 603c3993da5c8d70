package resolvers_test

import (
	"context"
	"encoding/json"
	"fmt"
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

// numberOf returns the number of the change of a payload.
func numberOf(t *testing.T, answer, field string) int {
	t.Helper()
	var data map[string]struct{ Change struct{ Number int } }
	if err := json.Unmarshal([]byte(answer), &data); err != nil {
		t.Fatal(err)
	}
	return data[field].Change.Number
}

func TestAChangeIsUndoneByAnother(t *testing.T) {
	store := bundled(t)
	erin := graph.Viewer{Role: graph.Editor, Tier: graph.TierRestricted, Name: "Erin"}
	d := newDesk(t, store, erin)
	const all = `{ number } added corrected retracted problems { code field id message } consequences { link { slug } before { status } after { status } }`
	const stands = `{ twinningLink(id: "aachen-de--kostroma-ru") { notes status { status since } claims { slug date reason } } }`
	before := d.ask(stands, nil)
	done := d.ask(`mutation { record(note: "several things", records: {
	    twinningLinks: [{id: "aachen-de--kostroma-ru", notes: "looked at again"}]
	    claims: [{id: "aachen-de--kostroma-ru--e1", date: "2006", reason: null},
	      {link: "aachen-de--kostroma-ru", type: RESTORED, side: "aachen-de", date: "2026-11", authority: PARTY_DECISION, sources: ["rgre-2015"], confidence: DOCUMENTED}]
	  }) { change `+all+` } }`, nil)
	if !strings.Contains(done, `"added":1`) || !strings.Contains(done, `"corrected":2`) || !strings.Contains(done, `"ACTIVE"`) {
		t.Fatal(done)
	}
	number := numberOf(t, done, "record")
	undo := func(n int, dry string) string {
		return d.ask(fmt.Sprintf(`mutation { undo(change: %d, reason: "a mistake", dryRun: %s) { change %s } }`, n, dry, all), nil)
	}
	if got := undo(number, "true"); !strings.Contains(got, `"change":null`) || !strings.Contains(got, `"SUSPENDED"`) {
		t.Fatal(got)
	}
	t.Run("by somebody else only as a steward", func(t *testing.T) {
		other := d.as(graph.Viewer{Role: graph.Editor, Tier: graph.TierRestricted, Name: "Otto"})
		if code := other.fails(fmt.Sprintf(`mutation { undo(change: %d, reason: "no") { added } }`, number)); code != graph.Forbidden {
			t.Errorf("code %s", code)
		}
		steward := d.as(graph.Viewer{Role: graph.Steward, Tier: graph.TierRestricted, Name: "Sten"})
		if got := steward.ask(fmt.Sprintf(`mutation { undo(change: %d, reason: "yes", dryRun: true) { problems { message } corrected } }`, number), nil); got != `{"undo":{"corrected":2,"problems":[]}}` {
			t.Error(got)
		}
	})
	if got := undo(number, "false"); !strings.Contains(got, `"retracted":1`) || !strings.Contains(got, `"corrected":2`) {
		t.Fatal(got)
	}
	if got := d.ask(stands, nil); got != before {
		t.Errorf("after the undoing\n%s\nwant\n%s", got, before)
	}
	if got := undo(number, "false"); !strings.Contains(got, `"code":"CONFLICT"`) || !strings.Contains(got, fmt.Sprintf("changed again by change %d", number+1)) {
		t.Errorf("undone twice: %s", got)
	}
	if got := undo(number+1, "false"); !strings.Contains(got, `"added":1`) || !strings.Contains(got, `"corrected":2`) {
		t.Errorf("the undoing undone: %s", got)
	}
	if got := d.ask(`{ twinningLink(id: "aachen-de--kostroma-ru") { notes status { status } } }`, nil); !strings.Contains(got, "looked at again") || !strings.Contains(got, "ACTIVE") {
		t.Error(got)
	}
	if code := d.fails(`mutation { undo(change: 99, reason: "none") { added } }`); code != graph.NotFound {
		t.Errorf("a change that there is not: %s", code)
	}
}
