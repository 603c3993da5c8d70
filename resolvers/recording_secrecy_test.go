package resolvers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
	"twingraph/graph/world"
	"twingraph/resolvers"
)

// memory is a store that keeps a world and nothing on disk.
type memory struct {
	*world.World
	mu sync.Mutex
}

func (m *memory) Append(_ context.Context, batch graph.Batch) (graph.Change, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	next, change, err := m.With(batch)
	if err == nil {
		m.World = next
	}
	return change, err
}

func (*memory) Ready(context.Context) error { return nil }
func (*memory) Close() error                { return nil }

// office is a store with its API and a clock that the test moves.
type office struct {
	desk
	store    *memory
	registry *registry.Registry // by which hidden records come in
	now      time.Time
}

// newOffice opens an empty store.
func newOffice(t *testing.T, viewer graph.Viewer) *office {
	o := &office{now: today()}
	clock := func() time.Time { return o.now }
	o.store = &memory{World: world.Empty()}
	o.registry = registry.New(o.store, clock)
	answers := atlas.New(o.store, clock).RecordTo(registry.New(o.store, clock)).DrawFrom(rand.NewChaCha8([32]byte{1}))
	o.desk = desk{t, resolvers.New(answers), resolvers.WithViewer(t.Context(), viewer)}
	return o
}

// answer returns the answer as JSON, errors included.
func (o *office) answer(question string, variables map[string]any) string {
	data, errs := askOf(o.t, o.ctx, o.root, question, variables)
	text, err := json.Marshal(map[string]any{"data": data, "errors": errs})
	if err != nil {
		o.t.Fatal(err)
	}
	return string(text)
}

// writer draws mutations that meet often, about ids that hidden records may have.
type writer struct{ *rand.Rand }

func (w writer) pick(of ...string) string { return of[w.IntN(len(of))] }

func (w writer) id(kind string) string { return fmt.Sprintf("%s%d", kind, w.IntN(6)) }

// ref is an id as something refers to it: mostly one of a record that may be there.
func (w writer) ref(kind string) string {
	if w.IntN(16) == 0 {
		return w.pick("new:one", "nowhere", "Not An Id")
	}
	return w.id(kind)
}

// maybe adds a value to the fields of a record, nearly always.
func (w writer) maybe(fields map[string]any, name string, value any) {
	switch w.IntN(24) {
	case 0:
	case 1:
		fields[name] = nil
	default:
		fields[name] = value
	}
}

func (w writer) common(kind string) map[string]any {
	fields := map[string]any{"confidence": "DOCUMENTED", "notes": w.pick("a", "b")}
	switch w.IntN(8) {
	case 0:
	case 1:
		fields["id"] = "new:one"
	default:
		fields["id"] = w.id(kind)
	}
	if w.IntN(10) > 0 {
		fields["sources"] = []any{w.ref("source")}
	}
	if w.IntN(20) == 0 {
		fields["ifRecordedAt"] = today().Add(time.Duration(w.IntN(100)) * time.Second).Format(time.RFC3339Nano)
	}
	return fields
}

// records draws a RecordsInput.
func (w writer) records() map[string]any {
	lists := map[string]any{}
	add := func(list string, fields map[string]any) {
		have, _ := lists[list].([]any)
		lists[list] = append(have, fields)
	}
	for range 1 + w.IntN(3) {
		switch w.IntN(8) {
		case 0, 1:
			s := w.common("source")
			w.maybe(s, "title", "A title")
			w.maybe(s, "date", w.pick("2020", "2021-05", "2026-11-01"))
			add("sources", s)
		case 2:
			c := w.common("city")
			w.maybe(c, "name", w.pick("Here", "There"))
			w.maybe(c, "kind", "CITY")
			w.maybe(c, "country", "DE")
			add("cities", c)
		case 3:
			l := w.common("link")
			w.maybe(l, "a", w.ref("city"))
			w.maybe(l, "b", w.ref("city"))
			w.maybe(l, "kind", "TWINNING")
			add("twinningLinks", l)
		case 4, 5:
			c := w.common("claim")
			w.maybe(c, "link", w.ref("link"))
			w.maybe(c, "type", w.pick("ESTABLISHED", "ENDED", "SUSPENDED"))
			w.maybe(c, "authority", "THIRD_PARTY")
			w.maybe(c, "date", w.pick("2020", "2021-05"))
			add("claims", c)
		case 6:
			c := w.common("contact")
			w.maybe(c, "city", w.ref("city"))
			w.maybe(c, "channel", "WEB")
			w.maybe(c, "value", "https://a.example")
			w.maybe(c, "tier", w.pick("PUBLIC", "PUBLIC", "PARTNER", "RESTRICTED"))
			add("contacts", c)
		case 7:
			a := w.common("approach")
			w.maybe(a, "from", w.ref("city"))
			w.maybe(a, "to", w.ref("city"))
			add("approaches", a)
		}
	}
	return lists
}

