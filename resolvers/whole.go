package resolvers

import (
	"context"
	"encoding/json"
	"maps"
	"time"

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

// wholeAt returns the network at a view: within one request always the same. The
// request's loader answers what is asked by id from it from now on. Errors are those of
// Keeper.Snapshot.
func (r *Root) wholeAt(ctx context.Context, v view) (whole, error) {
	if s, ok := load(ctx).Known(v.View).(*snapshot.Snapshot); ok {
		return whole{Root: r, Snapshot: s, asOf: v.AsOf}, nil
	}
	s, err := r.snapshots.Snapshot(ctx, v.View)
	if err != nil {
		return whole{}, err
	}
	load(ctx).Know(v.View, s)
	return whole{Root: r, Snapshot: s, asOf: v.AsOf}, nil
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
	return computed(ctx, w, owner(ctx)+arguments(ctx)+detail, compute)
}

// computed returns what compute makes of the network for a question, which tells all that
// the result depends on: once for all who ask it about the same state and day. Errors
// are those of results.Get.
func computed[T any](ctx context.Context, w whole, question string, compute func(context.Context) (T, error)) (T, error) {
	return results.Get(ctx, w.answers, results.On(w.Snapshot, w.asOf, question), compute)
}

// arguments writes the arguments of the field being resolved, without its times, which
// the view holds, and without those named.
func arguments(ctx context.Context, without ...string) string {
	args := maps.Clone(graphql.GetFieldContext(ctx).Args)
	delete(args, "asOf")
	delete(args, "knownAt")
	for _, name := range without {
		delete(args, name)
	}
	text, err := json.Marshal(args)
	if err != nil {
		panic(err) // arguments came as JSON
	}
	return string(text)
}

// patience is how long a computation goes on before the log hears of it, again and again.
const patience = 2 * time.Second

// progress tells the log how far a computation is.
func (r *Root) progress() analysis.Progress {
	if r.log == nil {
		return nil
	}
	began := r.now()
	told := began
	return func(measure string, done, total int) {
		now := r.now()
		if now.Sub(told) < patience {
			return
		}
		told = now
		r.log.Info("a long computation goes on", "measure", measure, "done", done, "total", total, "took", now.Sub(began).Round(time.Millisecond))
	}
}

// chosen returns the network of the day through the links that a selection chooses.
func (w whole) chosen(ctx context.Context, s analysis.Selection) (*analysis.Network, error) {
	n, err := w.network(ctx)
	if err != nil {
		return nil, err
	}
	return n.Through(s), nil
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
