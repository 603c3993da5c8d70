package httpd_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/resolvers"
)

// keeping serves a store with kept answers of so many bytes, to whomever asker says, on the
// day that clock says.
func keeping(t *testing.T, store graph.Store, bytes int64, asker *graph.Viewer, clock func() time.Time) server {
	t.Helper()
	handler, err := newHandler(store, &logbook{}, func(c *httpd.Config) {
		c.Atlas, c.Answers = atlas.New(store, clock), bytes
		if m, ok := store.(carrying); ok {
			c.Asking = m.Asking
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), *asker)))
	}))
	t.Cleanup(s.Close)
	return server{s, nil, &http.Transport{DisableCompression: true}}
}

// metric returns the value of a line of the server's metrics, 0 where there is none.
func (s server) metric(t *testing.T, name string) (value float64) {
	t.Helper()
	for line := range strings.Lines(s.send(t, "GET", "/metrics", "").Text) {
		if rest, ok := strings.CutPrefix(line, name+" "); ok {
			if _, err := fmt.Sscan(rest, &value); err != nil {
				t.Fatal(err)
			}
		}
	}
	return value
}

const kept = 1 << 20

// What is asked again is answered from what is kept, as long as nothing moved that the answer
// follows from.
func TestAnswersAreMadeOnce(t *testing.T) {
	store, now := own(t), time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	public, reader := graph.Viewer{}, graph.Viewer{Name: "olga", Role: graph.RoleReader, Tier: graph.TierRestricted}
	asker := public
	s := keeping(t, store, kept, &asker, func() time.Time { return now })
	const today, dated = `{cities{nodes{name links{totalCount}}}}`, `query Of($day:Date){cities(asOf:$day){nodes{id}}}`
	day := map[string]any{"day": "2022-12-31"}
	found := func() float64 { return s.metric(t, `twingraph_graphql_kept_answers_total{result="hit"}`) }
	ask := func(text string, variables map[string]any) func() { return func() { s.ask(t, text, variables) } }
	for _, c := range []struct {
		name   string
		change func()
		ask    func()
		hit    bool
	}{
		{"the first time", nil, ask(today, nil), false},
		{"again", nil, ask(today, nil), true},
		{"with other space and a comment", nil, ask("{ cities { # all\n nodes {name,links{totalCount}} } }", nil), true},
		{"by GET", nil, func() { s.send(t, "GET", asked(today), "") }, true},
		{"with another alias", nil, ask(`{towns:cities{nodes{name links{totalCount}}}}`, nil), false},
		{"another question", nil, ask(dated, day), false},
		{"the same with the same variables", nil, ask(dated, day), true},
		{"with other variables", nil, ask(dated, map[string]any{"day": "2022-12-30"}), false},
		{"by somebody else", func() { asker = reader }, ask(today, nil), false},
		{"again by the same", nil, ask(today, nil), true},
		{"by somebody of another name", func() { asker.Name = "piotr" }, ask(today, nil), false},
		{"by everybody again", func() { asker = public }, ask(today, nil), true},
		{"on another day", func() { now = now.AddDate(0, 0, 1) }, ask(today, nil), false},
		{"about a day that is given", nil, ask(dated, day), true},
		{"after a change that the viewer may not see", func() {
			record(t, store, 3, &graph.Contact{Statement: graph.Statement{ID: "somebody"}, City: "here", Tier: graph.TierRestricted})
		}, ask(today, nil), true},
		{"after a change", func() { record(t, store, 4, town("elsewhere")) }, ask(today, nil), false},
		{"an error", nil, ask(`{city(id:"atlantis"){name}}`, nil), false},
		{"an error again", nil, ask(`{city(id:"atlantis"){name}}`, nil), false},
		{"who asks", nil, ask(`{viewer{expiresAt}}`, nil), false},
		{"who asks, again", nil, ask(`{viewer{expiresAt}}`, nil), false},
		{"counts of what the viewer may not see", nil, ask(`{supportTwinningSummary{pairs{count}}}`, nil), false},
		{"these counts again", nil, ask(`{supportTwinningSummary{pairs{count}}}`, nil), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.change != nil {
				c.change()
			}
			before := found()
			c.ask()
			if hit := found() > before; hit != c.hit {
				t.Errorf("answered from what is kept: %t", hit)
			}
		})
	}
}

