package resolvers

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/loader"
	"twingraph/graph/model"
)

// selection is what a question selects of one kind of thing.
type selection struct {
	op  *graphql.OperationContext
	set ast.SelectionSet
}

// selected returns what is selected of the field being resolved.
func selected(ctx context.Context) selection {
	return selection{graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx).Field.Selections}
}

// of returns the fields selected of an object of one of the types, fragments and
// directives taken into account.
func (s selection) of(types ...string) []graphql.CollectedField {
	return graphql.CollectFields(s.op, s.set, types)
}

// ofRecord returns the fields selected of a record of word.
func (s selection) ofRecord(word graph.Word) []graphql.CollectedField {
	return s.of(string(word), "Node", "Record")
}

// under returns what is selected of the fields of the given names, of an object
// of any type; aliases are merged.
func (s selection) under(names ...string) selection {
	merged := selection{op: s.op}
	var walk func(set ast.SelectionSet)
	walk = func(set ast.SelectionSet) {
		for _, part := range set {
			switch part := part.(type) {
			case *ast.Field:
				if slices.Contains(names, part.Name) {
					merged.set = append(merged.set, part.SelectionSet...)
				}
			case *ast.InlineFragment:
				walk(part.SelectionSet)
			case *ast.FragmentSpread:
				walk(part.Definition.SelectionSet)
			}
		}
	}
	walk(s.set)
	return merged
}

// has reports whether a field of the name is selected, of an object of any type.
func (s selection) has(names ...string) bool {
	var in func(set ast.SelectionSet) bool
	in = func(set ast.SelectionSet) bool {
		return slices.ContainsFunc(set, func(part ast.Selection) bool {
			switch part := part.(type) {
			case *ast.Field:
				return slices.Contains(names, part.Name)
			case *ast.InlineFragment:
				return in(part.SelectionSet)
			case *ast.FragmentSpread:
				return in(part.Definition.SelectionSet)
			}
			return false
		})
	}
	return in(s.set)
}

// nodes returns what a connection selects of its records.
func (s selection) nodes() selection {
	nodes, edges := s.under("nodes"), s.under("edges").under("node")
	return selection{op: s.op, set: append(slices.Clone(nodes.set), edges.set...)}
}

// withOf returns what to fetch with records of word for a selection on them.
func withOf(word graph.Word, s selection) graph.With {
	var with graph.With
	add := func(w graph.With, when bool) {
		if when {
			with |= w
		}
	}
	add(graph.WithSources, s.has("sources"))
	if word != graph.WordTwinningLink {
		return with
	}
	status := s.under("status", "spells")
	ends := s.under("a", "b", "cities", "otherCity", "inDispute")
	add(graph.WithHistories, s.has("status", "spells"))
	add(graph.WithCities, s.has("a", "b", "cities", "otherCity", "inDispute") || status.under("sides").has("city"))
	add(graph.WithClaims, s.has("claims") || status.has("governing", "sides", "before", "after"))
	add(graph.WithCitySources, ends.has("sources"))
	add(graph.WithClaimSources, s.under("claims").has("sources") ||
		status.under("governing").has("sources") || status.under("sides").under("governing").has("sources"))
	return with
}

// read returns the records of word with the given ids, in the order of ids, nil
// in place of one that does not exist; of links, what s selects comes along, so
// that it takes no statement of its own.
func read(ctx context.Context, v view, s selection, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	with := withOf(word, s)
	if word == graph.WordTwinningLink && with&^graph.WithSources != 0 && load(ctx).Moment(v.View) == nil {
		for chunk := range slices.Chunk(ids, graph.MaxFirst) {
			q := graph.Query{Word: word, Where: graph.In("id", chunk...), First: len(chunk), With: with}
			if _, err := load(ctx).List(ctx, v.View, q); err != nil {
				return nil, err
			}
		}
	}
	return load(ctx).Records(ctx, v.View, word, ids)
}

