package neostore

import (
	_ "embed"
	"slices"

	"twingraph/graph"
)

//go:embed cypher/close_spells.cypher
var closeSpellsCypher string

//go:embed cypher/again.cypher
var againCypher string

//go:embed cypher/close.cypher
var closeCypher string

//go:embed cypher/retract.cypher
var retractCypher string

//go:embed cypher/inherit.cypher
var inheritCypher string

//go:embed cypher/restore.cypher
var restoreCypher string

//go:embed cypher/inherit_spells.cypher
var inheritSpellsCypher string

// closeSpells ends the spells that are not in the new histories.
func (a *appending) closeSpells(t *transaction) error {
	var rows [][]any
	for link, from := range a.endings {
		rows = append(rows, []any{string(link), from})
	}
	for part := range slices.Chunk(rows, chunk) {
		if _, err := t.run(statement{"close_spells", closeSpellsCypher}, a.params(params{"rows": part})); err != nil {
			return err
		}
	}
	return nil
}

// replace puts the new versions in the place of the older ones: these are closed,
// records are taken back, and what pointed to an older version points to its new
// one, too.
func (a *appending) replace(t *transaction) error {
	added, corrected := byWord(a.batch.Added), byWord(a.batch.Corrected)
	heirs := map[graph.Word][]string{}
	for _, word := range graph.Words() {
		again, err := a.again(t, word, idsOf(added[word]))
		if err != nil {
			return err
		}
		heirs[word] = append(again, idsOf(corrected[word])...)
		if err := a.close(t, word, idsOf(corrected[word])); err != nil {
			return err
		}
		if err := a.retract(t, word); err != nil {
			return err
		}
	}
	for _, word := range graph.Words() {
		if err := a.inherit(t, word, heirs[word]); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(idsOf(corrected[graph.WordTwinningLink]), chunk) {
		if _, err := t.run(statement{"inherit_spells", inheritSpellsCypher}, a.params(params{"ids": part})); err != nil {
			return err
		}
	}
	return nil
}

// again returns those of the added ids that were taken back once.
func (a *appending) again(t *transaction, word graph.Word, ids []string) ([]string, error) {
	if a.batch.After == 0 {
		return nil, nil // there is nothing before
	}
	st := statement{"again", againCypher}.fill(slots{"match": seek("n", word, "id")})
	var again []string
	for part := range slices.Chunk(ids, chunk) {
		rows, err := t.run(st, a.params(params{"ids": part}))
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			if there, _ := row.Values[1].(bool); there {
				return nil, conflict("the batch adds a %s that the store holds already", word)
			}
			id, _ := row.Values[0].(string)
			again = append(again, id)
		}
	}
	return again, nil
}

// close ends the open versions of corrected records.
func (a *appending) close(t *transaction, word graph.Word, ids []string) error {
	st := statement{"close", closeCypher}.fill(slots{"match": seek("n", word, "id")})
	for part := range slices.Chunk(ids, chunk) {
		rows, err := t.run(st, a.params(params{"ids": part}))
		if err != nil {
			return err
		}
		closed := int64(0)
		for _, row := range rows {
			n, _ := row.Values[0].(int64)
			closed += n
		}
		if closed != int64(len(part)) {
			return conflict("the batch corrects a %s that the store does not hold", word)
		}
	}
	return nil
}

// retract takes records back.
func (a *appending) retract(t *transaction, word graph.Word) error {
	st := statement{"retract", retractCypher}.fill(slots{"match": seek("n", word, "row.id")})
	var gone []map[string]any
	for _, r := range a.batch.Retracted {
		if r.Word != word {
			continue
		}
		row := map[string]any{
			"word": string(word), "id": string(r.ID), "reason": r.Reason,
			"seq": a.seq, "recordedAt": instantOf(a.batch.RecordedAt),
		}
		if r.MovedTo != "" {
			row["movedTo"] = string(r.MovedTo)
		}
		gone = append(gone, row)
	}
	for part := range slices.Chunk(gone, chunk) {
		rows, err := t.run(st, a.params(params{"rows": part}))
		if err != nil {
			return err
		}
		if len(rows) != len(part) {
			return conflict("the batch takes back a %s that the store does not hold", word)
		}
	}
	return nil
}

// inherit lets new versions have what points to the versions before.
func (a *appending) inherit(t *transaction, word graph.Word, ids []string) error {
	inherit := statement{"inherit", inheritCypher}.fill(slots{"old": seek("old", word, "id"), "new": seek("new", word, "id")})
	restore := statement{"restore", restoreCypher}.fill(slots{"match": seek("n", word, "id")})
	for part := range slices.Chunk(ids, chunk) {
		for _, st := range []statement{inherit, restore} {
			if _, err := t.run(st, a.params(params{"ids": part})); err != nil {
				return err
			}
		}
	}
	return nil
}
