package question

import (
	"context"
	"errors"

	"twingraph/graph"
	"twingraph/graph/pace"
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

// Stopped returns an error of code Timeout when ctx has ended.
func Stopped(ctx context.Context) error {
	err := pace.Step(ctx)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		return graph.Errorf(graph.Timeout, "the time allowed ran out before the answer was found; ask for fewer cities").Because(err)
	}
	return graph.Errorf(graph.Timeout, "the question was called off").Because(err)
}

// Page returns the rows of a ranking that a window shows, and whether there are rows
// before and after them.
func Page[T any, P interface{ Compare(P) int }](ranked []T, at func(T) P, w graph.Window[P]) (rows []T, earlier, later bool) {
	from, to, _ := w.Cut(len(ranked), func(i int, p P) int { return at(ranked[i]).Compare(p) })
	return ranked[from:to], from > 0, to < len(ranked)
}