// A server that keeps answers gives the same as one that keeps none, bytes and headers, while
// records are added and different people ask.
func TestKeptAnswersAreTheAnswers(t *testing.T) {
	onBothStores(t, func(t *testing.T, store graph.Store) {
		record(t, store, 1, town("chicago-il-us"), town("there"))
		now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
		clock := func() time.Time { return now }
		var asker graph.Viewer
		once, anew := keeping(t, store, kept, &asker, clock), keeping(t, store, 0, &asker, clock)
		askers := []graph.Viewer{{}, {Name: "olga", Role: graph.Editor}, {Name: "olga", Role: graph.RoleReader, Tier: graph.TierRestricted}}
		schema := generated.NewExecutableSchema(generated.Config{}).Schema()
		r := rand.New(rand.NewPCG(1, 5))
		questions := []string{`{cities(first:100){nodes{id name country kind links{totalCount}}}}`, `{contacts{totalCount}}`, `{changes(first:50){nodes{seq}}}`}
		for seed := range uint64(200) { // of those drawn, all that have an answer and some that have none
			if question := drawn(schema, seed, 7).Document(3); seed < 10 || len(anew.ask(t, question, nil).Errors) == 0 {
				questions = append(questions, question)
			}
		}
		for step := range 400 {
			switch r.IntN(40) {
			case 0:
				record(t, store, 2, town(graph.ID(fmt.Sprint("town-", step))))
			case 1:
				record(t, store, 2, &graph.Contact{Statement: graph.Statement{ID: graph.ID(fmt.Sprint("contact-", step))}, City: "there", Tier: graph.TierRestricted})
			case 2:
				now = now.AddDate(0, 0, r.IntN(2))
			}
			asker = askers[r.IntN(len(askers))]
			question := questions[r.IntN(1+r.IntN(len(questions)))]
			method, address, body := "POST", "/graphql", fmt.Sprintf(`{"query":%q}`, question)
			if r.IntN(2) == 0 {
				method, address, body = "GET", asked(question), ""
			}
			headers := []string{"Content-Type", asJSON, "Accept", []string{asJSON, asResponse}[r.IntN(2)], "Accept-Encoding", []string{"gzip", "identity"}[r.IntN(2)], "X-Request-Id", "the-same-one"}
			a, b := once.send(t, method, address, body, headers...), anew.send(t, method, address, body, headers...)
			if a.Status != b.Status || a.Text != b.Text {
				t.Fatalf("step %d, %s by %+v:\nkept %d %.500s\nanew %d %.500s", step, question, asker, a.Status, a.Text, b.Status, b.Text)
			}
			for _, h := range []http.Header{a.Header, b.Header} {
				h.Del("Date")
				h.Del("Content-Length") // of a compressed answer it is known when it is kept
			}
			if !maps.EqualFunc(a.Header, b.Header, slices.Equal) {
				t.Errorf("step %d, %s:\nkept %v\nanew %v", step, question, a.Header, b.Header)
			}
		}
		if hits := once.metric(t, `twingraph_graphql_kept_answers_total{result="hit"}`); hits < 60 {
			t.Errorf("only %v of 400 answers were kept", hits)
		}
		if hits := anew.metric(t, `twingraph_graphql_kept_answers_total{result="hit"}`); hits != 0 {
			t.Errorf("%v answers were kept where none is to be", hits)
		}
	})
}

// However many questions there are, what is kept of them takes no more than it may.
func TestKeptAnswersAreBounded(t *testing.T) {
	const most = 64 << 10
	asker := graph.Viewer{}
	s := keeping(t, bundled, most, &asker, time.Now)
	question := func(i int) string { return fmt.Sprintf(`{cities(first:%d){nodes{name country}}}`, 1+i) }
	for i := range 200 {
		s.send(t, "GET", asked(question(i)), "", "Accept-Encoding", "gzip")
		if bytes := s.metric(t, "twingraph_graphql_kept_answers_bytes"); bytes <= 0 || bytes > most {
			t.Fatalf("%v bytes are kept after %d questions", bytes, i+1)
		}
	}
	if a := s.ask(t, question(3), nil); len(a.Errors) > 0 || strings.Count(a.Text, `"name"`) != 4 {
		t.Errorf("an answer that was dropped: %s", a.Text)
	}
}

// Who shows a token that was revoked gets nothing of what was answered before.
func TestKeptAnswersAreNotForRevokedTokens(t *testing.T) {
	s, tokens := newGuarded(t, func(c *httpd.Config) { c.Answers = kept })
	text := token(t, tokens, graph.Editor, graph.TierPublic)
	ask := func() answer {
		return s.send(t, "POST", "/graphql", `{"query":"{cities(first:1){nodes{name}}}"}`, bearer(text)...)
	}
	for range 2 {
		if a := ask(); a.Status != 200 || a.Header.Get("Cache-Control") != "private, no-store" {
			t.Fatalf("%d %v %s", a.Status, a.Header, a.Text)
		}
	}
	if hits := s.metric(t, `twingraph_graphql_kept_answers_total{result="hit"}`); hits != 1 {
		t.Errorf("%v hits", hits)
	}
	if _, err := tokens.Revoke(t.Context(), "of editor", "test"); err != nil {
		t.Fatal(err)
	}
	if a := ask(); a.Status != 401 || a.Data != nil {
		t.Errorf("%d %s", a.Status, a.Text)
	}
}
