package neostore

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

// Filters, orders and search look at properties that are derived from those of the
// record (derive.go). A node has them from the program that wrote it; where this one
// derives others, the nodes that are there get them before anything is answered.
//
// A Schema node for each label says what all of its nodes carry: the names of the
// derived properties, each with a mark of how it is derived (marks.go). Where that
// is not what this program derives, the versions are looked at in the order of their
// ids, some in each transaction, which begins with the lock of the Schema node and
// ends with the place that was reached. So it can be interrupted and gone on with,
// and several servers share the work.
//
// The spells of links are derived anew from claims (respell.go), since what is stored of them
// is derived itself.
//
// A server of an older release that still runs writes nodes without them. Every
// change therefore notes what its writer derived; where one is found that derived
// something else, all nodes are looked at again at the next start.

//go:embed cypher/migrate_empty.cypher
var migrateEmptyCypher string

//go:embed cypher/migrate_begin.cypher
var migrateBeginCypher string

//go:embed cypher/backfill_place.cypher
var backfillPlaceCypher string

//go:embed cypher/backfill_versions.cypher
var backfillVersionsCypher string

//go:embed cypher/backfill_spells.cypher
var backfillSpellsCypher string

//go:embed cypher/backfill_write.cypher
var backfillWriteCypher string

//go:embed cypher/backfill_moved.cypher
var backfillMovedCypher string

//go:embed cypher/backfill_counts.cypher
var backfillCountsCypher string

//go:embed cypher/backfill_done.cypher
var backfillDoneCypher string

// portion is how many versions one transaction looks at.
const portion = 2000

// spellsOfLink is about how many spells the versions of a link have.
const spellsOfLink = 10

// changeLabel is the word of the Schema node that says up to which change the nodes
// were looked at.
const changeLabel = "Change"

// newerDerived says which derived property of the database a newer program must have
// written; empty when there is none.
func (s *Store) newerDerived(at state) string {
	for label, found := range at.schemas {
		if label == changeLabel || label == searchWord {
			continue
		}
		if found.derivation > s.derivation {
			return fmt.Sprintf("derivation %d of %s, this one knows %d", found.derivation, label, s.derivation)
		}
		i := slices.IndexFunc(s.derived, func(d derivation) bool { return d.label == label })
		if i < 0 {
			return fmt.Sprintf("it keeps the word %s, which this one does not know", label)
		}
		if found.derivation < s.derivation {
			continue // what is not known here was given up
		}
		known := s.derived[i].names()
		for _, mark := range slices.Concat(found.derived, found.deriving) {
			if !slices.Contains(known, nameOf(mark)) {
				return fmt.Sprintf("it keeps %s.%s, which this one does not know", label, nameOf(mark))
			}
		}
	}
	return ""
}

