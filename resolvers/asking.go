package resolvers

import (
	"context"
	"errors"
	"io"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph/atlas"
	"twingraph/graph/world"
	"twingraph/resolvers/compiled"
)

// Answers whose plan is compiled: what a root field selects is written in one go from the
// network in memory. See package compiled; the fields that are known are in bound*.go.

// asking is one root field that is answered by its plan.
type asking struct {
	ctx       context.Context
	request   *request
	variables map[string]any
	slots     []any // see compiled.Planner.Slot

	view view
	seen *world.Seen // the network as the view sees it
}

type (
	planner = compiled.Planner[*asking]
	writer  = compiled.Writer[*asking]
	field   = compiled.Field[*asking]
	fields  = compiled.Fields[*asking]
)

// errLeft is the error of what is left to gqlgen, which says what is wrong with it.
var errLeft = errors.New("left to gqlgen")

// written is an answer in JSON.
type written []byte

// MarshalGQL writes the answer.
func (a written) MarshalGQL(w io.Writer) { _, _ = w.Write(a) }

// answerOf answers a root field of a query by its plan; false where it is left to gqlgen.
func (r *Root) answerOf(ctx context.Context) (answer graphql.Marshaler, ok bool) {
	op, root := graphql.GetOperationContext(ctx), graphql.GetRootFieldContext(ctx)
	plan := r.plans.Of(op, root.Field)
	if plan.Write == nil {
		return nil, false
	}
	defer func() {
		if value := recover(); value != nil { // it is made known, and the question is answered all the same
			graphql.AddError(ctx, graphql.Recover(ctx, value))
			answer, ok = nil, false
		}
	}()
	run := &asking{ctx: ctx, request: requestOf(ctx), variables: op.Variables, slots: make([]any, plan.Slots)}
	text, err := plan.Write(run, plan.Room(), nil)
	if err != nil {
		return nil, false
	}
	plan.Took(len(text))
	return written(text), true
}

// Ways counts the root fields of queries by how they were answered.
type Ways struct{ plan, fields atomic.Uint64 }

// ByPlan returns how many were answered by their plans.
func (w *Ways) ByPlan() uint64 { return w.plan.Load() }

// ByFields returns how many were left to gqlgen, field by field.
func (w *Ways) ByFields() uint64 { return w.fields.Load() }

// in makes what is written next be seen at a view.
func (a *asking) in(v view) error {
	if a.seen == nil || a.view.View != v.View {
		seen, ok := a.request.Seen(a.ctx, v.View)
		if !ok {
			return errLeft
		}
		a.seen = seen
	}
	a.view = v
	return nil
}

// within writes with a view, and goes back to the one before.
func (a *asking) within(v view, write func() ([]byte, error)) ([]byte, error) {
	view, seen := a.view, a.seen
	if err := a.in(v); err != nil {
		return nil, err
	}
	to, err := write()
	a.view, a.seen = view, seen
	return to, err
}

// top returns the view of a root field with the times among its arguments.
func (a *asking) top(args map[string]any) (view, error) {
	asOf, knownAt, err := timesOf(args)
	if err != nil {
		return view{}, err
	}
	v := a.request.top(asOf)
	if asOf != nil || knownAt != nil {
		v = v.at(atlas.Times{AsOf: asOf, KnownAt: knownAt})
	}
	return v, nil
}