const shownOfAPayload = `{ change { number recordedAt actor note added corrected retracted items { totalCount nodes { kind type slug } } }
  added corrected unchanged retracted repeated consequencesTotal problems { word id field message code }
  records { __typename id slug recordedAt sources { slug } } consequences { link { slug } before { status since } after { status since } } }`

// mutation draws one mutation with its variables.
func (w writer) mutation(step int) (string, map[string]any) {
	variables := map[string]any{"note": fmt.Sprintf("step %d", step), "dry": w.IntN(5) == 0, "key": nil}
	if w.IntN(4) == 0 {
		variables["key"] = w.id("key")
		variables["note"] = "keyed"
	}
	target := func() (string, string) {
		word := w.pick("CLAIM", "CLAIM", "TWINNING_LINK", "CONTACT", "APPROACH", "SOURCE", "CITY")
		return word, w.id(map[string]string{"CLAIM": "claim", "TWINNING_LINK": "link", "CONTACT": "contact", "APPROACH": "approach", "SOURCE": "source", "CITY": "city"}[word])
	}
	switch w.IntN(10) {
	case 0:
		word, id := target()
		retraction := map[string]any{"word": word, "id": id, "reason": "drawn"}
		if w.IntN(3) == 0 {
			_, retraction["movedTo"] = target()
		}
		variables["list"] = []any{retraction}
		return `mutation($list: [RetractionInput!]!, $note: String!, $dry: Boolean!, $key: String) { retract(records: $list, note: $note, dryRun: $dry, idempotencyKey: $key) ` + shownOfAPayload + ` }`, variables
	case 1:
		word, from := target()
		_, into := target()
		variables["from"], variables["into"], variables["word"] = from, into, word
		return `mutation($word: RecordWord!, $from: ID!, $into: ID!, $note: String!, $dry: Boolean!, $key: String) { merge(word: $word, from: $from, into: $into, reason: $note, dryRun: $dry, idempotencyKey: $key) ` + shownOfAPayload + ` }`, variables
	case 2:
		variables["change"] = 1 + w.IntN(30+step/10)
		return `mutation($change: Int!, $note: String!, $dry: Boolean!, $key: String) { undo(change: $change, reason: $note, dryRun: $dry, idempotencyKey: $key) ` + shownOfAPayload + ` }`, variables
	}
	variables["records"] = w.records()
	return `mutation($records: RecordsInput!, $note: String!, $dry: Boolean!, $key: String) { record(records: $records, note: $note, dryRun: $dry, idempotencyKey: $key) ` + shownOfAPayload + ` }`, variables
}

// beginning is what both stores begin with: for each kind some of the ids that are drawn.
func beginning() []graph.Record {
	var records []graph.Record
	for i := range 3 {
		id := func(kind string) graph.ID { return graph.ID(fmt.Sprintf("%s%d", kind, i)) }
		said := func(kind string) graph.Statement {
			return graph.Statement{ID: id(kind), Confidence: graph.Documented, Sources: []graph.ID{id("source")}}
		}
		other := graph.ID(fmt.Sprintf("city%d", (i+1)%3))
		records = append(records,
			&graph.Source{Statement: graph.Statement{ID: id("source"), Confidence: graph.Documented}, Title: "A page"},
			&graph.City{Statement: said("city"), Name: "Here", Kind: graph.CityKindCity},
			&graph.TwinningLink{Statement: said("link"), A: id("city"), B: other, Kind: graph.LinkKindTwinning},
			&graph.Claim{Statement: said("claim"), Link: id("link"), Type: graph.Established, Authority: graph.ThirdParty},
			&graph.Contact{Statement: said("contact"), City: id("city"), Channel: graph.ChannelWeb, Value: "https://a.example", Tier: graph.TierPublic})
	}
	return records
}

