package httpd

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/coder/websocket"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
	"twingraph/resolvers"
)

// What streams may take.
const (
	mostStreams      = 2000
	mostStreamsOfOne = 200 // of one address
	mostOnOneSocket  = 50  // subscriptions of one WebSocket
	aliveEvery       = 15 * time.Second
	eventWithin      = 10 * time.Second // to be taken by the client
	helloWithin      = 10 * time.Second // from a WebSocket to its connection_init
	identifiedEvery  = 10 * time.Second // how often a token is looked at again
	mediaEvents      = "text/event-stream"
	protocol         = "graphql-transport-ws" // https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
	closeForbidden   = 4403
)

// streams answers subscriptions: over WebSocket by graphql-transport-ws, and as server-sent
// events by the "distinct connections mode" of
// https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md. Questions and mutations
// are answered the same way where they come so.
type streams struct {
	endpoint *endpoint
	identity Identity
	origins  []string
	until    context.Context // streams end with it
	gauge    prometheus.Gauge
	proxies  proxies

	mu   sync.Mutex
	open map[string]int // by address, "" for all of them
}

// isStream reports whether a request is one for a stream: a WebSocket, or events and not
// JSON. Some clients accept both of every answer.
func isStream(r *http.Request) bool {
	if isSocket(r) {
		return true
	}
	_, json := negotiate(r)
	return !json && strings.Contains(strings.Join(r.Header.Values("Accept"), ","), mediaEvents)
}

// isSocket reports whether a request is one for a WebSocket.
func isSocket(r *http.Request) bool { return strings.EqualFold(r.Header.Get("Upgrade"), "websocket") }

// or returns a handler that answers streams, and passes all other requests on.
func (s *streams) or(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isStream(r) {
			next.ServeHTTP(w, r)
			return
		}
		address := s.proxies.addressOf(r)
		if !s.enter(address) {
			s.endpoint.reject(w, r, mediaJSON, reject(http.StatusTooManyRequests, graph.LimitExceeded,
				"There are as many streams as the server keeps open at once. Try again in a moment, or follow several things in one stream.").with("Retry-After", retryAfter))
			return
		}
		defer s.leave(address)
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer context.AfterFunc(s.until, cancel)()
		r = r.WithContext(ctx)
		if isSocket(r) {
			s.socket(w, r, cancel)
			return
		}
		go s.watch(ctx, cancel, r.Header.Values("Authorization"), resolvers.ViewerOf(ctx).ExpiresAt)
		s.events(w, r)
	})
}

// enter takes a place for a stream of an address and reports whether there was one.
func (s *streams) enter(address string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[""] >= mostStreams || s.open[address] >= mostStreamsOfOne {
		return false
	}
	s.open[""]++
	s.open[address]++
	s.gauge.Set(float64(s.open[""]))
	return true
}

// leave gives the place to the next.
func (s *streams) leave(address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[""]--
	if s.open[address]--; s.open[address] == 0 {
		delete(s.open, address)
	}
	s.gauge.Set(float64(s.open[""]))
}

// events answers with server-sent events.
func (s *streams) events(w http.ResponseWriter, r *http.Request) {
	params, rejection := s.endpoint.read(r)
	if rejection != nil {
		s.endpoint.reject(w, r, mediaJSON, rejection)
		return
	}
	responses, ctx, rejection := s.begin(graphql.StartOperationTrace(r.Context()), r.Method, params)
	if rejection != nil {
		s.endpoint.reject(w, r, mediaJSON, rejection)
		return
	}
	h := w.Header()
	h.Set("Content-Type", mediaEvents)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // proxies pass each event on
	to := &eventWriter{w: w, control: http.NewResponseController(w)}
	if !to.send(":\n\n") {
		return
	}
	arriving := make(chan []byte)
	go func() {
		defer close(arriving)
		for response := responses(ctx); response != nil; response = responses(ctx) {
			text, err := json.Marshal(response) // the next response is written over it
			if err != nil || ctx.Err() != nil { // what was being answered when it was cut comes when it goes on
				return
			}
			select {
			case arriving <- text:
			case <-ctx.Done():
				return
			}
		}
	}()
	alive := time.NewTicker(aliveEvery)
	defer alive.Stop()
	for {
		select {
		case text, more := <-arriving:
			if !more && ctx.Err() == nil {
				to.send("event: complete\ndata:\n\n")
			}
			if !more || s.holds(ctx, r.Header.Values("Authorization")) != nil || !to.send(fmt.Sprintf("event: next\ndata: %s\n\n", text)) {
				return // where it was cut, without "complete": the client comes back
			}
		case <-alive.C:
			if !to.send(":\n\n") {
				return
			}
		case <-r.Context().Done():
			return
		}
	}
}

