package atlas

import (
	"cmp"

	"twingraph/graph"
)

// Window says which part of a list is wanted that is in memory. Its bounds are places of
// entries, as Part gives them.
type Window = graph.Window[graph.Position]

// Part is the part of a list that a window shows.
type Part[T any] struct {
	Entries        []T
	Places         []graph.Position // one an entry; no two entries of a list have the same
	Earlier, Later bool             // there are entries before and after
	Total          int              // of the list
}

// cut returns the part of a computed list that a window shows, with its entries converted.
// place names an entry by what it is about and not by its number, so that a page goes on
// after the same entry when the list was computed anew. Errors are those of Window.Check,
// of most entries, and BadUserInput for the place of what is not in the list.
func cut[A, B any](list []A, w Window, most int, place func(A) graph.Position, convert func(A) B) (Part[B], error) {
	var none Part[B]
	if err := w.Check(most); err != nil {
		return none, err
	}
	numbers := graph.Window[int]{First: w.First, Last: w.Last}
	for _, bound := range []struct {
		argument string
		at       *graph.Position
		number   **int
	}{{"after", w.After, &numbers.After}, {"before", w.Before, &numbers.Before}} {
		if bound.at == nil {
			continue
		}
		number, ok := find(list, *bound.at, place)
		if !ok {
			return none, graph.Errorf(graph.BadUserInput, "what this cursor stands for is not in the list any more; begin again without %s", bound.argument).At(bound.argument)
		}
		*bound.number = &number
	}
	from, to, _ := numbers.Cut(len(list), cmp.Compare[int])
	shown := list[from:to]
	return Part[B]{Entries: each(shown, convert), Places: each(shown, place), Earlier: from > 0, Later: to < len(list), Total: len(list)}, nil
}

// find returns the number of the entry at a place.
func find[A any](list []A, at graph.Position, place func(A) graph.Position) (int, bool) {
	for i, entry := range list {
		if place(entry) == at {
			return i, true
		}
	}
	return 0, false
}

// part returns the part of a computed list that a window shows, of at most graph.MaxFirst
// entries. idOf names an entry by the record that it is about. Errors are those of cut.
func part[A, B any](list []A, w Window, idOf func(A) graph.ID, convert func(A) B) (Part[B], error) {
	return cut(list, w, graph.MaxFirst, func(entry A) graph.Position { return graph.Position{ID: idOf(entry)} }, convert)
}

// as returns an entry as it is.
func as[T any](entry T) T { return entry }
