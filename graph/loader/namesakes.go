package loader

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
)

// namesAsked is how many names are looked for at once.
const namesAsked = 500

// Namesakes returns, for each of the given records of one word, the others of it that share
// one of their names after graph.Fold, in order of id. It takes a number of questions that
// grows with how many records there are to return, not with how many are given. Errors are
// the reader's.
func (l *Loader) Namesakes(ctx context.Context, v graph.View, records []graph.Record) ([][]graph.Record, error) {
	view, found := keyOf(v), make([][]graph.Record, len(records))
	var missing []graph.Record
	l.mu.RLock()
	for _, r := range records {
		if _, ok := l.namesakes[recordKey{view, r.Word(), r.Base().ID}]; !ok {
			missing = append(missing, r)
		}
	}
	l.mu.RUnlock()
	byName, err := l.named(ctx, v, missing)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, r := range missing {
		var same []graph.Record
		for _, name := range foldedNames(r) {
			for _, other := range byName[name] {
				if other.Base().ID != r.Base().ID && !slices.ContainsFunc(same, func(had graph.Record) bool { return had.Base().ID == other.Base().ID }) {
					same = append(same, other)
				}
			}
		}
		slices.SortFunc(same, func(a, b graph.Record) int { return cmp.Compare(a.Base().ID, b.Base().ID) })
		l.namesakes[recordKey{view, r.Word(), r.Base().ID}] = same
	}
	for i, r := range records {
		found[i] = l.namesakes[recordKey{view, r.Word(), r.Base().ID}]
	}
	return found, nil
}

// named returns the records that have a name of the given ones, by their names.
func (l *Loader) named(ctx context.Context, v graph.View, records []graph.Record) (map[string][]graph.Record, error) {
	byName := map[string][]graph.Record{}
	if len(records) == 0 {
		return byName, nil
	}
	var names []string
	for _, r := range records {
		names = append(names, foldedNames(r)...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	asked := map[string]bool{}
	for chunk := range slices.Chunk(names, namesAsked) {
		for _, name := range chunk {
			asked[name] = true
		}
		q := graph.Query{Word: records[0].Word(), Where: graph.In("anyName", chunk...), First: graph.MaxFirst}
		for more := true; more; {
			page, err := l.List(ctx, v, q)
			if err != nil {
				return nil, err
			}
			for _, r := range page.Records {
				for _, name := range foldedNames(r) {
					if asked[name] {
						byName[name] = append(byName[name], r)
					}
				}
			}
			if more = page.More && len(page.Positions) > 0; more {
				q.After = &page.Positions[len(page.Positions)-1]
			}
		}
	}
	return byName, nil
}

// foldedNames returns the names of a record after graph.Fold, each once.
func foldedNames(r graph.Record) []string {
	var names []string
	for _, name := range graph.NamesOf(r) {
		if name = graph.Fold(name); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
