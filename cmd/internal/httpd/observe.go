package httpd

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// observe gives each request an exchange, answers 500 when its handler panics,
// and afterwards writes its log line and counts it.
func observe(next http.Handler, log *slog.Logger, m *meters) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		x := newExchange(r)
		r = x.in(r)
		w.Header().Set("X-Request-Id", x.id)
		seen := &witness{ResponseWriter: w}
		m.inFlight.Inc()
		defer func() {
			if value := recover(); value != nil {
				log.ErrorContext(r.Context(), "a request failed", "id", x.id, "error", fmt.Sprint(value), "stack", string(debug.Stack()))
				seen.fail(x.id)
			}
			m.inFlight.Dec()
			took, route, o := time.Since(began), routeOf(r), x.result()
			m.count(r, route, seen.status, took, o)
			log.LogAttrs(r.Context(), levelOf(route, seen.status), "request", line(r, x.id, seen, took, o)...)
		}()
		next.ServeHTTP(seen, r)
	})
}

// Routes that the log or the metrics treat in a way of their own.
const (
	routeGraphQL = "/graphql"
	routeReady   = "/readyz"
	routeHealth  = "/healthz"
	routeMetrics = "/metrics"
	routeExport  = "/export/"
	routePages   = "/"
)

// Watches reports whether a request only looks how the server is, as probes and monitors do
// all the time.
func Watches(r *http.Request) bool {
	return r.URL.Path == routeReady || r.URL.Path == routeHealth || r.URL.Path == routeMetrics
}

// routeOf returns the route of a request that was answered: never what the client
// made up, so that there are few of them.
func routeOf(r *http.Request) string {
	_, route, found := strings.Cut(r.Pattern, "/")
	if !found {
		return "none"
	}
	return "/" + route
}

// levelOf says how loud a request is in the log: probes, metrics and files are only
// heard when somebody listens closely, or when they fail.
func levelOf(route string, status int) slog.Level {
	switch {
	case route == routeReady: // it logs changes itself
		return slog.LevelDebug
	case status >= http.StatusInternalServerError:
		return slog.LevelWarn
	case route == routeGraphQL:
		return slog.LevelInfo
	}
	return slog.LevelDebug
}

// line returns the attributes of a request's log line. Queries and their variables
// are no part of it: they show what somebody is looking for.
func line(r *http.Request, id string, seen *witness, took time.Duration, o outcome) []slog.Attr {
	attrs := []slog.Attr{
		slog.String("id", id),
		slog.String("method", methodLabel(r.Method)),
		slog.String("path", shortened(r.URL.Path)),
		slog.Int("status", seen.status),
		slog.Int64("bytes", seen.bytes),
		slog.Duration("took", took),
	}
	if o.operation != "" {
		attrs = append(attrs, slog.String("operation", shortened(o.operation)))
	}
	if o.cost != nil {
		attrs = append(attrs, slog.Int("cost", o.cost.Requested))
	}
	if o.errors > 0 {
		attrs = append(attrs, slog.Int("errors", o.errors), slog.Any("codes", o.codes))
	}
	return attrs
}

// shortened returns at most the first hundred bytes of what a client wrote.
func shortened(s string) string { return s[:min(len(s), 100)] }

// witness remembers what was answered.
type witness struct {
	http.ResponseWriter
	status int // 0 until the header is written
	bytes  int64
}

// WriteHeader remembers the status.
func (w *witness) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (w *witness) Write(body []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(body)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *witness) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// fail answers 500, unless something was answered already.
func (w *witness) fail(id string) {
	if w.status != 0 {
		return
	}
	http.Error(w, "Something went wrong here. Quote the request id "+id+" when you report it.", http.StatusInternalServerError)
}
