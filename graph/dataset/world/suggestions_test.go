package world_test

import (
	"slices"
	"testing"

	"twingraph/graph"
	"twingraph/graph/dialogue/partner"
)

// Few links of the release have a founding date: what is suggested says so, although the score
// is better than Adamic–Adar at most cut-offs.
func TestSuggestionsSayHowLittleTheyRestOn(t *testing.T) {
	m := moment(t)
	beats := 0
	reports, err := partner.Backtests(func(cutOff graph.Day) (*partner.Report, error) {
		r, err := partner.Backtest(t.Context(), m, cutOff, partner.Seed)
		if err == nil && r.Beats {
			beats++
		}
		return r, err
	})
	if err != nil || beats < 2 {
		t.Fatalf("it beats at %d cut-offs, %v", beats, err)
	}
	c := partner.CautionOf(reports)
	if c == nil || c.Kind != partner.CautionDoubtful || !slices.Contains(c.Doubts, partner.DoubtTooFew) ||
		!slices.Contains(c.Doubts, partner.DoubtBlind) || !slices.Contains(c.Doubts, partner.DoubtNoise) {
		t.Errorf("the caution is %+v", c)
	}
	for _, r := range reports {
		if len(r.Doubts()) == 0 {
			t.Errorf("nothing is in doubt of the test at %s: %s", r.CutOff, r.Verdict())
		}
	}
}
