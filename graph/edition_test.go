package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
)

// An edition covers some ten thousand cities; no other list of ids is as long.
func TestAnEditionCoversSomeTenThousandCities(t *testing.T) {
	edition := func(directory string, cities int) *graph.Edition {
		e := &graph.Edition{Directory: directory, Source: "lists", Date: day("2026-02-08")}
		e.Statement = graph.Statement{ID: "lists-2026", Sources: []graph.ID{"lists"}, Confidence: graph.Documented}
		for i := range cities {
			e.Covers = append(e.Covers, graph.ID(fmt.Sprintf("c%d", i)))
		}
		return e
	}
	behindItself := edition("lists", 1)
	behindItself.Previous = "lists-2026"
	partnership := &graph.Partnership{Statement: graph.Statement{ID: "p", Sources: []graph.ID{"s"}, Confidence: graph.Documented}}
	partnership.Cities = edition("lists", 1001).Covers
	for _, c := range []struct {
		says   string
		record graph.Record
		field  string // that is wrong; empty for none
	}{
		{"which cities it covers is not known", edition("wikipedia", 0), ""},
		{"twenty thousand cities", edition("wikipedia", 20_000), ""},
		{"more cities than an edition can have", edition("wikipedia", 100_001), "covers"},
		{"a directory with capital letters", edition("Wikipedia", 1), "directory"},
		{"no directory", edition("", 1), "directory"},
		{"the edition before it is itself", behindItself, "previous"},
		{"a partnership of a thousand cities and one", partnership, "cities"},
	} {
		t.Run(c.says, func(t *testing.T) {
			problems := graph.Validate(graph.Canonical(c.record))
			var fields []string
			for _, p := range problems {
				fields = append(fields, p.Field)
			}
			want := []string(nil)
			if c.field != "" {
				want = []string{c.field}
			}
			same(t, "wrong", fmt.Sprint(fields), fmt.Sprint(want))
		})
	}
	same(t, "id that it is given", graph.ShapeOf(graph.WordEdition).Slug(edition("wikipedia", 1)), graph.ID("wikipedia-2026-02-08"))
}

// A membership cannot end before it began, and has one of each: city, organisation.
func TestMembershipsAreOfOneCityInOneOrganisation(t *testing.T) {
	for _, c := range []struct {
		says, city, organisation, start, end, field string
	}{
		{"nothing but who and where", "kyiv-ua", "eurocities", "", "", ""},
		{"it began and ended in one year", "kyiv-ua", "eurocities", "2014", "2014", ""},
		{"it ended before it began", "kyiv-ua", "eurocities", "2015-01", "2014", "end"},
		{"no city", "", "eurocities", "", "", "city"},
		{"no organisation", "kyiv-ua", "", "", "", "organisation"},
	} {
		t.Run(c.says, func(t *testing.T) {
			m := &graph.Membership{City: graph.ID(c.city), Organisation: graph.ID(c.organisation)}
			m.Statement = graph.Statement{ID: "m", Sources: []graph.ID{"s"}, Confidence: graph.Documented}
			if c.start != "" {
				m.Start = day(c.start)
			}
			if c.end != "" {
				m.End = day(c.end)
			}
			var fields string
			for _, p := range graph.Validate(m) {
				fields += p.Field
			}
			same(t, "wrong", fields, c.field)
		})
	}
	m := &graph.Membership{City: "kyiv-ua", Organisation: "eurocities"}
	same(t, "id that it is given", graph.ShapeOf(graph.WordMembership).Slug(m), graph.ID("eurocities--kyiv-ua"))
}

// day reads a partial date of a table.
func day(s string) graph.PartialDate {
	d, err := graph.ParsePartialDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Law 2 holds for memberships: without a start they count from the latest date among their
// sources, failing that from when they were recorded.
func TestTheDaysOnWhichAMembershipCounts(t *testing.T) {
	recorded := time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		says, start, end, sources string
		first, last               string // "" for no bound; both "-" for no day
	}{
		{"it began on a day and did not end", "2014-05-02", "", "2026", "2014-05-02", ""},
		{"it began in a year and ended in a month", "2014", "2016-05", "", "2014-01-01", "2016-04-30"},
		{"the latest of its sources says since when it is known", "", "", "2023 2026-02-08 2025-12", "2026-02-08", ""},
		{"no source has a date", "", "", "", "2026-11-22", ""},
		{"known and ended since", "", "2026-05", "2026-02-08", "2026-02-08", "2026-04-30"},
		{"it ended before it is known to have begun", "", "2016-05", "2026-02-08", "2016-04-30", "2016-04-30"},
		{"it began and ended in one year", "2014", "2014", "", "-", "-"},
	} {
		t.Run(c.says, func(t *testing.T) {
			m := &graph.Membership{Statement: graph.Statement{RecordedAt: recorded}}
			if c.start != "" {
				m.Start = day(c.start)
			}
			if c.end != "" {
				m.End = day(c.end)
			}
			sources := []*graph.Source{{}}
			for _, date := range strings.Fields(c.sources) {
				sources = append(sources, &graph.Source{Date: day(date)})
			}
			first, last, ok := m.Period(sources)
			same(t, "counts", ok, c.first != "-")
			if ok {
				same(t, "first", first.String(), c.first)
				same(t, "last", last.String(), c.last)
			}
		})
	}
}
