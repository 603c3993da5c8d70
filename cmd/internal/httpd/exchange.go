package httpd

import (
	"context"
	"crypto/rand"
	"net/http"
	"slices"
	"sync"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
)

// exchange is one HTTP request while it is answered, with what its log line, its
// metrics and its errors report. It is safe for concurrent use.
type exchange struct {
	id string

	mu      sync.Mutex
	outcome outcome
}

// outcome is what became of a request.
type outcome struct {
	operation string        // its name, empty when it has none
	cost      *Cost         // nil when it was not reckoned
	errors    int           // in the answer
	first     gqlerror.List // of the errors, at most maxErrors, by place
	codes     []graph.Code  // of the errors, each once, in order of appearance
}

type exchangeKey struct{}

// exchangeOf returns the exchange that a context belongs to.
func exchangeOf(ctx context.Context) *exchange {
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return x
	}
	return &exchange{} // outside of a request nothing is kept
}

// newExchange returns the exchange of a request that has just come in. It takes
// over a well-formed id of the client's, so that a request can be followed
// through proxies.
func newExchange(r *http.Request) *exchange {
	if id := r.Header.Get("X-Request-Id"); wellFormedID(id) {
		return &exchange{id: id}
	}
	return &exchange{id: rand.Text()[:16]}
}

// wellFormedID reports whether id is 8 to 64 letters, digits, dots, hyphens and
// underscores.
func wellFormedID(id string) bool {
	if len(id) < 8 || len(id) > 64 {
		return false
	}
	for _, c := range []byte(id) {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}

// in returns the request with the exchange in its context.
func (x *exchange) in(r *http.Request) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), exchangeKey{}, x))
}

// asks records the operation and what it may cost.
func (x *exchange) asks(operation string, cost *Cost) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.outcome.operation, x.outcome.cost = operation, cost
}

// fails records an error of the answer and reports whether it is among the first by place
// so far. Which of many are listed must not depend on which came first.
func (x *exchange) fails(err *gqlerror.Error) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	o := &x.outcome
	o.errors++
	if code := err.Extensions["code"].(graph.Code); !slices.Contains(o.codes, code) {
		o.codes = append(o.codes, code)
	}
	at, _ := slices.BinarySearchFunc(o.first, err, byPlace)
	if at == maxErrors {
		return false
	}
	if o.first = slices.Insert(o.first, at, err); len(o.first) > maxErrors {
		o.first = o.first[:maxErrors]
	}
	return true
}

// result returns what was recorded so far.
func (x *exchange) result() outcome {
	x.mu.Lock()
	defer x.mu.Unlock()
	o := x.outcome
	o.codes, o.first = slices.Clone(o.codes), slices.Clone(o.first)
	return o
}
