package httpd_test

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/filestore"
	"twingraph/graph/world"
	"twingraph/resolvers"
)

// asked returns the address of a question by GET; variables, if any, are JSON.
func asked(question string, variables ...string) string {
	v := url.Values{"query": {question}}
	for _, text := range variables {
		v.Set("variables", text)
	}
	return "/graphql?" + v.Encode()
}

// An answer by GET is asked for again only when it changed.
func TestAnswerTags(t *testing.T) {
	s := newServer(t, bundled, nil)
	address := asked(`{cities(first:100){nodes{name}}}`)
	plain := s.send(t, "GET", address, "")
	zipped := s.send(t, "GET", address, "", "Accept-Encoding", "gzip")
	tag := plain.Header.Get("ETag")
	if plain.Status != 200 || !strings.HasPrefix(tag, `"`) || plain.Header.Get("Cache-Control") != "no-cache" || strings.Join(plain.Header.Values("Vary"), ", ") != "Authorization, Accept, Accept-Encoding" {
		t.Fatalf("%d %v", plain.Status, plain.Header)
	}
	if zipped.Header.Get("ETag") == tag || zipped.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("the compressed answer: %v", zipped.Header)
	}
	for _, c := range []struct{ name, header, shown string }{
		{"the tag", tag, tag},
		{"the tag as a weak one", "W/" + tag, tag},
		{"one of several", `"other",` + tag + `, W/"third"`, tag},
		{"any", "*", tag},
		{"the tag of the compressed answer", zipped.Header.Get("ETag"), zipped.Header.Get("ETag")},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, method := range []string{"GET", "HEAD"} {
				a := s.send(t, method, address, "", "If-None-Match", c.header)
				if a.Status != 304 || a.Text != "" || a.Header.Get("ETag") != c.shown || a.Header.Get("Cache-Control") != "no-cache" ||
					!slices.Equal(a.Header.Values("Vary"), []string{"Authorization", "Accept", "Accept-Encoding"}) || a.Header.Get("Content-Type") != "" {
					t.Errorf("%s: %d %v %q", method, a.Status, a.Header, a.Text)
				}
			}
		})
	}
	for _, c := range []struct {
		name, method, address string
		headers               []string
	}{
		{"another question", "GET", asked(`{cities(first:101){nodes{name}}}`), nil},
		{"other variables", "GET", asked(`{cities(first:100){nodes{name}}}`, `{"v":1}`), nil},
		{"another media type", "GET", address, []string{"Accept", asResponse}},
		{"a tag of something else", "GET", address, []string{"If-None-Match", strings.Replace(tag, `-`, `-x`, 1)}},
		{"a tag without its quotation marks", "GET", address, []string{"If-None-Match", strings.Trim(tag, `"`)}},
		{"no tag", "GET", address, []string{"If-None-Match", ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if a := s.send(t, c.method, c.address, "", append([]string{"If-None-Match", tag}, c.headers...)...); a.Status != 200 || a.Text == "" || a.Header.Get("ETag") == "" {
				t.Errorf("%d %v", a.Status, a.Header)
			}
		})
	}
	t.Run("the head alone", func(t *testing.T) {
		if a := s.send(t, "HEAD", address, ""); a.Status != 200 || a.Text != "" || a.Header.Get("ETag") != tag || a.Header.Get("Content-Length") != plain.Header.Get("Content-Length") {
			t.Errorf("%d %v", a.Status, a.Header)
		}
	})
	t.Run("a compressed answer is the same", func(t *testing.T) {
		r, err := gzip.NewReader(strings.NewReader(zipped.Text))
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(r); err != nil || string(text) != plain.Text {
			t.Errorf("it differs (%v)", err)
		}
	})
}

// What has no tag is not kept.
func TestAnswersWithoutTags(t *testing.T) {
	s := newServer(t, bundled, nil)
	for _, c := range []struct{ name, method, address, body string }{
		{"by POST", "POST", "/graphql", `{"query":"{__typename}"}`},
		{"an error", "GET", asked(`{city(id:"atlantis"){name}}`), ""},
		{"a part of an answer", "GET", asked(`{a:city(id:"atlantis"){name} b:city(id:"chicago-il-us"){name}}`), ""},
		{"a question that is wrong", "GET", asked(`{nothing}`), ""},
		{"no question", "GET", "/graphql", ""},
		{"counts of what the viewer may not see", "GET", asked(`{supportTwinningSummary{pairs{count}}}`), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := s.send(t, c.method, c.address, c.body, "Content-Type", asJSON, "If-None-Match", "*")
			if a.Status == 304 || a.Header.Get("ETag") != "" || a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%d %v %s", a.Status, a.Header, a.Text)
			}
		})
	}
}

