package neostore

import (
	"context"
	_ "embed"
	"math"
	"slices"

	"twingraph/graph"
)

//go:embed cypher/changes.cypher
var changesCypher string

//go:embed cypher/changes_last.cypher
var changesLastCypher string

//go:embed cypher/change_items.cypher
var changeItemsCypher string

//go:embed cypher/fate.cypher
var fateCypher string

// Changes lists changes; see graph.Reader.
func (s *Store) Changes(ctx context.Context, v graph.View, w graph.Window[graph.Seq]) ([]graph.Change, error) {
	if err := w.Check(graph.MaxFirst); err != nil {
		return nil, err
	}
	after, before := int64(0), int64(math.MaxInt64)
	if w.After != nil {
		after = max(int64(*w.After), 0)
	}
	if w.Before != nil {
		before = max(int64(*w.Before), 1)
	}
	st, p := statement{"changes", changesCypher}, params{"after": after, "rank": rankOf(v.Tier)}
	if w.Backward() {
		st = statement{"changes_last", changesLastCypher}
		p["upTo"], p["last"] = before-1, int64(w.Last)
	} else {
		p["first"] = max(min(int64(w.First), before-1-after), 0)
	}
	values, err := s.ask(ctx, v.KnownAt, st.fill(slots{"visible": " " + apart + visibleChange("c"), "counts": "    " + visibleCounts("c")}), p)
	if err != nil {
		return nil, err
	}
	changes, err := changesOf(values[0])
	for i := range changes {
		if !w.Backward() { // else they come with the viewer's numbers
			changes[i].Seq = graph.Seq(after) + graph.Seq(i+1)
		}
	}
	return changes, err
}

// ChangeItems lists what changes did; see graph.Reader.
func (s *Store) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, w graph.Window[graph.ChangeItem]) ([]graph.ItemPage, error) {
	if err := w.Check(graph.MaxFirst); err != nil {
		return nil, err
	}
	after, before, p := graph.ChangeItem{}, graph.ChangeItem{Word: greatestText}, takeOf(w)
	if w.After != nil {
		after = *w.After
	}
	if w.Before != nil {
		before = *w.Before
	}
	down, words := direction(graph.Query{}, p), graph.Words()
	if after.Word == before.Word { // of one word, so that of a large change no others are read
		words = slices.DeleteFunc(words, func(word graph.Word) bool { return word != after.Word })
	}
	if len(words) == 0 {
		return noItems(len(seqs)), nil
	}
	sorted := "ORDER BY word" + down + ", id" + down
	in := slots{
		"visible": " " + apart + visibleChange("c"),
		"made":    "      MATCH (i:" + labels(stringsOf(words)) + ") WHERE i.seq = change",
		"kind":    "      RETURN i, [label IN labels(i) WHERE label IN $words][0] AS word, i.id AS id, change AS at, " + madeKind,
		"gone":    "      OPTIONAL MATCH (i:" + labels(stringsOf(guardedWords())) + " {id: r.id}) WHERE i.closedSeq = r.seq AND r.word IN labels(i)",
		"sorted":  "    WITH * " + sorted,
		"seen":    "   " + apart + "CASE WHEN word IN $open THEN true ELSE " + seen("i", "at") + " END",
		"order":   "    RETURN [word, id, kind] " + sorted + " LIMIT $limit",
	}
	if len(words) == 1 && graph.ShapeOf(words[0]).Open {
		in["kind"] = "      RETURN i, $words[0] AS word, i.id AS id, change AS at, " + madeKind
		in["gone"], in["seen"] = "      WITH r, null AS i", ""
		in["sorted"] += " LIMIT $limit"
	}
	st := statement{"change_items", changeItemsCypher}.fill(in)
	numbers := make([]int64, len(seqs))
	for i, seq := range seqs {
		numbers[i] = int64(seq)
	}
	values, err := s.ask(ctx, v.KnownAt, st, params{
		"numbers": numbers, "after": []any{string(after.Word), string(after.ID)}, "before": []any{string(before.Word), string(before.ID)}, "limit": p.limit(), "rank": rankOf(v.Tier), "open": openWords(), "words": stringsOf(words),
	})
	if err != nil {
		return nil, err
	}
	var r reading
	pages := make([]graph.ItemPage, 0, len(seqs))
	for _, row := range r.lists(values[0], 2) {
		items := []graph.ChangeItem{}
		for _, item := range r.lists(row[1], 3) {
			items = append(items, graph.ChangeItem{Word: graph.Word(textOf(item[0])), ID: graph.ID(textOf(item[1])), Kind: kindOf(item[2])})
		}
		if w.Backward() {
			slices.Reverse(items)
		}
		from, to, more := graph.Window[graph.ChangeItem]{First: w.First, Last: w.Last}.Cut(len(items), nil)
		pages = append(pages, graph.ItemPage{Items: items[from:to], More: more})
	}
	return pages, r.err
}

// noItems returns pages without items.
func noItems(n int) []graph.ItemPage {
	pages := make([]graph.ItemPage, n)
	for i := range pages {
		pages[i].Items = []graph.ChangeItem{}
	}
	return pages
}

// Fate says what became of a retracted record; see graph.Reader.
func (s *Store) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	st := statement{"fate", fateCypher}.fill(slots{"record": "  MATCH (n:" + string(word) + ")", "gone": "  WHERE " + visibleGone("r", word)})
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
