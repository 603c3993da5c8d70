package resolvers

import (
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/world"
	"twingraph/resolvers/compiled"
)

// newPlans returns the plans of answers over all fields that can be written without gqlgen:
// those of the words follow from their Shapes and the schema.
func newPlans() *compiled.Plans[*asking] {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	all := fields{"Query": {"node": rootNode, "nodes": rootNodes}}
	for _, word := range exposed() {
		shape := graph.ShapeOf(word)
		all[string(word)] = recordFields(shape)
		all[string(word)+"Connection"] = connectionFields(word)
		if f := schema.Query.Fields.ForName(shape.List()); f != nil {
			all["Query"][f.Name] = rootList(shape)
		}
		name := string(word)
		if f := schema.Query.Fields.ForName(strings.ToLower(name[:1]) + name[1:]); f != nil && f.Type.Name() == name {
			all["Query"][f.Name] = rootRecord(word)
		}
	}
	statusFields(all)
	valueFields(all)
	return compiled.NewPlans(schema, all)
}

// rootRecord is a root field that asks for one record.
func rootRecord(word graph.Word) field {
	return func(p *planner, f graphql.CollectedField) writer {
		write := p.Object(string(word), f.Selections)
		return func(a *asking, to []byte, _ any) ([]byte, error) {
			args := f.ArgumentMap(a.variables)
			v, err := a.top(args)
			if err != nil {
				return nil, err
			}
			given, _ := args["id"].(string)
			found, err := a.found(v, word, given, "id")
			if err != nil {
				return nil, err
			}
			return write(a, to, found)
		}
	}
}

// anyRecord returns the writer of records of whatever word.
func anyRecord(p *planner, f graphql.CollectedField) writer {
	of := map[graph.Word]writer{}
	for _, word := range exposed() {
		of[word] = p.Object(string(word), f.Selections)
	}
	return func(a *asking, to []byte, value any) ([]byte, error) {
		return of[value.(graph.Record).Word()](a, to, value)
	}
}

// rootNode is the root field that asks for one record by its global id alone.
func rootNode(p *planner, f graphql.CollectedField) writer {
	write := anyRecord(p, f)
	return func(a *asking, to []byte, _ any) ([]byte, error) {
		given, _ := f.ArgumentMap(a.variables)["id"].(string)
		return a.node(to, given, "id", write)
	}
}

// rootNodes is the root field that asks for several.
func rootNodes(p *planner, f graphql.CollectedField) writer {
	write := anyRecord(p, f)
	return func(a *asking, to []byte, _ any) (_ []byte, err error) {
		ids, ok := f.ArgumentMap(a.variables)["ids"].([]any)
		if !ok || len(ids) == 0 || len(ids) > graph.MaxFirst {
			return nil, errLeft
		}
		to = append(to, '[')
		for i, id := range ids {
			if i > 0 {
				to = append(to, ',')
			}
			clear(a.slots) // each is seen at times of its own
			given, _ := id.(string)
			if to, err = a.node(to, given, "ids", write); err != nil {
				return nil, err
			}
		}
		return append(to, ']'), a.ctx.Err()
	}
}

// node writes the record with a global id, at the times in it.
func (a *asking) node(to []byte, given, path string, write writer) ([]byte, error) {
	id, err := nodeID(given, path)
	if err != nil {
		return nil, err
	}
	found, err := a.found(a.request.top(id.AsOf).at(id.Times), id.Word, string(id.ID), path)
	if err != nil {
		return nil, err
	}
	return write(a, to, found)
}

// found returns the record of word that an argument names by slug or global id, at a view,
// which stays; a merged one is followed.
func (a *asking) found(v view, word graph.Word, given, path string) (found graph.Record, err error) {
	if err := a.in(v); err != nil {
		return nil, err
	}
	_, err = a.request.Resolve(a.ctx, v.View, word, given, path, func(id graph.ID) (bool, error) {
		found = a.seen.Record(word, id)
		return found != nil, nil
	})
	return found, err
}

// recordFields returns the fields of the records of a word.
func recordFields(shape *graph.Shape) map[string]field {
	of := map[string]field{
		"id": compiledLeaf(func(a *asking, to []byte, r graph.Record) []byte {
			to = append(to, '"')
			return append(atlas.AppendGlobalID(to, shape.Word, r.Base().ID, a.view.given), '"')
		}),
		"slug":       compiled.Leaf[*asking](func(to []byte, r graph.Record) []byte { return graph.AppendText(to, string(r.Base().ID)) }),
		"recordedAt": compiled.Leaf[*asking](func(to []byte, r graph.Record) []byte { return graph.AppendInstant(to, r.Base().RecordedAt) }),
	}
	for _, edge := range shape.Edges {
		of[edge.Name] = edgeField(shape, edge)
	}
	for _, property := range shape.Properties {
		switch {
		case property.Name == "id":
		case property.To != "":
			of[property.Name] = referenceField(shape, property)
		default:
			of[property.Name] = propertyField(property)
		}
	}
	return of
}

