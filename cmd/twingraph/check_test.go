package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/dataset/datasettest"
	"twingraph/graph/storetest"
)

func TestCheckTheBundledDataset(t *testing.T) {
	store := storetest.NewReference()
	if _, _, err := runs(importCommand(opening(store))); err != nil {
		t.Fatal(err)
	}
	out, failures, err := runs(checkCommand(opening(store)))
	byFile, all := datasettest.Rows(t)
	want := fmt.Sprintf(`^all laws hold: %d records, %d links, \d+ spells compared \(1 change, known at 1 instant\)\n$`, all, byFile["twinning_links.csv"])
	if err != nil || failures != "" || !regexp.MustCompile(want).MatchString(out) {
		t.Errorf("%v\n%s%s", err, out, failures)
	}
}

// forgetful is a store that forgot every history.
type forgetful struct{ graph.Store }

func (forgetful) Histories(context.Context, graph.View, []graph.ID) (map[graph.ID]graph.History, error) {
	return nil, nil
}

func TestCheckPrintsWhatItFinds(t *testing.T) {
	store := storetest.NewReference()
	if _, _, err := runs(importCommand(opening(store))); err != nil {
		t.Fatal(err)
	}
	out, _, err := runs(checkCommand(opening(forgetful{store})))
	want := `derivation: TwinningLink "aachen-de--chernihiv-ua": the store gives no history (known at 2026-11-22T00:00:00Z)`
	if err == nil || err.Error() != "450 findings" || !strings.HasPrefix(out, want) {
		t.Errorf("%v\n%.300s\nwant\n%s", err, out, want)
	}
	if _, _, err := runs(checkCommand(opening(store)), "--instants", "0"); graph.CodeOf(err) != graph.BadUserInput {
		t.Errorf("no instants: %v", err)
	}
	if out, _, err := runs(checkCommand(opening(store)), "--json", "--as-of", "2022-12-31"); err != nil || !strings.Contains(out, `"count": 0`) {
		t.Errorf("%v\n%s", err, out)
	}
}
