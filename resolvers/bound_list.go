package resolvers

import (
	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/loader"
	"twingraph/resolvers/compiled"
)

// way is an edge that records of one field are followed along.
type way struct {
	listing
	from func(graph.ID) (graph.Page, error)
}

// wayOf returns the way of a field, which begins once in a run.
func (a *asking) wayOf(slot int, word graph.Word, edge graph.Edge, read func() (listing, error)) (*way, error) {
	if had, ok := a.slots[slot].(*way); ok {
		return had, nil
	}
	l, err := read()
	if err != nil {
		return nil, err
	}
	from, err := a.seen.Along(a.ctx, word, edge.Name, l.query)
	w := &way{l, from}
	a.slots[slot] = w
	return w, err
}

// allOf writes all records across an edge of a record, as a list without pages has them.
func allOf(p *planner, f graphql.CollectedField, from graph.Word, edge graph.Edge) writer {
	write, slot := p.Object(string(edge.To), f.Selections), p.Slot()
	return func(a *asking, to []byte, value any) ([]byte, error) {
		w, err := a.wayOf(slot, from, edge, func() (listing, error) { return listing{query: loader.AllQuery(edge.To)}, nil })
		if err != nil {
			return nil, err
		}
		page, err := w.from(value.(graph.Record).Base().ID)
		if err != nil {
			return nil, err
		}
		return a.records(to, page.Records, write)
	}
}

// records writes a list of records.
func (a *asking) records(to []byte, records []graph.Record, write writer) (_ []byte, err error) {
	to = append(to, '[')
	for i, r := range records {
		if i > 0 {
			to = append(to, ',')
		}
		if to, err = write(a, to, r); err != nil {
			return nil, err
		}
	}
	return append(to, ']'), a.ctx.Err()
}

// pageAcross writes a page of the records across an edge of a record.
func pageAcross(p *planner, f graphql.CollectedField, from graph.Word, edge graph.Edge) writer {
	name, slot := string(from)+"."+f.Name, p.Slot()
	write, counted := connectionOf(p, f, edge.To)
	return func(a *asking, to []byte, value any) ([]byte, error) {
		w, err := a.wayOf(slot, from, edge, func() (listing, error) {
			l, err := listingOf(a.view, edge.To, name, f.ArgumentMap(a.variables))
			l.query.Count = counted
			return l, err
		})
		if err != nil {
			return nil, err
		}
		page, err := w.from(value.(graph.Record).Base().ID)
		if err != nil {
			return nil, err
		}
		return write(a, to, pageOf(&w.listing, page))
	}
}

// rootList is a root field that lists the records of a word.
func rootList(shape *graph.Shape) field {
	return func(p *planner, f graphql.CollectedField) writer {
		write, counted := connectionOf(p, f, shape.Word)
		return func(a *asking, to []byte, _ any) ([]byte, error) {
			args := f.ArgumentMap(a.variables)
			v, err := a.top(args)
			if err == nil {
				err = a.in(v)
			}
			if err != nil {
				return nil, err
			}
			l, err := listingOf(v, shape.Word, "Query."+f.Name, args)
			if err != nil {
				return nil, err
			}
			l.query.Count = counted
			page, err := a.seen.List(a.ctx, l.query)
			if err != nil {
				return nil, err
			}
			return write(a, to, pageOf(&l, page))
		}
	}
}

// shownPage is a page of records on its way into an answer.
type shownPage struct {
	graph.Page
	question       string
	earlier, later bool
}

func pageOf(l *listing, page graph.Page) *shownPage {
	shown := &shownPage{Page: page, question: l.question}
	shown.earlier, shown.later = beyond(l.query.Window(), page.More)
	return shown
}

// cursor appends the cursor of the record at i.
func (s *shownPage) cursor(to []byte, i int) []byte {
	return graph.AppendText(to, encode(s.question, s.Positions[i]))
}

// end appends the cursor of the first record or the last one, null where there is none.
func (s *shownPage) end(to []byte, i int) []byte {
	if len(s.Records) == 0 {
		return append(to, "null"...)
	}
	return s.cursor(to, i)
}

// connectionOf returns the writer of a page of records of word, and whether it counts them.
func connectionOf(p *planner, f graphql.CollectedField, word graph.Word) (writer, bool) {
	of := string(word) + "Connection"
	return p.Object(of, f.Selections), (selection{set: f.Selections}).has("totalCount")
}

// connectionFields returns the fields of the connection of a word.
func connectionFields(word graph.Word) map[string]field {
	return map[string]field{
		"totalCount": compiled.Leaf[*asking](func(to []byte, s *shownPage) []byte { return appendInt(to, s.Total) }),
		"pageInfo":   func(p *planner, f graphql.CollectedField) writer { return p.Object("PageInfo", f.Selections) },
		"nodes": func(p *planner, f graphql.CollectedField) writer {
			write := p.Object(string(word), f.Selections)
			return func(a *asking, to []byte, value any) ([]byte, error) {
				return a.records(to, value.(*shownPage).Records, write)
			}
		},
		"edges": func(p *planner, f graphql.CollectedField) writer {
			write := p.Object(string(word)+"Edge", f.Selections)
			return func(a *asking, to []byte, value any) (_ []byte, err error) {
				e := &shownEdge{page: value.(*shownPage)}
				to = append(to, '[')
				for e.at = range e.page.Records {
					if e.at > 0 {
						to = append(to, ',')
					}
					if to, err = write(a, to, e); err != nil {
						return nil, err
					}
				}
				return append(to, ']'), a.ctx.Err()
			}
		},
	}
}

// shownEdge is a record of a page with its cursor.
type shownEdge struct {
	page *shownPage
	at   int
}

// edgeFields returns the fields of the edges of the connection of a word.
func edgeFields(word graph.Word) map[string]field {
	return map[string]field{
		"cursor": compiled.Leaf[*asking](func(to []byte, e *shownEdge) []byte { return e.page.cursor(to, e.at) }),
		"node": func(p *planner, f graphql.CollectedField) writer {
			write := p.Object(string(word), f.Selections)
			return func(a *asking, to []byte, value any) ([]byte, error) {
				e := value.(*shownEdge)
				return write(a, to, e.page.Records[e.at])
			}
		},
	}
}

// pageInfoFields are the fields of where a page stands in its list.
func pageInfoFields() map[string]field {
	there := func(s *shownPage) bool { return len(s.Records) > 0 } // a page without entries leads nowhere
	return map[string]field{
		"hasNextPage":     compiled.Leaf[*asking](func(to []byte, s *shownPage) []byte { return appendBool(to, there(s) && s.later) }),
		"hasPreviousPage": compiled.Leaf[*asking](func(to []byte, s *shownPage) []byte { return appendBool(to, there(s) && s.earlier) }),
		"startCursor":     compiled.Leaf[*asking](func(to []byte, s *shownPage) []byte { return s.end(to, 0) }),
		"endCursor":       compiled.Leaf[*asking](func(to []byte, s *shownPage) []byte { return s.end(to, len(s.Records)-1) }),
	}
}
