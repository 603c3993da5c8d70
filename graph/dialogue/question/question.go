package question

import (
	"context"
	"errors"
	"slices"

	"twingraph/graph"
	"twingraph/graph/world"
)

// City returns the city with the id. Errors, at path, have code BadUserInput for an empty
// id and NotFound.
func City(s *world.Moment, id graph.ID, path string) (*graph.City, error) {
	if id == "" {
		return nil, graph.Errorf(graph.BadUserInput, "name a city").At(path)
	}
	if c := s.City(id); c != nil {
		return c, nil
	}
	return nil, graph.Errorf(graph.NotFound, "no city %q is known; search for it by name", id).At(path)
}

// First checks the length of a page. Errors have code BadUserInput or LimitExceeded.
func First(first int) error {
	if first < 1 {
		return graph.Errorf(graph.BadUserInput, "first is %d; ask for 1 to %d", first, graph.MaxFirst).At("first")
	}
	if first > graph.MaxFirst {
		return graph.Errorf(graph.LimitExceeded, "first is %d; a page holds %d at most", first, graph.MaxFirst).At("first")
	}
	return nil
}

// Stopped returns an error of code Timeout when ctx has ended.
func Stopped(ctx context.Context) error {
	err := ctx.Err()
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		return graph.Errorf(graph.Timeout, "the time allowed ran out before the answer was found; ask for fewer cities").Because(err)
	}
	return graph.Errorf(graph.Timeout, "the question was called off").Because(err)
}

// Page returns the rows of a ranking after a position, first at most, and whether more
// follow. After is nil for the first page.
func Page[T any, P interface{ Compare(P) int }](ranked []T, at func(T) P, after *P, first int) (rows []T, more bool) {
	if after != nil {
		i, found := slices.BinarySearchFunc(ranked, *after, func(row T, p P) int { return at(row).Compare(p) })
		if found {
			i++
		}
		ranked = ranked[i:]
	}
	return ranked[:min(len(ranked), first)], len(ranked) > first
}
