package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"twingraph/graph"
	"twingraph/graph/check"
)

// checkCommand returns "twingraph check": it verifies the laws of the data on the
// store.
func checkCommand(open openStore) *cobra.Command {
	var (
		asOf     string
		instants int
		asJSON   bool
		backtest bool
	)
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Verify that the store obeys the laws of the data",
		Long: `Reads the whole store and verifies the laws of the data on it: that every
statement is sound and sourced, that references resolve, that the statuses it gives
are those that follow from the claims, that the sequence of changes has no gaps,
that counts add up and that nothing shows above its tier. It looks at the store as
it was known after its first and its last change, and at instants in between. It
changes nothing; the exit code is 1 when it finds something.

With --backtest it recomputes instead how well partner suggestions would have
predicted links founded later, and says whether they beat a simple measure.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SilenceUsage = true
			if backtest {
				return runBacktest(cmd, open, asJSON)
			}
			options := check.Options{Instants: instants, AsOf: graph.DayOf(time.Now())}
			if asOf != "" {
				day, err := graph.ParseDay(asOf)
				if err != nil {
					return fmt.Errorf("--as-of: %w", err)
				}
				options.AsOf = day
			}
			return runCheck(cmd, open, options, asJSON)
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "the day whose counts by status are compared (default: today, UTC)")
	cmd.Flags().IntVar(&instants, "instants", check.DefaultInstants, "at how many recorded instants to look")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as JSON")
	cmd.Flags().BoolVar(&backtest, "backtest", false, "recompute the back-test of partner suggestions")
	cmd.MarkFlagsMutuallyExclusive("backtest", "as-of")
	cmd.MarkFlagsMutuallyExclusive("backtest", "instants")
	return cmd
}

func runCheck(cmd *cobra.Command, open openStore, options check.Options, asJSON bool) error {
	if options.Instants < 1 {
		return graph.Errorf(graph.BadUserInput, "write a number from 1 on").At("--instants")
	}
	store, err := open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	bar := newProgress(cmd.ErrOrStderr())
	options.Progress = bar.show
	f, err := check.Run(cmd.Context(), store, options)
	bar.close()
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	switch {
	case asJSON:
		err = printJSON(out, f)
	case f.OK():
		_, err = fmt.Fprintf(out, "all laws hold: %s, %s, %s compared (%s, known at %s)\n", counted(f.Records, "record"),
			counted(f.Links, "link"), counted(f.Spells, "spell"), counted(f.Changes, "change"), counted(f.Instants, "instant"))
	default:
		for _, finding := range f.List {
			fmt.Fprintln(out, finding)
		}
	}
	if !asJSON && len(f.Remarks) > 0 {
		fmt.Fprintln(out, "Worth a look, and no breach of a law:")
		for _, remark := range f.Remarks {
			fmt.Fprintln(out, remark)
		}
	}
	if err == nil && !f.OK() {
		err = fmt.Errorf("%s", counted(f.Count, "finding"))
	}
	return err
}