// eventWriter writes events, each within its time.
type eventWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

// send writes a text and reports whether the client took it.
func (e *eventWriter) send(text string) bool {
	_ = e.control.SetReadDeadline(time.Time{})
	_ = e.control.SetWriteDeadline(time.Now().Add(eventWithin))
	if _, err := e.w.Write([]byte(text)); err != nil {
		return false
	}
	return e.control.Flush() == nil
}

// begin begins an operation and returns what its responses come from; what is wrong with it
// is the first of them.
func (s *streams) begin(ctx context.Context, method string, params *graphql.RawParams) (graphql.ResponseHandler, context.Context, *rejection) {
	operation, errs := s.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		ctx = within(ctx, operation)
		return graphql.OneShot(s.DispatchError(ctx, errs)), ctx, nil
	}
	if method != http.MethodPost && operation.Operation.Operation == ast.Mutation {
		return nil, ctx, reject(http.StatusMethodNotAllowed, graph.BadUserInput, "Mutations are sent by POST.").with("Allow", "POST")
	}
	responses, ctx := s.DispatchOperation(ctx, operation)
	return responses, ctx, nil
}

// CreateOperationContext reads an operation; see graphql.GraphExecutor.
func (s *streams) CreateOperationContext(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	return s.endpoint.operation(ctx, params)
}

// DispatchError answers with errors; see graphql.GraphExecutor.
func (s *streams) DispatchError(ctx context.Context, errs gqlerror.List) *graphql.Response {
	return s.endpoint.exec.DispatchError(ctx, errs)
}

// DispatchOperation answers an operation; see graphql.GraphExecutor. On a socket that the
// server closes meanwhile nothing is answered, so that the client comes back and asks again:
// it takes an error for an answer.
func (s *streams) DispatchOperation(ctx context.Context, operation *graphql.OperationContext) (graphql.ResponseHandler, context.Context) {
	socket, onSocket := ctx.Value(socketKey{}).(*socket)
	next, inner := s.dispatch(ctx, operation, socket)
	if onSocket && socket.until.Err() != nil {
		return socket.nothing, ctx
	}
	return next, inner
}

// dispatch answers an operation, over a socket or, where it is nil, as events. A question and
// a mutation take a place among those that are answered, and their time; a subscription one
// of those of its socket. On a socket whose token does not hold any more nothing is answered.
func (s *streams) dispatch(ctx context.Context, operation *graphql.OperationContext, socket *socket) (graphql.ResponseHandler, context.Context) {
	if socket != nil {
		err := s.holds(ctx, socket.shown)
		if graph.CodeOf(err) == graph.Unauthenticated {
			socket.refuse()
			return socket.nothing, ctx
		}
		if err != nil {
			return s.refuse(ctx, operation, unidentified(err).err)
		}
	}
	switch following := operation.Operation.Operation == ast.Subscription; {
	case following && socket == nil:
		return s.endpoint.exec.DispatchOperation(ctx, operation)
	case following && !socket.enter():
		return s.refuse(ctx, operation, graph.Errorf(graph.LimitExceeded, "one connection can follow %d things; open another one", mostOnOneSocket))
	case following:
		context.AfterFunc(ctx, socket.leave)
		next, inner := s.endpoint.exec.DispatchOperation(ctx, operation)
		return socket.uncut(next, s.holds), inner
	}
	if !s.endpoint.enter(ctx) {
		return s.refuse(ctx, operation, busy().err)
	}
	defer s.endpoint.leave()
	timed, cancel := context.WithTimeout(ctx, s.endpoint.limits.Time)
	defer cancel()
	next, inner := s.endpoint.exec.DispatchOperation(timed, operation)
	return graphql.OneShot(next(inner)), ctx
}

