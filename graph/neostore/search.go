package neostore

import (
	"context"
	_ "embed"
	"slices"
	"strings"

	"twingraph/graph"
)

//go:embed cypher/search.cypher
var searchCypher string

// Search finds records by name; see graph.Reader.
func (s *Store) Search(ctx context.Context, v graph.View, q graph.SearchQuery) ([]graph.Hit, error) {
	if err := graph.CheckFirst(q.First, graph.MaxHits); err != nil {
		return nil, err
	}
	words := q.Words
	if len(words) == 0 {
		words = graph.Searchable()
	}
	for _, word := range words {
		if !slices.Contains(graph.Searchable(), word) {
			return nil, graph.Errorf(graph.BadUserInput, "%s cannot be searched", word).At("types")
		}
	}
	hits := []graph.Hit{}
	text := graph.Fold(q.Text)
	parts := strings.Fields(text)
	if len(parts) == 0 {
		return hits, nil
	}
	st := statement{"search", searchCypher}
	values, err := s.ask(ctx, v.KnownAt, st, params{
		"lucene": lucene(parts), "parts": parts, "text": text, "words": stringsOf(words), "limit": int64(q.First),
		"records": s.layout.byName(), "index": searchIndex(graph.Searchable()),
	})
	if err != nil {
		return nil, err
	}
	var r reading
	for _, row := range r.lists(values[0], 2) {
		record, err := decode(graph.Word(textOf(row[0])), r.list(row[1]))
		if err != nil {
			return nil, err
		}
		hits = append(hits, bestName(record, text))
	}
	return hits, r.err
}

// lucene returns the query of the full-text index for names that have a word with
// each of the beginnings. Folded words are letters and digits: nothing in them
// means anything to Lucene.
func lucene(parts []string) string {
	terms := make([]string, len(parts))
	for i, part := range parts {
		terms[i] = "+" + part + "*"
	}
	return strings.Join(terms, " ")
}

// bestName returns the record with the first of its names that matches best.
func bestName(record graph.Record, text string) graph.Hit {
	hit := graph.Hit{Record: record}
	best := len(graph.Matches())
	for _, name := range graph.NamesOf(record) {
		folded := graph.Fold(name)
		rank := slices.Index(graph.Matches(), graph.MatchWords)
		switch {
		case folded == text:
			rank = slices.Index(graph.Matches(), graph.MatchExact)
		case strings.HasPrefix(folded, text):
			rank = slices.Index(graph.Matches(), graph.MatchPrefix)
		case !begins(folded, text):
			continue
		}
		if rank < best {
			best, hit.Name, hit.Match = rank, name, graph.Matches()[rank]
		}
	}
	return hit
}

// begins reports whether every word of text begins some word of name.
func begins(name, text string) bool {
	words := strings.Fields(name)
	for _, part := range strings.Fields(text) {
		if !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, part) }) {
			return false
		}
	}
	return true
}
