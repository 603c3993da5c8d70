package httpd_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/coder/websocket"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
)

// A server that stops closes its WebSockets, and says of nothing that is followed that it is
// complete or has failed: clients would not come back.
func TestNothingIsCompleteWhenTheServerStops(t *testing.T) {
	until, stop := context.WithCancel(t.Context())
	l := newLiving(t, func(c *httpd.Config) { c.Until = until })
	conn := l.follows(`subscription { changes(since: 0) { cursor } }`)
	for i := range mostFollowed - 1 {
		l.say(conn, message{Type: "subscribe", ID: fmt.Sprint(i + 2), Payload: json.RawMessage(`{"query": "subscription { changes(since: 0) { cursor } }"}`)})
	}
	l.record()
	for range mostFollowed {
		l.event(l.hear(conn).Payload)
	}
	stop()
	l.ends(conn)
}

// What comes just when the server stops is not answered with an error: clients would take it
// for the answer.
func TestNothingFailsWhenTheServerStops(t *testing.T) {
	for _, question := range []string{`{ viewer { name } }`, `subscription { changes(since: 0) { cursor } }`} {
		until, stop := context.WithCancel(t.Context())
		last := &lastAsked{stop: stop}
		l := newLiving(t, func(c *httpd.Config) { c.Until, c.Identity = until, last })
		conn := l.opens("olga")
		last.armed.Store(true)
		l.subscribes(conn, "1", question)
		l.ends(conn)
	}
}

// lastAsked knows everybody until it is armed: then the server stops while it is asked.
type lastAsked struct {
	stop  func()
	armed atomic.Bool
}

func (l *lastAsked) Viewer(ctx context.Context, _ string) (graph.Viewer, error) {
	if l.armed.Load() {
		l.stop()
		<-ctx.Done()
		return graph.Viewer{}, graph.Errorf(graph.Timeout, "the time allowed ran out").Because(ctx.Err())
	}
	return graph.Viewer{Name: "olga", Role: graph.RoleReader, Tier: graph.TierPublic}, nil
}

// ends fails the test unless the server closes a WebSocket, and nothing but pings comes before.
func (l *living) ends(conn *websocket.Conn) {
	l.t.Helper()
	for {
		_, text, err := conn.Read(l.t.Context())
		if err != nil {
			if code := websocket.CloseStatus(err); code != websocket.StatusNormalClosure {
				l.t.Errorf("closed with %v", err)
			}
			return
		}
		if !strings.Contains(string(text), `"ping"`) {
			l.t.Errorf("before the end comes %s", text)
		}
	}
}
