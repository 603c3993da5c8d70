package graph_test

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"twingraph/graph"
)

// shelf is the least store that a Registry needs: every version of every record on
// a shelf, searched from end to end. It lets the rules be tested without a store
// package; how real stores do is for storetest.
type shelf struct {
	graph.Store // what a Registry never calls
	versions    map[graph.Target][]graph.Version[graph.Record]
	fates       map[graph.Target]graph.Retraction
	batches     []graph.Batch
	head        graph.Change
	between     func() // called once before the next Append: another writer
}

func newShelf() *shelf {
	return &shelf{versions: map[graph.Target][]graph.Version[graph.Record]{}, fates: map[graph.Target]graph.Retraction{}}
}

func (s *shelf) Head(context.Context) (graph.Change, error) { return s.head, nil }

func (s *shelf) Append(_ context.Context, b graph.Batch) (graph.Change, error) {
	if between := s.between; between != nil {
		s.between = nil
		between()
	}
	if b.After != s.head.Seq || b.RecordedAt.Before(s.head.RecordedAt) {
		return graph.Change{}, graph.Errorf(graph.Conflict, "the store moved on")
	}
	end := func(t graph.Target) {
		if n := len(s.versions[t]); n > 0 {
			s.versions[t][n-1].KnownTo = b.RecordedAt
		}
	}
	for _, r := range slices.Concat(b.Added, b.Corrected) {
		t := graph.Target{Word: r.Word(), ID: r.Base().ID}
		end(t)
		delete(s.fates, t)
		s.versions[t] = append(s.versions[t], graph.Version[graph.Record]{Record: r, KnownFrom: b.RecordedAt})
	}
	for _, r := range b.Retracted {
		t := graph.Target{Word: r.Word, ID: r.ID}
		end(t)
		s.fates[t] = r
	}
	s.batches = append(s.batches, b)
	s.head = graph.Change{
		Seq: b.After + 1, RecordedAt: b.RecordedAt, CommittedAt: b.CommittedAt, Actor: b.Actor, Note: b.Note,
		Added: len(b.Added), Corrected: len(b.Corrected), Retracted: len(b.Retracted),
	}
	return s.head, nil
}

func (s *shelf) get(v graph.View, t graph.Target) graph.Record {
	for _, version := range s.versions[t] {
		if version.KnownAt(v.KnownAt) {
			return version.Record
		}
	}
	return nil
}

func (s *shelf) Records(_ context.Context, v graph.View, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	records := make([]graph.Record, len(ids))
	for i, id := range ids {
		records[i] = s.get(v, graph.Target{Word: word, ID: id})
	}
	return records, nil
}

// List knows filters of the form "field in values", and the order of ids.
func (s *shelf) List(_ context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	field, _ := graph.ShapeOf(q.Word).Field(q.Where.Is.Field)
	return s.page(v, q, func(r graph.Record) bool {
		return slices.ContainsFunc(field.Of(r), func(value any) bool { return slices.Contains(q.Where.Is.Values, value) })
	}), nil
}

// ListAcross knows edges that lead back.
func (s *shelf) ListAcross(
	_ context.Context, v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query,
) ([]graph.Page, error) {
	e, _ := graph.ShapeOf(from).Edge(edge)
	pages := make([]graph.Page, len(ids))
	for i, id := range ids {
		pages[i] = s.page(v, q, func(r graph.Record) bool {
			return slices.ContainsFunc(e.Back, func(name string) bool {
				field, _ := graph.ShapeOf(e.To).Field(name)
				return slices.Contains(field.Of(r), any(string(id)))
			})
		})
	}
	return pages, nil
}

func (s *shelf) page(v graph.View, q graph.Query, selects func(graph.Record) bool) graph.Page {
	targets := slices.SortedFunc(maps.Keys(s.versions), func(a, b graph.Target) int { return cmp.Compare(a.ID, b.ID) })
	var page graph.Page
	for _, t := range targets {
		if t.Word != q.Word || q.After != nil && strings.Compare(string(t.ID), string(q.After.ID)) <= 0 {
			continue
		}
		r := s.get(v, t)
		if r == nil || !selects(r) {
			continue
		}
		if len(page.Records) == q.First {
			page.More = true
			break
		}
		page.Records = append(page.Records, r)
		page.Positions = append(page.Positions, graph.Position{ID: t.ID})
	}
	return page
}

func (s *shelf) Fate(_ context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	if fate, ok := s.fates[graph.Target{Word: word, ID: id}]; ok {
		return fate, nil
	}
	return graph.Retraction{}, graph.Errorf(graph.NotFound, "there is no %s %q", word, id)
}
