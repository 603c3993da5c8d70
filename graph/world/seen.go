package world

import (
	"context"

	"twingraph/graph"
)

// Worlds is what has the network in memory. InMemory returns it as the request of ctx reads it
// (see OfOneState); it fails with code Unavailable while it is not in memory.
type Worlds interface {
	InMemory(ctx context.Context) (*World, error)
}

// InMemory returns the world itself.
func (w *World) InMemory(context.Context) (*World, error) { return w, nil }

// Seen is the network as one view sees it, for those who ask of it record by record: it
// answers what graph.Reader does. It is safe for concurrent use; records are shared and must
// not be changed.
type Seen struct {
	world *World
	view  graph.View
	known graph.Seq // the last change at view.KnownAt
}

// Seen returns the network as v sees it.
func (w *World) Seen(v graph.View) *Seen { return &Seen{w, v, w.log.known(v.KnownAt)} }

// Record returns the record of word with the given id, nil when it does not exist for the
// view.
func (s *Seen) Record(word graph.Word, id graph.ID) graph.Record {
	if !graph.ShapeOf(word).Open && !s.world.sees(s.view.Tier, word, id, s.known) {
		return nil
	}
	return s.world.tables[word].records.get(id).after(s.known)
}

// Cited returns a source that a record of another word cites which exists for the view: so
// does the source (see graph.Reader), which needs no looking for who else cites it.
func (s *Seen) Cited(source graph.ID) graph.Record {
	return s.world.tables[graph.WordSource].records.get(source).after(s.known)
}

// History returns the history of a link that exists for the view.
func (s *Seen) History(link graph.ID) graph.History {
	return s.world.evidence.get(link).chronicle.At(s.view.KnownAt)
}

// List returns one page; see graph.Reader.
func (s *Seen) List(ctx context.Context, q graph.Query) (graph.Page, error) {
	return s.world.List(ctx, s.view, q)
}

// Along returns what returns, for one record of word from after another, the page of the
// records across the edge that q selects; see ListAcross of graph.Reader.
func (s *Seen) Along(ctx context.Context, from graph.Word, edge string, q graph.Query) (func(graph.ID) (graph.Page, error), error) {
	e, err := edgeOf(from, edge, q)
	if err != nil {
		return nil, err
	}
	ask, err := s.world.ask(ctx, s.view)
	if err != nil {
		return nil, err
	}
	var page func(graph.ID) graph.Page // once there is a crossing
	return func(id graph.ID) (graph.Page, error) {
		if page == nil {
			if pages, near, err := s.world.near(ctx, s.view, from, e, []graph.ID{id}, q); near || err != nil {
				return first(pages), err
			}
			if page, err = ask.along(from, edge, q); err != nil {
				return graph.Page{}, err
			}
		}
		return page(id), nil
	}, nil
}

func first(pages []graph.Page) graph.Page {
	if len(pages) == 0 {
		return graph.Page{}
	}
	return pages[0]
}
