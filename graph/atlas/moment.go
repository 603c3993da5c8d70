package atlas

import (
	"context"
	"fmt"

	"twingraph/graph"
	"twingraph/graph/export"
	"twingraph/graph/results"
	"twingraph/graph/world"
)

// Moment is the network at one instant for viewers of one tier, in memory.
type Moment = world.Moment

// moments is where moments come from.
type moments = world.Moments

// keptMoments is how many moments are kept: today's and some of earlier instants. One of
// 60,000 links takes tens of megabytes.
const keptMoments = 4

func newMoments(reader graph.Reader) moments { return world.MomentsOf(reader, keptMoments) }

// moment returns the network as known at v.KnownAt by a viewer of v.Tier, in memory.
// Errors are those of world.Moments.
func (a *Atlas) moment(ctx context.Context, v graph.View) (*Moment, error) {
	return a.moments.Moment(ctx, v)
}

// Tag returns what distinguishes the network at v.KnownAt from any other, as far as viewers of
// v.Tier may know of it; see Moment. It costs no reading of the network. Errors are those of
// world.Moments.
func (a *Atlas) Tag(ctx context.Context, v graph.View) (string, error) {
	return a.moments.Tag(ctx, v)
}

// Export returns the part of the network that a question asks for. It is put together
// once for all who ask, in whatever form. Errors are those of export.Take.
func (a *Atlas) Export(ctx context.Context, q export.Question) (*export.Network, error) {
	moment, err := a.moment(ctx, graph.View{AsOf: q.AsOf, KnownAt: q.KnownAt, Tier: q.Tier})
	if err != nil {
		return nil, err
	}
	part := fmt.Sprintf("part of %s: %s %t %s", q.Of, q.Where, q.Established, q.KnownAt)
	n, err := results.Get(ctx, a.networks, results.On(moment, q.AsOf, part), func(ctx context.Context) (*export.Network, error) {
		return export.Take(ctx, a.moments, q)
	})
	if err != nil {
		return nil, err
	}
	return n.In(q.Form), nil
}
