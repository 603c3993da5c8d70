package httpd_test

import (
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed/atom"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
)

// feed fetches a page of the feed and reads it by a feed reader's parser; parameters come in
// pairs.
func (s server) feed(t *testing.T, parameters ...string) (*atom.Feed, answer) {
	t.Helper()
	query := url.Values{}
	for i := 0; i < len(parameters); i += 2 {
		query.Set(parameters[i], parameters[i+1])
	}
	return s.feedAt(t, "/feed/status.atom?"+query.Encode())
}

func (s server) feedAt(t *testing.T, address string) (*atom.Feed, answer) {
	t.Helper()
	a := s.send(t, "GET", address, "")
	if a.Status != 200 || a.Header.Get("Content-Type") != "application/atom+xml; charset=utf-8" {
		t.Fatalf("%s: status %d, %s: %.300s", address, a.Status, a.Header.Get("Content-Type"), a.Text)
	}
	for strict := xml.NewDecoder(strings.NewReader(a.Text)); ; {
		if _, err := strict.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%s is not XML: %v", address, err)
		}
	}
	f, err := (&atom.Parser{}).Parse(strings.NewReader(a.Text))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	if f.ID == "" || f.Title == "" || f.UpdatedParsed == nil || len(f.Authors) != 1 {
		t.Errorf("%s has the id %q, the title %q, was updated %v, has authors %v", address, f.ID, f.Title, f.UpdatedParsed, f.Authors)
	}
	for _, e := range f.Entries {
		if !strings.HasPrefix(e.ID, "tag:") || e.Title == "" || e.UpdatedParsed == nil || e.Content == nil || e.Content.Value == "" {
			t.Errorf("%s has the entry %+v", address, e)
		}
	}
	return f, a
}

// to returns where a link of a feed leads, empty when there is none.
func to(f *atom.Feed, rel string) string {
	for _, l := range f.Links {
		if l.Rel == rel {
			return l.Href
		}
	}
	return ""
}

// suspension is a claim that a link of the bundled dataset is suspended.
func suspension(id, link graph.ID) *graph.Claim {
	return &graph.Claim{
		Statement: graph.Statement{ID: id, Sources: []graph.ID{"atlas-blog-2024"}, Confidence: graph.Documented},
		Link:      link, Type: graph.Suspended, Authority: graph.PartyDecision, Side: "aachen-de", Date: graph.PartialDate{Year: 2026, Month: 3},
	}
}

// All pages together have every link of the bundled dataset once, those of one page other
// than those of the next, under one name of the feed.
func TestFeedHasAllNewsInPages(t *testing.T) {
	s := newServer(t, bundled, nil)
	f, a := s.feed(t)
	name, pages := f.ID, 0
	seen := map[string]bool{}
	for {
		pages++
		for _, e := range f.Entries {
			if seen[e.ID] {
				t.Errorf("%s is there twice", e.ID)
			}
			seen[e.ID] = true
		}
		if self := to(f, "self"); f.ID != name || self == "" {
			t.Errorf("page %d is of %s, at %q", pages, f.ID, self)
		}
		next := to(f, "next")
		if next == "" {
			break
		}
		if len(f.Entries) != 50 {
			t.Errorf("page %d has %d entries", pages, len(f.Entries))
		}
		f, _ = s.feedAt(t, next)
	}
	links := s.ask(t, `{ twinningLinks(first: 1, filter: {status: {in: [ACTIVE, SUSPENDED, ENDED, CONTESTED, UNKNOWN, NOT_ESTABLISHED]}}) { totalCount } }`, nil)
	if want := `"totalCount":450`; !strings.Contains(links.Text, want) || len(seen) != 450 || pages != 9 {
		t.Errorf("%d entries on %d pages; the network has %s", len(seen), pages, links.Text)
	}
	if again := s.send(t, "GET", "/feed/status.atom?", "", "If-None-Match", a.Header.Get("ETag")); again.Status != http.StatusNotModified || again.Text != "" {
		t.Errorf("a feed that is known is answered with status %d", again.Status)
	}
}

