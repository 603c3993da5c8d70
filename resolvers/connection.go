package resolvers

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/model"
)

// connection is what the connections of all words are, with edges E to records N.
type connection[E, N any] interface {
	~struct {
		Edges      []*E            `json:"edges"`
		Nodes      []N             `json:"nodes"`
		PageInfo   *model.PageInfo `json:"pageInfo"`
		TotalCount int             `json:"totalCount"`
	}
}

// edge is what the edges to records N of all words are.
type edge[N any] interface {
	~struct {
		Cursor string `json:"cursor"`
		Node   N      `json:"node"`
	}
}

// orderBy is what the orders of all words are, by the fields that F names.
type orderBy[F ~string] interface {
	~struct {
		Field     F                    `json:"field"`
		Direction model.OrderDirection `json:"direction"`
	}
}

// order is an order, whatever the word; nil for the order of ids.
type order struct {
	field string
	desc  bool
}

// orderOf reads an order input.
func orderOf[O orderBy[F], F ~string](given *O) *order {
	if given == nil {
		return nil
	}
	by := struct {
		Field     F                    `json:"field"`
		Direction model.OrderDirection `json:"direction"`
	}(*given)
	return &order{field: fieldOf(string(by.Field)), desc: by.Direction == model.OrderDirectionDesc}
}

// listing is one list field: what was asked and how its cursors are bound.
type listing struct {
	query    graph.Query
	question string
}

// newListing reads the arguments of a list field over records of word. The field and
// the times asked for bind its cursors. Errors have code BadUserInput or LimitExceeded.
func newListing(v view, field string, word graph.Word, filter map[string]any, by *order, first int, after *string) (listing, error) {
	var l listing
	f, err := atlas.ReadListFilter(word, filter)
	if err != nil {
		return l, err
	}
	if err := graph.CheckFirst(first, graph.MaxFirst); err != nil {
		return l, err
	}
	l.query = graph.Query{Word: word, Where: f, First: first}
	if by != nil {
		l.query.OrderBy, l.query.Desc = by.field, by.desc
	}
	l.question = questionOf(field+v.given, f.String(), l.query.OrderBy, fmt.Sprint(l.query.Desc))
	if text(after) != "" {
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

// list answers a root list field with the connection C, and prefetches what is selected
// of its records.
func list[C connection[E, N], E edge[N], N graph.Record, O orderBy[F], F ~string](
	ctx context.Context, v view, filter map[string]any, by *O, first int, after *string,
) (*C, error) {
	var node N
	l, err := newListing(v, owner(ctx), node.Word(), plain(filter), orderOf(by), first, after)
	if err != nil {
		return nil, err
	}
	nodes := l.fetch(selected(ctx))
	page, err := load(ctx).List(ctx, v.View, l.query)
	if err != nil {
		return nil, err
	}
	return connect[C](l, page), prefetch(ctx, v, nodes, page.Records)
}

// across answers a list field of a record with the connection C.
func across[C connection[E, N], E edge[N], N graph.Record, O orderBy[F], F ~string](
	ctx context.Context, from graph.Record, edge string, filter map[string]any, by *O, first int, after *string,
) (*C, error) {
	var node N
	v := viewOf(ctx)
	l, err := newListing(v, owner(ctx), node.Word(), plain(filter), orderOf(by), first, after)
	if err != nil {
		return nil, err
	}
	l.fetch(selected(ctx))
	pages, err := load(ctx).Across(ctx, v.View, from.Word(), edge, []graph.ID{from.Base().ID}, l.query)
	if err != nil {
		return nil, err
	}
	return connect[C](l, pages[0]), nil
}

// connect builds the connection C from a page.
func connect[C connection[E, N], E edge[N], N graph.Record](l listing, page graph.Page) *C {
	edges, nodes := make([]*E, len(page.Records)), make([]N, len(page.Records))
	info := &model.PageInfo{HasNextPage: page.More, HasPreviousPage: l.query.After != nil}
	for i, r := range page.Records {
		cursor := encode(l.question, page.Positions[i])
		nodes[i] = r.(N)
		edges[i] = new(E{Cursor: cursor, Node: nodes[i]})
		if i == 0 {
			info.StartCursor = &cursor
		}
		info.EndCursor = &cursor
	}
	return new(C{Edges: edges, Nodes: nodes, PageInfo: info, TotalCount: page.Total})
}

// text returns an optional text, "" where it is left out.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
