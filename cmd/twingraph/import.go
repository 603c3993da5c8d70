package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"twingraph/graph"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
)

// importFlags are the flags of twingraph import.
type importFlags struct {
	actor, note, recordedAt, problems string
	dryRun, json, world               bool
}

// importCommand returns "twingraph import": it records a dataset of CSV files, all
// of it or nothing.
func importCommand(open openStore) *cobra.Command {
	var flags importFlags
	where := &remote{}
	cmd := &cobra.Command{
		Use:   "import [DIR]",
		Short: "Record a dataset of CSV files, all of it or nothing",
		Long: `Reads the CSV files of a dataset in DIR, or the bundled dataset without DIR,
checks every row against the laws of the data and against what the store holds,
and records all of it as one change. A dataset with a single row that is refused
is refused whole: every such row is listed as file:line: reason and the exit code
is 1. Importing twice is importing once; of the bundled dataset and the world release,
rows that are as in the release before leave what was corrected or taken back since. What is worth a look and breaks no law, such
as a point outside its country, is listed and imported.

The columns of each file are described in graph/dataset/PROVENANCE.md. A file
retractions.csv (word,id,moved_to,reason) takes records back or merges them. A
dataset that twingraph export dataset wrote has a history, in changes.csv: it is
recorded change by change, into an empty store or one that holds its first changes.

A server that uses the embedded store has its file locked: with --to URL and
--token-file FILE the dataset is sent to it, for which the token of an editor of tier
RESTRICTED is needed. It is recorded now, in the name of that token; a dataset with a
history is not taken.`,
		Example: `  twingraph import                    the bundled dataset
  twingraph import --dry-run my-data  what an import of my-data would do
  twingraph import my-data --actor "A. Editor" --note "Survey of 2026"
  twingraph import my-data --to https://twins.example.org --token-file editor.token`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cmd.SilenceUsage = true
			if flags.problems != "" {
				if err := writableAt(flags.problems); err != nil {
					return err
				}
			}
			if where.to != "" {
				return importRemotely(cmd, where, args, flags)
			}
			return runImport(cmd, open, args, flags)
		},
	}
	cmd.Flags().BoolVar(&flags.dryRun, "dry-run", false, "only say what an import would do")
	cmd.Flags().StringVar(&flags.actor, "actor", "twingraph import", "who records it")
	cmd.Flags().StringVar(&flags.note, "note", "", "what it is, in a sentence (default: the name of the dataset)")
	cmd.Flags().StringVar(&flags.recordedAt, "recorded-at", "",
		`instant of recording, such as 2026-11-22T00:00:00Z, 2026-11-22 or "now" (default: now; for the bundled dataset its release)`)
	cmd.Flags().StringVar(&flags.problems, "problems", "", "file to write every refused row and every remark to, one a line")
	cmd.Flags().BoolVar(&flags.world, "world", false, "the world release, which stands on the bundled dataset: import that first")
	cmd.Flags().BoolVar(&flags.json, "json", false, "print the report as JSON")
	where.flags(cmd.Flags())
	return cmd
}

func runImport(cmd *cobra.Command, open openStore, args []string, flags importFlags) error {
	options := ingest.Options{Actor: flags.actor, Note: flags.note, DryRun: flags.dryRun, All: flags.problems != ""}
	files, err := chosen(args, flags.world, &options)
	if err != nil {
		return err
	}
	if err := noneFor(files, cmd.Flags()); err != nil {
		return err
	}
	if flags.recordedAt != "" {
		if options.RecordedAt, err = parseInstant(flags.recordedAt); err != nil {
			return err
		}
	}
	store, err := open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	bar := newProgress(cmd.ErrOrStderr())
	options.Progress = bar.show
	report, err := ingest.Import(cmd.Context(), registry.New(store, time.Now), store, files, options)
	bar.close()
	if graph.CodeOf(err) == graph.Conflict && len(args) == 0 && flags.recordedAt == "" {
		err = fmt.Errorf("%w (the bundled dataset is recorded at its release; --recorded-at now records it as news)", err)
	}
	return finish(cmd, flags, report, err)
}

// finish writes and prints what an import did, and returns its error.
func finish(cmd *cobra.Command, flags importFlags, report ingest.Report, err error) error {
	if flags.problems != "" && report.Rejected != nil {
		err = errors.Join(err, writeProblems(flags.problems, &report))
	}
	if err != nil && report.RejectedCount == 0 {
		return err // nothing that a report could add to
	}
	if flags.json {
		if failed := printJSON(cmd.OutOrStdout(), report.Receipt()); failed != nil {
			return failed
		}
		return err
	}
	printReport(cmd.OutOrStdout(), cmd.ErrOrStderr(), report)
	return err
}

