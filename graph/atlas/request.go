package atlas

import (
	"context"
	"sync"
	"sync/atomic"

	"twingraph/graph"
	"twingraph/graph/loader"
	"twingraph/graph/world"
)

// Request is what one viewer asks in one go: all of it is about one today, and about one
// state of the network for each view. It is safe for concurrent use.
type Request struct {
	*Atlas

	// Loader reads records for the request, and keeps them as long as it lasts.
	Loader *loader.Loader

	today  func() graph.Day // the same from the first time that it is asked for
	viewer graph.Viewer

	outcome outcome

	onToday, onHidden, onBeside atomic.Bool
}

// For returns a request of a viewer.
func (a *Atlas) For(viewer graph.Viewer) *Request {
	return &Request{Atlas: a, Loader: loader.New(a.reader), today: sync.OnceValue(a.Today), viewer: viewer.Known()}
}

// Seen returns the network as a view of the request sees it, false where it is not in memory:
// then the Loader has to be asked.
func (r *Request) Seen(ctx context.Context, v graph.View) (*world.Seen, bool) {
	worlds, ok := r.reader.(world.Worlds)
	if !ok {
		return nil, false
	}
	w, err := worlds.InMemory(ctx)
	if err != nil {
		return nil, false
	}
	return w.Seen(v), true
}

// Viewer returns who asks.
func (r *Request) Viewer() graph.Viewer { return r.viewer }

// ViewerAsShown returns who asks, for an answer about that: until when what the viewer showed
// holds is nothing that follows from the network.
func (r *Request) ViewerAsShown() graph.Viewer {
	r.onBeside.Store(true)
	return r.viewer
}

// Grounds is what answers follow from beside the question and the network as its viewer may
// know it.
type Grounds struct {
	Today  bool // which day it is
	Hidden bool // records that the viewer may not see, of which counts are shown
	Beside bool // what is kept beside the network, such as tokens
}

// RestsOn returns what all answers of the request so far follow from.
func (r *Request) RestsOn() Grounds {
	return Grounds{Today: r.onToday.Load(), Hidden: r.onHidden.Load(), Beside: r.onBeside.Load()}
}

// Today returns the day of the request, UTC.
func (r *Request) Today() graph.Day {
	r.onToday.Store(true)
	return r.today()
}

// View returns how the viewer sees the network today, with everything recorded.
func (r *Request) View() graph.View { return r.ViewOn(r.Today()) }

// ViewOn returns how the viewer sees the network on a day, with everything recorded.
func (r *Request) ViewOn(day graph.Day) graph.View {
	return graph.View{AsOf: day, KnownAt: graph.Latest(), Tier: r.viewer.Tier}
}
