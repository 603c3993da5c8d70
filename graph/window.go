package graph

import "sort"

// Window says which part of an ordered list is wanted, as Relay's cursor connections do
// (https://relay.dev/graphql/connections.htm): of the entries after After and before
// Before, the first First or the last Last. Exactly one of First and Last is set.
type Window[P any] struct {
	First, Last   int
	After, Before *P // nil where there is no bound; neither has to be the place of an entry
}

// UsualFirst is how many entries a page has where the question does not say.
const UsualFirst = 50

// Check reports the first thing wrong with the window, of at most most entries. Errors
// have code BadUserInput or LimitExceeded and name the argument.
func (w Window[P]) Check(most int) error {
	switch {
	case w.First != 0 && w.Last != 0:
		return Errorf(BadUserInput, "first and last cannot be asked for together: leave one out").At("last")
	case w.Last != 0:
		return checkSize("last", w.Last, most)
	}
	return checkSize("first", w.First, most)
}

// Backward reports whether the last entries are wanted.
func (w Window[P]) Backward() bool { return w.Last != 0 }

// Size returns how many entries are wanted at most.
func (w Window[P]) Size() int { return max(w.First, w.Last) }

// Cut returns the part of a list of n entries that the window shows, entries [from, to),
// and whether there are more within its bounds: after it for the first, before it for the
// last. compare orders entry i against a place as cmp.Compare does; the list is in
// ascending order of it.
func (w Window[P]) Cut(n int, compare func(i int, at P) int) (from, to int, more bool) {
	from, to = w.Within(n, compare)
	if more = to-from > w.Size(); !more {
		return from, to, false
	}
	if w.Backward() {
		return to - w.Last, to, true
	}
	return from, from + w.First, true
}

// Within returns the part of a list of n entries that lies within the bounds, however many
// are wanted, entries [from, to); compare and the list are as for Cut.
func (w Window[P]) Within(n int, compare func(i int, at P) int) (from, to int) {
	to = n
	if w.After != nil {
		from = sort.Search(n, func(i int) bool { return compare(i, *w.After) > 0 })
	}
	if w.Before != nil {
		to = max(from, sort.Search(n, func(i int) bool { return compare(i, *w.Before) >= 0 }))
	}
	return from, to
}

// checkSize checks the length of a page of at most most entries.
func checkSize(argument string, size, most int) error {
	if size < 1 {
		return Errorf(BadUserInput, "%s is %d; ask for 1 to %d", argument, size, most).At(argument)
	}
	if size > most {
		return Errorf(LimitExceeded, "%s is %d; at most %d a page: take more pages", argument, size, most).At(argument)
	}
	return nil
}