// refuse answers an operation with an error alone.
func (s *streams) refuse(ctx context.Context, operation *graphql.OperationContext, why *graph.Error) (graphql.ResponseHandler, context.Context) {
	return graphql.OneShot(s.DispatchError(within(ctx, operation), gqlerror.List{gqlerror.Wrap(why)})), ctx
}

// socket answers over a WebSocket. Its connection_init says who asks, as an Authorization
// header does: browsers cannot send one. A page of another site may open one only where it
// may ask at all.
func (s *streams) socket(w http.ResponseWriter, r *http.Request, cancel func()) {
	if !slices.Contains(protocols(r), protocol) {
		s.endpoint.reject(w, r, mediaJSON, reject(http.StatusBadRequest, graph.BadUserInput,
			"Over WebSocket the protocol is %s: name it in Sec-WebSocket-Protocol.", protocol))
		return
	}
	if !s.welcomes(r) {
		s.endpoint.reject(w, r, mediaJSON, reject(http.StatusForbidden, graph.Forbidden,
			"Pages of this site may not open a WebSocket here. Its operator lists those that may with --cors-origins."))
		return
	}
	limit := s.endpoint.limits.Body
	opened := &socket{until: r.Context(), end: cancel, closed: make(chan struct{})}
	defer close(opened.closed)
	transport.Websocket{
		Implementation: accepting{transport.CoderWebsocketImplementation{AcceptOptions: websocket.AcceptOptions{
			Subprotocols: []string{protocol}, InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled, // origins were looked at
		}}, opened},
		InitTimeout:      helloWithin,
		PingPongInterval: aliveEvery,
		PayloadReadLimit: &limit,
		InitFunc: func(ctx context.Context, hello transport.InitPayload) (context.Context, *transport.InitPayload, error) {
			ctx = context.WithValue(ctx, socketKey{}, opened)
			shown := r.Header.Values("Authorization")
			if given := hello.Authorization(); given != "" {
				shown = []string{given}
			}
			if len(shown) == 0 {
				return ctx, nil, nil
			}
			viewer, err := viewerBy(ctx, s.identity, shown)
			if err != nil {
				code, reason := closeForbidden, "Forbidden"
				if graph.CodeOf(err) != graph.Unauthenticated { // nobody knows: the client is to come back
					code, reason = int(websocket.StatusTryAgainLater), "Try again later"
				}
				return transport.WithWebsocketCloseCode(transport.AppendCloseReason(ctx, reason), code), nil, unidentified(err).err
			}
			opened.shown = shown
			go s.watch(ctx, opened.refuse, shown, viewer.ExpiresAt)
			return resolvers.WithViewer(ctx, viewer), nil, nil
		},
	}.Do(w, r, s)
}

// welcomes reports whether a WebSocket is opened by no page, by one of this site or by one of
// a site that may ask.
func (s *streams) welcomes(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || slices.Contains(s.origins, origin) || slices.Contains(s.origins, "*") {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && strings.EqualFold(u.Host, r.Host)
}

// protocols returns the subprotocols that a client names.
func protocols(r *http.Request) []string {
	var names []string
	for _, header := range r.Header.Values("Sec-WebSocket-Protocol") {
		for name := range strings.SplitSeq(header, ",") {
			names = append(names, strings.TrimSpace(name))
		}
	}
	return names
}
