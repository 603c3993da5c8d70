package httpd_test

import (
	"crypto/rand"
	"encoding/json"
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

// A visitor's proposal from the first call to its end, over HTTP: handed in with a key, its answer
// lost and given again, read by its secret, rejected, withdrawn; in a queue that is bounded.
func TestAVisitorsProposalFromBeginningToEnd(t *testing.T) {
	store := own(t)
	handler, err := newHandler(store, &logbook{}, proposing(store))
	if err != nil {
		t.Fatal(err)
	}
	visitor := graph.Viewer{}
	call := func(v graph.Viewer, from, question string) (status int, header http.Header, text string) {
		r := httptest.NewRequest("POST", "/graphql", strings.NewReader(`{"query":`+strconv.Quote(question)+`}`))
		r.Host, r.RemoteAddr = "localhost", "127.0.0.1:5000"
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Forwarded-For", from)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), v)))
		return w.Code, w.Header(), w.Body.String()
	}
	wants := func(v graph.Viewer, question string, parts ...string) string {
		t.Helper()
		status, header, text := call(v, "192.0.2.1", question)
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("%s\n%d %s\nlacks %s", question, status, text, part)
			}
		}
		if strings.Contains(text, "secret") && !strings.Contains(header.Get("Cache-Control"), "no-store") {
			t.Errorf("an answer with a secret can be kept: %v", header)
		}
		return text
	}
	part := func(text, name string) string {
		_, text, _ = strings.Cut(text, `"`+name+`":"`)
		text, _, _ = strings.Cut(text, `"`)
		return text
	}
	propose := func(key string, population int) string {
		return `mutation { propose(note: "a report", idempotencyKey: "` + key + `", proposer: {name: "Vera Visitor", address: "vera@visitor.example"},
		  records: { cities: [{id: "here", population: ` + strconv.Itoa(population) + `, confidence: DOCUMENTED}] }) { proposal { id state } secret repeated problems { message } } }`
	}
	const key, second = "0kTzX3hBqf8n1RmW5yLs2A", "9vPwQ7cDea4u6JtG0oXz8Q"
	first := wants(visitor, propose(key, 100), `"repeated":false`, `"secret":"`, `"OPEN"`)
	id, secret := part(first, "id"), part(first, "secret")
	if again := wants(visitor, propose(key, 100), `"repeated":true`); part(again, "secret") != secret || part(again, "id") != id {
		t.Errorf("%s, then %s", first, again)
	}
	wants(visitor, propose(key, 101), `"CONFLICT"`)
	wants(visitor, propose("request 1", 100), `"BAD_USER_INPUT"`, "idempotencyKey")
	look := `{ proposal(id: "` + id + `", secret: "` + secret + `") { state reason decidedBy proposer { name address } records { slug fields { field after } } } }`
	wants(visitor, look, `"state":"OPEN"`, `"reason":null`, `"address":"vera@visitor.example"`, `"after":["100"]`)
	wants(visitor, `{ proposal(id: "`+id+`", secret: "`+secret[1:]+`") { state } }`, `"NOT_FOUND"`)
	wants(editor, `mutation { reject(proposal: "`+id+`", reason: "the page says otherwise") { proposal { state } } }`, `"REJECTED"`)
	wants(visitor, look, `"state":"REJECTED"`, `"reason":"the page says otherwise"`, `"decidedBy":null`, `"address":null`)

	other := wants(visitor, propose(second, 200), `"repeated":false`)
	withdraw := `mutation { withdraw(proposal: "` + part(other, "id") + `", secret: "` + part(other, "secret") + `") { proposal { state note } repeated } }`
	wants(visitor, strings.Replace(withdraw, part(other, "secret"), secret, 1), `"NOT_FOUND"`)
	wants(visitor, withdraw, `"WITHDRAWN"`, `"repeated":false`)
	wants(visitor, withdraw, `"WITHDRAWN"`, `"repeated":true`)
	wants(visitor, propose(second, 200), `"CONFLICT"`, "withdrawn")

	waits, err := json.Marshal(proposal.Proposal{State: proposal.Open, Note: "a note", Proposer: proposal.Proposer{Anonymous: true}, Tier: graph.TierPublic})
	if err != nil {
		t.Fatal(err)
	}
	for n := range proposal.MostAnonymous {
		if _, err := store.(graph.Documents).Put(t.Context(), graph.Document{Kind: "proposal", ID: "waits-" + strconv.Itoa(n), Body: waits}); err != nil {
			t.Fatal(err)
		}
	}
	if status, _, text := call(visitor, "203.0.113.1", propose("5sLm2NqRk1vXc8ZbY4tHw7", 300)); !strings.Contains(text, "LIMIT_EXCEEDED") || !strings.Contains(text, "wait for a reviewer") {
		t.Errorf("in a full queue: %d %s", status, text)
	}
	if _, _, text := call(visitor, "203.0.113.1", propose(key, 100)); !strings.Contains(text, `"repeated":true`) {
		t.Errorf("asked again in a full queue: %s", text)
	}
	contributor := graph.Viewer{Role: graph.Contributor, Tier: graph.TierPublic, Name: "Conny"}
	if _, _, text := call(contributor, "203.0.113.1", `mutation { propose(note: "n", records: { cities: [{id: "here", population: 7, confidence: DOCUMENTED}] }) { proposal { id } problems { message } } }`); !strings.Contains(text, `"id":"`) {
		t.Errorf("of a contributor beside a full queue: %s", text)
	}
}
