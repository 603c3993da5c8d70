package httpd_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
)

// living is a server over a store of its own that is written while it is asked.
type living struct {
	server
	t    *testing.T
	desk *registry.Registry
	made int
}

func newLiving(t *testing.T, change func(*httpd.Config)) *living {
	t.Helper()
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	until, end := context.WithCancel(context.Background())
	l := &living{t: t, desk: registry.New(store, time.Now)}
	l.server = newServer(t, store, func(c *httpd.Config) {
		c.Atlas, c.Until = atlas.New(store, time.Now).FollowBy(store), until
		if change != nil {
			change(c)
		}
	})
	t.Cleanup(end) // before the server is closed, which waits for streams
	return l
}

// record records a town, or what is given.
func (l *living) record(records ...graph.Record) {
	l.t.Helper()
	if l.made++; len(records) == 0 {
		records = []graph.Record{townOf(fmt.Sprint("town-", l.made))}
	}
	if _, err := l.desk.Submit(l.t.Context(), registry.Submission{Actor: "test", Note: fmt.Sprint("change ", l.made), Records: records}); err != nil {
		l.t.Fatal(err)
	}
}

func townOf(id string) *graph.City {
	return &graph.City{Statement: graph.Statement{ID: graph.ID(id), Confidence: graph.Documented}, Name: "Town", Kind: graph.CityKindTown}
}

