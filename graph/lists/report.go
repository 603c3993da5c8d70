package lists

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
)

// Report says what became of a list.
type Report struct {
	Rows          int
	Both          int      // pairs that are written from both ends
	Held          int      // rows of which an end is in doubt or left out
	ByLocation    int      // ends that were settled by where the list says that they are
	ByWitness     int      // ends that were settled by another list with the same pair
	ByLink        int      // ends that were settled by a link that is known
	ByEntry       int      // ends that were settled by another row of the same entry
	ByNeighbours  int      // ends that were settled by the region of the entries before and after
	ByReturn      int      // ends that were settled by the entry of the other city, which has the same pair
	Placeless     int      // entries that are a city of which nobody knows where it is
	KnownLinks    int      // pairs whose link was known
	KnownListings int      // of these, those that were known to be listed by this source
	Compared      int      // ends that another list with the same pair puts somewhere
	Contradicted  int      // of these, elsewhere
	Within        int      // pairs that are members of one association, and no links
	Dropped       int      // pairs that the edition before shows and this one, which covers them, does not
	Uncovered     int      // pairs that the edition before shows and this one does not cover
	Maybe         int      // pairs that the edition before shows and of which a row that is held back may be
	Loops         []int    // rows that link a place with itself
	Twice         [][2]int // rows that say again what an earlier one says
	Invalid       []string // records that break a law
	Elsewhere     []string // places that the list puts somewhere else
	rows          []Row
}

func newReport(rows []Row) *Report { return &Report{Rows: len(rows), rows: rows} }

// Write writes an edition's report for people.
func (e *Edition) Write(to io.Writer) error {
	r := e.Report
	var err error
	line := func(format string, args ...any) {
		if err == nil {
			_, err = fmt.Fprintf(to, format+"\n", args...)
		}
	}
	line("%d rows give %d pairs of cities: %d of links that were known, of which %d were known to be listed; %d links are new, and %d cities.",
		r.Rows, len(e.Pairs), r.KnownLinks, r.KnownListings, len(e.Links), len(e.Cities))
	line("%d pairs are written from both ends and are one link; %d rows say again what an earlier one says; %d link a place with itself.", r.Both, len(r.Twice), len(r.Loops))
	for _, i := range r.Loops {
		line("  %s:%d: %s — %s", r.rows[i].File, r.rows[i].Line, r.rows[i].A, r.rows[i].B)
	}
	line("%d ends were settled by where the list says that they are, %d by another list with the same pair, %d by a link that is known.", r.ByLocation, r.ByWitness, r.ByLink)
	if e.Covers {
		line("%d ends were settled by another row of the same entry, %d by the region of the entries around it, %d by the entry of the other city; %d entries are cities that could be at several places.",
			r.ByEntry, r.ByNeighbours, r.ByReturn, r.Placeless)
	}
	if e.Previous != nil {
		line("Of the %d pairs of the edition before %d are dropped: their cities are read and shown with others; %d are not covered, %d may be in rows that are held back.",
			len(e.Previous.Pairs), r.Dropped, r.Uncovered, r.Maybe)
	}
	if r.Within > 0 {
		line("%d pairs are members of one association: %d organisations with %d memberships, and no links.", r.Within, len(e.Organisations), len(e.Memberships))
	}
	open := map[Kind]int{}
	for _, q := range e.Review {
		if q.Decision == "" {
			open[q.Kind]++
		}
	}
	if r.Compared > 0 {
		line("%d ends that were settled by their names are in another list with the same pair, which puts %d of them elsewhere: these go by it, or are held back.", r.Compared, r.Contradicted)
	}
	line("%d rows are held back until the review file has a decision:", r.Held)
	for _, kind := range slices.Sorted(maps.Keys(open)) {
		line("  %d of kind %s", open[kind], kind)
	}
	waiting := slices.DeleteFunc(slices.Clone(e.Review), func(q Question) bool { return q.Decision != "" })
	slices.SortStableFunc(waiting, func(a, b Question) int { return cmp.Compare(b.Links, a.Links) })
	for _, q := range waiting[:min(len(waiting), 20)] {
		line("  %s is not settled (%s): named in %d rows", named(q), q.Why, q.Links)
	}
	for _, problem := range append(slices.Clone(r.Invalid), r.Elsewhere...) {
		line("  %s", problem)
	}
	return err
}

func named(q Question) string {
	if q.Country != "" {
		return q.Name + ", " + q.Country
	}
	return q.Name
}
