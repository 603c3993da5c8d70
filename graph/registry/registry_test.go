package registry_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
)

var released = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// office is a registry over a store, with a clock that stands still.
type office struct {
	t *testing.T
	*storetest.Reference
	*registry.Registry
	batches []graph.Batch // appended so far
	between func()        // called once before the next Append: another writer
}

func newOffice(t *testing.T) *office {
	o := &office{t: t, Reference: storetest.NewReference()}
	o.Registry = registry.New(o, func() time.Time { return released })
	return o
}

func (o *office) Append(ctx context.Context, b graph.Batch) (graph.Change, error) {
	if between := o.between; between != nil {
		o.between = nil
		between()
	}
	change, err := o.Reference.Append(ctx, b)
	if err == nil {
		o.batches = append(o.batches, b)
	}
	return change, err
}

// Keyed finds a change of the store.
func (o *office) Keyed(ctx context.Context, key string) (graph.KeyedChange, error) {
	return o.Reference.Keyed(ctx, key)
}

// get returns a record as known at an instant, nil when it was not.
func (o *office) get(knownAt time.Time, word graph.Word, id graph.ID) graph.Record {
	o.t.Helper()
	v := graph.View{KnownAt: knownAt, Tier: graph.TierRestricted}
	records, err := o.Records(context.Background(), v, word, []graph.ID{id})
	if err != nil {
		o.t.Fatal(err)
	}
	return records[0]
}

// opened is an office that holds the records of network.
func opened(t *testing.T) *office {
	o := newOffice(t)
	o.submit(registry.Submission{Records: network(), RecordedAt: released})
	return o
}

func (o *office) submit(s registry.Submission) registry.Receipt {
	o.t.Helper()
	receipt, err := o.Submit(context.Background(), s)
	if err != nil {
		o.t.Fatalf("submit: %v", err)
	}
	return receipt
}

// refused submits what must be rejected and returns the problems, one a line.
func (o *office) refused(s registry.Submission) []string {
	o.t.Helper()
	count := len(o.batches)
	_, err := o.Submit(context.Background(), s)
	var rejection *registry.Rejection
	if !errors.As(err, &rejection) {
		o.t.Fatalf("error %v, want a rejection", err)
	}
	if graph.CodeOf(err) != graph.BadUserInput {
		o.t.Errorf("code %s, want BAD_USER_INPUT", graph.CodeOf(err))
	}
	if len(o.batches) != count {
		o.t.Error("a rejected submission left something behind")
	}
	var lines []string
	for _, p := range rejection.Problems {
		lines = append(lines, p.String())
	}
	return lines
}

func said(id graph.ID, sources ...graph.ID) graph.Statement {
	return graph.Statement{ID: id, Sources: sources, Confidence: graph.Documented}
}

