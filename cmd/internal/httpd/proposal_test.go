package httpd_test

import (
	"crypto/rand"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// proposing alters the configuration of a handler: it takes proposals, of everybody.
func proposing(store graph.Store) func(*httpd.Config) {
	return func(c *httpd.Config) {
		queue := proposal.NewQueue(store.(graph.Documents), time.Now, rand.Reader)
		c.Atlas = atlas.New(store, time.Now).RecordTo(registry.New(store, time.Now)).WithProposals(queue, true)
		c.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	}
}

const visits = `mutation($n: Int) { propose(note: "a report", proposer: {name: "Vera Visitor", address: "vera@visitor.example"},
  records: { cities: [{id: "here", population: $n, confidence: DOCUMENTED}] }) { proposal { id } secret problems { message } } }`

// Visitors are counted by their addresses, behind a proxy too; and nothing that they give of
// themselves is in the log.
func TestProposalsOfVisitors(t *testing.T) {
	store := own(t)
	log := &logbook{}
	handler, err := newHandler(store, log, proposing(store))
	if err != nil {
		t.Fatal(err)
	}
	propose := func(from string, n int) string {
		r := httptest.NewRequest("POST", "/graphql", strings.NewReader(`{"query":`+strconv.Quote(strings.ReplaceAll(visits, "\n", " "))+`,"variables":{"n":`+strconv.Itoa(n)+`}}`))
		r.Host, r.RemoteAddr = "localhost", "127.0.0.1:5000"
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Forwarded-For", from)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w.Body.String()
	}
	var last string
	for n := range proposal.MostPerHour {
		if last = propose("192.0.2.1", 100+n); !strings.Contains(last, `"secret":"`) {
			t.Fatal(last)
		}
	}
	if text := propose("192.0.2.1", 200); !strings.Contains(text, "LIMIT_EXCEEDED") {
		t.Error(text)
	}
	if text := propose("192.0.2.2", 200); !strings.Contains(text, `"secret":"`) {
		t.Error(text)
	}
	_, secret, _ := strings.Cut(last, `"secret":"`)
	secret, _, _ = strings.Cut(secret, `"`)
	for _, personal := range []string{"Vera", "visitor.example", "192.0.2", secret} {
		if strings.Contains(log.String(), personal) {
			t.Errorf("the log says %s", personal)
		}
	}
	if !strings.Contains(log.String(), `"path":"/graphql"`) {
		t.Error("the log says nothing")
	}
}

// What proposals there are is nothing that follows from the network: no answer about them is
// kept anywhere, and the tags of other answers do not move.
func TestProposalsMoveNoTag(t *testing.T) {
	store := own(t)
	handler, err := newHandler(store, &logbook{}, proposing(store))
	if err != nil {
		t.Fatal(err)
	}
	get := func(question string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", asked(question), nil)
		r.Host = "localhost"
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), editor)))
		return w
	}
	const cities = `{cities(asOf:"2026-01-01"){nodes{slug population}}}`
	before := get(cities)
	list := get(`{proposals{totalCount}}`)
	if list.Code != http.StatusOK || list.Header().Get("ETag") != "" || before.Header().Get("ETag") == "" {
		t.Errorf("%d %v; %v", list.Code, list.Header(), before.Header())
	}
	queue := proposal.NewQueue(store.(graph.Documents), time.Now, rand.Reader)
	if _, err := queue.Add(t.Context(), &proposal.Proposal{Note: "a note", Proposer: proposal.Proposer{Name: "Conny"}, Tier: graph.TierPublic}, proposal.Key{}, ""); err != nil {
		t.Fatal(err)
	}
	if got := get(`{proposals{totalCount}}`).Body.String(); !strings.Contains(got, `"totalCount":1`) {
		t.Error(got)
	}
	after := get(cities)
	if after.Header().Get("ETag") != before.Header().Get("ETag") || after.Body.String() != before.Body.String() {
		t.Errorf("%v, then %v", before.Header(), after.Header())
	}
}
