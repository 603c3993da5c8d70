package resolvers_test

import (
	"fmt"
	"strings"
	"testing"

	"twingraph/graph"
)

// A key is of one request, to the letter: what looks like it from its note and the records that
// it touched is another one.
func TestAKeyIsOfOneRequestToTheLetter(t *testing.T) {
	d := newDesk(t, bundled(t), graph.Viewer{Role: graph.Steward, Tier: graph.TierRestricted, Name: "Sten"})
	const (
		shown  = `{ repeated change { number } records { slug } }`
		claims = `claims: [{id: "late", link: "aachen-de--kostroma-ru", type: ENDED, side: "aachen-de", date: %q, authority: PARTY_DECISION, sources: ["rgre-2015"], confidence: DOCUMENTED%s}]`
	)
	record := func(note, records string) string {
		return fmt.Sprintf(`record(note: %q, idempotencyKey: "k", records: {%s})`, note, records)
	}
	first := record("it ended", fmt.Sprintf(claims, "2026-11-18", ""))
	if got := d.ask(`mutation { `+first+shown+` }`, nil); !strings.Contains(got, `"repeated":false`) {
		t.Fatal(got)
	}
	if got := d.ask(`mutation { `+strings.Replace(first, `id: "late", link: "aachen-de--kostroma-ru"`, `link: "aachen-de--kostroma-ru", id: "late"`, 1)+shown+` }`, nil); !strings.Contains(got, `"repeated":true`) {
		t.Errorf("the same in another order of fields: %s", got)
	}
	for name, other := range map[string]string{
		"another date of the same record":   record("it ended", fmt.Sprintf(claims, "2026-11-19", "")),
		"one field more":                    record("it ended", fmt.Sprintf(claims, "2026-11-18", `, decidedBy: COUNCIL`)),
		"one field emptied":                 record("it ended", fmt.Sprintf(claims, "2026-11-18", `, decidedBy: null`)),
		"a record that was known corrected": record("it ended", `cities: [{id: "aachen-de", notes: "seen"}] `+fmt.Sprintf(claims, "2026-11-18", "")),
		"another note":                      record("it has ended", fmt.Sprintf(claims, "2026-11-18", "")),
		"nothing but a retraction":          `retract(note: "it ended", idempotencyKey: "k", records: [{word: CLAIM, id: "late", reason: "r"}])`,
		"an undoing":                        `undo(change: 1, reason: "it ended", idempotencyKey: "k")`,
	} {
		if code := d.fails(`mutation { ` + other + shown + ` }`); code != graph.Conflict {
			t.Errorf("%s: %q", name, code)
		}
	}
	t.Run("undone", func(t *testing.T) {
		d.ask(`mutation { record(note: "another", records: {cities: [{id: "aachen-de", notes: "seen"}]}) `+shown+` }`, nil)
		undo := func(change int) string {
			return fmt.Sprintf(`mutation { undo(change: %d, reason: "a mistake", idempotencyKey: "u") %s }`, change, shown)
		}
		if got := d.ask(undo(3)+"", nil); !strings.Contains(got, `"repeated":false`) {
			t.Fatal(got)
		}
		if got := d.ask(undo(3), nil); !strings.Contains(got, `"repeated":true`) {
			t.Error(got)
		}
		if code := d.fails(undo(2)); code != graph.Conflict {
			t.Errorf("of another change: %q", code)
		}
	})
	t.Run("with somebody in it", func(t *testing.T) {
		call := `mutation { record(note: "an office", idempotencyKey: "p", records: {contacts: [{city: "aachen-de", channel: EMAIL, value: "%s@office.example", tier: PARTNER, confidence: DOCUMENTED}]}) ` + shown + ` }`
		made := d.ask(fmt.Sprintf(call, "anna"), nil)
		if got := d.ask(fmt.Sprintf(call, "anna"), nil); got != strings.Replace(made, `"repeated":false`, `"repeated":true`, 1) {
			t.Errorf("%s, then %s", made, got)
		}
		if code := d.fails(fmt.Sprintf(call, "berta")); code != graph.Conflict {
			t.Errorf("of somebody else: %q", code)
		}
	})
}
