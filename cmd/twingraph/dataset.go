package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"twingraph/graph"
	"twingraph/graph/export"
	"twingraph/graph/ingest"
)

// datasetFlags are the flags of twingraph export dataset.
type datasetFlags struct {
	tier, knownAt string
	current       bool
}

// datasetCommand returns "twingraph export dataset": it writes all words as the CSV files
// that twingraph import reads.
func datasetCommand(open openStore) *cobra.Command {
	var flags datasetFlags
	cmd := &cobra.Command{
		Use:   "dataset DIR",
		Short: "Write every word as the CSV files that twingraph import reads",
		Long: `Writes every word as a dataset of CSV files, in the format of twingraph import, with
its history: all versions, corrections, retractions and merges, with the instants,
actors and notes of their changes. Imported into an empty store it gives the same
answers at every instant.

DIR must not exist, or be empty; it is there whole or not at all. Records above
--tier are left out, and so are changes that hold nothing else. A dataset of
RESTRICTED holds what can put people at risk: keep it as you keep the store.`,
		Example: `  twingraph export dataset copy --tier RESTRICTED
  twingraph --data new.db import copy    the same answers from a new store
  twingraph export dataset now --current --known-at 2026-12-01`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cmd.SilenceUsage = true
			return runDataset(cmd, open, args[0], flags)
		},
	}
	cmd.Flags().StringVar(&flags.tier, "tier", string(graph.TierPublic), "up to what tier records are written: PUBLIC, PARTNER or RESTRICTED")
	cmd.Flags().StringVar(&flags.knownAt, "known-at", "", "only what was recorded up to this instant, such as 2026-11-22T00:00:00Z (default: everything)")
	cmd.Flags().BoolVar(&flags.current, "current", false, "only what is known, without how it came to be known")
	return cmd
}

func runDataset(cmd *cobra.Command, open openStore, dir string, flags datasetFlags) error {
	view := graph.View{KnownAt: graph.Latest(), Tier: graph.Tier(strings.ToUpper(flags.tier))}
	if !slices.Contains(graph.Tiers(), view.Tier) {
		return graph.Errorf(graph.BadUserInput, "%q is not one of PUBLIC, PARTNER, RESTRICTED", flags.tier).At("--tier")
	}
	if flags.knownAt != "" && flags.knownAt != "now" {
		at, err := parseInstant(flags.knownAt)
		if err != nil {
			return inFlags(graph.Errorf(graph.BadUserInput, "%q is not an instant: write 2026-11-22T00:00:00Z or 2026-11-22", flags.knownAt).At("knownAt").Because(err))
		}
		view.KnownAt = at
	}
	if err := vacant(dir); err != nil {
		return err
	}
	store, err := open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	written, err := writeFolder(cmd.Context(), store, view, flags.current, dir)
	if err != nil {
		return err
	}
	rows := 0
	for _, n := range written.Rows {
		rows += n
	}
	said := fmt.Sprintf("%s: %s in %s", dir, counted(rows, "row"), counted(len(written.Rows), "file"))
	if !flags.current {
		said += ", " + counted(written.Changes, "change")
	}
	if view.Tier != graph.TierRestricted {
		said += fmt.Sprintf("; only what viewers of %s may see (--tier)", view.Tier)
	}
	_, err = fmt.Fprintln(cmd.ErrOrStderr(), said)
	return err
}

// vacant returns an error unless a directory can be made in that place.
func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case err == nil && len(entries) > 0:
		return graph.Errorf(graph.BadUserInput, "%s is not empty: name a directory that does not exist, or an empty one", dir)
	case err == nil || errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return graph.Errorf(graph.BadUserInput, "%s is not a directory that can be read: name one that does not exist, or an empty one", dir)
}

// writeFolder writes a dataset into a directory: all of it, or nothing.
func writeFolder(ctx context.Context, reader graph.Reader, v graph.View, current bool, dir string) (written ingest.Written, err error) {
	write := ingest.WriteHistory
	if current {
		write = ingest.Write
	}
	err = wholeFolder(dir, func(making string) (err error) {
		if written, err = write(ctx, reader, v, createIn(making)); err != nil {
			return err
		}
		about := "A dataset of Twingraph; `twingraph import` reads it.\n\n" + export.Credits() + "\n"
		return os.WriteFile(filepath.Join(making, "README.txt"), []byte(about), 0o600)
	})
	return written, err
}

// createIn returns what makes files in a directory.
func createIn(dir string) func(name string) (io.WriteCloser, error) {
	return func(name string) (io.WriteCloser, error) { return os.Create(filepath.Join(dir, name)) }
}

// wholeFolder makes a directory with all that fill writes into one beside it, or nothing. In
// its place there is nothing, or an empty directory.
func wholeFolder(dir string, fill func(making string) error) (err error) {
	dir = filepath.Clean(dir)
	making, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+"-*")
	if err != nil {
		return unwritten(dir, err)
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(making)
		}
	}()
	if err = fill(making); err != nil {
		return err
	}
	if err = os.Chmod(making, 0o750); err != nil {
		return err
	}
	if err = os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(making, dir)
}
