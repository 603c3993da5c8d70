package httpd_test

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/access"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
)

// passed is how much later it is than the clock says: for tokens that expire.
type passed struct{ atomic.Int64 }

func (p *passed) now() time.Time { return time.Now().Add(time.Duration(p.Load())) }

// newHolding starts a living server that knows tokens and records what editors say, and issues
// a token of an editor that expires in an hour.
func newHolding(t *testing.T) (l *living, end map[string]func(), text string) {
	t.Helper()
	var later passed
	tokens := access.NewTokens(storetest.NewReference(), later.now, rand.Reader)
	l = newLiving(t, func(c *httpd.Config) {
		store := c.Store.(graph.Store)
		c.Atlas, c.Identity = atlas.New(store, time.Now).FollowBy(store).RecordTo(registry.New(store, time.Now)), holders{tokens}
	})
	until := time.Now().Add(time.Hour)
	_, text, err := tokens.Issue(t.Context(), access.Wanted{Name: "olga", Role: graph.Editor, Tier: graph.TierPublic, ExpiresAt: &until}, "test")
	if err != nil {
		t.Fatal(err)
	}
	return l, map[string]func(){
		"is revoked": func() {
			if _, err := tokens.Revoke(t.Context(), "olga", "test"); err != nil {
				t.Error(err)
			}
		},
		"expires": func() { later.Store(int64(2 * time.Hour)) },
	}, text
}

const followsChanges = `subscription { changes(since: 0) { cursor change { number } } }`

// Once a token does not hold any more, nothing is sent in a stream that was opened with it: a
// WebSocket is closed with the code by which clients know that it is about the token, and
// events end, so that the client asks again and gets 401.
func TestStreamsOfATokenThatDoesNotHoldAnyMore(t *testing.T) {
	for _, how := range []string{"is revoked", "expires"} {
		t.Run("a WebSocket whose token "+how, func(t *testing.T) {
			l, end, token := newHolding(t)
			conn := l.opens(token)
			l.subscribes(conn, "1", followsChanges)
			l.record()
			if e := l.event(l.hear(conn).Payload); e.Data.Changes.Change.Number != 1 {
				t.Fatalf("%+v", e)
			}
			end[how]()
			l.record()
			l.closes(conn)
		})
		t.Run("events whose token "+how, func(t *testing.T) {
			l, end, token := newHolding(t)
			lines := l.streams(token, followsChanges)
			l.record()
			heard := func() (text string) {
				for lines.Scan() {
					if text = lines.Text(); strings.HasPrefix(text, "data: ") || strings.HasPrefix(text, "event: complete") {
						return text
					}
				}
				return ""
			}
			if text := heard(); !strings.Contains(text, `"number":1`) {
				t.Fatal(text)
			}
			end[how]()
			l.record()
			if text := heard(); text != "" {
				t.Errorf("it goes on with %s", text)
			}
			a := l.send(t, "GET", "/graphql?query="+url.QueryEscape(followsChanges), "", "Accept", "text/event-stream", "Authorization", "Bearer "+token)
			if a.Status != http.StatusUnauthorized || !strings.Contains(a.Header.Get("WWW-Authenticate"), "invalid_token") {
				t.Errorf("asked again: %d %v", a.Status, a.Header)
			}
		})
		for asks, question := range map[string]string{
			"a question": `{viewer{name}}`,
			"a mutation": `mutation{record(note:"n",records:{cities:[{name:"New",kind:TOWN,confidence:DOCUMENTED}]}){added}}`,
		} {
			t.Run(asks+" over a WebSocket whose token "+how, func(t *testing.T) {
				l, end, token := newHolding(t)
				conn := l.opens(token)
				l.subscribes(conn, "1", question)
				if m := l.hear(conn); m.Type != "next" || strings.Contains(string(m.Payload), `"errors"`) {
					t.Fatalf("%s %s", m.Type, m.Payload)
				}
				l.hear(conn) // complete
				recorded := l.ask(t, `{changes{totalCount}}`, nil).Text
				end[how]()
				l.subscribes(conn, "2", question)
				l.closes(conn)
				if now := l.ask(t, `{changes{totalCount}}`, nil).Text; now != recorded {
					t.Errorf("something was recorded: %s", now)
				}
			})
		}
	}
}