// message is one of graphql-transport-ws.
type message struct {
	Type    string          `json:"type"`
	ID      string          `json:"id,omitempty"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// dial opens a WebSocket.
func (l *living) dial(header http.Header) (*websocket.Conn, *http.Response, error) {
	conn, response, err := websocket.Dial(l.t.Context(), strings.Replace(l.URL, "http", "ws", 1)+"/graphql",
		&websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: header})
	if conn != nil {
		l.t.Cleanup(func() { _ = conn.CloseNow() })
	}
	return conn, response, err
}

// follows opens a WebSocket and asks a question on it.
func (l *living) follows(question string) *websocket.Conn {
	l.t.Helper()
	conn, _, err := l.dial(nil)
	if err != nil {
		l.t.Fatal(err)
	}
	l.say(conn, message{Type: "connection_init"})
	if ack := l.hear(conn); ack.Type != "connection_ack" {
		l.t.Fatalf("%+v", ack)
	}
	payload, err := json.Marshal(map[string]string{"query": question})
	if err != nil {
		l.t.Fatal(err)
	}
	l.say(conn, message{Type: "subscribe", ID: "1", Payload: payload})
	return conn
}

func (l *living) say(conn *websocket.Conn, m message) {
	l.t.Helper()
	if err := wsjson.Write(l.t.Context(), conn, m); err != nil {
		l.t.Fatal(err)
	}
}

// hear returns the next message that is no ping.
func (l *living) hear(conn *websocket.Conn) message {
	l.t.Helper()
	for {
		var m message
		if err := wsjson.Read(l.t.Context(), conn, &m); err != nil {
			l.t.Fatal(err)
		}
		if m.Type != "ping" && m.Type != "pong" {
			return m
		}
	}
}

// event is an event of either subscription.
type event struct {
	Data struct {
		Changes struct {
			Cursor string
			Change struct {
				Number int
				Note   string
				Items  struct{ Nodes []struct{ Slug string } }
			}
		}
		StatusNews struct {
			Cursor string
			News   struct {
				Slug          string
				Change        struct{ Number int }
				Before, After *struct{ Status string }
			}
		}
	}
	Errors []struct{ Message string }
}

func (l *living) event(text []byte) event {
	l.t.Helper()
	var e event
	if err := json.Unmarshal(text, &e); err != nil || len(e.Errors) > 0 {
		l.t.Fatalf("%v: %s", err, text)
	}
	return e
}

// Every change comes once and in order, across connections that are cut and changes that
// are made while nobody listens.
func TestChangesAreFollowedOverWebSocket(t *testing.T) {
	l := newLiving(t, nil)
	from, seen := "since: 0", 0
	for range 5 {
		l.record() // while nobody listens
		conn := l.follows(`subscription { changes(` + from + `) { cursor change { number note items { nodes { slug } } } } }`)
		for i := range 3 {
			if i > 0 {
				l.record() // while somebody does
			}
			got := l.event(l.hear(conn).Payload).Data.Changes
			seen++
			want := fmt.Sprintf("%d change %d town-%d", seen, seen, seen)
			if is := fmt.Sprint(got.Change.Number, " ", got.Change.Note, " ", got.Change.Items.Nodes[0].Slug); is != want {
				t.Fatalf("got %s, want %s", is, want)
			}
			from = fmt.Sprintf("after: %q", got.Cursor)
		}
		_ = conn.CloseNow()
	}
}

// events reads server-sent events.
func (l *living) events(question string) func() (name, data string) {
	l.t.Helper()
	request, err := http.NewRequestWithContext(l.t.Context(), http.MethodGet, l.URL+"/graphql?query="+url.QueryEscape(question), nil)
	if err != nil {
		l.t.Fatal(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	response, err := l.Client().Do(request)
	if err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { _ = response.Body.Close() })
	if response.Header.Get("Content-Type") != "text/event-stream" {
		l.t.Fatalf("%s: %v", response.Status, response.Header)
	}
	lines := bufio.NewScanner(response.Body)
	return func() (name, data string) {
		for lines.Scan() {
			line := lines.Text()
			if text, ok := strings.CutPrefix(line, "event: "); ok {
				name = text
			}
			if text, ok := strings.CutPrefix(line, "data:"); ok {
				data = strings.TrimSpace(text)
			}
			if line == "" && name != "" {
				return name, data
			}
		}
		return "", ""
	}
}

// What is learnt of links comes with how they stood before and stand now; a filter holds
// after the change, and a stream goes on within a change.
func TestNewsOfLinksAreFollowedAsEvents(t *testing.T) {
	l := newLiving(t, nil)
	said := func(id string) graph.Statement {
		return graph.Statement{ID: graph.ID(id), Confidence: graph.Documented, Sources: []graph.ID{"list"}}
	}
	link := func(id, a, b string) graph.Record {
		return &graph.TwinningLink{Statement: said(id), A: graph.ID(a), B: graph.ID(b), Kind: graph.LinkKindTwinning}
	}
	claim := func(id, link string, kind graph.ClaimType, date string) graph.Record {
		on, err := graph.ParsePartialDate(date)
		if err != nil {
			t.Fatal(err)
		}
		return &graph.Claim{Statement: said(id), Link: graph.ID(link), Type: kind, Date: on, Authority: graph.PartyDecision, Side: "a"}
	}
	source := &graph.Source{Statement: graph.Statement{ID: "list", Confidence: graph.Documented}, Title: "List", Publisher: "Office", URL: "https://list.example"}
	l.record(source, townOf("a"), townOf("b"), townOf("c"), link("a--b", "a", "b"), link("a--c", "a", "c"))
	l.record(claim("a--b--established", "a--b", graph.Established, "1990"), claim("a--c--established", "a--c", graph.Established, "1991"))
	l.record(claim("a--b--suspended", "a--b", graph.Suspended, "2022-03"))
	l.record(townOf("d"))

	const shown = `{ cursor news { slug change { number } before { status } after { status } } }`
	status := func(s *struct{ Status string }) string {
		if s == nil {
			return "none"
		}
		return s.Status
	}
	read := func(next func() (string, string)) (text, cursor string) {
		name, data := next()
		if name != "next" {
			t.Fatalf("%s: %s", name, data)
		}
		got := l.event([]byte(data)).Data.StatusNews
		return fmt.Sprint(got.News.Change.Number, " ", got.News.Slug, " ", status(got.News.Before), " ", status(got.News.After)), got.Cursor
	}
	all := []string{
		"1 a--b none UNKNOWN", "1 a--c none UNKNOWN", "2 a--b UNKNOWN ACTIVE", "2 a--c UNKNOWN ACTIVE", "3 a--b ACTIVE SUSPENDED",
	}
	next, cursors := l.events(`subscription { statusNews(since: "2000-01-01T00:00:00Z") `+shown+` }`), []string{}
	for _, want := range all {
		got, cursor := read(next)
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		cursors = append(cursors, cursor)
	}
	for i, cursor := range cursors[:len(cursors)-1] {
		if got, _ := read(l.events(fmt.Sprintf(`subscription { statusNews(after: %q) %s }`, cursor, shown))); got != all[i+1] {
			t.Errorf("after %s comes %s", all[i], got)
		}
	}
	filtered := l.events(`subscription { statusNews(since: "2000-01-01T00:00:00Z", filter: {status: {eq: SUSPENDED}}) ` + shown + ` }`)
	if got, _ := read(filtered); got != all[4] {
		t.Errorf("of suspended links comes %s", got)
	}
	l.record(claim("a--c--ended", "a--c", graph.Ended, "2023"), claim("a--b--ended", "a--b", graph.Ended, "2023"))
	for _, want := range []string{"5 a--b SUSPENDED ENDED", "5 a--c ACTIVE ENDED"} {
		if got, _ := read(next); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}

	// The same as a question, page by page from either end.
	all = append(all, "5 a--b SUSPENDED ENDED", "5 a--c ACTIVE ENDED")
	for _, first := range []int{1, 2, 500} {
		var forth, back []string
		page := func(arguments string) (list []string, info map[string]any) {
			answer := l.ask(t, `{ statusNews(`+arguments+`) { nodes { slug change { number } before { status } after { status } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`, nil)
			var data map[string]map[string]any
			if err := json.Unmarshal(answer.Data, &data); err != nil {
				t.Fatal(answer.Text)
			}
			news := data["statusNews"]
			for _, n := range news["nodes"].([]any) {
				node := n.(map[string]any)
				was, is := "none", node["after"].(map[string]any)["status"]
				if before, ok := node["before"].(map[string]any); ok {
					was = before["status"].(string)
				}
				list = append(list, fmt.Sprint(node["change"].(map[string]any)["number"], " ", node["slug"], " ", was, " ", is))
			}
			return list, news["pageInfo"].(map[string]any)
		}
		for after := ""; ; {
			list, info := page(fmt.Sprintf("first: %d%s", first, after))
			forth = append(forth, list...)
			if info["hasNextPage"] != true {
				break
			}
			after = fmt.Sprintf(", after: %q", info["endCursor"])
		}
		for before := ""; ; {
			list, info := page(fmt.Sprintf("last: %d%s", first, before))
			back = append(list, back...)
			if info["hasPreviousPage"] != true {
				break
			}
			before = fmt.Sprintf(", before: %q", info["startCursor"])
		}
		if want := strings.Join(all, "; "); strings.Join(forth, "; ") != want || strings.Join(back, "; ") != want {
			t.Errorf("%d a page\nforth %v\nback  %v\nwant  %v", first, forth, back, all)
		}
	}
}

// What cannot be followed is refused with a sentence.
func TestStreamsThatAreRefused(t *testing.T) {
	l := newLiving(t, func(c *httpd.Config) { c.AllowedOrigins = []string{"https://friend.example"} })
	l.record()
	refusedBy := func(question string) string {
		conn := l.follows(question)
		m := l.hear(conn)
		if m.Type == "next" && strings.Contains(string(m.Payload), `"errors"`) || m.Type == "error" {
			return string(m.Payload)
		}
		t.Errorf("%s is answered %s: %s", question, m.Type, m.Payload)
		return ""
	}
	for question, says := range map[string]string{
		`subscription { changes(after: "x") { cursor } }`:                      "is not a cursor",
		`subscription { changes(since: -1) { cursor } }`:                       "since is -1",
		`subscription { statusNews(filter: {status: {eq: GONE}}) { cursor } }`: "GONE",
		`subscription { news { cursor } }`:                                     "news",
		`subscription { changes { cursor } statusNews { cursor } }`:            "one",
		`subscription { a: changes { cursor } b: changes { cursor } }`:         "one",
		`subscription { ...s ...t } fragment s on Subscription { changes { cursor } } fragment t on Subscription { statusNews { cursor } }`: "one",
		`subscription($no: Boolean = true) { changes @skip(if: $no) { cursor } }`:                                                           "@skip",
		`subscription { ... @include(if: false) { changes { cursor } } }`:                                                                   "@include",
		`subscription { __typename }`: "__typename",
		`subscription { changes(since: 0) { change { items(first: 9999) { nodes { slug } } } } }`: "500",
	} {
		if got := refusedBy(question); !strings.Contains(got, says) || strings.Contains(got, "INTERNAL") {
			t.Errorf("%s\nis answered %s, want %q in it", question, got, says)
		}
	}
	t.Run("by POST without a stream", func(t *testing.T) {
		got := l.ask(t, "subscription { changes { cursor } }", nil)
		if got.Status != http.StatusNotAcceptable || !strings.Contains(got.Text, "text/event-stream") {
			t.Errorf("%d %s", got.Status, got.Text)
		}
	})
	t.Run("from a page of another site", func(t *testing.T) {
		if _, response, err := l.dial(http.Header{"Origin": {"https://stranger.example"}}); err == nil || response == nil || response.StatusCode != http.StatusForbidden {
			t.Errorf("%v, %v", response, err)
		}
		if _, _, err := l.dial(http.Header{"Origin": {"https://friend.example"}}); err != nil {
			t.Errorf("a site that may ask: %v", err)
		}
	})
	t.Run("with a token that nobody knows", func(t *testing.T) {
		conn, _, err := l.dial(nil)
		if err != nil {
			t.Fatal(err)
		}
		l.say(conn, message{Type: "connection_init", Payload: json.RawMessage(`{"Authorization": "Bearer nobody"}`)})
		for err == nil {
			_, _, err = conn.Read(t.Context())
		}
		if websocket.CloseStatus(err) != 4403 {
			t.Errorf("closed with %v", err)
		}
	})
	t.Run("a question is answered there too", func(t *testing.T) {
		if m := l.hear(l.follows(`{ viewer { role } }`)); m.Type != "next" || !strings.HasPrefix(string(m.Payload), `{"data":{"viewer":{"role":"ANONYMOUS"}}`) {
			t.Errorf("%s %s", m.Type, m.Payload)
		}
	})
}

// mostFollowed is how many things one WebSocket can follow.
const mostFollowed = 50