// backfill gives all nodes what this program derives.
func (s *Store) backfill(ctx context.Context, at state) error {
	var left []derivation
	for _, d := range s.derived {
		found := at.schemas[d.label]
		if at.late || found.late || found.derived == nil || !slices.Equal(found.derived, d.marks) {
			left = append(left, d)
		}
	}
	if len(left) == 0 {
		return nil
	}
	if empty, err := s.nothingWritten(ctx, left); err != nil || empty {
		return err
	}
	err := s.write(ctx, func(t *transaction) error {
		_, err := t.run(statement{"migrate_begin", migrateBeginCypher},
			params{"derived": s.mark, "derivation": s.derivation, "late": at.late})
		return err
	})
	if err != nil {
		return err
	}
	for _, d := range left {
		if err := s.backfillLabel(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// nothingWritten notes that all nodes carry what this program derives if there are
// none, and reports whether that is so.
func (s *Store) nothingWritten(ctx context.Context, left []derivation) (empty bool, err error) {
	rows := make([][]any, len(left))
	for i, d := range left {
		rows[i] = []any{d.label, d.marks}
	}
	err = s.write(ctx, func(t *transaction) error {
		answer, err := t.run(statement{"migrate_empty", migrateEmptyCypher}, params{"rows": rows, "derivation": s.derivation})
		if err == nil {
			words, _ := answer[0].Values[0].(int64)
			empty = words > 0
		}
		return err
	})
	return empty, err
}

// backfillCounts notes with each change how much of what it did everybody may see, where
// the release that wrote it did not.
func (s *Store) backfillCounts(ctx context.Context) error {
	var added, corrected []string
	for _, word := range openWords() {
		added = append(added, "COUNT { MATCH (n:"+word+") USING INDEX n:"+word+"(seq) WHERE n.seq = c.seq AND n.corrected IS NULL }")
		corrected = append(corrected, "COUNT { MATCH (n:"+word+") USING INDEX n:"+word+"(seq) WHERE n.seq = c.seq AND n.corrected }")
	}
	st := statement{"backfill_counts", backfillCountsCypher}.fill(slots{
		"counts": "SET c.openAdded = " + strings.Join(added, " + ") + ", c.openCorrected = " + strings.Join(corrected, " + "),
	})
	for noted := int64(1); noted > 0; {
		err := s.write(ctx, func(t *transaction) error {
			rows, err := t.run(st, params{"open": openWords(), "most": s.portion})
			if err == nil {
				noted, _ = rows[0].Values[0].(int64)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// backfillLabel gives the nodes of a label what is derived of them.
func (s *Store) backfillLabel(ctx context.Context, d derivation) error {
	done := Backfill{Word: d.label}
	for {
		var step backfillStep
		err := s.write(ctx, func(t *transaction) (err error) {
			step = backfillStep{derivation: d, layout: s.layout, number: s.derivation, most: s.portion}
			return step.run(t)
		})
		if err != nil {
			return err
		}
		done.Looked += step.looked
		done.Written += step.written
		if step.properties != nil {
			done.Properties = step.properties
		}
		if step.done {
			break
		}
		s.log.InfoContext(ctx, "neo4j: bring nodes up to date", "word", d.label, "looked", done.Looked, "written", done.Written)
	}
	if done.Looked > 0 {
		s.update.Backfilled = append(s.update.Backfilled, done)
	}
	return nil
}

// backfillStep is one transaction of a backfill.
type backfillStep struct {
	derivation
	layout          layout
	number          int64    // of the derivation
	most            int      // versions that are looked at
	done            bool     // there is nothing left
	properties      []string // that are new, changed or given up
	looked, written int
}

func (b *backfillStep) run(t *transaction) error {
	rows, err := t.run(statement{"backfill_place", backfillPlaceCypher}, params{"word": b.label})
	if err != nil {
		return err
	}
	values := rows[0].Values
	derived, deriving := textsOf(values[0]), textsOf(values[1])
	if late, _ := values[2].(bool); !late && derived != nil && slices.Equal(derived, b.marks) {
		b.done = true // by another server
		return nil
	}
	place := params{"id": textOf(values[3]), "seq": int64(numberOf(values[4]))}
	if !slices.Equal(deriving, b.marks) {
		place = params{"id": "", "seq": int64(-1)} // from the beginning
	}
	var had []string
	for _, mark := range slices.Concat(derived, deriving) {
		had = append(had, nameOf(mark))
	}
	if derived != nil {
		b.properties = differences(derived, b.marks)
	}
	place, err = b.bringUp(t, place, slices.Compact(slices.Sorted(slices.Values(slices.Concat(had, b.names())))))
	if err != nil {
		return err
	}
	p := params{"word": b.label, "derivation": b.number}
	if b.looked == 0 {
		b.done = true
		p["derived"] = b.marks
		_, err = t.run(statement{"backfill_done", backfillDoneCypher}, p)
		return err
	}
	p["deriving"], p["id"], p["seq"] = b.marks, place["id"], place["seq"]
	_, err = t.run(statement{"backfill_moved", backfillMovedCypher}, p)
	return err
}

// bringUp gives the nodes after a place those of the named properties that are
// derived of them, takes the others from them, and returns the next place.
func (b *backfillStep) bringUp(t *transaction, place params, names []string) (params, error) {
	st := statement{"backfill_versions", backfillVersionsCypher}.fill(slots{
		"match": "MATCH (n:" + b.label + ") USING INDEX n:" + b.label + "(id)",
	})
	place["limit"] = int64(b.most)
	if b.label == spellLabel {
		return b.links(t, place)
	}
	place["stored"], place["derived"] = b.stored, names
	rows, err := t.run(st, place)
	if err != nil || len(rows) == 0 {
		return place, err
	}
	var write [][]any
	var r reading
	for _, row := range rows {
		b.looked++
		want, err := b.derive(r.list(row.Values[3]))
		if err != nil {
			return nil, err
		}
		lacks := map[string]any{}
		for i, have := range r.list(row.Values[4]) {
			if v := want[names[i]]; asStored(v) != asStored(have) {
				lacks[names[i]] = v
			}
		}
		if len(lacks) > 0 {
			write = append(write, []any{row.Values[0], lacks})
		}
	}
	if r.err != nil {
		return nil, r.err
	}
	b.written = len(write)
	if len(write) > 0 {
		if _, err := t.run(statement{"backfill_write", backfillWriteCypher}, params{"rows": write}); err != nil {
			return nil, err
		}
	}
	last := rows[len(rows)-1].Values
	return params{"id": textOf(last[1]), "seq": int64(numberOf(last[2]))}, nil
}

// links derives the spells of the links after a place anew and returns the next place.
func (b *backfillStep) links(t *transaction, place params) (params, error) {
	rows, err := t.run(statement{"backfill_spells", backfillSpellsCypher}, params{
		"id": place["id"], "limit": int64(max(1, b.most/spellsOfLink)), "records": b.layout.byName(),
	})
	if err != nil || len(rows) == 0 {
		return place, err
	}
	values := make([][]any, len(rows))
	for i, row := range rows {
		values[i] = row.Values
	}
	return params{"id": textOf(values[len(values)-1][0]), "seq": int64(0)}, b.respell(t, values)
}

// differences returns the names of the properties whose marks differ, in order.
func differences(had, marks []string) []string {
	names := []string{}
	for _, mark := range slices.Concat(without(had, marks), without(marks, had)) {
		names = append(names, nameOf(mark))
	}
	slices.Sort(names)
	return slices.Compact(names)
}