// prefetch loads, level by level, what s selects of the records (nil ones are left
// out) and of those that they lead to: one statement for each field of a level,
// whatever the number of records. Of arguments that are wrong the fields themselves speak,
// so that an error has their place; other errors are the reader's.
func prefetch(ctx context.Context, v view, s selection, records []graph.Record) error {
	byWord := map[graph.Word][]graph.Record{}
	for _, r := range records {
		if r != nil {
			byWord[r.Word()] = append(byWord[r.Word()], r)
		}
	}
	for _, word := range graph.Words() {
		if len(byWord[word]) == 0 {
			continue
		}
		for _, field := range s.ofRecord(word) {
			if err := step(ctx, v, word, selection{s.op, field.Selections}, field, byWord[word]); err != nil && !ofArgument(err) {
				return err
			}
		}
	}
	return nil
}

// ofArgument reports whether an error is about an argument of a field.
func ofArgument(err error) bool {
	wrong, ok := errors.AsType[*graph.Error](err)
	return ok && wrong.Path != "" && (wrong.Code == graph.BadUserInput || wrong.Code == graph.LimitExceeded)
}

// step loads what one field of the records leads to.
func step(ctx context.Context, v view, word graph.Word, s selection, field graphql.CollectedField, records []graph.Record) error {
	switch {
	case field.Name == "versions":
		targets := make([]graph.Target, len(records))
		for i, r := range records {
			targets[i] = graph.TargetOf(r)
		}
		_, err := load(ctx).Versions(ctx, v.View, targets)
		return err
	case word == graph.WordTwinningLink && (field.Name == "status" || field.Name == "spells"):
		return prefetchStatus(ctx, v, s, field, records)
	case word == graph.WordCity && field.Name == "sameNameAs":
		return prefetchNamesakes(ctx, v, s, records)
	case word == graph.WordTwinningLink && (field.Name == "otherCity" || field.Name == "inDispute"):
		return prefetchRefs(ctx, v, s, graph.WordCity, records, "a", "b")
	}
	shape := graph.ShapeOf(word)
	if i := slices.IndexFunc(shape.References, func(r graph.Reference) bool { return r.Field == field.Name }); i >= 0 {
		if !isConnection(field.Field) {
			return prefetchRefs(ctx, v, s, shape.References[i].To, records, field.Name)
		}
	}
	if edge, ok := shape.Edge(field.Name); ok {
		if isConnection(field.Field) || len(edge.Fields) == 0 {
			return prefetchAcross(ctx, v, s, field, edge, word, records)
		}
		return prefetchRefs(ctx, v, s, edge.To, records, edge.Fields...)
	}
	return nil
}

// prefetchRefs loads the records that reference fields of the records name.
func prefetchRefs(ctx context.Context, v view, s selection, to graph.Word, records []graph.Record, fields ...string) error {
	var ids []graph.ID
	for _, r := range records {
		for _, name := range fields {
			field, _ := graph.ShapeOf(r.Word()).Field(name)
			for _, id := range field.Of(r) {
				ids = append(ids, graph.ID(id.(string)))
			}
		}
	}
	return prefetchIDs(ctx, v, s, to, ids)
}

// prefetchIDs loads records by id and what is selected of them.
func prefetchIDs(ctx context.Context, v view, s selection, word graph.Word, ids []graph.ID) error {
	slices.Sort(ids)
	found, err := read(ctx, v, s, word, slices.Compact(ids))
	if err != nil {
		return err
	}
	return prefetch(ctx, v, s, found)
}

// prefetchNamesakes loads the cities that share a name with others.
func prefetchNamesakes(ctx context.Context, v view, s selection, cities []graph.Record) error {
	found, err := load(ctx).Namesakes(ctx, v.View, cities)
	if err != nil {
		return err
	}
	return prefetch(ctx, v, s, slices.Concat(found...))
}