// own returns a store of the test's own with two towns.
func own(t *testing.T) graph.Store {
	t.Helper()
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	record(t, store, 1, town("here"), town("there"))
	return store
}

// record records in the store on a day of November.
func record(t *testing.T, store graph.Store, day int, added ...graph.Record) {
	t.Helper()
	head, err := store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Append(t.Context(), graph.Batch{After: head.Seq, RecordedAt: time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC), Actor: "test", Added: added}); err != nil {
		t.Fatal(err)
	}
}

func town(id graph.ID) *graph.City {
	return &graph.City{Statement: graph.Statement{ID: id}, Name: string(id), Kind: graph.CityKindTown}
}

// The tag moves with what the answer follows from, and with nothing else.
func TestWhatMovesATag(t *testing.T) {
	day := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	build := "one"
	store := own(t)
	tagOf := func(address string, tier graph.Tier) string {
		handler, err := newHandler(store, io.Discard, func(c *httpd.Config) {
			c.Atlas, c.Build = atlas.New(store, func() time.Time { return day }), build
		})
		if err != nil {
			t.Fatal(err)
		}
		s := server{&httptest.Server{URL: "http://localhost"}, nil, inPlace{withTier(handler, tier)}}
		a := s.send(t, "GET", address, "")
		if a.Status != 200 || a.Header.Get("ETag") == "" {
			t.Fatalf("%d %v %s", a.Status, a.Header, a.Text)
		}
		if want := map[bool]string{true: "no-cache", false: "private, no-cache"}[tier == graph.TierPublic]; a.Header.Get("Cache-Control") != want {
			t.Errorf("%s: %s, want %s", tier, a.Header.Get("Cache-Control"), want)
		}
		return a.Header.Get("ETag")
	}
	today := asked(`{cities{nodes{name links{totalCount}}}}`)
	dated := asked(`{cities(asOf:"2022-12-31"){nodes{name links{totalCount}}}}`)
	for _, c := range []struct {
		name                   string
		change                 func()
		todayMoves, datedMoves bool
	}{
		{"nothing", func() {}, false, false},
		{"a later hour", func() { day = day.Add(3 * time.Hour) }, false, false},
		{"another day", func() { day = day.AddDate(0, 0, 1) }, true, false},
		{"another program", func() { build = "two" }, true, true},
		{"a change", func() { record(t, store, 2, town("elsewhere")) }, true, true},
		{"a change that nobody but its viewers may know of", func() {
			record(t, store, 3, &graph.Contact{Statement: graph.Statement{ID: "somebody"}, City: "here", Tier: graph.TierRestricted})
		}, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			beforeToday, beforeDated := tagOf(today, graph.TierPublic), tagOf(dated, graph.TierPublic)
			c.change()
			if moved := tagOf(today, graph.TierPublic) != beforeToday; moved != c.todayMoves {
				t.Errorf("the tag of today's answer: moved %t", moved)
			}
			if moved := tagOf(dated, graph.TierPublic) != beforeDated; moved != c.datedMoves {
				t.Errorf("the tag of a day's answer: moved %t", moved)
			}
		})
	}
	if tagOf(dated, graph.TierPublic) == tagOf(dated, graph.TierRestricted) {
		t.Error("two viewers have one tag")
	}
}

// withTier lets requests see records up to tier.
func withTier(next http.Handler, tier graph.Tier) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), graph.Viewer{Tier: tier})))
	})
}

// An answer while which the network changed has no tag: it may be of before or after.
func TestAnswerDuringAChange(t *testing.T) {
	store := own(t)
	changing := struct {
		scripted
		world.Moments
	}{scripted{Store: store}, store.(world.Moments)}
	day := 1
	changing.list = func(ctx context.Context) (graph.Page, error) {
		day++
		record(t, store, day, town(graph.ID("new-"+string(rune('a'+day)))))
		return store.List(ctx, graph.View{KnownAt: graph.Latest()}, graph.Query{Word: graph.WordCity, First: 10})
	}
	s := newServer(t, changing, nil)
	if a := s.send(t, "GET", asked(`{cities{totalCount}}`), ""); a.Status != 200 || a.Header.Get("ETag") != "" || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v %s", a.Status, a.Header, a.Text)
	}
}