// chosen returns the files to import and fills in what follows from the choice.
func chosen(args []string, world bool, o *ingest.Options) (fs.FS, error) {
	if len(args) == 0 {
		r := bundledRelease()
		if world {
			r = worldRelease()
		}
		o.RecordedAt, o.Release = r.released, r.title()
		if o.Note == "" {
			o.Note = r.note()
		}
		return r.files()
	}
	if world {
		return nil, graph.Errorf(graph.BadUserInput, "give a directory or --world, and not both").At("--world")
	}
	if info, err := os.Stat(args[0]); err != nil || !info.IsDir() {
		return nil, graph.Errorf(graph.BadUserInput, "%s is not a directory that can be read: name one with the CSV files of a dataset", args[0])
	}
	if o.Note == "" {
		o.Note = "Import of CSV files"
	}
	return os.DirFS(args[0]), nil
}

// noneFor returns an error where a flag says what a dataset with a history says itself.
func noneFor(files fs.FS, flags *pflag.FlagSet) error {
	if !ingest.HasHistory(files) {
		return nil
	}
	for _, name := range []string{"actor", "note", "recorded-at"} {
		if flags.Changed(name) {
			return graph.Errorf(graph.BadUserInput, "the dataset has a history in changes.csv, which says this of each change: leave the flag out").At("--" + name)
		}
	}
	return nil
}

// parseInstant reads an instant, a day (its first instant, UTC) or "now", which is
// the zero time.
func parseInstant(s string) (time.Time, error) {
	if s == "now" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, graph.Errorf(graph.BadUserInput,
		"%q is not an instant: write 2026-11-22T00:00:00Z, 2026-11-22 or now", s).At("--recorded-at")
}

// printReport prints what an import did to out, and what was refused to failures.
func printReport(out, failures io.Writer, r ingest.Report) {
	printRows(failures, r.Rejected, r.RejectedCount, r.Missing)
	if r.RemarksCount > 0 {
		fmt.Fprintln(failures, "Worth a look, and not refused:")
		printRows(failures, r.Remarks, r.RemarksCount, nil)
	}
	fmt.Fprintf(out, "Read %s in %s.\n", counted(r.Read, "row"), counted(len(r.ByFile), "file"))
	if r.RejectedCount > 0 {
		return
	}
	counts := fmt.Sprintf("%d added, %d corrected, %d retracted, %d unchanged", r.Added, r.Corrected, r.Retracted, r.Unchanged)
	if r.Left > 0 {
		counts += fmt.Sprintf(", %d left as corrected or taken back since the release before", r.Left)
	}
	if r.NotListed > 0 {
		counts += fmt.Sprintf(" (%d NOT_LISTED of what an edition covers and does not show)", r.NotListed)
	}
	if r.TakenBack > 0 {
		counts += fmt.Sprintf("; %d NOT_LISTED stay as somebody took them back", r.TakenBack)
	}
	switch {
	case r.DryRun:
		fmt.Fprintf(out, "An import would give %s. Nothing was recorded.\n", counts)
	case r.Changes > 1:
		fmt.Fprintf(out, "%s: recorded as changes %d to %d, the last at %s.\n", counts, int(r.Change.Seq)-r.Changes+1, r.Change.Seq, r.Change.RecordedAt.Format(time.RFC3339Nano))
	case r.Change.Seq == 0:
		fmt.Fprintf(out, "%s: nothing to record.\n", counts)
	default:
		fmt.Fprintf(out, "%s: recorded as change %d at %s.\n", counts, r.Change.Seq, r.Change.RecordedAt.Format(time.RFC3339Nano))
	}
}

// maxLines is how many lines about rows are printed; --problems writes all.
const maxLines = 100

// printRows prints one line a row, and one line for all rows that name the same record that
// does not exist.
func printRows(out io.Writer, rows []ingest.Row, count int, missing map[string]int) {
	said := map[string]bool{}
	lines, left := 0, count
	for _, row := range rows {
		named := max(1, missing[row.Missing])
		if said[row.Missing] {
			continue
		}
		if lines == maxLines {
			break
		}
		lines++
		left -= named
		if named == 1 {
			fmt.Fprintln(out, row)
			continue
		}
		said[row.Missing] = true
		_, meant, guessed := strings.Cut(row.Reason, ";")
		if guessed {
			meant = ";" + meant
		}
		place := strings.TrimSuffix(ingest.Row{File: row.File, Line: row.Line, Column: row.Column}.String(), ": ")
		fmt.Fprintf(out, "%s is missing: named in %s, first in %s%s\n", row.Missing, counted(named, "row"), place, meant)
	}
	if left > 0 {
		fmt.Fprintf(out, "… and %d more; --problems FILE writes all of them\n", left)
	}
}

// writeProblems writes all refused rows and remarks to a file, one a line, and leaves in
// the report as many as reports hold.
func writeProblems(name string, r *ingest.Report) error {
	err := writeWhole(name, func(w io.Writer) error {
		to := bufio.NewWriter(w)
		for _, row := range r.Rejected {
			fmt.Fprintln(to, row)
		}
		for _, row := range r.Remarks {
			fmt.Fprintf(to, "%s (not refused)\n", row)
		}
		return to.Flush()
	})
	if err != nil {
		return err
	}
	r.Rejected, r.Remarks = r.Rejected[:min(len(r.Rejected), ingest.MaxRejected)], r.Remarks[:min(len(r.Remarks), ingest.MaxRejected)]
	return nil
}

// counted returns "1 row", "2 rows".
func counted(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func printJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
