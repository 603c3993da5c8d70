package world

import (
	"context"
	"sync"
)

// requestKey is of what a request reads from one store.
type requestKey struct{ store any }

// request remembers what one request reads from.
type request struct {
	mu    sync.Mutex // held while the network is found: others of the request wait
	known bool
	from  *World
	err   error
}

// OfOneState returns a context for one request: all that is read of a store within it comes
// from one state of the network; see Within. It must not outlive the request.
func OfOneState(ctx context.Context, store any) context.Context {
	return context.WithValue(ctx, requestKey{store}, &request{})
}

// Within returns the network that find finds, within a context of OfOneState what it found
// the first time since Renew. Errors are those of find.
func Within(ctx context.Context, store any, find func(context.Context) (*World, error)) (*World, error) {
	r, ok := ctx.Value(requestKey{store}).(*request)
	if !ok {
		return find(ctx)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.known {
		r.from, r.err = find(ctx)
		r.known = true
	}
	return r.from, r.err
}

// Renew lets the next reading of a request see what was recorded by then.
func Renew(ctx context.Context, store any) {
	if r, ok := ctx.Value(requestKey{store}).(*request); ok {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.known = false
	}
}
