package neostore

import (
	"cmp"
	"context"
	_ "embed"
	"slices"
	"strings"

	"twingraph/graph"
)

//go:embed cypher/lives.cypher
var livesCypher string

// Versions shows the lives of records; see graph.Historian. It takes one statement, whose
// text depends on the words asked for.
func (s *Store) Versions(ctx context.Context, v graph.View, records []graph.Target) ([][]graph.RecordVersion, error) {
	lives := make([][]graph.RecordVersion, len(records))
	for i := range lives {
		lives[i] = []graph.RecordVersion{}
	}
	if len(records) == 0 {
		return lives, nil
	}
	ids := map[graph.Word][]graph.ID{}
	for _, t := range records {
		ids[t.Word] = append(ids[t.Word], t.ID)
	}
	p := params{"rank": rankOf(v.Tier), "open": openWords(), "records": s.layout.byName()}
	var versions, retractions []string
	for _, word := range graph.Words() {
		if len(ids[word]) == 0 {
			continue
		}
		distinct, _ := unique(ids[word])
		p[string(word)] = stringsOf(distinct)
		each, name := "  UNWIND $"+string(word)+" AS id ", "RETURN ['"+string(word)+"', id, "
		versions = append(versions, each+seek("n", word, "id")+" WHERE n.seq <= $seq AND "+visible("n", word, "n.seq")+
			" "+name+"n.seq, n.corrected, [p IN $records."+string(word)+" | n[p]]] AS step")
		retractions = append(retractions, each+"MATCH (r:Retraction {word: '"+string(word)+"', id: id}) WHERE r.seq <= $seq AND "+
			visibleGoneOf("r", word)+" "+name+"r.seq, r.reason, r.movedTo] AS step")
	}
	if len(versions) == 0 {
		return lives, nil // none of the words is one
	}
	st := statement{"lives", livesCypher}.fill(slots{
		"versions": strings.Join(versions, " UNION ALL\n"), "retractions": strings.Join(retractions, " UNION ALL\n"),
		"visible": "    AND " + visibleChange("c"), "counts": "    " + visibleCounts("c"),
	})
	values, err := s.ask(ctx, v.KnownAt, st, p)
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
	if len(values) != 4 {
		return nil, misread(st)
	}
	changes, err := changesOf(values[2])
	if err != nil {
		return nil, err
	}
	var r reading
	numbers := r.list(values[3])
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
	add := func(row []any, step graph.RecordVersion) {
		t := graph.Target{Word: graph.Word(textOf(row[0])), ID: graph.ID(textOf(row[1]))}
		step.Change = bySeq[numberOf(row[2])]
		lives[t] = append(lives[t], step)
	}
	for _, row := range r.lists(values[0], 5) {
		record, err := decode(graph.Word(textOf(row[0])), r.list(row[4]))
		if err != nil {
			return nil, err
		}
		kind := graph.ItemAdded
		if row[3] == true {
			kind = graph.ItemCorrected
		}
		add(row, graph.RecordVersion{Kind: kind, Record: record})
	}
	for _, row := range r.lists(values[1], 5) {
		add(row, graph.RecordVersion{Kind: graph.ItemRetracted, Reason: textOf(row[3]), MovedTo: graph.ID(textOf(row[4]))})
	}
	for _, steps := range lives {
		slices.SortFunc(steps, func(a, b graph.RecordVersion) int { return cmp.Compare(a.Change.Seq, b.Change.Seq) })
	}
	return lives, r.err
}

var _ graph.Historian = (*Store)(nil)
