package neostore

import (
	"context"
	_ "embed"
	"strings"

	"twingraph/graph"
)

//go:embed cypher/tally.cypher
var tallyCypher string

//go:embed cypher/guarded.cypher
var guardedCypher string

// Tally counts links and records; see graph.Reader. It is two statements at one change:
// the second, which does not depend on the filter and takes long to plan, is one text.
func (s *Store) Tally(ctx context.Context, v graph.View, where *graph.Filter) (graph.Tally, error) {
	if err := where.Check(graph.WordTwinningLink); err != nil {
		return graph.Tally{}, err
	}
	c := s.composer(v)
	w := c.find("n", graph.WordTwinningLink, conjuncts(where), true, everything())
	c.params["totals"] = totalNames()
	st := statement{"tally", tallyCypher}.fill(slots{"find": w.text(), "once": w.once()})
	values, err := s.ask(ctx, v.KnownAt, st, c.params)
	if err != nil {
		return graph.Tally{}, err
	}
	guarded, err := s.guarded(ctx, v, c.params["seq"])
	if err != nil {
		return graph.Tally{}, err
	}
	return readTally(append(values, guarded...))
}

// guarded counts the records of each guarded word, in the order of guardedWords, at a
// change.
func (s *Store) guarded(ctx context.Context, v graph.View, seq any) ([]any, error) {
	counts := make([]string, len(guardedWords()))
	for i, word := range guardedWords() {
		counts[i] = "COUNT { MATCH (n:" + string(word) + ") USING INDEX n:" + string(word) + "(id)" + whereAll(with(known("n", word), "n.id > ''")...) + " RETURN n }"
	}
	st := statement{"guarded", guardedCypher}.fill(slots{"guarded": "[" + strings.Join(counts, ", ") + "] AS guarded"})
	return s.ask(ctx, v.KnownAt, st, params{"seq": seq, "rank": rankOf(v.Tier)})
}

func readTally(values []any) (graph.Tally, error) {
	tally := graph.Tally{
		ByStatus: map[graph.Status]int{}, ByKind: map[graph.LinkKind]map[graph.Status]int{},
		ByCountry: map[string]map[graph.Status]int{}, Records: map[graph.Word]int{},
	}
	if len(values) != 3 {
		return tally, misread(statement{"tally", tallyCypher})
	}
	var r reading
	for _, row := range r.lists(values[0], 5) {
		status, kind, links := graph.Status(textOf(row[0])), graph.LinkKind(textOf(row[1])), numberOf(row[4])
		tally.Links += links
		tally.ByStatus[status] += links
		if row[2] == true {
			tally.Disputed += links
		}
		add(tally.ByKind, kind, status, links)
		for _, country := range r.list(row[3]) {
			add(tally.ByCountry, textOf(country), status, links)
		}
	}
	for _, word := range graph.Words() {
		tally.Records[word] = 0
	}
	for _, totals := range r.lists(values[1], len(openWords())) {
		for i, word := range openWords() {
			tally.Records[graph.Word(word)] = numberOf(totals[i])
		}
	}
	for i, n := range r.list(values[2]) {
		tally.Records[guardedWords()[i]] = numberOf(n)
	}
	return tally, r.err
}

func add[K comparable](counts map[K]map[graph.Status]int, key K, status graph.Status, n int) {
	if counts[key] == nil {
		counts[key] = map[graph.Status]int{}
	}
	counts[key][status] += n
}