func day(s string) graph.PartialDate {
	d, err := graph.ParsePartialDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func city(id graph.ID) *graph.City {
	return &graph.City{Statement: said(id), Name: string(id), Kind: graph.CityKindCity, Country: "PL"}
}

func source(id graph.ID, date string) *graph.Source {
	s := &graph.Source{Statement: said(id), Title: "Title of " + string(id)}
	if date != "" {
		s.Date = day(date)
	}
	return s
}

func link(id, a, b graph.ID) *graph.TwinningLink {
	return &graph.TwinningLink{Statement: said(id), A: a, B: b, Kind: graph.LinkKindTwinning}
}

func claim(id, link graph.ID, kind graph.ClaimType, date string, sources ...graph.ID) *graph.Claim {
	c := &graph.Claim{Statement: said(id, sources...), Link: link, Type: kind, Authority: graph.ThirdParty}
	if date != "" {
		c.Date = day(date)
	}
	return c
}

// network is two links of three cities: one established and suspended, one with an
// undated claim.
func network() []graph.Record {
	suspended := claim("ab-suspended", "a--b", graph.Suspended, "2022-03", "press")
	suspended.Side, suspended.Authority = "b", graph.PartyDecision
	return []graph.Record{
		source("press", "2022-04-01"), source("site", ""), city("a"), city("b"), city("c"),
		link("a--b", "a", "b"), link("a--c", "a", "c"),
		claim("ab-established", "a--b", graph.Established, "1990", "press"), suspended,
		claim("ac-listed", "a--c", graph.Listed, "", "press", "site"),
	}
}

func TestSubmitRecordsOneChange(t *testing.T) {
	o := newOffice(t)
	receipt := o.submit(registry.Submission{Actor: "editor", Note: "first", Records: network()})
	if receipt.Added != 10 || receipt.Corrected+receipt.Unchanged+receipt.Retracted != 0 {
		t.Errorf("receipt %+v, want 10 added", receipt)
	}
	if c := receipt.Change; c.Seq != 1 || !c.RecordedAt.Equal(released) || c.Actor != "editor" || c.Note != "first" || c.Added != 10 {
		t.Errorf("change %+v", c)
	}
	batch := o.batches[0]
	if got := batch.Histories["a--b"].At(day("2022-06-01").First()).Status; got != graph.StatusSuspended {
		t.Errorf("a--b in June 2022: %s, want SUSPENDED", got)
	}
	if len(batch.Histories) != 2 {
		t.Errorf("%d histories, want 2", len(batch.Histories))
	}
	words := graph.Words()
	if !slices.IsSortedFunc(batch.Added, func(a, b graph.Record) int {
		return slices.Index(words, a.Word()) - slices.Index(words, b.Word())
	}) {
		t.Error("records are not in the order in which they must be written")
	}
}

func TestTwiceIsOnce(t *testing.T) {
	o := opened(t)
	again := network()
	slices.Reverse(again)                                               // another order,
	again[0].Base().Sources = []graph.ID{"site", " press", "press", ""} // the same list written otherwise
	receipt := o.submit(registry.Submission{Records: again})
	if receipt.Unchanged != 10 || receipt.Change != (graph.Change{}) || len(o.batches) != 1 {
		t.Errorf("receipt %+v and %d changes, want 10 unchanged and no second change", receipt, len(o.batches))
	}
}

func TestSubmitLeavesTheGivenRecordsAlone(t *testing.T) {
	o := newOffice(t)
	records := network()
	o.submit(registry.Submission{Records: records})
	if c := records[9].(*graph.Claim); !c.Assumed.IsZero() || !c.RecordedAt.IsZero() {
		t.Errorf("the caller's record was changed: %+v", c)
	}
}

func TestPreviewAppendsNothing(t *testing.T) {
	o := newOffice(t)
	receipt, err := o.Preview(context.Background(), registry.Submission{Records: network()})
	if err != nil || receipt.Added != 10 || receipt.Change.Seq != 0 || len(o.batches) != 0 {
		t.Errorf("preview: %+v, %v, %d changes", receipt, err, len(o.batches))
	}
}

func TestCorrectionSupersedes(t *testing.T) {
	o := opened(t)
	ended := claim("ab-suspended", "a--b", graph.Ended, "2022-03-05", "press")
	ended.Side, ended.Authority = "b", graph.PartyDecision
	receipt := o.submit(registry.Submission{Records: []graph.Record{ended, city("a")}})
	if receipt.Corrected != 1 || receipt.Unchanged != 1 {
		t.Fatalf("receipt %+v, want one corrected, one unchanged", receipt)
	}
	if got := o.batches[1].Histories["a--b"].At(day("2022-06-01").First()).Status; got != graph.StatusEnded {
		t.Errorf("status after the correction: %s, want ENDED", got)
	}
	if _, other := o.batches[1].Histories["a--c"]; other {
		t.Error("a history was derived for a link that did not change")
	}
	before := o.get(released, graph.WordClaim, "ab-suspended")
	if before.(*graph.Claim).Type != graph.Suspended {
		t.Error("the answer at an older instant changed")
	}
}

func TestUndatedClaims(t *testing.T) {
	assumed := func(o *office, id graph.ID) string {
		r := o.get(graph.Latest(), graph.WordClaim, id)
		return r.(*graph.Claim).Assumed.String()
	}
	t.Run("take the latest date among their sources", func(t *testing.T) {
		if got := assumed(opened(t), "ac-listed"); got != "2022-04-01" {
			t.Errorf("assumed %q, want 2022-04-01", got)
		}
	})
	t.Run("follow a source whose date is corrected", func(t *testing.T) {
		o := opened(t)
		receipt := o.submit(registry.Submission{Records: []graph.Record{source("site", "2024")}})
		if got := assumed(o, "ac-listed"); got != "2024" || receipt.Corrected != 2 {
			t.Errorf("assumed %q, receipt %+v; want 2024 and two corrected", got, receipt)
		}
		if _, ok := o.batches[1].Histories["a--c"]; !ok {
			t.Error("the link's history was not derived again")
		}
	})
	t.Run("count anew when they lose their dated source", func(t *testing.T) {
		o := opened(t)
		c := claim("ac-listed", "a--c", graph.Listed, "", "site")
		o.submit(registry.Submission{Records: []graph.Record{c}, RecordedAt: released.AddDate(0, 1, 0)})
		if got := assumed(o, "ac-listed"); got != "2026-02-01" {
			t.Errorf("assumed %q, want 2026-02-01", got)
		}
	})
	t.Run("keep the day on which they were first recorded", func(t *testing.T) {
		o := opened(t)
		c := claim("ac-seen", "a--c", graph.Listed, "", "site")
		o.submit(registry.Submission{Records: []graph.Record{c}, RecordedAt: released.AddDate(0, 1, 0)})
		c.Notes = "corrected later"
		o.submit(registry.Submission{Records: []graph.Record{c}, RecordedAt: released.AddDate(0, 2, 0)})
		if got := assumed(o, "ac-seen"); got != "2026-02-01" {
			t.Errorf("assumed %q, want 2026-02-01", got)
		}
	})
}

func TestRecordedTime(t *testing.T) {
	notes := func(s string) registry.Submission {
		c := city("a")
		c.Notes = s
		return registry.Submission{Records: []graph.Record{c}}
	}
	t.Run("goes forward when the clock stands still", func(t *testing.T) {
		o := opened(t)
		if got := o.submit(notes("new")).Change.RecordedAt; !got.After(released) {
			t.Errorf("recorded at %s, want after %s", got, released)
		}
	})
	t.Run("cannot be before the last change", func(t *testing.T) {
		s := notes("new")
		s.RecordedAt = released.Add(-time.Hour)
		_, err := opened(t).Submit(context.Background(), s)
		if graph.CodeOf(err) != graph.Conflict || !strings.Contains(err.Error(), "2026-01-01T00:00:00Z") {
			t.Errorf("error %v, want a CONFLICT that names the last change", err)
		}
	})
	t.Run("has no bearing when there is nothing to record", func(t *testing.T) {
		o := opened(t)
		o.submit(registry.Submission{Records: network(), RecordedAt: released.Add(-time.Hour)})
	})
	t.Run("cannot overwrite what was recorded at the same instant", func(t *testing.T) {
		s := notes("new")
		s.RecordedAt = released
		if _, err := opened(t).Submit(context.Background(), s); graph.CodeOf(err) != graph.Conflict {
			t.Errorf("error %v, want CONFLICT", err)
		}
	})
	t.Run("additions may share an instant", func(t *testing.T) {
		o := opened(t)
		o.submit(registry.Submission{Records: []graph.Record{city("d")}, RecordedAt: released})
	})
}

func TestOtherWritersGetInBetween(t *testing.T) {
	o := opened(t)
	o.between = func() {
		other := registry.New(o, func() time.Time { return released })
		if _, err := other.Submit(t.Context(), registry.Submission{Records: []graph.Record{city("d")}}); err != nil {
			t.Fatal(err)
		}
	}
	receipt := o.submit(registry.Submission{Records: []graph.Record{link("a--d", "a", "d"), city("d")}})
	if receipt.Added != 1 || receipt.Unchanged != 1 || receipt.Change.Seq != 3 {
		t.Errorf("receipt %+v, want the link added and the city found", receipt)
	}
}

func TestRetractions(t *testing.T) {
	retract := func(word graph.Word, id, movedTo graph.ID) graph.Retraction {
		return graph.Retraction{Word: word, ID: id, Reason: "mistaken", MovedTo: movedTo}
	}
	t.Run("of a claim changes the history", func(t *testing.T) {
		o := opened(t)
		receipt := o.submit(registry.Submission{Retractions: []graph.Retraction{retract(graph.WordClaim, "ab-suspended", "")}})
		if receipt.Retracted != 1 {
			t.Errorf("receipt %+v", receipt)
		}
		if got := o.batches[1].Histories["a--b"].At(day("2022-06-01").First()).Status; got != graph.StatusActive {
			t.Errorf("status %s, want ACTIVE", got)
		}
	})
	t.Run("of a link with its claims empties the history", func(t *testing.T) {
		o := opened(t)
		o.submit(registry.Submission{Retractions: []graph.Retraction{
			retract(graph.WordTwinningLink, "a--c", ""), retract(graph.WordClaim, "ac-listed", ""),
		}})
		if h, ok := o.batches[1].Histories["a--c"]; !ok || len(h) != 0 {
			t.Errorf("history %v, want an empty one", h)
		}
	})
	t.Run("of what is referred to is refused", func(t *testing.T) {
		got := opened(t).refused(registry.Submission{Retractions: []graph.Retraction{retract(graph.WordCity, "a", "")}})
		if len(got) != 1 || !strings.Contains(got[0], `TwinningLink "a--b" (and 1 more) still refers to it`) {
			t.Errorf("problems %q", got)
		}
	})
	t.Run("of a merged city moves its links", func(t *testing.T) {
		o := opened(t)
		receipt := o.submit(registry.Submission{
			Records:     []graph.Record{city("b2")},
			Retractions: []graph.Retraction{retract(graph.WordCity, "b", "b2")},
		})
		moved := o.get(graph.Latest(), graph.WordTwinningLink, "a--b").(*graph.TwinningLink)
		side := o.get(graph.Latest(), graph.WordClaim, "ab-suspended").(*graph.Claim).Side
		if receipt.Corrected != 2 || moved.B != "b2" || side != "b2" {
			t.Errorf("receipt %+v, link joins %s and %s, claim on side %s", receipt, moved.A, moved.B, side)
		}
	})
	t.Run("of a city merged with its twin is refused", func(t *testing.T) {
		got := opened(t).refused(registry.Submission{Retractions: []graph.Retraction{retract(graph.WordCity, "b", "a")}})
		if len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), "two distinct cities") {
			t.Errorf("problems %q", got)
		}
	})
	t.Run("twice is once", func(t *testing.T) {
		o := opened(t)
		s := registry.Submission{Retractions: []graph.Retraction{retract(graph.WordClaim, "ac-listed", "")}}
		o.submit(s)
		if receipt := o.submit(s); receipt.Unchanged != 1 || receipt.Change.Seq != 0 {
			t.Errorf("receipt %+v, want one unchanged", receipt)
		}
	})
	t.Run("of an unknown id is refused", func(t *testing.T) {
		got := opened(t).refused(registry.Submission{Retractions: []graph.Retraction{retract(graph.WordCity, "x", "")}})
		if want := []string{`City "x": there is no such record to retract`}; !slices.Equal(got, want) {
			t.Errorf("problems %q, want %q", got, want)
		}
	})
	t.Run("a reference to what was merged says where it went", func(t *testing.T) {
		o := opened(t)
		o.submit(registry.Submission{Records: []graph.Record{city("b2")}, Retractions: []graph.Retraction{retract(graph.WordCity, "b", "b2")}})
		got := o.refused(registry.Submission{Records: []graph.Record{link("b--c", "b", "c")}})
		if want := []string{`TwinningLink "b--c", a: City "b" was retracted; it moved to "b2"`}; !slices.Equal(got, want) {
			t.Errorf("problems %q, want %q", got, want)
		}
	})
}

func TestEveryProblemIsListedInOrder(t *testing.T) {
	bad := city("z")
	bad.Kind, bad.Country = "VILLAGE", "Poland"
	got := opened(t).refused(registry.Submission{Records: []graph.Record{
		link("a--x", "a", "x"), bad, claim("c1", "a--b", graph.Ended, "2023"), city("z"),
	}})
	want := []string{
		`TwinningLink "a--x", b: there is no City "x"`,
		`City "z", kind: "VILLAGE" is not one of CITY, TOWN, MUNICIPALITY, COUNTY, DISTRICT, REGION, VOIVODESHIP, OBLAST, DEPARTMENT, UNION`,
		`City "z", country: "Poland" is not a country code: write two capital letters (ISO 3166-1), such as PL`,
		`City "z", id: the submission has two records with this id`,
		`Claim "c1", sources: a Claim needs at least one source`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTheSubmissionItselfIsChecked(t *testing.T) {
	got := opened(t).refused(registry.Submission{Note: "a\x00note", Records: []graph.Record{city("x y")}})
	if len(got) != 2 || got[0] != "note: contains a control character" {
		t.Errorf("problems %q", got)
	}
}
