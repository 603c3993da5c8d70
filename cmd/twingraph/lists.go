package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/spf13/cobra"

	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/gazetteer"
	"twingraph/graph/ingest"
	"twingraph/graph/lists"
)

// listsCommand returns "twingraph lists".
func listsCommand(open openStore) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lists",
		Short: "Make datasets of lists of twin towns",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(convertCommand(open))
	return cmd
}

// convertFlags are the flags of twingraph lists convert.
type convertFlags struct {
	directory, date, title, notes       string
	source, sourceTitle, publisher, url string
	known, beside                       []string
	previous, review, gazetteer         string
	covers                              bool
}

// convertCommand returns "twingraph lists convert".
func convertCommand(open openStore) *cobra.Command {
	var flags convertFlags
	cmd := &cobra.Command{
		Use:   "convert DIR FILE...",
		Short: "Make a dataset of a list of twin towns: one edition of a directory",
		Long: `Reads a list of twin towns and writes it into DIR, as the CSV files that twingraph
import reads: new cities and links, a LISTED claim for each pair, the edition and its
source. A list is one file or several:

  pairs   CSV with city1,country1,city2,country2; region1, code1 and so on may be there
  pages   a text: a place in a line, its partners in lines after it that begin with - or *
  edges   CSV with source_qid,target_qid, and a file with qid,label,country,latitude,longitude

What a name means is decided by the cities that are known and by the gazetteer, and never
guessed. What is in doubt is held back and written into the review file, one question a
line, those first on which most rows depend. Decide in its first columns (same, new, merge,
skip, different; with a target) and convert again: decisions are replayed, at the next
edition too. The report says what was done and what looks wrong.

The gazetteer is fetched by make gazetteer.`,
		Example: `  twingraph lists convert my-list pairs.csv --directory my-list --date 2026-02-08 --covers
  twingraph import my-list --dry-run`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			cmd.SilenceUsage = true
			return runConvert(cmd, open, args[0], args[1:], flags)
		},
	}
	f := cmd.Flags()
	f.StringVar(&flags.directory, "directory", "", "code of the directory whose edition the list is, such as wikipedia")
	f.StringVar(&flags.date, "date", "", "day, month or year of the state that the list shows")
	f.StringVar(&flags.title, "title", "", "title of the edition")
	f.StringVar(&flags.notes, "notes", "", "what else there is to say about the edition")
	f.StringVar(&flags.source, "source", "", "id of the source (default: directory and date)")
	f.StringVar(&flags.sourceTitle, "source-title", "", "title of the source (default: that of the edition)")
	f.StringVar(&flags.publisher, "publisher", "", "who published the list")
	f.StringVar(&flags.url, "url", "", "where it can be read")
	f.BoolVar(&flags.covers, "covers", false, "the list of each place that stands first in a row was read to its end, so that what is missing there is missing")
	f.StringSliceVar(&flags.known, "known", []string{"bundled"}, "what is known: bundled, store (that of --data or NEO4J_URI), or the directory of a dataset")
	f.StringVar(&flags.previous, "previous", "", "directory of the edition before, as it was converted")
	f.StringSliceVar(&flags.beside, "beside", nil, "files of another list that says where places are, to tell namesakes apart")
	f.StringVar(&flags.review, "review", "", "review file (default: DIR with -review.csv at its end)")
	f.StringVar(&flags.gazetteer, "gazetteer", gazetteer.Folder, "directory of the gazetteer")
	return cmd
}

func runConvert(cmd *cobra.Command, open openStore, dir string, files []string, flags convertFlags) error {
	// The gazetteer is large and lives as long as the program.
	debug.SetGCPercent(50)
	about, err := flags.about()
	if err != nil {
		return err
	}
	if err := vacant(dir); err != nil {
		return err
	}
	if flags.review == "" {
		flags.review = filepath.Clean(dir) + "-review.csv"
	}
	decisions, err := readDecisions(flags.review)
	if err != nil {
		return err
	}
	rows, err := readList(cmd.ErrOrStderr(), files)
	if err != nil {
		return err
	}
	if about.Beside, err = readList(cmd.ErrOrStderr(), flags.beside); err != nil {
		return err
	}
	known, err := knownTo(cmd.Context(), open, flags.known)
	if err != nil {
		return err
	}
	if flags.previous != "" {
		records, err := recordsOf(cmd.Context(), os.DirFS(flags.previous))
		if err != nil {
			return fmt.Errorf("%s: %w", flags.previous, err)
		}
		if about.Previous, err = lists.EditionOf(records, known); err != nil {
			return fmt.Errorf("%s: %w", flags.previous, err)
		}
		known = known.And(lists.KnownOf(records))
	}
	places, err := gazetteer.Read(flags.gazetteer)
	if err != nil {
		return graph.Errorf(graph.NotFound, "%v", err).At("--gazetteer")
	}
	edition, err := lists.Convert(rows, known, places, decisions, about)
	if err != nil {
		return err
	}
	if err := edition.Write(cmd.OutOrStdout()); err != nil {
		return err
	}
	if err := writeEdition(dir, edition); err != nil {
		return err
	}
	return writeWhole(flags.review, func(w io.Writer) error { return lists.WriteReview(w, edition.Review) })
}

