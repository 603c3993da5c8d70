package ingest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"twingraph/graph"
)

const (
	maxMeant   = 5   // how many ids a reason suggests
	maxLookups = 100 // how many ids are looked up in one import: a report, not a search
)

// neighbours finds the ids that could have been meant by one that does not exist.
// It only ever suggests: which one is right is for a person to say.
type neighbours struct {
	records []graph.Record // of the dataset
	reader  graph.Reader
	found   map[graph.Target]string
}

func newNeighbours(records []graph.Record, reader graph.Reader) *neighbours {
	return &neighbours{records: records, reader: reader, found: map[graph.Target]string{}}
}

// of returns "; did you mean …?" with the nearest ids, best first, or an empty
// string when none is near.
func (n *neighbours) of(ctx context.Context, t graph.Target) (string, error) {
	if said, done := n.found[t]; done || len(n.found) >= maxLookups {
		return said, nil
	}
	records, err := n.stored(ctx, t)
	if err != nil {
		return "", err
	}
	distances := map[graph.ID]int{}
	for _, r := range slices.Concat(n.records, records) {
		if r.Word() != t.Word || r.Base().ID == t.ID {
			continue
		}
		if d, near := distance(string(t.ID), r); near {
			distances[r.Base().ID] = d
		}
	}
	ids := make([]graph.ID, 0, len(distances))
	for id := range distances {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b graph.ID) int {
		return cmp.Or(cmp.Compare(distances[a], distances[b]), cmp.Compare(a, b))
	})
	n.found[t] = meant(ids)
	return n.found[t], nil
}

// meant words a suggestion.
func meant(ids []graph.ID) string {
	if len(ids) == 0 {
		return ""
	}
	more := ""
	if len(ids) > maxMeant {
		more = fmt.Sprintf(" (or one of %d more)", len(ids)-maxMeant)
		ids = ids[:maxMeant]
	}
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	last := len(words) - 1
	if last == 0 {
		return "; did you mean " + words[0] + more + "?"
	}
	return "; did you mean " + strings.Join(words[:last], ", ") + " or " + words[last] + more + "?"
}

// stored returns the records of the store that may be near: by the words of the
// id, without a country at its end, and by the beginning of its first word; for a
// link, by its cities the other way round.
func (n *neighbours) stored(ctx context.Context, t graph.Target) ([]graph.Record, error) {
	view := graph.View{KnownAt: graph.Latest()}
	if a, b, ok := strings.Cut(string(t.ID), "--"); ok && t.Word == graph.WordTwinningLink {
		found, err := n.reader.Records(ctx, view, t.Word, []graph.ID{graph.ID(b + "--" + a)})
		return slices.DeleteFunc(slices.Clone(found), func(r graph.Record) bool { return r == nil }), err
	}
	if !slices.Contains(graph.Searchable(), t.Word) {
		return nil, nil
	}
	words := strings.Fields(graph.Fold(string(t.ID)))
	if len(words) == 0 {
		return nil, nil
	}
	if last := len(words) - 1; last > 0 && len(words[last]) == 2 {
		words = words[:last]
	}
	var records []graph.Record
	for _, text := range []string{strings.Join(words, " "), words[0], beginning(words[0])} {
		hits, err := n.reader.Search(ctx, view, graph.SearchQuery{Text: text, Words: []graph.Word{t.Word}, First: 100})
		if err != nil {
			return nil, fmt.Errorf("search for what was meant by %s: %w", t, err)
		}
		for _, hit := range hits {
			records = append(records, hit.Record)
		}
	}
	return records, nil
}

// beginning returns the first three letters of a word.
func beginning(word string) string {
	letters := []rune(word)
	return string(letters[:min(3, len(letters))])
}

// distance reports whether the record could have been meant by text, and how far
// off it is: 0 when text is one of its names or holds the same words, 1 when every
// word of text begins a word of its id or of its names, 2 and more for slips of
// the pen in its id.
func distance(text string, r graph.Record) (int, bool) {
	wanted := graph.Fold(text)
	id := graph.Fold(string(r.Base().ID))
	words := strings.Fields(id)
	for _, name := range namesOf(r) {
		folded := graph.Fold(name)
		if folded == wanted {
			return 0, true
		}
		words = append(words, strings.Fields(folded)...)
	}
	if wanted == id || sameWords(wanted, id) {
		return 0, true
	}
	begins := func(w string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, w) })
	}
	asked := strings.Fields(wanted)
	if len(asked) > 0 && !slices.ContainsFunc(asked, func(w string) bool { return !begins(w) }) {
		return 1, true
	}
	slips := edits([]rune(wanted), []rune(id))
	return 1 + slips, slips <= 2 && slips*3 < len(wanted)
}

// sameWords reports whether two folded texts hold the same words in any order.
func sameWords(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

func namesOf(r graph.Record) []string {
	switch r := r.(type) {
	case *graph.City:
		return append([]string{r.Name, r.LocalName}, r.Aliases...)
	case *graph.Organisation:
		return append([]string{r.Name}, r.Aliases...)
	case *graph.Resolution:
		return []string{r.Title}
	case *graph.Campaign:
		return []string{r.Name}
	case *graph.Source:
		return []string{r.Title}
	}
	return nil
}

// edits returns how many letters have to be put in, left out or changed to turn a
// into b (Levenshtein's distance), 3 when there are more than two.
func edits(a, b []rune) int {
	const far = 3
	if len(a)-len(b) >= far || len(b)-len(a) >= far {
		return far
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return min(row[len(b)], far)
}
