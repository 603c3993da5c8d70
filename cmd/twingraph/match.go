package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/matching"
)

// matchFlags are the flags of twingraph match.
type matchFlags struct {
	output, name, country, region, code, asOf string
	links                                     []string
	candidates                                int
}

// anyLinks is what --links takes for links however they stand.
const anyLinks = "ALL"

// matchCommand returns "twingraph match".
func matchCommand(open openStore) *cobra.Command {
	var flags matchFlags
	to := &remote{reads: true}
	cmd := &cobra.Command{
		Use:   "match FILE.csv",
		Short: "Say which cities a list of your own means, and how their links stand",
		Long: `Reads a table of towns and writes it again with columns more: which city each row
means (MATCHED), which it may mean (AMBIGUOUS, with candidates), or that none on record
fits (UNKNOWN). Nothing is guessed between namesakes. With --links the links of each city
come along, with their statuses on the day.

The columns are found by their names: name (or city, town, municipality, Ort, Stadt,
miasto, ville ...), country, region (or state, Bundesland ...) and code (or wikidata,
geonames, qid). Cells may be set apart by commas, semicolons or tabs. - is the standard
input.`,
		Example: `  twingraph match towns.csv -o matched.csv
  twingraph match towns.csv --links SUSPENDED,ENDED --as-of 2022-12-31
  twingraph match towns.csv --name Partnerstadt --country Staat --to https://twins.example.org`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cmd.SilenceUsage = true
			return runMatch(cmd, open, to, args[0], flags)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&flags.output, "output", "o", "", "file to write (default: the standard output)")
	f.StringVar(&flags.name, "name", "", "column of the names (default: found)")
	f.StringVar(&flags.country, "country", "", "column of the countries (default: found)")
	f.StringVar(&flags.region, "region", "", "column of the regions (default: found)")
	f.StringVar(&flags.code, "code", "", "column of Wikidata or GeoNames ids or of slugs (default: found)")
	f.StringVar(&flags.asOf, "as-of", "", "the day of the links (default: today, UTC)")
	f.StringSliceVar(&flags.links, "links", nil, "statuses of the links to write, such as SUSPENDED,ENDED, or ALL (default: no links)")
	f.IntVar(&flags.candidates, "candidates", 5, "most candidates to write in a row: 0 to 10")
	to.flags(f)
	return cmd
}

