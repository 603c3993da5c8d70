package resolvers_test

import (
	"context"
	"encoding/json"
	"errors"
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
	code, _ := d.failsAt(question)
	return code
}

// failsAt is fails with the argument that the error is about.
func (d desk) failsAt(question string) (graph.Code, string) {
	d.t.Helper()
	_, errs := askOf(d.t, d.ctx, d.root, question, nil)
	if len(errs) == 0 {
		d.t.Fatalf("no error for %s", question)
	}
	failed, _ := errors.AsType[*graph.Error](errs[0].Err)
	return graph.CodeOf(errs[0].Err), failed.Path
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

// A text that is given and empty comes of a program's slip, and what was meant is not known: left
// out, a merge would be a retraction, a correction a new record, and a request be recorded twice.
func TestWhatIsGivenAndEmptyIsRefused(t *testing.T) {
	d := newDesk(t, bundled(t), graph.Viewer{Role: graph.Editor, Tier: graph.TierRestricted, Name: "Erin"})
	const city = `records: {cities: [{id: "aachen-de", notes: "seen"}]}`
	for argument, call := range map[string]string{
		"into":                  `merge(word: CLAIM, from: "aachen-de--kostroma-ru--e1", into: "", reason: "r") { added }`,
		"records.0.movedTo":     `retract(note: "n", records: [{word: CLAIM, id: "aachen-de--kostroma-ru--e1", reason: "r", movedTo: ""}]) { added }`,
		"retractions.0.movedTo": `propose(note: "n", retractions: [{word: CLAIM, id: "aachen-de--kostroma-ru--e1", reason: "r", movedTo: ""}]) { secret }`,
	} {
		if code, got := d.failsAt("mutation { " + call + " }"); code != graph.BadUserInput || got != argument {
			t.Errorf("%s: code %s of %s", call, code, got)
		}
	}
	for _, call := range []string{
		`record(note: "n", idempotencyKey: "", ` + city + `) { added }`,
		`retract(note: "n", idempotencyKey: "", records: [{word: CLAIM, id: "aachen-de--kostroma-ru--e1", reason: "r"}]) { added }`,
		`merge(idempotencyKey: "", word: CLAIM, from: "aachen-de--kostroma-ru--e1", into: "aachen-de--kostroma-ru--e2", reason: "r") { added }`,
		`undo(idempotencyKey: "", change: 1, reason: "r") { added }`,
		`propose(note: "n", idempotencyKey: "", ` + city + `) { secret }`,
	} {
		if code, got := d.failsAt("mutation { " + call + " }"); code != graph.BadUserInput || got != "idempotencyKey" {
			t.Errorf("%s: code %s of %s", call, code, got)
		}
	}
	for id, shown := range map[string]string{"": "null", "Aachen-DE": `"Aachen-DE"`, "aachen-de ": `"aachen-de "`} {
		got := d.ask(fmt.Sprintf(`mutation { record(note: "n", records: {cities: [{id: %q, notes: "seen"}]}) { problems { id field code } } }`, id), nil)
		if want := fmt.Sprintf(`{"record":{"problems":[{"code":"INVALID","field":"id","id":%s}]}}`, shown); got != want {
			t.Errorf("a record with the id %q: %s\nwant %s", id, got, want)
		}
	}
}

// What is corrected and not known is said to be missing or gone, and where it went.
func TestACorrectionOfWhatIsNotKnown(t *testing.T) {
	d := newDesk(t, bundled(t), graph.Viewer{Role: graph.Editor, Tier: graph.TierRestricted, Name: "Erin"})
	for _, call := range []string{
		`merge(word: CITY, from: "kostroma-ru", into: "chernihiv-ua", reason: "a try") { problems { message } }`,
		`retract(note: "n", records: [{word: CLAIM, id: "aachen-de--kostroma-ru--e1", reason: "a mistake"}]) { problems { message } }`,
	} {
		if got := d.ask(`mutation { `+call+` }`, nil); !strings.Contains(got, `"problems":[]`) {
			t.Fatal(got)
		}
	}
	corrects := func(records string) string {
		return d.ask(`mutation { record(note: "n", dryRun: true, records: {`+records+`}) { added problems { id field code message } } }`, nil)
	}
	for records, want := range map[string]string{
		`cities: [{id: "kostroma-ru", population: 5}]`:                `{"record":{"added":0,"problems":[{"code":"MISSING","field":"id","id":"kostroma-ru","message":"City \"kostroma-ru\" was retracted; it moved to \"chernihiv-ua\": correct that one"}]}}`,
		`claims: [{id: "aachen-de--kostroma-ru--e1", notes: "seen"}]`: `{"record":{"added":0,"problems":[{"code":"MISSING","field":"id","id":"aachen-de--kostroma-ru--e1","message":"Claim \"aachen-de--kostroma-ru--e1\" was retracted: a mistake"}]}}`,
	} {
		if got := corrects(records); got != want {
			t.Errorf("%s: %s\nwant %s", records, got, want)
		}
	}
	if got := corrects(`cities: [{id: "achen-de", population: 5}]`); !strings.Contains(got, `there is no City \"achen-de\" to correct`) || !strings.Contains(got, `"field":"name"`) {
		t.Errorf("a mistyped id: %s", got)
	}
	if got := corrects(`cities: [{id: "kostroma-ru", name: "Kostroma", kind: CITY, country: "RU", confidence: DOCUMENTED, sources: ["rgre-2015"]}]`); got != `{"record":{"added":1,"problems":[]}}` {
		t.Errorf("recorded anew, whole: %s", got)
	}
}

// Later changes of the same record that were undone stand in the way of nothing.
func TestChangesAreUndoneOneAfterTheOther(t *testing.T) {
	d := newDesk(t, bundled(t), graph.Viewer{Role: graph.Editor, Tier: graph.TierRestricted, Name: "Erin"})
	const payload = `{ change { number } added corrected retracted problems { message } }`
	ask := func(mutation string) (string, int) {
		t.Helper()
		name, _, _ := strings.Cut(mutation, "(")
		answer := d.ask(`mutation { `+mutation+` `+payload+` }`, nil)
		return answer, numberOf(t, answer, name)
	}
	corrects := func(notes string) int {
		t.Helper()
		_, number := ask(fmt.Sprintf(`record(note: "n", records: {twinningLinks: [{id: "aachen-de--kostroma-ru", notes: %q}]})`, notes))
		return number
	}
	const shown = `{ twinningLink(id: "aachen-de--kostroma-ru") { notes } city(id: "aachen-de") { links { totalCount } } lost: city(id: "kostroma-ru") { slug } }`
	original := d.ask(shown, nil)
	first, second := corrects("one"), corrects("two")
	answer, merged := ask(`merge(word: CITY, from: "kostroma-ru", into: "chernihiv-ua", reason: "a try")`)
	if merged == 0 {
		t.Fatal(answer)
	}
	undo := func(number int) (string, int) {
		t.Helper()
		return ask(fmt.Sprintf(`undo(change: %d, reason: "a mistake")`, number))
	}
	for _, number := range []int{first, second} {
		if got, done := undo(number); done != 0 || !strings.Contains(got, fmt.Sprintf("changed again by change %d", merged)) {
			t.Errorf("undo of change %d: %s", number, got)
		}
	}
	undone := map[int]int{}
	for _, number := range []int{merged, second, first} {
		got, done := undo(number)
		if done == 0 {
			t.Fatalf("undo of change %d, the later ones being undone: %s", number, got)
		}
		undone[number] = done
	}
	if got := d.ask(shown, nil); got != original {
		t.Errorf("all undone\n%s\nwant\n%s", got, original)
	}
	for _, number := range []int{first, second, merged} {
		if got, done := undo(number); done != 0 {
			t.Errorf("change %d is undone twice: %s", number, got)
		}
	}
	for _, number := range []int{first, second, merged} { // and back again
		if got, done := undo(undone[number]); done == 0 {
			t.Errorf("undo of the undoing of change %d: %s", number, got)
		}
	}
	if got := d.ask(shown, nil); !strings.Contains(got, `"notes":"two"`) || !strings.Contains(got, `"lost":{"slug":"chernihiv-ua"}`) {
		t.Errorf("all recorded again: %s", got)
	}
}

// What nearly every change brings is a source, which only the highest tier can take back.
func TestAnEditorOfAnyTierUndoesAClaimThatCameWithItsSource(t *testing.T) {
	for _, tier := range []graph.Tier{graph.TierPublic, graph.TierPartner} {
		d := newDesk(t, bundled(t), graph.Viewer{Role: graph.Editor, Tier: tier, Name: "Erin"})
		everybody, all := d.as(graph.Viewer{}), d.as(graph.Viewer{Role: graph.Contributor, Tier: graph.TierRestricted, Name: "Rita"})
		const stands = `{ twinningLink(id: "aachen-de--kostroma-ru") { status { status since } claims { slug } } sources(filter: {publisher: {eq: "Stadt Aachen"}}) { totalCount } }`
		before := everybody.ask(stands, nil)
		done := d.ask(`mutation { record(note: "Aachen ends the link", records: {
		    sources: [{id: "new:page", title: "Council ends the link", publisher: "Stadt Aachen", url: "https://example.org/1", date: "2026-11-20", confidence: DOCUMENTED}]
		    claims: [{link: "aachen-de--kostroma-ru", type: ENDED, side: "aachen-de", date: "2026-11-18", authority: PARTY_DECISION, sources: ["new:page"], confidence: DOCUMENTED}]
		  }) { change { number } } }`, nil)
		undo := func(answer, field string) string {
			t.Helper()
			return d.ask(fmt.Sprintf(`mutation { undo(change: %d, reason: "a mistake") { change { number } added retracted problems { message } } }`, numberOf(t, answer, field)), nil)
		}
		undone := undo(done, "record")
		if !strings.Contains(undone, `"retracted":1`) || !strings.Contains(undone, `"problems":[]`) {
			t.Fatalf("%s: %s", tier, undone)
		}
		if got := everybody.ask(stands, nil); got != before {
			t.Errorf("%s: after the undoing\n%s\nwant\n%s", tier, got, before)
		}
		if got := all.ask(stands, nil); !strings.Contains(got, `"sources":{"totalCount":1}`) {
			t.Errorf("%s: the source that nothing cites is not kept: %s", tier, got)
		}
		again := undo(undone, "undo")
		if !strings.Contains(again, `"added":1`) {
			t.Errorf("%s: the undoing undone: %s", tier, again)
		}
		if got := everybody.ask(stands, nil); !strings.Contains(got, `"ENDED"`) || !strings.Contains(got, `"sources":{"totalCount":1}`) {
			t.Errorf("%s: recorded again: %s", tier, got)
		}
	}
	t.Run("a source alone stays, and that is said", func(t *testing.T) {
		d := newDesk(t, bundled(t), graph.Viewer{Role: graph.Editor, Tier: graph.TierPartner, Name: "Erin"})
		done := d.ask(`mutation { record(note: "a source", records: {
		    sources: [{title: "Council ends the link", publisher: "Stadt Aachen", url: "https://example.org/1", date: "2026-11-20", confidence: DOCUMENTED}]}) { change { number } } }`, nil)
		got := d.ask(fmt.Sprintf(`mutation { undo(change: %d, reason: "a mistake") { change { number } problems { code message } } }`, numberOf(t, done, "record")), nil)
		if !strings.Contains(got, `"code":"FORBIDDEN"`) || !strings.Contains(got, "needs the tier RESTRICTED") {
			t.Error(got)
		}
	})
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
