package httpd_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"twingraph/graph"
)

// The map counts on any day what the API counts.
func TestMapAgreesWithStatistics(t *testing.T) {
	s := newServer(t, bundled, nil)
	c := s.columns(t)
	if c.Version != 1 || c.Seq != 1 || len(c.Cities.ID) != 553 || len(c.Links.ID) != 450 {
		t.Fatalf("version %d, change %d, %d cities, %d links", c.Version, c.Seq, len(c.Cities.ID), len(c.Links.ID))
	}
	for _, day := range []string{"1950-01-01", "2019-12-31", "2022-02-23", "2022-03-31", "2022-12-31", "2026-11-22", "2030-01-01"} {
		var stats struct {
			Statistics struct {
				ByStatus []struct {
					Status string
					Count  int
				}
			}
		}
		a := s.ask(t, fmt.Sprintf(`{statistics(asOf:%q){byStatus{status count}}}`, day), nil)
		if err := json.Unmarshal(a.Data, &stats); err != nil {
			t.Fatalf("%v: %s", err, a.Text)
		}
		asOf, err := graph.ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		counts := c.on(asOf)
		for _, want := range stats.Statistics.ByStatus {
			if counts[want.Status] != want.Count {
				t.Errorf("%s: %d links are %s, the API says %d", day, counts[want.Status], want.Status, want.Count)
			}
		}
	}
}

// The flags of the map say of every link what the API says of its status on that day.
func TestMapFlagsAgreeWithStatus(t *testing.T) {
	s := newServer(t, bundled, nil)
	c := s.columns(t)
	for _, day := range []string{"2022-03-15", "2022-12-31", "2026-11-22"} {
		var links struct {
			TwinningLinks struct {
				Nodes []struct {
					Slug   string
					Status struct {
						Disputed, Exact, Unilateral, UnderReview bool
						Basis                                    graph.Basis
						Became                                   graph.Became
					}
				}
			}
		}
		a := s.ask(t, fmt.Sprintf(`{twinningLinks(first:500,asOf:%q){nodes{slug status{disputed exact unilateral underReview basis became}}}}`, day), nil)
		if err := json.Unmarshal(a.Data, &links); err != nil {
			t.Fatalf("%v: %s", err, a.Text)
		}
		if len(links.TwinningLinks.Nodes) < 440 {
			t.Fatalf("%s: only %d links", day, len(links.TwinningLinks.Nodes))
		}
		want := map[string]int{}
		for _, l := range links.TwinningLinks.Nodes {
			want[l.Slug] = 0
			for flag, set := range map[int]bool{
				1: l.Status.Disputed, 2: l.Status.Exact, 4: l.Status.Unilateral, 8: l.Status.UnderReview, 16: l.Status.Basis == graph.BasisListing, 32: l.Status.Became == graph.BecameKnown,
			} {
				if set {
					want[l.Slug] += flag
				}
			}
		}
		asOf, err := graph.ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		at, listed := 0, 0
		for link, n := range c.Links.Spells {
			flags := 0
			for i := at; i < at+n; i++ {
				if c.Spells.From[i] == nil || *c.Spells.From[i] <= int(asOf) {
					flags = c.Spells.Flags[i]
				}
			}
			// What is not established yet is on no list.
			if says, is := want[c.Links.ID[link]]; is && flags != says {
				t.Errorf("%s at %s: flags %d, the API says %d", c.Links.ID[link], day, flags, says)
			}
			listed += flags / 16 % 2
			at += n
		}
		if day == "2026-11-22" && listed < 50 {
			t.Errorf("%s: only %d links rest on directories alone", day, listed)
		}
	}
}

// A filter selects the links that it selects in the API.
func TestMapFilter(t *testing.T) {
	s := newServer(t, bundled, nil)
	c := s.columns(t, "filter", `{"status":{"eq":"SUSPENDED"},"city":{"country":{"eq":"RU"}}}`, "asOf", "2022-12-31")
	a := s.ask(t, `{twinningLinks(first:500,asOf:"2022-12-31",filter:{status:{eq:SUSPENDED},city:{country:{eq:"RU"}}}){nodes{slug}}}`, nil)
	var want struct {
		TwinningLinks struct{ Nodes []struct{ Slug string } }
	}
	if err := json.Unmarshal(a.Data, &want); err != nil {
		t.Fatalf("%v: %s", err, a.Text)
	}
	var got, slugs []string
	got = c.Links.ID
	for _, n := range want.TwinningLinks.Nodes {
		slugs = append(slugs, n.Slug)
	}
	if len(got) == 0 || fmt.Sprint(got) != fmt.Sprint(slugs) {
		t.Errorf("got %v, the API says %v", got, slugs)
	}
	ends := map[int]bool{}
	for i := range c.Links.A {
		ends[c.Links.A[i]], ends[c.Links.B[i]] = true, true
	}
	if len(ends) != len(c.Cities.ID) {
		t.Errorf("%d cities, %d at the ends of links", len(c.Cities.ID), len(ends))
	}
	if none := s.columns(t, "knownAt", "2020-01-01T00:00:00Z"); len(none.Cities.ID) != 0 || len(none.Links.ID) != 0 {
		t.Errorf("before anything was recorded: %d cities", len(none.Cities.ID))
	}
}
