package export

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
)

// A spreadsheet shows every text of the table and runs none.
func TestNoCellIsAFormula(t *testing.T) {
	n := take(t, storeOf(t, awkward()), nil)
	for _, file := range [][]byte{write(t, CitiesCSV, n), write(t, LinksCSV, n)} {
		inQuotes, start, cells := false, true, 0
		for i, c := range string(file) {
			switch {
			case c == '"':
				inQuotes = !inQuotes
				continue // what comes behind the quote begins the cell
			case !inQuotes && (c == ',' || c == '\n'):
				start = true
				continue
			case start && strings.ContainsRune("=+@\t＝＋－＠", c):
				t.Errorf("a cell begins with %.30q", file[i:])
			case start && c == '-':
				if rest := string(file[i+1:]); !strings.ContainsAny(rest[:1], "0123456789") || strings.HasPrefix(rest, "2;") {
					t.Errorf("a cell begins with %.30q", file[i:])
				}
			}
			if start {
				cells++
			}
			start = false
		}
		if cells < 100 {
			t.Errorf("only %d cells", cells)
		}
	}
	for text, want := range map[string]bool{
		"=1": true, "'=1": true, "''=1": true, " =1": true, "-": true, "@": true, "\r1": true, "": false, "'": false, "'s-Hertogenbosch": false, "a=1": false,
	} {
		if formula(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

// GEXF has one edge a link, days that include both ends, and an edge only while there is
// a link. Parallel edges differ in their kind.
func TestGEXFOverTime(t *testing.T) {
	n := take(t, bundled(t), nil)
	type edge struct{ statuses, spells []string }
	edges, current, parallel := map[string]*edge{}, (*edge)(nil), map[string]bool{}
	interval := func(e xml.StartElement) string { return attributeOf(e, "start") + ".." + attributeOf(e, "end") }
	readXML(t, write(t, GEXF, n), func(e xml.StartElement, _ string) {
		switch e.Name.Local {
		case "edge":
			ends := []string{attributeOf(e, "source"), attributeOf(e, "target")}
			slices.Sort(ends)
			key := strings.Join(append(ends, attributeOf(e, "kind")), "/")
			if parallel[key] {
				t.Errorf("two edges %s", key)
			}
			parallel[key] = true
			current = &edge{}
			edges[attributeOf(e, "id")] = current
		case "attvalue":
			if interval := interval(e); interval != ".." {
				current.statuses = append(current.statuses, attributeOf(e, "value")+" "+interval)
			}
		case "spell":
			current.spells = append(current.spells, interval(e))
		}
	})
	if len(edges) != len(n.Links) || len(edges) == 0 {
		t.Errorf("%d edges, %d links", len(edges), len(n.Links))
	}
	// Each link's days, listed one by one.
	for _, l := range n.Links {
		e := edges[string(l.Record.ID)]
		if want := len(l.History.Merged()); len(e.statuses) != want && want > 1 {
			t.Errorf("%s has %d statuses over time, want %d", l.Record.ID, len(e.statuses), want)
		}
		for i := range l.History {
			for _, day := range []graph.Day{l.History[i].From, l.History[i].From - 1} {
				if day < -40000 {
					continue
				}
				status := l.History.At(day).Status
				there := status == graph.StatusActive || status == graph.StatusSuspended || status == graph.StatusContested
				if has := slices.ContainsFunc(e.spells, func(s string) bool { return holds(t, s, day) }); has != there {
					t.Errorf("%s is %s on %s and has these spells: %v", l.Record.ID, status, day, e.spells)
				}
				given := slices.DeleteFunc(slices.Clone(e.statuses), func(s string) bool {
					_, interval, _ := strings.Cut(s, " ")
					return !holds(t, interval, day)
				})
				if len(given) != 1 || !strings.HasPrefix(given[0], string(status)+" ") {
					t.Errorf("%s is %s on %s and has the statuses %v", l.Record.ID, status, day, given)
				}
			}
		}
	}
}

// holds reports whether an interval of instants, both ends inclusive, holds a day from its
// first to its last millisecond.
func holds(t *testing.T, interval string, day graph.Day) bool {
	t.Helper()
	from, to, _ := strings.Cut(interval, "..")
	instant := func(text string) time.Time {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil || !strings.HasSuffix(text, "Z") {
			t.Fatalf("%q is no instant in UTC", text)
		}
		return at
	}
	first := day.Time()
	last := first.Add(24*time.Hour - time.Millisecond)
	return (from == "" || !instant(from).After(first)) && (to == "" || !instant(to).Before(last))
}

// Contacts, support twinnings and approaches are in no export, whatever their tier.
func TestNothingRestrictedIsExported(t *testing.T) {
	records := awkward()
	base := func(id graph.ID) graph.Statement {
		return graph.Statement{ID: id, Sources: []graph.ID{"s"}, Confidence: graph.Documented, Notes: "HIDDEN"}
	}
	records = append(records,
		&graph.SupportTwinning{Statement: base("hidden-support"), Programme: "HIDDEN", Theme: "HIDDEN", MandateCountry: "DE", DefenderCountry: "RU"},
		&graph.Approach{Statement: base("hidden-approach"), From: "city-0", To: "city-1", Date: graph.PartialDate{Year: 2024}, Outcome: "HIDDEN"})
	for _, tier := range graph.Tiers() {
		id := "hidden-" + strings.ToLower(string(tier))
		records = append(records, &graph.Contact{Statement: base(graph.ID(id)), City: "city-0", Role: "HIDDEN", Channel: graph.ChannelEmail, Value: "HIDDEN@example.org", Tier: tier})
	}
	n := take(t, storeOf(t, records), nil)
	a, err := Arrange(t.Context(), n.Moment(), networkOf(t, n))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Formats() {
		file := write(t, func(w io.Writer, n *Network) error { return f.Write(w, n, a) }, n)
		if at := bytes.Index(bytes.ToLower(file), []byte("hidden")); at >= 0 {
			t.Errorf("%s holds %q", f.Name, file[max(0, at-50):at+50])
		}
	}
	// A filter on what is hidden selects as if it were not there.
	part := take(t, storeOf(t, records), func(q *Question) {
		q.Of, q.Where = graph.WordCity, graph.Has("contacts", graph.In("tier", graph.TierPartner, graph.TierRestricted))
	})
	if len(part.Cities) != 0 {
		t.Errorf("%d cities have hidden contacts", len(part.Cities))
	}
}

// limited takes so many bytes and then fails.
type limited struct{ left int }

func (l *limited) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

// A writer whose reader has gone stops and says so, wherever it is.
func TestAReaderThatGoesEndsTheWriting(t *testing.T) {
	n := take(t, bundled(t), nil)
	a, err := Arrange(t.Context(), n.Moment(), networkOf(t, n))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Formats() {
		length := len(write(t, func(w io.Writer, n *Network) error { return f.Write(w, n, a) }, n))
		for _, left := range []int{0, 10, length / 3, length - 1} {
			if err := f.Write(&limited{left}, n, a); !errors.Is(err, io.ErrClosedPipe) {
				t.Errorf("%s, gone after %d of %d bytes: %v", f.Name, left, length, err)
			}
		}
		if err := f.Write(&limited{length}, n, a); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}

// A question whose time is over is not answered.
func TestTakeStops(t *testing.T) {
	store := bundled(t)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	n := take(t, store, nil)
	if _, err := Arrange(over, n.Moment(), networkOf(t, n)); graph.CodeOf(err) != graph.Timeout {
		t.Errorf("got %v", err)
	}
}
