package httpd_test

import (
	"context"

	"twingraph/graph"
)

// scripted is a real store of which a test takes over what it has to: how it fails,
// hangs or panics.
type scripted struct {
	graph.Store
	list  func(ctx context.Context) (graph.Page, error) // in place of List; nil leaves it to the store
	ready error                                         // what Ready returns
}

func (s scripted) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	if s.list != nil {
		return s.list(ctx)
	}
	return s.Store.List(ctx, v, q)
}

func (s scripted) Ready(context.Context) error { return s.ready }

// failing returns the bundled store, but with lists that fail.
func failing(store graph.Store, err error) graph.Store {
	return scripted{Store: store, list: func(context.Context) (graph.Page, error) { return graph.Page{}, err }}
}

// hanging returns the bundled store, but with lists that wait until the context
// ends. Each that began to wait is sent to begun.
func hanging(store graph.Store, begun chan<- struct{}) graph.Store {
	return scripted{Store: store, list: func(ctx context.Context) (graph.Page, error) {
		begun <- struct{}{}
		<-ctx.Done()
		return graph.Page{}, graph.Errorf(graph.Timeout, "list: the time ran out").Because(ctx.Err())
	}}
}
