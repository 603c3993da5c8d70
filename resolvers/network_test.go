package resolvers_test

import (
	"bytes"
	"context"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// What is computed on the whole network is read and computed once, whoever asks, until
// the store changes.
func TestTheWholeNetworkIsReadOnce(t *testing.T) {
	store := bundled(t)
	counted := &counting{Reader: store}
	root := resolvers.New(atlas.New(counted, today))
	question := `{ networkMetrics { cities links components meanDistance } }`
	first, errs := askOf(t, t.Context(), root, question, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	read := len(counted.calls)
	for range 3 {
		again, errs := askOf(t, t.Context(), root, question, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		if !reflect.DeepEqual(first, again) {
			t.Errorf("the same question has two answers:\n%v\n%v", first, again)
		}
	}
	if len(counted.calls) != read {
		t.Errorf("asking again read again:\n%q", counted.calls[read:])
	}

	before := first["networkMetrics"].(map[string]any)["cities"].(float64)
	town := &graph.City{Statement: graph.Statement{ID: "newtown-gb", Confidence: graph.Recalled}, Name: "Newtown", Country: "GB", Kind: graph.CityKindTown}
	if _, err := registry.New(store, today).Submit(t.Context(), registry.Submission{Actor: "test", Records: []graph.Record{town}}); err != nil {
		t.Fatal(err)
	}
	after, errs := askOf(t, t.Context(), root, question, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	if got := after["networkMetrics"].(map[string]any)["cities"]; got != before+1 {
		t.Errorf("%v cities after one was added to %v", got, before)
	}
	past, errs := askOf(t, t.Context(), root, `{ networkMetrics(knownAt: "2026-11-22T00:00:00Z") { cities } }`, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	if got := past["networkMetrics"].(map[string]any)["cities"]; got != before {
		t.Errorf("%v cities were known before one was added to %v", got, before)
	}
}

// Evidence shown with an answer is of the state that the answer was computed on, at any
// depth, and costs the store nothing.
func TestEvidenceCostsTheStoreNothing(t *testing.T) {
	counted := &counting{Reader: bundled(t)}
	root := resolvers.New(atlas.New(counted, today))
	const evidence = `fragment E on TwinningLink { cities { name links(first: 2, orderBy: {field: SINCE}) { totalCount nodes { slug status { since } } } }
		status { status governing { reason sources { title } } sides { city { name } } } spells { status }
		claims { date sources { title } side { name resolutions { nodes { title inForce { value } } } } } sources { title } }`
	for name, question := range map[string]string{
		"connections": `{ connections(from: {country: "DE"}, to: {cities: {country: {eq: "RU"}}}, limit: 20, through: {statuses: [ACTIVE, SUSPENDED]}) {
			paths { steps { links { ...E } } } } }`,
		"shared partners": `{ connections(from: {city: "cologne-de"}, to: {city: "tel-aviv-yafo-il"}) { sharedPartners { city { links { totalCount } } fromLinks { ...E } toLinks { ...E } } } }`,
		"alliances":       `{ alliances(minSize: 5) { nodes { members { city { links { nodes { ...E } } } } bridges { link { ...E } } suspendedInside { ...E } suspendedOutward { ...E } } } }`,
		"mediators":       `{ mediators(between: [{country: "US"}, {country: "RU"}]) { ways { direct { ...E } links { ...E } } strained { ...E } } }`,
		"what if": `{ whatIf(changes: [{link: "munich-de--kyiv-ua", status: ENDED}, {link: "chicago-il-us--kyiv-ua", status: SUSPENDED}], asOf: "2021-06-01") {
			links { link { ...E } } newBridges { link { ...E } } channels { lost { ...E } resolutions { title sources { title } } } } }`,
		"metrics": `{ networkMetrics { perCity(first: 100) { city { name links { nodes { ...E } } } } } }`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, errs := askOf(t, t.Context(), root, `{ networkMetrics { links } }`, nil); errs != nil {
				t.Fatal(errs)
			}
			before := len(counted.calls)
			if _, errs := askOf(t, t.Context(), root, question+evidence, nil); errs != nil {
				t.Fatal(errs)
			}
			if len(counted.calls) != before {
				t.Errorf("%d calls of the store:\n%q", len(counted.calls)-before, counted.calls[before:])
			}
		})
	}
}

// Whoever asks, and in whatever order, gets the same answer byte for byte: resolvers that
// have computed nothing, and ones that have.
func TestTheSameQuestionHasTheSameAnswer(t *testing.T) {
	store := bundled(t)
	warm := resolvers.New(atlas.New(store, today))
	for _, question := range []string{
		`{ alliances(basis: ALL, minSize: 2, resolution: 1.5, runs: 5, seed: 7) { modularity nodes { number members { city { slug } certainty } brokers { city { slug } participation } bridges { link { slug } } } } }`,
		`{ alliances(basis: LINKS_AND_PLEDGES) { modularity count nodes { size certainty modularityShare } } }`,
		`{ networkMetrics { length(seed: 3, samples: 5) { mean nullMean score } perCity(first: 500, orderBy: {field: CONSTRAINT, direction: ASC}) { city { slug } constraint betweenness pageRank harmonic } } }`,
		`{ whatIf(changes: [{link: "munich-de--kyiv-ua", status: ENDED}]) { after { modularity meanDistance } moves { city { slug } with left joined } apart { size cities { slug } } } }`,
	} {
		first, errs := askOf(t, t.Context(), warm, question, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		for _, root := range []*resolvers.Root{warm, resolvers.New(atlas.New(store, today))} {
			again, errs := askOf(t, t.Context(), root, question, nil)
			if errs != nil {
				t.Fatal(errs)
			}
			if !reflect.DeepEqual(first, again) {
				t.Errorf("two answers to %s", question)
			}
		}
	}
}

// Pages of computed lists follow one another without gap or repetition.
func TestPagesOfComputedLists(t *testing.T) {
	root := resolvers.New(atlas.New(bundled(t), today))
	slugs := func(question string) []string {
		data, errs := askOf(t, t.Context(), root, question, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		var list []string
		for _, entry := range data["networkMetrics"].(map[string]any)["perCity"].([]any) {
			list = append(list, entry.(map[string]any)["city"].(map[string]any)["slug"].(string))
		}
		return list
	}
	whole := slugs(`{ networkMetrics { perCity(first: 60, orderBy: {field: BETWEENNESS}) { city { slug } } } }`)
	var pages []string
	after := ""
	for range 3 {
		pages = append(pages, slugs(`{ networkMetrics { perCity(first: 20, after: "`+after+`", orderBy: {field: BETWEENNESS}) { city { slug } } } }`)...)
		after = pages[len(pages)-1]
	}
	if !slices.Equal(whole, pages) {
		t.Errorf("three pages of 20 are not the page of 60:\n%q\n%q", pages, whole)
	}
}

// A computation that takes long logs how far it is.
func TestLongComputationsLogTheirProgress(t *testing.T) {
	var ticks atomic.Int64
	slow := func() time.Time { return today().Add(time.Duration(ticks.Add(1)) * time.Second) } // a second a look
	var log bytes.Buffer
	root := resolvers.New(atlas.New(bundled(t), slow).LogTo(slog.New(slog.NewTextHandler(&log, nil))))
	if _, errs := askOf(t, t.Context(), root, `{ networkMetrics { perCity(first: 1) { betweenness harmonic } } }`, nil); errs != nil {
		t.Fatal(errs)
	}
	for _, measure := range []string{"measure=distances", "measure=betweenness"} {
		if !strings.Contains(log.String(), measure) {
			t.Errorf("the log does not show %s:\n%s", measure, log.String())
		}
	}
}

// leaving is a reader whose asker leaves as soon as it is asked.
type leaving struct {
	graph.Reader
	leave func()
}

func (l leaving) Head(ctx context.Context) (graph.Change, error) {
	head, err := l.Reader.Head(ctx)
	l.leave()
	return head, err
}

// Who cannot wait any longer learns so at once.
func TestWhoCannotWaitIsToldSo(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	_, errs := ask(t, ctx, leaving{bundled(t), leave}, `{ networkMetrics { diameter } }`, nil)
	if len(errs) == 0 || graph.CodeOf(errs[0]) != graph.Timeout {
		t.Errorf("got %v", errs)
	}
}
