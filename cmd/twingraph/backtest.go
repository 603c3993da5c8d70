package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"twingraph/graph"
	"twingraph/graph/dialogue"
	"twingraph/graph/snapshot"
)

// runBacktest recomputes the back-tests of partner suggestions that the API publishes,
// and says for each whether it beats Adamic–Adar alone.
func runBacktest(cmd *cobra.Command, open openStore, asJSON bool) error {
	store, err := open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	s, err := snapshot.Take(cmd.Context(), store, graph.View{KnownAt: graph.Latest(), Tier: graph.TierPublic})
	if err != nil {
		return err
	}
	reports, err := dialogue.Backtests(cmd.Context(), s)
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(cmd.OutOrStdout(), reports)
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
