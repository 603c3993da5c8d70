package httpd

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"twingraph/graph"
)

// Readiness says whether questions can be answered now. Its error says what a
// person can do about it.
type Readiness interface {
	Ready(ctx context.Context) error
}

// Informed is a Readiness that says in a sentence, too, where answers come from.
type Informed interface {
	State() string
}

// readyWithin is how long the store may take to say that it is ready.
const readyWithin = 3 * time.Second

// healthz says that the process is alive; it asks nobody.
func healthz(w http.ResponseWriter, _ *http.Request) {
	status(w, http.StatusOK, "alive")
}

// readyz says whether the store can answer. What the store says to people is shown;
// the log has the causes, once each time the answer changes.
func readyz(store Readiness, log *slog.Logger) http.HandlerFunc {
	var last atomic.Value // the sentence last logged
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
		defer cancel()
		code, sentence, err := http.StatusOK, "ready", store.Ready(ctx)
		if err != nil {
			code, sentence = http.StatusServiceUnavailable, whyNotReady(err)
		}
		switch before := last.Swap(sentence); {
		case before == sentence || before == nil && err == nil:
		case err == nil:
			log.InfoContext(ctx, "ready again", "id", exchangeOf(ctx).id)
		default:
			log.WarnContext(ctx, "not ready", "id", exchangeOf(ctx).id, "error", err)
		}
		if from, ok := store.(Informed); ok && err == nil {
			if state := from.State(); state != "" {
				sentence += ": " + state
			}
		}
		status(w, code, sentence)
	}
}

// whyNotReady returns what people may know of a store that is not ready.
func whyNotReady(err error) string {
	ours, ok := errors.AsType[*graph.Error](err)
	switch {
	case graph.CodeOf(err) == graph.Timeout, errors.Is(err, context.DeadlineExceeded):
		return "The store does not answer in time. Is it running, and not too busy?"
	case ok && ours.Code != graph.Internal:
		return ours.Message
	}
	return "The store cannot answer now. The log says why."
}

// status writes one line of text that nobody keeps.
func status(w http.ResponseWriter, code int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, line+"\n")
}
