package export

import (
	"bytes"
	"io"
	"maps"
	"slices"
	"testing"

	"twingraph/graph"
)

// statusesOn counts links by status as the API's statistics do.
func statusesOn(t *testing.T, store graph.Store, day graph.Day) map[string]int {
	t.Helper()
	tally, err := store.Tally(t.Context(), graph.View{AsOf: day, KnownAt: graph.Latest()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for status, n := range tally.ByStatus {
		if n > 0 && status != graph.StatusNotEstablished {
			counts[string(status)] = n
		}
	}
	return counts
}

// What the readers of JSON-LD and FollowTheMoney see of three days is what the API
// says of them.
func TestReadersCountAsTheAPIDoes(t *testing.T) {
	store := bundled(t)
	for _, text := range []string{"2021-12-31", "2022-12-31", "2024-12-31"} {
		day, err := graph.ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		n := take(t, store, func(q *Question) { q.AsOf, q.Established = day, true })
		want := statusesOn(t, store, day)
		for _, c := range []struct {
			program, file string
			write         func(io.Writer, *Network) error
			cities, links string
		}{
			{"followthemoney", "network.ftm.json", FollowTheMoney, "PublicBody", "UnknownLink"},
			{"rdflib", "network.jsonld", LinkedData, "", "urn:twingraph:term:TwinningLink"},
		} {
			t.Run(text+" "+c.program, func(t *testing.T) {
				var seen struct {
					Schemas, Statuses map[string]int
					Wrong             []string
					Credits, Licence  string
					Citations         map[string]string
				}
				readWith(t, c.program, c.file, write(t, c.write, n), &seen)
				if !maps.Equal(seen.Statuses, want) || len(seen.Wrong) > 0 {
					t.Errorf("statuses %v, want %v; wrong: %v", seen.Statuses, want, seen.Wrong)
				}
				if seen.Credits != credits {
					t.Errorf("credits %q", seen.Credits)
				}
				if c.program == "rdflib" && seen.Licence != licence {
					t.Errorf("licence %q", seen.Licence)
				}
				prefix := entityID
				if c.program == "rdflib" {
					prefix = iri
				}
				for _, l := range n.Links {
					if got := seen.Citations[prefix(graph.WordTwinningLink, l.Record.ID)]; got != n.Lead(l).Citation {
						t.Errorf("%s is cited by %q", l.Record.ID, got)
					}
				}
				if want := len(n.Cities) + len(n.Links); len(seen.Citations) != want {
					t.Errorf("%d lines to cite by, want %d", len(seen.Citations), want)
				}
				if c.cities != "" && seen.Schemas[c.cities] != len(n.Cities) || c.links != "" && seen.Schemas[c.links] != len(n.Links) {
					t.Errorf("%d cities, %d links, read as %v", len(n.Cities), len(n.Links), seen.Schemas)
				}
			})
		}
	}
	n := take(t, store, nil)
	for _, w := range []func(io.Writer, *Network) error{LinkedData, FollowTheMoney} {
		if first := write(t, w, n); slices.ContainsFunc([]int{1, 2, 3}, func(int) bool { return !bytes.Equal(first, write(t, w, n)) }) {
			t.Error("the same network gives other bytes")
		}
	}
}
