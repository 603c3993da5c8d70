package graph_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
)

// TestTheTablesOfTIME derives the table of answers in TIME.md from its table of what
// was recorded.
func TestTheTablesOfTIME(t *testing.T) {
	text, err := os.ReadFile("TIME.md")
	if err != nil {
		t.Fatal(err)
	}
	recorded, answers := table(t, string(text), "recorded"), table(t, string(text), "asOf")
	var links []graph.Version[*graph.TwinningLink]
	var claims []graph.Version[*graph.Claim]
	for _, row := range recorded[1:] {
		at := midnight(t, row[0])
		date, err := graph.ParsePartialDate(row[4])
		if err != nil {
			t.Fatal(err)
		}
		claim := &graph.Claim{
			Statement: graph.Statement{ID: graph.ID(row[1])}, Link: "northbridge--southford",
			Side: graph.ID(row[2]), Type: graph.ClaimType(row[3]), Date: date, Authority: graph.Authority(row[5]),
		}
		if before := slices.IndexFunc(claims, func(v graph.Version[*graph.Claim]) bool { return v.Record.ID == claim.ID }); before >= 0 {
			claims[before].KnownTo = at
		}
		if links == nil {
			link := &graph.TwinningLink{Statement: graph.Statement{ID: claim.Link}, A: "northbridge", B: "southford", Kind: graph.LinkKindTwinning}
			links = append(links, graph.Version[*graph.TwinningLink]{Record: link, KnownFrom: at})
		}
		claims = append(claims, graph.Version[*graph.Claim]{Record: claim, KnownFrom: at})
	}
	chronicle := graph.NewChronicle(links, claims)
	if len(answers) < 2 || len(answers[0]) < 2 {
		t.Fatalf("there are no answers: %v", answers)
	}
	for _, row := range answers[1:] {
		for i, head := range answers[0][1:] {
			known := strings.TrimPrefix(head, "knownAt ")
			t.Run(row[0]+" as known at "+known, func(t *testing.T) {
				same(t, "answer", written(chronicle.At(midnight(t, known)), on(t, row[0])), row[i+1])
			})
		}
	}
}

// written writes an answer as the table does.
func written(h graph.History, day graph.Day) string {
	switch {
	case len(h) == 0:
		return "no link"
	case h.At(day).Exact:
		return string(h.At(day).Status)
	}
	return string(h.At(day).Status) + " ≈"
}

// table returns the cells of the table whose first heading is given, headings first.
func table(t *testing.T, text, first string) [][]string {
	t.Helper()
	_, rest, found := strings.Cut(text, "\n| "+first+" |")
	if !found {
		t.Fatalf("there is no table that begins with %q", first)
	}
	var rows [][]string
	for i, line := range strings.Split("| "+first+" |"+rest, "\n") {
		if !strings.HasPrefix(line, "|") {
			break
		}
		var cells []string
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		if i != 1 { // the line of dashes
			rows = append(rows, cells)
		}
	}
	return rows
}

// midnight reads a day as its first instant in UTC.
func midnight(t *testing.T, day string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