// What is recorded is the newest entry of the feeds that it belongs to, and of no other; what
// a reader may not see moves no byte and no tag.
func TestFeedFollowsWhatIsRecorded(t *testing.T) {
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if err := load(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	days := 0
	submit := func(r graph.Record) {
		t.Helper()
		days++
		now := func() time.Time { return dataset.Released().AddDate(0, 0, days) }
		if _, err := registry.New(store, now).Submit(t.Context(), registry.Submission{Actor: "test", Records: []graph.Record{r}}); err != nil {
			t.Fatal(err)
		}
	}
	s := newServer(t, store, func(c *httpd.Config) { c.Site = "https://twins.example.org" })
	const link = "aachen-de--chernihiv-ua"
	before, a := s.feed(t, "city", "aachen-de")
	_, others := s.feed(t, "country", "FR")
	submit(suspension("aachen-suspends", link))

	f, changed := s.feed(t, "city", "aachen-de")
	newest := f.Entries[0]
	if len(f.Entries) != len(before.Entries)+1 || slices.ContainsFunc(before.Entries, func(e *atom.Entry) bool { return e.ID == newest.ID }) {
		t.Errorf("%d entries after %d; the newest is %s", len(f.Entries), len(before.Entries), newest.ID)
	}
	if !strings.HasPrefix(newest.Title, "Aachen – Chernihiv: suspended since 2026-03 (was ") || f.Title != "News of the links of Aachen" {
		t.Errorf("%q is the newest of %q", newest.Title, f.Title)
	}
	if newest.Links[0].Href != "https://twins.example.org/link/"+link || !strings.HasPrefix(newest.ID, "tag:twins.example.org,2026:news/") {
		t.Errorf("the newest is %s, at %+v", newest.ID, newest.Links[0])
	}
	if !strings.Contains(newest.Content.Value, "Side of Aachen: suspended") || f.Updated != newest.Updated {
		t.Errorf("the feed was updated at %s; its newest entry %s says %q", f.Updated, newest.Updated, newest.Content.Value)
	}
	if a.Header.Get("ETag") == changed.Header.Get("ETag") {
		t.Error("the tag stayed while the feed changed")
	}
	for i, e := range before.Entries {
		if later := f.Entries[i+1]; e.ID != later.ID || e.Title != later.Title || e.Updated != later.Updated {
			t.Errorf("an entry was %q and is %q", e.Title, later.Title)
		}
	}
	for _, c := range []struct {
		name       string
		parameters []string
		there      bool
	}{
		{"a filter that it matches after the change", []string{"filter", `{"status":{"eq":"SUSPENDED"}}`, "country", "UA"}, true},
		{"a filter that it does not match any more", []string{"filter", `{"status":{"eq":"ACTIVE"}}`, "city", "aachen-de"}, false},
		{"its other city", []string{"city", "chernihiv-ua"}, true},
		{"another country", []string{"country", "FR"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, _ := s.feed(t, c.parameters...)
			if there := slices.ContainsFunc(f.Entries, func(e *atom.Entry) bool { return e.ID == newest.ID }); there != c.there {
				t.Errorf("it is there: %t", there)
			}
		})
	}
	if _, after := s.feed(t, "country", "FR"); after.Text != others.Text {
		t.Error("a feed of France changed with a link of Aachen and Chernihiv")
	}

	submit(&graph.Contact{
		Statement: graph.Statement{ID: "hidden", Sources: []graph.ID{"atlas-blog-2024"}, Confidence: graph.Documented},
		City:      "aachen-de", Role: "office", Channel: graph.ChannelEmail, Value: "hidden@example.org", Tier: graph.TierRestricted,
	})
	if _, still := s.feed(t, "city", "aachen-de"); still.Text != changed.Text || still.Header.Get("ETag") != changed.Header.Get("ETag") {
		t.Error("a restricted contact moved a feed or its tag")
	}
}

// What is asked wrongly is answered with a sentence about the parameter, and without a tag.
func TestFeedRefusals(t *testing.T) {
	s := newServer(t, bundled, nil)
	for _, c := range []struct {
		name, query, argument string
		status                int
	}{
		{"a parameter that there is not", "asOf=2022-01-01", "asOf", 400},
		{"a filter that is no JSON", "filter=%7B", "filter", 400},
		{"a filter of another type", "filter=%7B%22name%22:1%7D", "filter", 400},
		{"a country in small letters", "country=pl", "country", 400},
		{"a city that there is not", "city=nowhere-xx", "city", 404},
		{"a city that is no id", "city=%3F", "city", 400},
		{"a page that was made up", "before=1.2.3", "before", 400},
		{"a page of no instant", "before=x.2.3.a", "before", 400},
		{"one parameter twice", "country=PL&country=DE", "country", 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := s.send(t, "GET", "/feed/status.atom?"+c.query, "")
			if a.Status != c.status || len(a.Errors) != 1 || a.Errors[0].Extensions.Argument != c.argument || a.Header.Get("ETag") != "" {
				t.Errorf("status %d, tag %q: %s", a.Status, a.Header.Get("ETag"), a.Text)
			}
		})
	}
	if a := s.send(t, "POST", "/feed/status.atom", ""); a.Status != http.StatusMethodNotAllowed {
		t.Errorf("POST is answered with status %d", a.Status)
	}
}
