package resolvers

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/atlas"
)

// view is how a field, and all that is selected of it, sees the network.
type view struct {
	graph.View

	// times are those that were asked for, and given is how ids and cursors have them:
	// today moves on at midnight, but an id and a cursor stay good.
	times atlas.Times
	given string
}

// viewAt returns the view of a field that has times of its own: where they are left out,
// that of the field above it, today and everything recorded at the top. What is selected
// of the field has the same view.
func viewAt(ctx context.Context, asOf *graph.Day, knownAt *time.Time) view {
	r, field := requestOf(ctx), graphql.GetFieldContext(ctx)
	v := r.above(field, asOf)
	if asOf != nil || knownAt != nil {
		v = v.at(atlas.Times{AsOf: asOf, KnownAt: knownAt})
		r.views.Store(field, v)
	}
	return v
}

// viewOf returns the view of a field without times of its own.
func viewOf(ctx context.Context) view { return requestOf(ctx).seen(graphql.GetFieldContext(ctx)) }

// viewsOf returns the views of the elements of a list field, each at times of its own;
// what is selected of an element has its view.
func viewsOf(ctx context.Context, times []atlas.Times) []view {
	r, field := requestOf(ctx), graphql.GetFieldContext(ctx)
	views := make([]view, len(times))
	for i, t := range times {
		views[i] = r.above(field, t.AsOf).at(t)
	}
	r.views.Store(field, views)
	return views
}

// at returns the view at other times, where they are given.
func (v view) at(times atlas.Times) view {
	v.View = times.At(v.View)
	if times.AsOf != nil {
		v.times.AsOf = times.AsOf
	}
	if times.KnownAt != nil {
		v.times.KnownAt = times.KnownAt
	}
	v.given = v.times.String()
	return v
}

// above returns the view that a field with times of its own starts from: that of the field
// above it, or at the top that of a request about the day.
func (r *request) above(field *graphql.FieldContext, asOf *graph.Day) view {
	if v, ok := r.nearest(field.Parent); ok {
		return v
	}
	return r.top(asOf)
}

// top returns the view that a root field with times of its own starts from.
func (r *request) top(asOf *graph.Day) view {
	if asOf != nil { // then the answer does not follow from today
		return view{View: r.ViewOn(*asOf)}
	}
	return view{View: r.View()}
}

// seen returns the view of the nearest field that has one of its own, from field upwards.
func (r *request) seen(field *graphql.FieldContext) view {
	if v, ok := r.nearest(field); ok {
		return v
	}
	return view{View: r.View()}
}

// nearest returns the view of the nearest field that has one of its own, from field
// upwards, and whether there is one. Only a field with arguments can have one: this runs
// for every record of an answer.
func (r *request) nearest(field *graphql.FieldContext) (view, bool) {
	element := 0 // the place, in the list that is next above, of what is seen
	for ; field != nil; field = field.Parent {
		switch {
		case field.Index != nil:
			element = *field.Index
		case len(field.Args) > 0:
			switch seen, _ := r.views.Load(field); seen := seen.(type) {
			case view:
				return seen, true
			case []view:
				return seen[element], true
			}
		}
	}
	return view{}, false
}
