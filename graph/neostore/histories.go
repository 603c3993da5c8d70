package neostore

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// stretchesFrom reads stretches, by link and in order of their days, from pairs of
// the id of a link and the values of a stretch, in any order.
func stretchesFrom(pairs []any) (map[graph.ID][]stretch, error) {
	stretches := map[graph.ID][]stretch{}
	for _, v := range pairs {
		pair, ok := v.([]any)
		if !ok || len(pair) != 2 {
			return nil, graph.Errorf(graph.Internal, "a stored spell cannot be read")
		}
		link, _ := pair[0].(string)
		values, _ := pair[1].([]any)
		st, err := decodeStretch(values)
		if err != nil {
			return nil, err
		}
		stretches[graph.ID(link)] = append(stretches[graph.ID(link)], st)
	}
	for _, list := range stretches {
		slices.SortFunc(list, func(a, b stretch) int { return cmp.Compare(a.spell.From, b.spell.From) })
	}
	return stretches, nil
}

// historyOf puts the history of a link together from its stretches in order.
func historyOf(stretches []stretch) graph.History {
	var h graph.History
	for i := range stretches {
		h = append(h, stretches[i].spells()...)
	}
	return h
}

func stringsOf[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}
