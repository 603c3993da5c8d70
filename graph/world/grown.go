package world

import (
	"slices"
	"sync/atomic"
)

// grown is a list that grows at its end from state to state. It is immutable; what it grows to
// shares its memory, as long as it grew once only: to add is cheap however long it is.
type grown[T any] struct {
	list []T
	used *atomic.Int64 // how much of the memory of list is taken; nil where nothing beyond it may be
}

// with returns the list with more at its end.
func (g grown[T]) with(more ...T) grown[T] {
	n, to := len(g.list), len(g.list)+len(more)
	if n == 0 {
		return grown[T]{list: slices.Clone(more)}
	}
	if g.used != nil && to <= cap(g.list) && g.used.CompareAndSwap(int64(n), int64(to)) {
		return grown[T]{append(g.list, more...), g.used}
	}
	longer := grown[T]{make([]T, n, 2*to), new(atomic.Int64)}
	copy(longer.list, g.list)
	longer.list = append(longer.list, more...)
	longer.used.Store(int64(to))
	return longer
}
