package world

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"twingraph/graph"
)

// Search finds records by name; see graph.Reader.
func (w *World) Search(ctx context.Context, v graph.View, q graph.SearchQuery) ([]graph.Hit, error) {
	if err := graph.CheckFirst(q.First, graph.MaxHits); err != nil {
		return nil, err
	}
	words := graph.Searchable()
	for _, word := range q.Words {
		if !slices.Contains(words, word) {
			return nil, graph.Errorf(graph.BadUserInput, "%s has no names to search by", word).At("words")
		}
	}
	if len(q.Words) > 0 {
		words = slices.Compact(slices.Sorted(slices.Values(q.Words)))
	}
	ask, err := w.ask(ctx, v)
	if err != nil {
		return nil, err
	}
	top := best{limit: q.First}
	if text := graph.Fold(q.Text); text != "" {
		for _, word := range words {
			ask.find(word, text, &top)
		}
	}
	return top.hits(), stopped(ctx)
}

// candidate is a name that matches.
type candidate struct {
	sheet *sheet
	name  *name
	match int
}

// compare orders candidates as hits are.
func (a candidate) compare(b candidate) int {
	return cmp.Or(
		cmp.Compare(a.match, b.match),
		cmp.Compare(b.name.size, a.name.size),
		cmp.Compare(a.sheet.word, b.sheet.word),
		cmp.Compare(a.name.row, b.name.row),
		cmp.Compare(a.name.place, b.name.place),
	)
}

// best keeps the best candidates, one a record, in order.
type best struct {
	limit int
	list  []candidate
}

// add takes a candidate in if it is among the best.
func (b *best) add(c candidate) {
	if len(b.list) == b.limit && c.compare(b.list[len(b.list)-1]) >= 0 {
		return
	}
	had := slices.IndexFunc(b.list, func(o candidate) bool { return o.sheet == c.sheet && o.name.row == c.name.row })
	if had >= 0 {
		if c.compare(b.list[had]) >= 0 {
			return
		}
		b.list = slices.Delete(b.list, had, had+1)
	}
	at, _ := slices.BinarySearchFunc(b.list, c, candidate.compare)
	b.list = slices.Insert(b.list, at, c)
	b.list = b.list[:min(len(b.list), b.limit)]
}

func (b *best) hits() []graph.Hit {
	hits := make([]graph.Hit, len(b.list))
	for i, c := range b.list {
		hits[i] = graph.Hit{Record: c.sheet.rows[c.name.row], Match: graph.Matches()[c.match], Name: c.name.written}
	}
	return hits
}

// find adds what matches among the records of word that the viewer may see. Names
// are looked up by the rarest word of the text.
func (q *inquiry) find(word graph.Word, text string, top *best) {
	sheet, seen := q.sheet(word), q.seen(word)
	names := sheet.nameIndex()
	words := strings.Fields(text)
	rarest := names.beginning(words[0])
	for _, w := range words[1:] {
		if tokens := names.beginning(w); len(tokens) < len(rarest) {
			rarest = tokens
		}
	}
	for _, t := range rarest {
		n := &names.all[t.name]
		if m := match(n.folded, text, words); m < 3 && seen.has(n.row) {
			top.add(candidate{sheet, n, m})
		}
	}
}