// hide records something that a PUBLIC viewer may not know of, under ids that the writer
// draws, and returns how much.
func (w writer) hide(t *testing.T, o *office) (changed int) {
	known := func(kind string) graph.ID { return graph.ID(fmt.Sprintf("%s%d", kind, w.IntN(3))) }
	statement := func(kind string) graph.Statement {
		return graph.Statement{ID: graph.ID(w.id(kind)), Confidence: graph.Documented, Sources: []graph.ID{known("source")}}
	}
	var s registry.Submission
	switch w.IntN(5) {
	case 0:
		hidden := &graph.Source{Statement: statement("source"), Title: "secret"}
		hidden.Sources = nil
		s.Records = append(s.Records, hidden)
	case 1:
		s.Records = append(s.Records, &graph.Contact{Statement: statement("contact"), City: known("city"), Channel: graph.ChannelWeb, Value: "secret", Tier: graph.TierRestricted})
	case 2:
		s.Records = append(s.Records, &graph.Approach{Statement: statement("approach"), From: known("city"), To: known("city")})
	case 3:
		s.Records = append(s.Records, &graph.SupportTwinning{Statement: statement("support"), MandateCountry: "DE", DefenderCountry: "PL"})
	case 4:
		s.Retractions = append(s.Retractions, graph.Retraction{Word: graph.WordApproach, ID: graph.ID(w.id("approach")), Reason: "secret"})
	}
	s.Actor, s.Note = "somebody secret", "secret"
	public := graph.View{KnownAt: graph.Latest()}
	for _, r := range s.Records { // what is public in both stores stays as it is
		found, err := o.store.Records(t.Context(), public, r.Word(), []graph.ID{r.Base().ID})
		if err != nil {
			t.Fatal(err)
		}
		if found[0] != nil {
			return 0
		}
	}
	receipt, err := o.registry.Submit(t.Context(), s)
	if err != nil && graph.CodeOf(err) != graph.BadUserInput {
		t.Fatal(err)
	}
	return receipt.Added + receipt.Retracted
}

// What an editor is answered does not depend on records above the editor's tier: the same
// mutations in a store with hidden records and in one without have the same answers.
func TestWritersLearnNothingOfWhatIsHidden(t *testing.T) {
	const steps = 3000
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			open, full := newOffice(t, editor), newOffice(t, editor)
			w, secret := writer{rand.New(rand.NewPCG(seed, 1))}, writer{rand.New(rand.NewPCG(seed, 2))}
			for _, o := range []*office{open, full} {
				if _, err := o.registry.Submit(t.Context(), registry.Submission{Actor: "test", Note: "the beginning", RecordedAt: today().Add(-time.Hour), Records: beginning()}); err != nil {
					t.Fatal(err)
				}
			}
			recorded, problems, hidden := 0, 0, 0
			for step := range steps {
				now := today().Add(time.Duration(step) * time.Second)
				full.now = now.Add(-time.Second / 2)
				if step%3 == 0 {
					hidden += secret.hide(t, full)
				}
				open.now, full.now = now, now
				question, variables := w.mutation(step)
				want, got := open.answer(question, variables), full.answer(question, variables)
				if got != want {
					t.Fatalf("step %d: %s %v\nwithout hidden records %s\nwith them              %s", step, question[:20], variables, want, got)
				}
				if strings.Contains(want, `"number":`) {
					recorded++
				}
				if strings.Contains(want, `"message":`) {
					problems++
				}
			}
			if recorded < steps/25 || problems < steps/20 || hidden < steps/20 {
				t.Errorf("%d steps recorded, %d had problems, %d records were hidden; draw others", recorded, problems, hidden)
			}
		})
	}
}
