package resolvers_test

import (
	"reflect"
	"testing"

	"twingraph/graph"
	"twingraph/resolvers"
)

// What is computed on the whole network is read and computed once, whoever asks, until
// the store changes.
func TestTheWholeNetworkIsReadOnce(t *testing.T) {
	store := bundled(t)
	counted := &counting{Reader: store}
	root := resolvers.New(counted, today)
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
	if _, err := graph.NewRegistry(store, today).Submit(t.Context(), graph.Submission{Actor: "test", Records: []graph.Record{town}}); err != nil {
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
