package neostore

import (
	"cmp"
	"context"
	_ "embed"
	"slices"
	"strings"

	"twingraph/graph"
)

//go:embed cypher/changes.cypher
var changesCypher string

//go:embed cypher/change_items.cypher
var changeItemsCypher string

//go:embed cypher/fate.cypher
var fateCypher string

// Changes lists changes; see graph.Reader.
func (s *Store) Changes(ctx context.Context, v graph.View, w graph.Window[graph.Seq]) ([]graph.Change, error) {
	if err := w.Check(graph.MaxFirst); err != nil {
		return nil, err
	}
	first, after := w.First, graph.Seq(0)
	if w.After != nil {
		after = *w.After
	}
	st := statement{"changes", changesCypher}.fill(slots{"visible": "    AND " + visibleChange("c"), "counts": "    " + visibleCounts("c")})
	skip := max(int64(after), 0)
	values, err := s.ask(ctx, v.KnownAt, st, params{"after": skip, "first": int64(first), "rank": rankOf(v.Tier), "open": openWords()})
	if err != nil {
		return nil, err
	}
	changes, err := changesOf(values[0])
	for i := range changes {
		changes[i].Seq = graph.Seq(skip) + graph.Seq(i+1)
	}
	return changes, err
}

// ChangeItems lists what changes did; see graph.Reader.
func (s *Store) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, w graph.Window[graph.ChangeItem]) ([]graph.ItemPage, error) {
	if err := w.Check(graph.MaxFirst); err != nil {
		return nil, err
	}
	first, after := w.First, graph.ChangeItem{}
	if w.After != nil {
		after = *w.After
	}
	words := graph.Words()
	slices.Sort(words)
	lists := make([]string, len(words))
	for i, word := range words {
		name := "'" + string(word) + "'"
		later := " AND ($word < " + name + " OR $word = " + name + " AND n.id > $id)"
		lists[i] = "COLLECT { " + made("n", word, "change", later) + " RETURN [" + name + ", n.id, n.corrected] ORDER BY n.id LIMIT $limit }"
	}
	st := statement{"change_items", changeItemsCypher}.fill(slots{
		"visible": "    AND " + visibleChange("c"), "records": "  RETURN [number, " + strings.Join(lists, " + "), "gone": "      AND " + visibleGone("r"),
	})
	numbers := make([]int64, len(seqs))
	for i, seq := range seqs {
		numbers[i] = int64(seq)
	}
	values, err := s.ask(ctx, v.KnownAt, st, params{
		"numbers": numbers, "word": string(after.Word), "id": string(after.ID), "limit": int64(first) + 1, "rank": rankOf(v.Tier), "open": openWords(),
	})
	if err != nil {
		return nil, err
	}
	var r reading
	pages := make([]graph.ItemPage, 0, len(seqs))
	for _, row := range r.lists(values[0], 3) {
		items := []graph.ChangeItem{}
		for _, item := range r.lists(row[1], 3) {
			kind := graph.ItemAdded
			if item[2] == true {
				kind = graph.ItemCorrected
			}
			items = append(items, graph.ChangeItem{Word: graph.Word(textOf(item[0])), ID: graph.ID(textOf(item[1])), Kind: kind})
		}
		for _, item := range r.lists(row[2], 2) {
			items = append(items, graph.ChangeItem{Word: graph.Word(textOf(item[0])), ID: graph.ID(textOf(item[1])), Kind: graph.ItemRetracted})
		}
		slices.SortFunc(items, func(a, b graph.ChangeItem) int {
			return cmp.Or(cmp.Compare(a.Word, b.Word), cmp.Compare(a.ID, b.ID))
		})
		pages = append(pages, graph.ItemPage{Items: items[:min(len(items), first)], More: len(items) > first})
	}
	return pages, r.err
}

// Fate says what became of a retracted record; see graph.Reader.
func (s *Store) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	st := statement{"fate", fateCypher}.fill(slots{"record": "  MATCH (n:" + string(word) + ")", "gone": "  WHERE " + visibleGoneOf("r", word)})
	values, err := s.ask(ctx, v.KnownAt, st, params{"word": string(word), "id": string(id), "rank": rankOf(v.Tier)})
	if err != nil {
		return graph.Retraction{}, err
	}
	var r reading
	gone, versions := r.lists(values[0], 3), r.list(values[1])
	if r.err != nil {
		return graph.Retraction{}, r.err
	}
	if len(gone) == 0 || len(versions) > 0 && numberOf(versions[0]) > numberOf(gone[0][2]) {
		return graph.Retraction{}, graph.Errorf(graph.NotFound, "there is no retracted %s %q", word, id)
	}
	return graph.Retraction{Word: word, ID: id, Reason: textOf(gone[0][0]), MovedTo: graph.ID(textOf(gone[0][1]))}, nil
}
