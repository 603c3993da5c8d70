package resolvers

import (
	"context"
	"encoding/json"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
)

// view is how a field, and all that is selected of it, sees the network.
type view struct {
	graph.View

	// given holds the times that were asked for, as cursors are bound to them: today
	// moves on at midnight, but a cursor stays good.
	given string
}

// viewAt returns the view of a field that has times of its own: where they are left out,
// that of the field above it, today and everything recorded at the top. What is selected
// of the field has the same view.
func viewAt(ctx context.Context, asOf *graph.Day, knownAt *time.Time) view {
	return requestOf(ctx).see(graphql.GetFieldContext(ctx), asOf, knownAt, givenTimes(asOf, knownAt))
}

// viewBetween returns the view of a field that compares two days: that of the later one.
func viewBetween(ctx context.Context, from graph.Day, to *graph.Day, knownAt *time.Time) view {
	return requestOf(ctx).see(graphql.GetFieldContext(ctx), to, knownAt,
		given("knownAt", knownAt)+given("from", from)+given("to", to))
}

// viewOf returns the view of a field without times of its own.
func viewOf(ctx context.Context) view { return requestOf(ctx).seen(graphql.GetFieldContext(ctx)) }

// givenTimes writes the times of a field for a cursor.
func givenTimes(asOf *graph.Day, knownAt *time.Time) string {
	return given("asOf", asOf) + given("knownAt", knownAt)
}

// given writes a time for a cursor, empty when it was left out.
func given(argument string, value any) string {
	text, err := json.Marshal(value)
	if err != nil || string(text) == "null" {
		return ""
	}
	return "\x00" + argument + string(text)
}

// at returns the view at other times, where they are given.
func (v view) at(asOf *graph.Day, knownAt *time.Time, given string) view {
	if asOf != nil {
		v.AsOf = *asOf
	}
	if knownAt != nil {
		v.KnownAt = knownAt.UTC()
	}
	v.given = given + v.given
	return v
}

// see remembers the view of a field with times of its own for what is selected of it.
func (r *request) see(field *graphql.FieldContext, asOf *graph.Day, knownAt *time.Time, given string) view {
	v, ok := r.nearest(field.Parent)
	switch {
	case ok:
	case asOf != nil: // then the answer does not follow from today
		v = view{View: r.ViewOn(*asOf)}
	default:
		v = view{View: r.View()}
	}
	if given != "" {
		v = v.at(asOf, knownAt, given)
		r.views.Store(field, v)
	}
	return v
}

// seen returns the view of the nearest field that has one of its own, from field upwards.
func (r *request) seen(field *graphql.FieldContext) view {
	if v, ok := r.nearest(field); ok {
		return v
	}
	return view{View: r.View()}
}

// nearest returns the view of the nearest field that has one of its own, from field
// upwards, and whether there is one.
func (r *request) nearest(field *graphql.FieldContext) (view, bool) {
	for ; field != nil; field = field.Parent {
		if v, ok := r.views.Load(field); ok {
			return v.(view), true
		}
	}
	return view{}, false
}
