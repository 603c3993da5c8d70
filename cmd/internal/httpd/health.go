package httpd

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	"twingraph/graph"
)

// Readiness tells whether questions can be answered now. Its error says what a
// person can do about it.
type Readiness interface {
	Ready(ctx context.Context) error
}

// readyWithin is how long the store may take to say that it is ready.
const readyWithin = 3 * time.Second

// healthz says that the process is alive; it asks nobody.
func healthz(w http.ResponseWriter, _ *http.Request) {
	status(w, http.StatusOK, "alive")
}

// readyz says whether the store can answer. What the store says to people is told,
// its causes go to the log.
func readyz(store Readiness, log *slog.Logger) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
		defer cancel()
		err := store.Ready(ctx)
		if err == nil {
			status(w, http.StatusOK, "ready")
			return
		}
		log.WarnContext(ctx, "not ready", "id", exchangeOf(ctx).id, "error", err.Error())
		sentence := "The store cannot answer now. The log says why."
		if ours, ok := errors.AsType[*graph.Error](err); ok && ours.Code != graph.Internal {
			sentence = ours.Message
		}
		status(w, http.StatusServiceUnavailable, sentence)
	}
}

// status writes one line of text that nobody keeps.
func status(w http.ResponseWriter, code int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, line+"\n")
}