// prefetchAcross loads the pages of a list field.
func prefetchAcross(ctx context.Context, v view, s selection, field graphql.CollectedField, edge graph.Edge, from graph.Word, records []graph.Record) error {
	query, nodes := loader.AllQuery(edge.To), s
	query.With = withOf(query.Word, s)
	if isConnection(field.Field) {
		l, err := listingOf(v, edge.To, string(from)+"."+field.Name, field.ArgumentMap(s.op.Variables))
		if err != nil {
			return err
		}
		nodes = l.fetch(s)
		query = l.query
	}
	pages, err := load(ctx).Across(ctx, v.View, from, edge.Name, idsOf(records), query)
	if err != nil {
		return err
	}
	var across []graph.Record
	for _, page := range pages {
		across = append(across, page.Records...)
	}
	return prefetch(ctx, v, nodes, across)
}

// listingOf reads the arguments of a list field before it is resolved.
func listingOf(v view, word graph.Word, name string, args map[string]any) (listing, error) {
	filter, _ := args["filter"].(map[string]any)
	var by *order
	if given, ok := args["orderBy"].(map[string]any); ok {
		field, _ := given["field"].(string)
		by = &order{field: fieldOf(field), desc: given["direction"] == string(model.OrderDirectionDesc)}
		for _, value := range given {
			if counted, ok := value.(map[string]any); ok {
				by.counted = counted
			}
		}
	}
	return newListing(v, name, word, filter, by, pagingOf(args))
}

// prefetchStatus loads the histories of links, and the claims and cities that are
// selected of their statuses.
func prefetchStatus(ctx context.Context, v view, s selection, field graphql.CollectedField, links []graph.Record) error {
	asOf, knownAt, err := timesOf(field.ArgumentMap(s.op.Variables))
	if err != nil {
		return err
	}
	v = v.at(atlas.Times{AsOf: asOf, KnownAt: knownAt})
	histories, err := load(ctx).Histories(ctx, v.View, idsOf(links))
	if err != nil {
		return err
	}
	governing, cities := s.under("governing"), s.under("sides").under("city")
	for _, part := range []string{"sides", "before", "after"} {
		governing.set = append(governing.set, s.under(part).under("governing").set...)
		governing.set = append(governing.set, s.under(part).under("reviews").set...)
	}
	if len(cities.set) > 0 {
		if err := prefetchRefs(ctx, v, cities, graph.WordCity, links, "a", "b"); err != nil {
			return err
		}
	}
	if len(governing.set) == 0 {
		return nil
	}
	var claims []graph.ID
	for _, history := range histories {
		for _, spell := range history {
			claims = append(claims, spell.Governing...)
			for _, side := range spell.Sides {
				claims = append(append(claims, side.Governing...), side.Reviews...)
			}
		}
	}
	return prefetchIDs(ctx, v, governing, graph.WordClaim, claims)
}

// timesOf reads the times among the arguments of a field before it is resolved. Errors
// have code BadUserInput.
func timesOf(args map[string]any) (asOf *graph.Day, knownAt *time.Time, err error) {
	if args["asOf"] != nil {
		asOf = new(graph.Day)
		if err := asOf.UnmarshalGQL(args["asOf"]); err != nil {
			return nil, nil, graph.Errorf(graph.CodeOf(err), "%v", err).At("asOf")
		}
	}
	if args["knownAt"] != nil {
		t, err := graphql.UnmarshalTime(args["knownAt"])
		if err != nil {
			return nil, nil, graph.Errorf(graph.BadUserInput, "%v is not an instant: write 2026-11-22T00:00:00Z", args["knownAt"]).At("knownAt")
		}
		knownAt = &t
	}
	return asOf, knownAt, nil
}

func idsOf(records []graph.Record) []graph.ID {
	ids := make([]graph.ID, len(records))
	for i, r := range records {
		ids[i] = r.Base().ID
	}
	return ids
}
