package storetest

import (
	"slices"
	"testing"

	"twingraph/graph"
)

// windows returns windows of both ends of a list, of that size: without bounds, with either
// of two as a bound, between them, and between them the wrong way round.
func windows[P any](size int, one, other *P) []graph.Window[P] {
	var all []graph.Window[P]
	for _, w := range []graph.Window[P]{{}, {After: one}, {Before: one}, {After: one, Before: other}, {After: other, Before: one}, {After: one, Before: one}} {
		first, last := w, w
		first.First, last.Last = size, size
		all = append(all, first, last)
	}
	return all
}

// walkPages asks for page after page from the end that the window is of, and returns the
// entries of all of them in order. ask returns the entries of a page with the place of
// each, and whether there are more.
func walkPages[E, P any](w graph.Window[P], ask func(graph.Window[P]) ([]E, []P, bool)) []E {
	found := []E{}
	for {
		entries, places, more := ask(w)
		if w.Backward() {
			found = append(slices.Clone(entries), found...)
		} else {
			found = append(found, entries...)
		}
		switch {
		case !more || len(places) == 0:
			return found
		case w.Backward():
			w.Before = &places[0]
		default:
			w.After = &places[len(places)-1]
		}
	}
}

// badSize is sizes of a window that cannot be asked for, with the code of the refusal.
type badSize struct {
	first, last int
	want        graph.Code
}

func badSizes() []badSize {
	return []badSize{
		{0, 0, graph.BadUserInput},
		{-1, 0, graph.BadUserInput},
		{0, -1, graph.BadUserInput},
		{graph.MaxFirst + 1, 0, graph.LimitExceeded},
		{0, graph.MaxFirst + 1, graph.LimitExceeded},
		{1, 1, graph.BadUserInput},
		{1, -1, graph.BadUserInput},
	}
}

// bounded returns a random window of at most that size, of either end, with bounds now and
// then: the places that place returns.
func bounded[P any](q *inquirer, most int, place func() P) graph.Window[P] {
	w := sized[P](q, most)
	if q.IntN(3) == 0 {
		w.After = new(place())
	}
	if q.IntN(3) == 0 {
		w.Before = new(place())
	}
	return w
}

// sized returns a window without bounds of at most that size, of either end.
func sized[P any](q *inquirer, most int) graph.Window[P] {
	if size := 1 + q.IntN(most); q.IntN(3) > 0 {
		return graph.Window[P]{First: size}
	} else {
		return graph.Window[P]{Last: size}
	}
}

// pages returns what asks a question once for each of up to ten pages.
func pages[E, P any](q *inquirer, t *testing.T, ask func(graph.Window[P]) ([]E, []P, bool)) func(graph.Window[P]) ([]E, []P, bool) {
	asked := 0
	return func(w graph.Window[P]) ([]E, []P, bool) {
		entries, places, more := ask(w)
		asked++
		return entries, places, more && asked < 10 && !t.Failed()
	}
}

// within returns the query with another window.
func within(query graph.Query, w graph.Window[graph.Position]) graph.Query {
	query.First, query.Last, query.After, query.Before = w.First, w.Last, w.After, w.Before
	return query
}

// valueOf returns what a pointer points to, the zero value for none.
func valueOf[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}
