package resolvers

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/model"
	"twingraph/graph/results"
	"twingraph/graph/snapshot"
)

// How much is kept in memory. A snapshot or a network of 60,000 links takes tens of
// megabytes, an answer up to a few.
const (
	keptSnapshots = 4 // today's and some of earlier instants
	keptNetworks  = 8 // of days
	keptAnswers   = 128
)

// whole is the whole network at one view, in memory: what root fields are computed on
// that ask about more than some records.
type whole struct {
	*Root
	*snapshot.Snapshot
	asOf graph.Day
}

// wholeOf returns the network at the view of the field being resolved. Errors are
// those of Keeper.Snapshot.
func (r *Root) wholeOf(ctx context.Context) (whole, error) {
	v := view(ctx)
	s, err := r.snapshots.Snapshot(ctx, v)
	return whole{Root: r, Snapshot: s, asOf: v.AsOf}, err
}

// network returns the network of all cities and links on the day. It is built once a
// day asked for.
func (w whole) network(ctx context.Context) (*analysis.Network, error) {
	return results.Get(ctx, w.networks, results.On(w.Snapshot, w.asOf, "network"),
		func(context.Context) (*analysis.Network, error) {
			return analysis.New(w.Cities, w.Links, analysis.On(w.asOf, w.Histories))
		})
}

// answer returns what compute makes of the network for the field being resolved: once
// for all who ask the same field with the same arguments about the same state and day.
// Besides the arguments, detail has to tell what the result depends on, such as which
// measures are selected. Errors are those of results.Get.
func answer[T any](ctx context.Context, w whole, detail string, compute func(context.Context) (T, error)) (T, error) {
	return results.Get(ctx, w.answers, results.On(w.Snapshot, w.asOf, owner(ctx)+arguments(ctx)+detail), compute)
}

// arguments writes the arguments of the field being resolved, without its times, which
// the view holds.
func arguments(ctx context.Context) string {
	args := maps.Clone(graphql.GetFieldContext(ctx).Args)
	delete(args, "asOf")
	delete(args, "knownAt")
	text, err := json.Marshal(args)
	if err != nil {
		panic(err) // arguments came as JSON
	}
	return string(text)
}

// through returns the selection of links that an input asks for. Code BadUserInput for
// lists that choose nothing.
func through(input model.LinkSelection) (analysis.Selection, error) {
	if len(input.Statuses) == 0 {
		return analysis.Selection{}, graph.Errorf(graph.BadUserInput, "no status is chosen, and so no link; give one or more").At("through.statuses")
	}
	kinds, given := input.Kinds.ValueOK()
	if given && kinds != nil && len(kinds) == 0 {
		return analysis.Selection{}, graph.Errorf(graph.BadUserInput, "no kind is chosen, and so no link; give one or more, or leave it out").At("through.kinds")
	}
	return analysis.Selection{Statuses: input.Statuses, Kinds: kinds}, nil
}