// opens opens a WebSocket with a token.
func (l *living) opens(token string) *websocket.Conn {
	l.t.Helper()
	conn, _, err := l.dial(nil)
	if err != nil {
		l.t.Fatal(err)
	}
	l.say(conn, message{Type: "connection_init", Payload: json.RawMessage(fmt.Sprintf(`{"Authorization": "Bearer %s"}`, token))})
	if ack := l.hear(conn); ack.Type != "connection_ack" {
		l.t.Fatalf("%+v", ack)
	}
	return conn
}

// subscribes asks a question on a WebSocket.
func (l *living) subscribes(conn *websocket.Conn, id, question string) {
	l.t.Helper()
	payload, err := json.Marshal(map[string]string{"query": question})
	if err != nil {
		l.t.Fatal(err)
	}
	l.say(conn, message{Type: "subscribe", ID: id, Payload: payload})
}

// closes fails the test unless a WebSocket is closed because of its token, and nothing comes
// before.
func (l *living) closes(conn *websocket.Conn) {
	l.t.Helper()
	for {
		_, text, err := conn.Read(l.t.Context())
		if err != nil {
			if code := websocket.CloseStatus(err); code != 4403 {
				l.t.Errorf("closed with %v", err)
			}
			return
		}
		if !strings.Contains(string(text), `"ping"`) && !strings.Contains(string(text), `"pong"`) {
			l.t.Errorf("before it is closed comes %s", text)
		}
	}
}

// streams opens a stream of events with a token, and returns its lines.
func (l *living) streams(token, question string) *bufio.Scanner {
	l.t.Helper()
	r, err := http.NewRequestWithContext(l.t.Context(), http.MethodGet, l.URL+"/graphql?query="+url.QueryEscape(question), nil)
	if err != nil {
		l.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := l.Client().Do(r)
	if err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { _ = response.Body.Close() })
	return bufio.NewScanner(response.Body)
}

// A stream in which nothing happens ends when its token expires, to the moment, and soon after
// it was revoked.
func TestIdleStreamsEndWithTheirToken(t *testing.T) {
	for _, c := range []struct {
		name     string
		revoke   bool
		from, to time.Duration
	}{
		{"when it expires", false, 3 * time.Minute, 3 * time.Minute},
		{"after it was revoked", true, 0, 10 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			store := own(t)
			synctest.Test(t, func(t *testing.T) {
				tokens := access.NewTokens(storetest.NewReference(), time.Now, rand.Reader)
				handler, err := newHandler(store, io.Discard, func(c *httpd.Config) {
					c.Atlas, c.Identity, c.Until = atlas.New(store, time.Now).FollowBy(store), holders{tokens}, context.Background()
				})
				if err != nil {
					t.Fatal(err)
				}
				begun := time.Now()
				until := begun.Add(3 * time.Minute)
				_, text, err := tokens.Issue(t.Context(), access.Wanted{Name: "olga", Role: graph.RoleReader, Tier: graph.TierPublic, ExpiresAt: &until}, "test")
				if err != nil {
					t.Fatal(err)
				}
				r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/graphql?query="+url.QueryEscape(`subscription { changes { cursor } }`), nil)
				r.Header.Set("Accept", "text/event-stream")
				r.Header.Set("Authorization", "Bearer "+text)
				w := httptest.NewRecorder()
				if c.revoke {
					time.AfterFunc(time.Second, func() {
						if _, err := tokens.Revoke(t.Context(), "olga", "test"); err != nil {
							t.Error(err)
						}
					})
				}
				handler.ServeHTTP(w, r)
				if took := time.Since(begun); took < c.from || took > c.to {
					t.Errorf("it ended after %s", took)
				}
				if strings.Contains(w.Body.String(), "event:") {
					t.Errorf("%s", w.Body)
				}
			})
		})
	}
}
