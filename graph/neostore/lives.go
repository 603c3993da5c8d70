package neostore

import (
	"cmp"
	"context"
	_ "embed"
	"slices"

	"twingraph/graph"
)

//go:embed cypher/lives.cypher
var livesCypher string

// Versions shows the lives of records; see graph.Historian.
func (s *Store) Versions(ctx context.Context, v graph.View, records []graph.Target) ([][]graph.RecordVersion, error) {
	lives := make([][]graph.RecordVersion, len(records))
	for i := range lives {
		lives[i] = []graph.RecordVersion{}
	}
	if len(records) == 0 {
		return lives, nil
	}
	var targets [][]string
	asked := map[graph.Target]bool{}
	for _, t := range records {
		if !asked[t] {
			targets, asked[t] = append(targets, []string{string(t.Word), string(t.ID)}), true
		}
	}
	st := statement{"lives", livesCypher}.fill(slots{
		"made":    "    MATCH (i:" + labels(stringsOf(graph.Words())) + " {id: target[1]}) WHERE i.seq <= $seq AND target[0] IN labels(i)",
		"kind":    "    RETURN i, i.seq AS seq, i.seq AS at, " + madeKind + ", null AS reason, null AS movedTo",
		"gone":    "    OPTIONAL MATCH (i:" + labels(stringsOf(guardedWords())) + " {id: r.id}) WHERE i.closedSeq = r.seq AND r.word IN labels(i)",
		"seen":    "  WHERE CASE WHEN target[0] IN $open THEN true ELSE " + seen("i", "at") + " END",
		"visible": " " + apart + visibleChange("c"), "counts": "    " + visibleCounts("c"),
	})
	values, err := s.ask(ctx, v.KnownAt, st, params{
		"targets": targets, "rank": rankOf(v.Tier), "open": openWords(), "records": s.layout.byName(),
	})
	if err != nil {
		return nil, err
	}
	byTarget, err := readLives(st, values)
	if err != nil {
		return nil, s.failure(ctx, st.name, err)
	}
	for i, t := range records {
		lives[i] = append(lives[i], byTarget[t]...)
	}
	return lives, nil
}

// readLives reads the answer of the statement lives: the steps of each record, in order.
func readLives(st statement, values []any) (map[graph.Target][]graph.RecordVersion, error) {
	if len(values) != 3 {
		return nil, misread(st)
	}
	changes, err := changesOf(values[1])
	if err != nil {
		return nil, err
	}
	var r reading
	numbers := r.list(values[2])
	if len(numbers) != len(changes) {
		return nil, misread(st)
	}
	bySeq := make(map[int]graph.Change, len(changes))
	for i, c := range changes {
		seq := int(c.Seq)
		c.Seq = graph.Seq(numberOf(numbers[i]))
		bySeq[seq] = c
	}
	lives := map[graph.Target][]graph.RecordVersion{}
	for _, row := range r.lists(values[0], 7) {
		t := graph.Target{Word: graph.Word(textOf(row[0])), ID: graph.ID(textOf(row[1]))}
		step := graph.RecordVersion{
			Change: bySeq[numberOf(row[2])], Kind: kindOf(row[3]), Reason: textOf(row[4]), MovedTo: graph.ID(textOf(row[5])),
		}
		if row[6] != nil {
			if step.Record, err = decode(t.Word, r.list(row[6])); err != nil {
				return nil, err
			}
		}
		lives[t] = append(lives[t], step)
	}
	for _, steps := range lives {
		slices.SortFunc(steps, func(a, b graph.RecordVersion) int { return cmp.Compare(a.Change.Seq, b.Change.Seq) })
	}
	return lives, r.err
}

// kindOf reads a kind of what a change did; see madeKind.
func kindOf(v any) graph.ChangeKind {
	return [...]graph.ChangeKind{graph.ItemAdded, graph.ItemCorrected, graph.ItemRetracted}[numberOf(v)]
}

var _ graph.Historian = (*Store)(nil)
