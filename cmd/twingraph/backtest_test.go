package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph/storetest"
)

// published is what the API says about the back-test, as pinned by package answers.
type published struct {
	PartnerSuggestions struct {
		Backtests []struct {
			CutOff            string
			Known, Later      int
			Score, AdamicAdar struct{ AUC, PrecisionAt10 float64 }
			Beats             bool
			Verdict           string
		}
	}
}

// The command recomputes the figures that the API publishes.
func TestTheBacktestIsThatOfTheAPI(t *testing.T) {
	text, err := os.ReadFile("../internal/answers/testdata/partners-worth-a-look.json")
	if err != nil {
		t.Fatal(err)
	}
	var api published
	if err := json.Unmarshal(text, &api); err != nil {
		t.Fatal(err)
	}
	store := storetest.NewReference()
	if _, _, err := runs(importCommand(opening(store))); err != nil {
		t.Fatal(err)
	}
	out, _, err := runs(checkCommand(opening(store)), "--backtest")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	tests := api.PartnerSuggestions.Backtests
	if len(tests) == 0 || len(lines) != len(tests)+1 {
		t.Fatalf("%d lines for %d back-tests:\n%s", len(lines), len(tests), out)
	}
	beats := 0
	for i, b := range tests {
		if b.Beats {
			beats++
		}
		if lines[i] != b.Verdict {
			t.Errorf("the command says\n%s\nthe API\n%s", lines[i], b.Verdict)
		}
	}
	if beats != 2 || !strings.HasSuffix(lines[len(tests)], "alone at 2 of 4 cut-offs") {
		t.Errorf("%d beat it: %s", beats, lines[len(tests)])
	}

	out, _, err = runs(checkCommand(opening(store)), "--backtest", "--json")
	if err != nil {
		t.Fatal(err)
	}
	reports := tests[:0:0]
	if err := json.Unmarshal([]byte(out), &reports); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(tests, reports); diff != "" {
		t.Errorf("in JSON it differs from the API:\n%s", diff)
	}
}

func TestABacktestOfNothing(t *testing.T) {
	if out, _, err := runs(checkCommand(opening(storetest.NewReference())), "--backtest"); err == nil || !strings.Contains(err.Error(), "import a dataset") {
		t.Errorf("%v\n%s", err, out)
	}
	if _, _, err := runs(checkCommand(opening(storetest.NewReference())), "--backtest", "--instants", "3"); err == nil {
		t.Error("a back-test at instants was accepted")
	}
}
