package httpd

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"

	"twingraph/graph"
)

// holds returns nil while the token of Authorization headers holds, and where there is none.
// A stream lasts longer than some tokens: what it brings, and what is asked in it, is held
// against them each time. Errors are those of Identity.
func (s *streams) holds(ctx context.Context, headers []string) error {
	if len(headers) == 0 {
		return nil
	}
	_, err := viewerBy(ctx, s.identity, headers)
	return err
}

// watch ends a stream in which nothing happens when the token that it was opened with does not
// hold any more: at once when it expires, and soon after it was revoked.
func (s *streams) watch(ctx context.Context, end func(), headers []string, expires time.Time) {
	if len(headers) == 0 {
		return
	}
	for {
		wait := identifiedEvery
		if left := time.Until(expires); left > 0 && left < wait {
			wait = left
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		if graph.CodeOf(s.holds(ctx, headers)) == graph.Unauthenticated {
			end()
			return
		}
	}
}

// socketKey is of the socket that an operation came by.
type socketKey struct{}

// socket counts the subscriptions of a WebSocket, and knows by which token it was opened.
type socket struct {
	until   context.Context // the server closes the WebSocket when it ends
	end     func()          // ends it
	closed  chan struct{}
	shown   []string    // Authorization headers; none of somebody who shows no token
	refused atomic.Bool // the token does not hold any more

	mu   sync.Mutex
	open int
}

func (s *socket) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open >= mostOnOneSocket {
		return false
	}
	s.open++
	return true
}

func (s *socket) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open--
}

// refuse closes the WebSocket because its token does not hold any more.
func (s *socket) refuse() {
	s.refused.Store(true)
	s.end()
}

// nothing is the response of an operation on a WebSocket that is being closed: none, and not
// that it is complete.
func (s *socket) nothing(context.Context) *graphql.Response {
	<-s.closed
	return nil
}

// uncut passes responses on until the server closes the WebSocket. Then there are no more: one
// would be of a question that was cancelled, and an end would be taken for that of the
// subscription, while the client is to come back and go on. Whether the token holds is asked
// before each.
func (s *socket) uncut(next graphql.ResponseHandler, holds func(context.Context, []string) error) graphql.ResponseHandler {
	return func(ctx context.Context) *graphql.Response {
		response := next(ctx)
		if response != nil && s.until.Err() == nil {
			switch graph.CodeOf(holds(ctx, s.shown)) {
			case "":
			case graph.Unauthenticated:
				s.refuse()
			default: // nobody knows: the client is to come back
				s.end()
			}
		}
		if s.until.Err() != nil {
			return s.nothing(ctx)
		}
		return response
	}
}

// accepting accepts WebSockets that are closed with a code of their own when their token does
// not hold any more.
type accepting struct {
	transport.CoderWebsocketImplementation
	opened *socket
}

// Accept accepts a WebSocket; see transport.WebsocketImplementation.
func (a accepting) Accept(w http.ResponseWriter, r *http.Request, o transport.WebsocketAcceptOptions) (transport.WebsocketConn, error) {
	conn, err := a.CoderWebsocketImplementation.Accept(w, r, o)
	if err != nil {
		return nil, err
	}
	return accepted{conn.(limited), a.opened}, nil
}

// limited is a WebSocket whose reading is limited.
type limited interface {
	transport.WebsocketConn
	transport.WebsocketReadLimiter
	transport.WebsocketReadDeadliner
}

// accepted is an open WebSocket.
type accepted struct {
	limited
	opened *socket
}

// WriteClose closes it; see transport.WebsocketConn.
func (a accepted) WriteClose(code int, reason string) error {
	if a.opened.refused.Load() {
		code, reason = closeForbidden, "Forbidden"
	}
	return a.limited.WriteClose(code, reason)
}
