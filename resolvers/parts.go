package resolvers

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/snapshot"
)

// citiesOf returns the records of cities of a network.
func citiesOf(s *snapshot.Snapshot, n *analysis.Network, numbers []int) []*graph.City {
	return each(numbers, func(number int) *graph.City { return s.City(n.Node(number).ID) })
}

// linksOf returns the records of links of a network.
func linksOf(s *snapshot.Snapshot, links []analysis.Link) []*graph.TwinningLink {
	return each(links, func(l analysis.Link) *graph.TwinningLink { return s.Link(l.ID) })
}

// each converts the entries of a list.
func each[A, B any](list []A, convert func(A) B) []B {
	converted := make([]B, len(list))
	for i, entry := range list {
		converted[i] = convert(entry)
	}
	return converted
}

// head returns the first entries of a computed list. Errors are those of graph.CheckFirst.
func head[T any](list []T, first int) ([]T, error) {
	if err := graph.CheckFirst(first, graph.MaxFirst); err != nil {
		return nil, err
	}
	return list[:min(len(list), first)], nil
}

// behind returns the first entries of a computed list after the one about the record of
// word with the given id, if one is given. Errors are those of graph.CheckFirst, and
// BadUserInput for an id that is not in the list.
func behind[T any](list []T, first int, after *string, word graph.Word, idOf func(T) graph.ID) ([]T, error) {
	if after == nil || *after == "" {
		return head(list, first)
	}
	id, err := parseID(word, *after)
	if err != nil {
		return nil, at(err, "after")
	}
	i := slices.IndexFunc(list, func(entry T) bool { return idOf(entry) == id })
	if i < 0 {
		return nil, graph.Errorf(graph.BadUserInput, "the %s %q is not in this list; give the last one of the page before", word, id).At("after")
	}
	return head(list[i+1:], first)
}

// atLeast checks the lower bound of an argument. Code BadUserInput.
func atLeast(argument string, value, least int) error {
	if value < least {
		return graph.Errorf(graph.BadUserInput, "%s is %d; give %d or more", argument, value, least).At(argument)
	}
	return nil
}
