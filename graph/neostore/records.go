package neostore

import (
	"cmp"
	"context"
	_ "embed"

	"twingraph/graph"
)

//go:embed cypher/records.cypher
var recordsCypher string

//go:embed cypher/histories.cypher
var historiesCypher string

// Records returns records by id; see graph.Reader.
func (s *Store) Records(ctx context.Context, v graph.View, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	found := make([]graph.Record, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	st := statement{"records", recordsCypher}.fill(slots{
		"match": seek("n", word, "id"), "where": whereAll(known("n", word)...),
	})
	distinct, _ := unique(ids)
	values, err := s.ask(ctx, v.KnownAt, st, params{"ids": stringsOf(distinct), "rank": rankOf(v.Tier), "record": s.layout.records[word]})
	if err != nil {
		return nil, err
	}
	var r reading
	byID := r.byID(word, values[0])
	for i, id := range ids {
		found[i] = byID[id]
	}
	return found, r.err
}

// Histories returns the histories of links; see graph.Reader.
func (s *Store) Histories(ctx context.Context, v graph.View, links []graph.ID) (map[graph.ID]graph.History, error) {
	histories := map[graph.ID]graph.History{}
	if len(links) == 0 {
		return histories, nil
	}
	st := statement{"histories", historiesCypher}
	distinct, _ := unique(links)
	values, err := s.ask(ctx, v.KnownAt, st, params{"ids": stringsOf(distinct), "spell": s.layout.stretch})
	if err != nil {
		return nil, err
	}
	var r reading
	stretches, err := stretchesFrom(r.list(values[0]))
	for link, list := range stretches {
		histories[link] = historyOf(list)
	}
	return histories, cmp.Or(r.err, err)
}