// compiledLeaf is compiled.Leaf of what depends on how it is asked.
func compiledLeaf[T any](write func(a *asking, to []byte, value T) []byte) field {
	return func(*planner, graphql.CollectedField) writer {
		return func(a *asking, to []byte, value any) ([]byte, error) { return write(a, to, value.(T)), nil }
	}
}

// propertyField is a value of a record. One that must be there is never null.
func propertyField(property graph.Property) field {
	return func(p *planner, f graphql.CollectedField) writer {
		switch {
		case len(f.Selections) > 0:
			return p.Decline()
		case property.Form == graph.FormText && f.Definition.Type.NonNull:
			return func(_ *asking, to []byte, value any) ([]byte, error) {
				had := len(to)
				if to = property.AppendJSON(to, value.(graph.Record)); to[had] != '"' {
					to = append(to[:had], `""`...)
				}
				return to, nil
			}
		}
		return func(_ *asking, to []byte, value any) ([]byte, error) {
			return property.AppendJSON(to, value.(graph.Record)), nil
		}
	}
}

// referenceField is one record that a record refers to, or several of them.
func referenceField(shape *graph.Shape, property graph.Property) field {
	return func(p *planner, f graphql.CollectedField) writer {
		if isConnection(f.Field) {
			return edgeField(shape, graph.Edge{Name: property.Edge, To: property.To, Fields: []string{property.Name}})(p, f)
		}
		write := p.Object(string(property.To), f.Selections)
		if property.Form == graph.FormTexts {
			find := known(property.To)
			if property.Name == "sources" && !shape.CitedBy {
				find = (*world.Seen).Cited
			}
			return func(a *asking, to []byte, value any) ([]byte, error) {
				return a.list(to, find, property.IDs(value.(graph.Record)), write)
			}
		}
		return one(property.To, !f.Definition.Type.NonNull, write, func(value any) graph.ID { return property.ID(value.(graph.Record)) })
	}
}

// one returns the writer of the record of word that a value names by its id: null where it
// names none that the viewer may see.
func one(word graph.Word, optional bool, write writer, of func(value any) graph.ID) writer {
	return func(a *asking, to []byte, value any) ([]byte, error) {
		if id := of(value); id != "" {
			if r := a.seen.Record(word, id); r != nil {
				return write(a, to, r)
			}
		}
		if optional {
			return append(to, "null"...), nil
		}
		return nil, errLeft
	}
}

// finder finds a record by its id, nil for one that the viewer may not see.
type finder func(*world.Seen, graph.ID) graph.Record

func known(word graph.Word) finder {
	return func(s *world.Seen, id graph.ID) graph.Record { return s.Record(word, id) }
}

// list writes the records with the given ids that are found.
func (a *asking) list(to []byte, find finder, ids []graph.ID, write writer) (_ []byte, err error) {
	to = append(to, '[')
	first := true
	for _, id := range ids {
		r := find(a.seen, id)
		if r == nil {
			continue
		}
		if !first {
			to = append(to, ',')
		}
		first = false
		if to, err = write(a, to, r); err != nil {
			return nil, err
		}
	}
	return append(to, ']'), a.ctx.Err()
}

// edgeField is what lies across an edge of a record: a page of a connection, both ends of a
// link, or all there is.
func edgeField(shape *graph.Shape, edge graph.Edge) field {
	return func(p *planner, f graphql.CollectedField) writer {
		switch {
		case isConnection(f.Field):
			return pageAcross(p, f, shape.Word, edge)
		case len(edge.Fields) > 0:
			return endsOf(p, f, shape, edge)
		}
		return allOf(p, f, shape.Word, edge)
	}
}

// endsOf writes the records that several references of a record lead to.
func endsOf(p *planner, f graphql.CollectedField, shape *graph.Shape, edge graph.Edge) writer {
	write, find := p.Object(string(edge.To), f.Selections), known(edge.To)
	var ends []graph.Property
	for _, name := range edge.Fields {
		property, _ := shape.Property(name)
		ends = append(ends, property)
	}
	if slices.ContainsFunc(ends, func(p graph.Property) bool { return p.Form != graph.FormText }) {
		return p.Decline()
	}
	return func(a *asking, to []byte, value any) ([]byte, error) {
		ids := make([]graph.ID, len(ends))
		for i, end := range ends {
			ids[i] = end.ID(value.(graph.Record))
		}
		return a.list(to, find, ids, write)
	}
}
