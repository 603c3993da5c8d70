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
func (s *Store) Changes(ctx context.Context, v graph.View, after graph.Seq, first int) ([]graph.Change, error) {
	if err := checkFirst(first, graph.MaxFirst); err != nil {
		return nil, err
	}
	values, err := s.ask(ctx, v.KnownAt, statement{"changes", changesCypher},
		params{"after": int64(after), "first": int64(first), "rank": rankOf(v.Tier)})
	if err != nil {
		return nil, err
	}
	return changesOf(values[0])
}

// ChangeItems lists what one change did; see graph.Reader.
func (s *Store) ChangeItems(ctx context.Context, v graph.View, seq graph.Seq, after graph.ChangeItem, first int) ([]graph.ChangeItem, error) {
	if err := checkFirst(first, graph.MaxFirst); err != nil {
		return nil, err
	}
	words := graph.Words()
	slices.Sort(words)
	var lists []string
	for _, word := range words {
		lists = append(lists, "COLLECT { MATCH (n:"+string(word)+") WHERE n.seq = $change AND n.seq <= $seq AND $word <= '"+string(word)+"' AND ($word < '"+
			string(word)+"' OR n.id > $id) AND coalesce(n.tierRank, 0) <= $rank RETURN ['"+string(word)+"', n.id, n.corrected] ORDER BY n.id LIMIT $first }")
	}
	// The slots replace the one list of the file with one for each word.
	st := statement{"change_items", changeItemsCypher}.fill(slots{
		"match": "", "where": "", "return": "RETURN null LIMIT 0", "more": "} + " + strings.Join(lists, " + ") + " AS records, COLLECT {",
	})
	values, err := s.ask(ctx, v.KnownAt, st, params{
		"change": int64(seq), "word": string(after.Word), "id": string(after.ID), "first": int64(first), "rank": rankOf(v.Tier),
	})
	if err != nil {
		return nil, err
	}
	r := reading{store: s}
	items := []graph.ChangeItem{}
	for _, row := range r.rows(values[0], 3) {
		item := graph.ChangeItem{Word: graph.Word(textOf(row[0])), ID: graph.ID(textOf(row[1])), Kind: graph.ItemAdded}
		if row[2] == true {
			item.Kind = graph.ItemCorrected
		}
		items = append(items, item)
	}
	for _, row := range r.rows(values[1], 2) {
		items = append(items, graph.ChangeItem{Word: graph.Word(textOf(row[0])), ID: graph.ID(textOf(row[1])), Kind: graph.ItemRetracted})
	}
	slices.SortFunc(items, func(a, b graph.ChangeItem) int {
		return cmp.Or(cmp.Compare(a.Word, b.Word), cmp.Compare(a.ID, b.ID))
	})
	return items[:min(len(items), first)], r.err
}

// Fate says what became of a retracted record; see graph.Reader.
func (s *Store) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	st := statement{"fate", fateCypher}.fill(slots{"record": "  MATCH (n:" + string(word) + ")"})
	values, err := s.ask(ctx, v.KnownAt, st, params{"word": string(word), "id": string(id)})
	if err != nil {
		return graph.Retraction{}, err
	}
	r := reading{store: s}
	gone, versions := r.rows(values[0], 4), values[1].([]any)
	if r.err != nil {
		return graph.Retraction{}, r.err
	}
	if len(gone) == 0 || len(versions) > 0 && numberOf(versions[0]) > numberOf(gone[0][3]) || int64(numberOf(gone[0][2])) > rankOf(v.Tier) {
		return graph.Retraction{}, graph.Errorf(graph.NotFound, "there is no retracted %s %q", word, id)
	}
	return graph.Retraction{Word: word, ID: id, Reason: textOf(gone[0][0]), MovedTo: graph.ID(textOf(gone[0][1]))}, nil
}