// about returns what the flags say of the edition.
func (f convertFlags) about() (lists.About, error) {
	date, err := graph.ParsePartialDate(f.date)
	if err != nil || date.IsZero() {
		return lists.About{}, graph.Errorf(graph.BadUserInput, "%q is not a date: write 2026, 2026-02 or 2026-02-08", f.date).At("--date")
	}
	if f.directory == "" {
		return lists.About{}, graph.Errorf(graph.BadUserInput, "say which directory the list is an edition of, such as wikipedia").At("--directory")
	}
	source := graph.Source{
		Statement: graph.Statement{ID: graph.ID(f.source)}, Title: f.sourceTitle, Publisher: f.publisher, URL: f.url, Date: date,
	}
	if source.Title == "" {
		source.Title = f.title
	}
	if source.Title == "" {
		source.Title = fmt.Sprintf("List of twin towns (%s), %s", f.directory, f.date)
	}
	return lists.About{Directory: f.directory, Date: date, Title: f.title, Notes: f.notes, Source: source, Covers: f.covers}, nil
}

// readDecisions reads a review file, nothing where there is none yet.
func readDecisions(name string) ([]lists.Question, error) {
	content, err := os.ReadFile(name) //nolint:gosec // the file that the user names
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, graph.Errorf(graph.BadUserInput, "%s cannot be read", name).Because(err)
	}
	return lists.ReadReview(name, content)
}

// readList reads the files of a list and says which rows cannot be read.
func readList(failures io.Writer, names []string) ([]lists.Row, error) {
	files := make([]lists.File, len(names))
	for i, name := range names {
		content, err := os.ReadFile(name) //nolint:gosec // the file that the user names
		if err != nil {
			return nil, graph.Errorf(graph.BadUserInput, "%s cannot be read", name).Because(err)
		}
		files[i] = lists.File{Name: filepath.Base(name), Content: content}
	}
	rows, problems, err := lists.Read(files)
	for i, problem := range problems {
		if i == maxLines {
			fmt.Fprintf(failures, "… and %d more\n", len(problems)-i)
			break
		}
		fmt.Fprintln(failures, problem)
	}
	return rows, err
}

// knownTo reads what is known.
func knownTo(ctx context.Context, open openStore, names []string) (lists.Known, error) {
	var known lists.Known
	for _, name := range names {
		files := fs.FS(nil)
		switch name {
		case "bundled":
			files = dataset.FS()
		case "store":
			store, err := open(ctx)
			if err != nil {
				return known, err
			}
			held, err := heldBy(ctx, store)
			if err != nil {
				_ = store.Close()
				return known, err
			}
			if err := store.Close(); err != nil {
				return known, err
			}
			known = known.And(lists.KnownOf(held))
			continue
		default:
			files = os.DirFS(name)
		}
		records, err := recordsOf(ctx, files)
		if err != nil {
			return known, fmt.Errorf("%s: %w", name, err)
		}
		known = known.And(lists.KnownOf(records))
	}
	return known, nil
}

// recordsOf returns the records of a dataset without a history.
func recordsOf(ctx context.Context, files fs.FS) ([]graph.Record, error) {
	d, err := ingest.Read(ctx, files, nil)
	if err != nil {
		return nil, err
	}
	if d.Rejected.Count > 0 {
		return nil, graph.Errorf(graph.BadUserInput, "%d problems, the first: %s", d.Rejected.Count, d.Rejected.Rows[0])
	}
	if d.History {
		return nil, graph.Errorf(graph.BadUserInput, "the dataset has a history; import it into a store and name that")
	}
	return d.Steps[0].Records, nil
}

// heldBy returns the records of a store that lists are compared with.
func heldBy(ctx context.Context, store graph.Reader) ([]graph.Record, error) {
	var all []graph.Record
	view := graph.View{KnownAt: graph.Latest(), Tier: graph.TierPublic}
	for _, word := range graph.Words() {
		if !graph.ShapeOf(word).Open && !graph.ShapeOf(word).CitedBy {
			continue // records with tiers have nothing to do with lists
		}
		err := graph.Each(ctx, store, view, graph.Query{Word: word, First: graph.MaxFirst}, func(r graph.Record) error {
			all = append(all, r)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// writeEdition writes the records of an edition into a directory: all of them, or nothing.
func writeEdition(dir string, edition *lists.Edition) error {
	return wholeFolder(dir, func(making string) error {
		_, err := ingest.WriteRecords(edition.Records(), createIn(making))
		return err
	})
}
