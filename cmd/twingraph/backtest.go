package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"twingraph/graph"
	"twingraph/graph/dialogue/partner"
	"twingraph/graph/world"
)

// runBacktest recomputes the back-tests of partner suggestions that the API publishes,
// and says for each whether it beats Adamic–Adar alone.
func runBacktest(cmd *cobra.Command, open openStore, asJSON bool) error {
	store, err := open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	s, err := world.MomentsOf(store, 1).Moment(cmd.Context(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierPublic})
	if err != nil {
		return err
	}
	reports, err := partner.Backtests(func(cutOff graph.Day) (*partner.Report, error) {
		return partner.Backtest(cmd.Context(), s, cutOff, partner.Seed)
	})
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(cmd.OutOrStdout(), backtestsOf(reports))
	}
	if len(reports) == 0 {
		return graph.Errorf(graph.NotFound, "no link in the store has a founding date before and after one of the cut-offs; import a dataset first")
	}
	beats := 0
	for _, r := range reports {
		if r.Beats {
			beats++
		}
		fmt.Fprintln(cmd.OutOrStdout(), r.Verdict())
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "partner suggestions beat Adamic–Adar alone at %d of %s\n", beats, counted(len(reports), "cut-off"))
	return err
}

// backtest is a back-test in JSON, with the names of the API.
type backtest struct {
	CutOff        string   `json:"cutOff"`
	Seed          int      `json:"seed"`
	Known         int      `json:"known"`
	Later         int      `json:"later"`
	LeftOut       int      `json:"leftOut"`
	Cold          int      `json:"cold"`
	Negatives     int      `json:"negatives"`
	Ranked        int      `json:"ranked"`
	Score         skill    `json:"score"`
	AdamicAdar    skill    `json:"adamicAdar"`
	BestPrecision float64  `json:"bestPrecision"`
	AUCDifference interval `json:"aucDifference"`
	Found         int      `json:"found"`
	Beats         bool     `json:"beats"`
	Doubts        []doubt  `json:"doubts"`
	Verdict       string   `json:"verdict"`
}

type interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

type doubt struct {
	Kind     partner.DoubtKind `json:"kind"`
	Sentence string            `json:"sentence"`
}

type skill struct {
	AUC           float64 `json:"auc"`
	PrecisionAt10 float64 `json:"precisionAt10"`
}

// backtestsOf writes back-tests as JSON has them.
func backtestsOf(reports []*partner.Report) []backtest {
	list := make([]backtest, len(reports))
	for i, r := range reports {
		list[i] = backtest{
			CutOff: r.CutOff.String(), Seed: r.Seed, Known: r.Known, Later: r.Later, LeftOut: r.LeftOut, Cold: r.Cold,
			Negatives: r.Negatives, Ranked: r.Ranked, Score: skill(r.Score), AdamicAdar: skill(r.AdamicAdar),
			BestPrecision: r.BestPrecision, AUCDifference: interval(r.AUCDifference), Found: r.Found, Beats: r.Beats,
			Doubts: []doubt{}, Verdict: r.Verdict(),
		}
		for _, d := range r.Doubts() {
			list[i].Doubts = append(list[i].Doubts, doubt(d))
		}
	}
	return list
}