func runMatch(cmd *cobra.Command, open openStore, to *remote, file string, flags matchFlags) error {
	if flags.candidates < 0 || flags.candidates > matching.MostCandidates {
		return graph.Errorf(graph.BadUserInput, "%d is not 0 to %d", flags.candidates, matching.MostCandidates).At("--candidates")
	}
	statuses, err := flags.statuses()
	if err != nil {
		return err
	}
	var day *graph.Day
	if flags.asOf != "" {
		read, err := graph.ParseDay(flags.asOf)
		if err != nil {
			return graph.Errorf(graph.BadUserInput, "%q is no day: write for example 2022-12-31", flags.asOf).At("--as-of")
		}
		day = &read
	}
	t, err := readTowns(cmd.InOrStdin(), file, flags)
	if err != nil {
		return err
	}
	ask := to.matchRows
	if to.to == "" {
		store, err := open(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { _ = store.Close() }()
		ask = atlasMatcher{atlas.New(store, time.Now).For(graph.Viewer{})}.matchRows
	}
	q := townQuestion{day, statuses, flags.candidates}
	matches, err := inBatches(cmd.Context(), t.towns(), q, ask)
	if err != nil {
		return inFlags(err)
	}
	write := func(w io.Writer) error { return t.write(w, matches, q) }
	if flags.output == "" {
		err = write(cmd.OutOrStdout())
	} else {
		err = writeWhole(flags.output, write)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(cmd.ErrOrStderr(), summary(matches))
	return err
}

// statuses reads --links: nil for no links.
func (f matchFlags) statuses() ([]graph.Status, error) {
	var list []graph.Status
	for _, text := range f.links {
		text = strings.ToUpper(strings.TrimSpace(text))
		switch status := graph.Status(text); {
		case text == anyLinks:
			list = append(list, graph.StatusesEstablished()...)
		case slices.Contains(graph.Statuses(), status):
			list = append(list, status)
		default:
			return nil, graph.Errorf(graph.BadUserInput, "%q is no status; there are %v, and ALL", text, graph.Statuses()).At("--links")
		}
	}
	return list, nil
}

// summary counts what came of the rows.
func summary(matches []townMatch) string {
	count := map[matching.Outcome]int{}
	for _, m := range matches {
		count[m.Outcome]++
	}
	return fmt.Sprintf("%s: %d matched, %d ambiguous, %d unknown",
		counted(len(matches), "row"), count[matching.Matched], count[matching.Ambiguous], count[matching.Unknown])
}

// townQuestion is what is asked of each row.
type townQuestion struct {
	asOf       *graph.Day     // nil for today
	statuses   []graph.Status // of links; none for no links
	candidates int
}

// townMatch is what came of a row.
type townMatch struct {
	Outcome    matching.Outcome
	City       *townCity
	Candidates []townCandidate
}

type townCity struct {
	Slug, Name, Country string
	Links               []townLink
}

type townLink struct{ Slug, Other, Status, Since string }

type townCandidate struct {
	Slug    string
	Score   float64
	Reasons []string
}

// rowsOfBatch is how many rows are asked for at once: as many as a server with the usual
// limits answers with two hundred links each.
const rowsOfBatch = 50

// inBatches asks for all rows.
func inBatches(ctx context.Context, rows []*matching.Row, q townQuestion, ask func(context.Context, []*matching.Row, townQuestion) ([]townMatch, error)) ([]townMatch, error) {
	var matches []townMatch
	for batch := range slices.Chunk(rows, rowsOfBatch) {
		found, err := ask(ctx, batch, q)
		if err != nil {
			return nil, err
		}
		if len(found) != len(batch) {
			return nil, fmt.Errorf("the answer has %d rows in place of %d", len(found), len(batch))
		}
		matches = append(matches, found...)
	}
	return matches, nil
}

// atlasMatcher asks the data itself.
type atlasMatcher struct{ request *atlas.Request }

func (a atlasMatcher) matchRows(ctx context.Context, rows []*matching.Row, q townQuestion) ([]townMatch, error) {
	v := a.request.View()
	if q.asOf != nil {
		v.AsOf = *q.asOf
	}
	found, err := a.request.MatchCities(ctx, v, rows, q.candidates)
	if err != nil {
		return nil, err
	}
	var ids []graph.ID
	for _, m := range found {
		if m.City != nil && len(q.statuses) > 0 {
			ids = append(ids, m.City.ID)
		}
	}
	links, err := a.request.StandingLinks(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	matches := make([]townMatch, len(found))
	for i, m := range found {
		matches[i].Outcome = m.Outcome
		if m.City != nil {
			matches[i].City = &townCity{Slug: string(m.City.ID), Name: m.City.Name, Country: m.City.Country}
			for _, l := range links[m.City.ID] {
				if slices.Contains(q.statuses, l.Status.Status) && l.Other != nil {
					matches[i].City.Links = append(matches[i].City.Links, townLink{string(l.Link.ID), l.Other.Name, string(l.Status.Status), l.Status.Since.String()})
				}
			}
		}
		for _, c := range m.Candidates {
			one := townCandidate{Slug: string(c.City.ID), Score: c.Score}
			for _, reason := range c.Reasons {
				one.Reasons = append(one.Reasons, string(reason))
			}
			matches[i].Candidates = append(matches[i].Candidates, one)
		}
	}
	return matches, nil
}

// openTowns opens the table.
func openTowns(in io.Reader, file string) (io.ReadCloser, error) {
	if file == "-" {
		return io.NopCloser(in), nil
	}
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, graph.Errorf(graph.NotFound, "there is no file %s", file)
	}
	return f, err
}
