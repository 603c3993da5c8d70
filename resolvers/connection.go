package resolvers

import (
	"context"
	"fmt"
	"reflect"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/model"
)

// order is an order, whatever the word; nil for the order of ids.
type order struct {
	field   string
	desc    bool
	counted map[string]any // what is counted, of an order by a number; nil where it is left out
}

// orderOf reads an order input: a struct with Field and Direction, and in some with a
// filter of what is counted.
func orderOf[O any](given *O) *order {
	if given == nil {
		return nil
	}
	input := reflect.ValueOf(*given)
	by := &order{
		field: fieldOf(input.FieldByName("Field").String()),
		desc:  input.FieldByName("Direction").Interface() == model.OrderDirectionDesc,
	}
	for i := range input.NumField() {
		if counted, ok := input.Field(i).Interface().(graphql.Omittable[map[string]any]); ok {
			by.counted = plain(counted.Value())
		}
	}
	return by
}

// listing is one list field: what was asked and how its cursors are bound.
type listing struct {
	query    graph.Query
	question string
}

// newListing reads the arguments of a list field over records of word. The field and
// the times asked for bind its cursors. Errors have code BadUserInput or LimitExceeded.
func newListing(v view, field string, word graph.Word, filter map[string]any, by *order, p paging) (listing, error) {
	var l listing
	f, err := atlas.ReadListFilter(word, filter)
	if err != nil {
		return l, err
	}
	l.query = graph.Query{Word: word, Where: f}
	if by != nil {
		l.query.OrderBy, l.query.Desc = by.field, by.desc
		if l.query.Counted, err = atlas.ReadCounted(word, by.field, by.counted); err != nil {
			return l, err
		}
	}
	l.question = questionOf(field+v.given, f.String(), l.query.OrderBy, fmt.Sprint(l.query.Desc))
	if l.query.Counted != nil {
		l.question = questionOf(l.question, l.query.Counted.String())
	}
	w, err := windowOf(p, l.question, asPlace)
	if err != nil {
		return l, err
	}
	l.query.First, l.query.Last, l.query.After, l.query.Before = w.First, w.Last, w.After, w.Before
	return l, w.Check(graph.MaxFirst)
}

// fetch asks for what is selected of the connection: a total only when it is, and
// along with the records what is selected of them. It returns the selection on
// the records.
func (l *listing) fetch(connection selection) selection {
	nodes := connection.nodes()
	l.query.Count = connection.has("totalCount")
	l.query.With = withOf(l.query.Word, nodes)
	return nodes
}

// owner names the field being resolved, for its cursors.
func owner(ctx context.Context) string {
	fc := graphql.GetFieldContext(ctx)
	return fc.Object + "." + fc.Field.Name
}

// list answers a root list field with the connection C, and prefetches what is selected
// of its records.
func list[C connection[E, N], E edge[N], N graph.Record, O any](
	ctx context.Context, v view, filter map[string]any, by *O, p paging,
) (*C, error) {
	var node N
	l, err := newListing(v, owner(ctx), node.Word(), plain(filter), orderOf(by), p)
	if err != nil {
		return nil, err
	}
	nodes := l.fetch(selected(ctx))
	page, err := load(ctx).List(ctx, v.View, l.query)
	if err != nil {
		return nil, err
	}
	return connect[C](l.question, partOf[N](l.query.Window(), page)), prefetch(ctx, v, nodes, page.Records)
}

// across answers a list field of a record with the connection C.
func across[C connection[E, N], E edge[N], N graph.Record, O any](
	ctx context.Context, from graph.Record, edge string, filter map[string]any, by *O, p paging,
) (*C, error) {
	var node N
	v := viewOf(ctx)
	l, err := newListing(v, owner(ctx), node.Word(), plain(filter), orderOf(by), p)
	if err != nil {
		return nil, err
	}
	l.fetch(selected(ctx))
	pages, err := load(ctx).Across(ctx, v.View, from.Word(), edge, []graph.ID{from.Base().ID}, l.query)
	if err != nil {
		return nil, err
	}
	return connect[C](l.question, partOf[N](l.query.Window(), pages[0])), nil
}

// partOf returns a page of records as the part of their list that a window shows. What
// lies beyond a bound is not looked at: there is something where the bound came from a page.
func partOf[N graph.Record](w graph.Window[graph.Position], page graph.Page) atlas.Part[N] {
	shown := atlas.Part[N]{Entries: make([]N, len(page.Records)), Places: page.Positions, Total: page.Total}
	shown.Earlier, shown.Later = beyond(w, page.More)
	for i, r := range page.Records {
		shown.Entries[i] = r.(N)
	}
	return shown
}

// beyond reports whether there are entries before and after a page, as far as is known:
// more are there within the bounds of the window, at the end that it does not begin at.
func beyond[P any](w graph.Window[P], more bool) (earlier, later bool) {
	earlier, later = w.After != nil, w.Before != nil
	if w.Backward() {
		return earlier || more, later
	}
	return earlier, later || more
}

// text returns an optional text, "" where it is left out.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
