package resolvers

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/model"
)

// listing is one list field: what was asked and how its cursors are bound.
type listing struct {
	query    graph.Query
	question string
}

// order is an order input, whatever the word.
type order struct {
	field string
	desc  bool
}

func orderOf[F ~string](field F, direction model.OrderDirection) order {
	return order{field: fieldOf(string(field)), desc: direction == model.OrderDirectionDesc}
}

// newListing reads the arguments of a list field over records of word. where names
// the field and the times asked for, for the cursor. Errors have code BadUserInput or
// LimitExceeded.
func newListing(word graph.Word, where string, filter map[string]any, by *order, first int, after *string) (listing, error) {
	var l listing
	f, err := filterOf(word, filter)
	if err != nil {
		return l, err
	}
	if err := f.Check(word); err != nil {
		return l, err
	}
	if err := graph.CheckFirst(first, graph.MaxFirst); err != nil {
		return l, err
	}
	l.query = graph.Query{Word: word, Where: f, First: first}
	if by != nil {
		l.query.OrderBy, l.query.Desc = by.field, by.desc
	}
	l.question = questionOf(where, f.String(), l.query.OrderBy, fmt.Sprint(l.query.Desc))
	if after != nil && *after != "" {
		l.query.After, err = decode(l.question, *after)
	}
	return l, err
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

// times returns the times given explicitly on the field being resolved or above
// it, for cursors: today moves on at midnight, but a cursor stays good.
func times(ctx context.Context) string {
	s := ""
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		for _, arg := range []string{"asOf", "knownAt", "from", "to"} {
			if given, err := json.Marshal(fc.Args[arg]); err == nil && string(given) != "null" {
				s += "\x00" + arg + string(given)
			}
		}
	}
	return s
}

// list answers a root list field, with what is selected of its records loaded
// ahead.
func list(ctx context.Context, word graph.Word, filter map[string]any, by *order, first int, after *string) (listing, graph.Page, error) {
	l, err := newListing(word, owner(ctx)+times(ctx), filter, by, first, after)
	if err != nil {
		return l, graph.Page{}, err
	}
	nodes := l.fetch(selected(ctx))
	page, err := load(ctx).List(ctx, view(ctx), l.query)
	if err != nil {
		return l, page, err
	}
	return l, page, ahead(ctx, view(ctx), nodes, page.Records)
}

// across answers a list field below a record.
func across(ctx context.Context, from graph.Record, edge string, word graph.Word, filter map[string]any, by *order, first int, after *string) (listing, graph.Page, error) {
	l, err := newListing(word, owner(ctx)+times(ctx), filter, by, first, after)
	if err != nil {
		return l, graph.Page{}, err
	}
	l.fetch(selected(ctx))
	pages, err := load(ctx).Across(ctx, view(ctx), from.Word(), edge, []graph.ID{from.Base().ID}, l.query)
	if err != nil {
		return l, graph.Page{}, err
	}
	return l, pages[0], nil
}

// connect builds a connection from a page.
func connect[T graph.Record, E, C any](l listing, page graph.Page, err error,
	edge func(cursor string, node T) *E, connection func(edges []*E, nodes []T, info *model.PageInfo, total int) *C,
) (*C, error) {
	if err != nil {
		return nil, err
	}
	edges := make([]*E, len(page.Records))
	nodes := make([]T, len(page.Records))
	info := &model.PageInfo{HasNextPage: page.More, HasPreviousPage: l.query.After != nil}
	for i, r := range page.Records {
		c := encode(l.question, page.Positions[i])
		nodes[i] = r.(T)
		edges[i] = edge(c, nodes[i])
		if i == 0 {
			info.StartCursor = &c
		}
		info.EndCursor = &c
	}
	return connection(edges, nodes, info, page.Total), nil
}
