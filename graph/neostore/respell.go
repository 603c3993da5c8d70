package neostore

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"twingraph/graph"
)

// Spells hold what follows from claims by the laws. Where the laws change, the spells of every
// link are derived anew, at all instants, and those that differ are replaced.

//go:embed cypher/backfill_unspell.cypher
var backfillUnspellCypher string

//go:embed cypher/backfill_respell.cypher
var backfillRespellCypher string

// lawsMark is raised when other spells, or another life of a resolution, follow from the same
// records. It stands among the marks of what is derived of both, and names no property.
const lawsMark = "laws=2"

// respell derives the spells of links anew from what the statement backfill_spells answers,
// and replaces those of links that have others.
func (b *backfillStep) respell(t *transaction, rows [][]any) error {
	var ids []string
	var write [][]any
	for _, row := range rows {
		id := textOf(row[0])
		want, err := spellsAnew(row)
		if err != nil {
			return err
		}
		var r reading
		stored := r.list(row[5])
		if r.err != nil {
			return r.err
		}
		had := make([]map[string]any, len(stored))
		for i, spell := range stored {
			had[i], _ = spell.(map[string]any)
		}
		b.looked += max(1, len(had))
		if slices.Equal(printed(had), printed(want)) {
			continue
		}
		ids = append(ids, id)
		for _, spell := range want {
			write = append(write, []any{id, spell})
		}
	}
	b.written = len(write)
	if len(ids) == 0 {
		return nil
	}
	if _, err := t.run(statement{"backfill_unspell", backfillUnspellCypher}, params{"links": ids}); err != nil {
		return err
	}
	_, err := t.run(statement{"backfill_respell", backfillRespellCypher}, params{"rows": write, "open": int64(open)})
	return err
}

// printed writes spells as lines, in order, so that what is stored can be compared with what
// would be.
func printed(spells []map[string]any) []string {
	lines := make([]string, len(spells))
	for i, spell := range spells {
		var line strings.Builder
		for _, name := range slices.Sorted(maps.Keys(spell)) {
			if spell[name] != nil {
				fmt.Fprintf(&line, "%s=%s ", name, asStored(spell[name]))
			}
		}
		lines[i] = line.String()
	}
	slices.Sort(lines)
	return lines
}

// spellsAnew derives the spells of a link from all versions of what its history follows from,
// with the changes and instants from and to which they are known.
func spellsAnew(row []any) ([]map[string]any, error) {
	at := map[int64]time.Time{} // the instant of a change
	a := graph.Annals{}
	var err error
	if a.Links, err = versionsOf[*graph.TwinningLink](graph.WordTwinningLink, row[1], at); err != nil {
		return nil, err
	}
	if a.Claims, err = versionsOf[*graph.Claim](graph.WordClaim, row[2], at); err != nil {
		return nil, err
	}
	if a.Texts, err = versionsOf[*graph.Resolution](graph.WordResolution, row[3], at); err != nil {
		return nil, err
	}
	if a.Sources, err = versionsOf[*graph.Source](graph.WordSource, row[4], at); err != nil {
		return nil, err
	}
	a.Claims = slices.DeleteFunc(a.Claims, func(v graph.Version[*graph.Claim]) bool { return string(v.Record.Link) != textOf(row[0]) })
	var all []map[string]any
	var standing []stretch     // of the epoch before
	var known []map[string]any // the nodes of these
	for _, epoch := range a.Chronicle() {
		seq := epoch.KnownFrom.Unix()
		after := stretchesOf(epoch.History)
		nodes := make([]map[string]any, len(after))
		for i := range standing {
			if still := slices.IndexFunc(after, func(st stretch) bool { return st.equal(&standing[i]) }); still >= 0 {
				nodes[still] = known[i]
			} else {
				known[i]["closedSeq"], known[i]["knownTo"] = seq, instantOf(at[seq])
			}
		}
		for i := range after {
			if nodes[i] == nil {
				nodes[i] = encodeStretch(after[i])
				nodes[i]["seq"], nodes[i]["closedSeq"], nodes[i]["knownFrom"], nodes[i]["knownTo"] = seq, int64(open), instantOf(at[seq]), openTime()
				all = append(all, nodes[i])
			}
		}
		standing, known = after, nodes
	}
	return all, nil
}

// versionsOf reads versions of the records of a word from lists of the changes and instants
// from and to which they are known and their stored values. The change takes the place of the
// instant, by its number: what two changes of one instant made is told apart. The instants are
// noted in at.
func versionsOf[T graph.Record](word graph.Word, rows any, at map[int64]time.Time) ([]graph.Version[T], error) {
	var r reading
	var list []graph.Version[T]
	for _, row := range r.lists(rows, 5) {
		record, err := decode(word, r.list(row[4]))
		if err != nil {
			return nil, err
		}
		seq, closed := int64(numberOf(row[0])), int64(numberOf(row[1]))
		v := graph.Version[T]{Record: record.(T), KnownFrom: time.Unix(seq, 0).UTC()}
		at[seq], _ = row[2].(time.Time)
		if closed != open {
			v.KnownTo = time.Unix(closed, 0).UTC()
			at[closed], _ = row[3].(time.Time)
		}
		list = append(list, v)
	}
	return list, r.err
}
