package resolvers_test

import (
	"bytes"
	"context"
	"log/slog"
	"reflect"
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
		"connections": `{ connections(from: {country: "DE"}, to: {cities: {country: {eq: "RU"}}}, through: {statuses: [ACTIVE, SUSPENDED]}) {
			paths(first: 20) { nodes { steps { links { ...E } } } } } }`,
		"shared partners": `{ connections(from: {city: "cologne-de"}, to: {city: "tel-aviv-yafo-il"}) { sharedPartners { nodes { city { links { totalCount } } fromLinks { ...E } toLinks { ...E } } } } }`,
		"alliances":       `{ alliances(minSize: 5) { nodes { members { nodes { city { links { nodes { ...E } } } } } bridges { nodes { link { ...E } } } suspendedInside { nodes { ...E } } suspendedOutward { nodes { ...E } } } } }`,
		"mediators":       `{ mediators(between: [{country: "US"}, {country: "RU"}]) { nodes { ways { direct { ...E } links { ...E } } strained { ...E } } } }`,
		"what if": `{ whatIf(changes: [{link: "munich-de--kyiv-ua", status: ENDED}, {link: "chicago-il-us--kyiv-ua", status: SUSPENDED}], asOf: "2021-06-01") {
			links { link { ...E } } newBridges { nodes { link { ...E } } } channels { nodes { lost { ...E } resolutions { title sources { title } } } } } }`,
		"metrics": `{ networkMetrics { perCity(first: 100) { nodes { city { name links { nodes { ...E } } } } } } }`,
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
		`{ alliances(basis: ALL, minSize: 2, resolution: 1.5, runs: 5, seed: 7) { modularity nodes { number members { nodes { city { slug } certainty } } brokers { nodes { city { slug } participation } } bridges { nodes { link { slug } } } } } }`,
		`{ alliances(basis: LINKS_AND_PLEDGES) { modularity totalCount nodes { size certainty modularityShare } } }`,
		`{ networkMetrics { length(seed: 3, samples: 5) { mean nullMean score } perCity(first: 500, orderBy: {field: CONSTRAINT, direction: ASC}) { nodes { city { slug } constraint betweenness pageRank harmonic } } } }`,
		`{ whatIf(changes: [{link: "munich-de--kyiv-ua", status: ENDED}]) { after { modularity meanDistance } moves { nodes { city { slug } with left joined } } apart { nodes { size cities { nodes { slug } } } } } }`,
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

// A computation that takes long logs how far it is.
func TestLongComputationsLogTheirProgress(t *testing.T) {
	var ticks atomic.Int64
	slow := func() time.Time { return today().Add(time.Duration(ticks.Add(1)) * time.Second) } // a second a look
	var log bytes.Buffer
	root := resolvers.New(atlas.New(bundled(t), slow).LogTo(slog.New(slog.NewTextHandler(&log, nil))))
	if _, errs := askOf(t, t.Context(), root, `{ networkMetrics { perCity(first: 1) { nodes { betweenness harmonic } } } }`, nil); errs != nil {
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
