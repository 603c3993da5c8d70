package resolvers

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/model"
)

// paging is the four arguments that every list has.
type paging struct {
	first  *int
	after  *string
	last   *int
	before *string
}

// pagingNames are their names: what changes from page to page.
var pagingNames = []string{"first", "after", "last", "before"}

// pagingOf reads the arguments of a list before it is resolved.
func pagingOf(args map[string]any) paging {
	number := func(name string) *int {
		if args[name] == nil {
			return nil
		}
		n, _ := graphql.UnmarshalInt(args[name])
		return &n
	}
	cursor := func(name string) *string {
		given, _ := args[name].(string)
		return &given
	}
	return paging{number("first"), cursor("after"), number("last"), cursor("before")}
}

// windowOf returns the part of a list that is wanted, with bounds that are read from the
// cursors of a question. Errors have code BadUserInput; how much is wanted is checked by
// those who answer.
func windowOf[P any](p paging, question string, read func(graph.Position) (P, bool)) (graph.Window[P], error) {
	var w graph.Window[P]
	switch {
	case p.last != nil && *p.last == 0:
		return w, graph.Errorf(graph.BadUserInput, "last is 0, which asks for no entry; give 1, or more up to what a page of this list may have").At("last")
	case p.first == nil && p.last == nil:
		w.First = graph.UsualFirst
	}
	if p.first != nil {
		w.First = *p.first
	}
	if p.last != nil {
		w.Last = *p.last
	}
	for _, bound := range []struct {
		argument string
		cursor   *string
		at       **P
	}{{"after", p.after, &w.After}, {"before", p.before, &w.Before}} {
		if text(bound.cursor) == "" {
			continue
		}
		place, err := decode(question, *bound.cursor, bound.argument)
		if err != nil {
			return w, err
		}
		at, ok := read(*place)
		if !ok {
			return w, noCursor(*bound.cursor, bound.argument)
		}
		*bound.at = &at
	}
	return w, nil
}

// asPlace takes a place as it is.
func asPlace(p graph.Position) (graph.Position, bool) { return p, true }

// isConnection reports whether a field is a list that is shown a page at a time.
func isConnection(f *ast.Field) bool {
	return f.Definition != nil && slices.ContainsFunc(f.Definition.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Name == "before" })
}

// connection is what the connections of all lists are that are counted, with edges E to N.
type connection[E, N any] interface {
	~struct {
		Edges      []*E            `json:"edges"`
		Nodes      []N             `json:"nodes"`
		PageInfo   *model.PageInfo `json:"pageInfo"`
		TotalCount int             `json:"totalCount"`
	}
}

// edge is what the edges to N of all lists are.
type edge[N any] interface {
	~struct {
		Cursor string `json:"cursor"`
		Node   N      `json:"node"`
	}
}

// connect builds the connection C from a part of a list, with cursors of a question.
func connect[C connection[E, N], E edge[N], N any](question string, shown atlas.Part[N]) *C {
	edges, info := framed[E](question, shown)
	return new(C{Edges: edges, Nodes: shown.Entries, PageInfo: info, TotalCount: shown.Total})
}

// framed returns the edges of a part of a list, and where it stands.
func framed[E edge[N], N any](question string, shown atlas.Part[N]) ([]*E, *model.PageInfo) {
	edges := make([]*E, len(shown.Entries))
	there := len(shown.Entries) > 0 // a page without entries leads nowhere: it has no cursor to go on from
	info := &model.PageInfo{HasNextPage: there && shown.Later, HasPreviousPage: there && shown.Earlier}
	for i, node := range shown.Entries {
		cursor := encode(question, shown.Places[i])
		edges[i] = new(E{Cursor: cursor, Node: node})
		if i == 0 {
			info.StartCursor = &cursor
		}
		info.EndCursor = &cursor
	}
	return edges, info
}

// computed answers a list that is in memory with the connection C. Of a list of a record,
// also names the record.
func computed[C connection[E, N], E edge[N], N any](ctx context.Context, p paging, list func(atlas.Window) (atlas.Part[N], error), also ...string) (*C, error) {
	question, shown, err := computedPart(ctx, viewOf(ctx), p, list, also...)
	if err != nil {
		return nil, err
	}
	return connect[C](question, shown), nil
}

// computedPart returns a part of a list that is in memory, and the question that its
// cursors belong to.
func computedPart[N any](ctx context.Context, v view, p paging, list func(atlas.Window) (atlas.Part[N], error), also ...string) (question string, shown atlas.Part[N], err error) {
	question = boundOf(ctx, v, also...)
	w, err := windowOf(p, question, asPlace)
	if err != nil {
		return question, shown, err
	}
	shown, err = list(w)
	return question, shown, err
}

// boundOf identifies the question of the field being resolved for its cursors: by its
// times and the arguments, but those of the page, of it and of the fields above it, up to a
// record, which has the same lists wherever it is found.
func boundOf(ctx context.Context, v view, also ...string) string {
	parts := append([]string{v.given}, also...)
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		if fc.Field.Field == nil || slices.Contains([]string{"nodes", "edges", "node"}, fc.Field.Name) {
			continue // an entry of a list
		}
		args := maps.Clone(fc.Args)
		for _, name := range append(pagingNames, "asOf", "knownAt") {
			delete(args, name)
		}
		text, err := json.Marshal(args)
		if err != nil {
			panic(err) // arguments came as JSON
		}
		parts = append(parts, fc.Object+"."+fc.Field.Name, string(text))
		if slices.Contains(graph.Words(), graph.Word(fc.Object)) {
			break
		}
	}
	return questionOf(parts...)
}
