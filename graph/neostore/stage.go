package neostore

import (
	_ "embed"
	"maps"
	"slices"

	"twingraph/graph"
)

//go:embed cypher/create.cypher
var createCypher string

//go:embed cypher/relate.cypher
var relateCypher string

//go:embed cypher/spells.cypher
var spellsCypher string

//go:embed cypher/create_spells.cypher
var createSpellsCypher string

const (
	// chunk is how many records one statement writes: enough that the way to the
	// server does not count, few enough that it need not hold much at once.
	chunk = 2000
	// partRows is how many nodes one transaction creates: Neo4j holds about 9 kB
	// of its heap for each until the transaction ends.
	partRows = 10_000
)

// job is a piece of a batch that writes new versions only: nothing of it is known
// to readers before the change is.
type job struct {
	rows int // nodes that it creates, about
	run  func(*transaction) error
}

// parts returns the jobs of the batch in the order in which they must run, as
// transactions. There is always at least one, which may be empty.
func (a *appending) parts() [][]job {
	parts, rows := [][]job{nil}, 0
	for _, j := range a.jobs() {
		last := len(parts) - 1
		if len(parts[last]) > 0 && rows+j.rows > partRows {
			parts, rows, last = append(parts, nil), 0, last+1
		}
		parts[last] = append(parts[last], j)
		rows += j.rows
	}
	return parts
}

// jobs returns the pieces of the batch, word by word: records, what they refer to,
// and the spells of links, close together so that Neo4j touches a node once. The
// spells of links that the batch does not write come last.
func (a *appending) jobs() []job {
	added, corrected := byWord(a.batch.Added), byWord(a.batch.Corrected)
	histories := a.histories()
	spells := func(links []graph.ID) job {
		return job{4 * len(links), func(t *transaction) error { return a.spells(t, links, histories) }}
	}
	var jobs []job
	for _, word := range graph.Words() {
		var late []job // what refers to its own word waits until all of it is there
		for i, records := range [][]graph.Record{added[word], corrected[word]} {
			for part := range slices.Chunk(records, chunk) {
				jobs = append(jobs, job{len(part), func(t *transaction) error { return a.create(t, word, part, i == 1) }})
				relate := job{references(word, part) / 4, func(t *transaction) error { return a.relate(t, word, part) }}
				switch {
				case refersToItself(word):
					late = append(late, relate)
				case word == graph.WordTwinningLink:
					links := make([]graph.ID, 0, len(part))
					for _, r := range part {
						if id := r.Base().ID; histories[id] != nil {
							links = append(links, id)
						}
					}
					jobs = append(jobs, relate, spells(links))
				default:
					jobs = append(jobs, relate)
				}
			}
		}
		jobs = append(jobs, late...)
	}
	var others []graph.ID
	for id := range histories {
		if !a.written[graph.WordTwinningLink][string(id)] || histories[id] == nil {
			others = append(others, id)
		}
	}
	slices.Sort(others)
	for part := range slices.Chunk(others, chunk) {
		jobs = append(jobs, spells(part))
	}
	return jobs
}

// references counts what records refer to: a record with a long list of ids is much to
// write.
func references(word graph.Word, records []graph.Record) int {
	n := 0
	for _, ref := range graph.ShapeOf(word).References {
		field, _ := graph.ShapeOf(word).Field(ref.Field)
		for _, r := range records {
			n += len(field.Of(r))
		}
	}
	return n
}

func refersToItself(word graph.Word) bool {
	return slices.ContainsFunc(graph.ShapeOf(word).References, func(r graph.Reference) bool { return r.To == word })
}

// create creates new versions.
func (a *appending) create(t *transaction, word graph.Word, records []graph.Record, corrected bool) error {
	st := statement{"create", createCypher}.fill(slots{"create": "CREATE (n:" + string(word) + ")"})
	rows := make([]map[string]any, len(records))
	for i, r := range records {
		rows[i] = encode(r)
		delete(rows[i], "knownFrom") // the batch says when
		if corrected {
			rows[i]["corrected"] = true
		}
	}
	nodes, err := t.run(st, a.params(params{"rows": rows}))
	if err != nil {
		return err
	}
	if a.nodes[word] == nil {
		a.nodes[word] = map[graph.ID]string{}
	}
	for _, row := range nodes {
		a.nodes[word][graph.ID(textOf(row.Values[0]))] = textOf(row.Values[1])
	}
	return nil
}

// relate draws the relationships of new versions. Nodes that this change writes are known by
// what Neo4j calls them, which spares it an index, and the planner a text for each word.
func (a *appending) relate(t *transaction, word graph.Word, records []graph.Record) error {
	for _, ref := range graph.ShapeOf(word).References {
		field, _ := graph.ShapeOf(word).Field(ref.Field)
		relationship := ":" + ref.Relationship
		if word == graph.WordTwinningLink && ref.To == graph.WordCity {
			relationship += " {side: '" + side(ref.Field) + "'}"
		}
		var inside, outside [][]string // targets that this batch writes, and others
		for _, r := range records {
			from := a.nodes[word][r.Base().ID]
			for _, to := range field.Of(r) {
				switch target, is := a.nodes[ref.To][graph.ID(to.(string))]; {
				case is:
					inside = append(inside, []string{from, target})
				case a.written[ref.To][to.(string)]:
					return misread(statement{"create", createCypher}) // it was to be created before
				default:
					outside = append(outside, []string{from, to.(string)})
				}
			}
		}
		create := "CREATE (n)-[" + relationship + "]->(t)"
		for _, targets := range []struct {
			slots slots
			rows  [][]string
		}{
			{slots{"create": create}, inside},
			{slots{"to": seek("t", ref.To, "row[1]"), "version": "WHERE " + latest("t"), "create": create}, outside},
		} {
			st := statement{"relate", relateCypher}.fill(targets.slots)
			for part := range slices.Chunk(targets.rows, chunk) {
				if _, err := t.run(st, params{"rows": part, "seq": a.seq}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// side names the side of a link that one of its two fields is about.
func side(field string) string {
	if field == "a" {
		return "A"
	}
	return "B"
}

// seek returns the Cypher that finds all versions of a record by an expression for
// its id. It names the index: while a large batch is on its way the planner knows
// nothing of what is in it.
func seek(n string, word graph.Word, id string) string {
	return "MATCH (" + n + ":" + string(word) + " {id: " + id + "}) USING INDEX SEEK " + n + ":" + string(word) + "(id)"
}

// latest returns the condition on the last version before this change, taken back
// or not.
func latest(n string) string {
	return n + ".seq < $seq AND (NOT " + n + ":Superseded OR " + n + ":Retracted)"
}

// histories returns the new history of every link whose history changes, empty for
// one that is taken back. A link is never without one: where the batch has none for
// a link that it adds, it is derived.
func (a *appending) histories() map[graph.ID]graph.History {
	histories := map[graph.ID]graph.History{}
	maps.Copy(histories, a.batch.Histories)
	claims := map[graph.ID][]*graph.Claim{}
	var texts []*graph.Resolution
	var sources []*graph.Source
	for _, r := range a.batch.Added {
		switch r := r.(type) {
		case *graph.Claim:
			claims[r.Link] = append(claims[r.Link], r)
		case *graph.Resolution:
			texts = append(texts, r)
		case *graph.Source:
			sources = append(sources, r)
		}
	}
	for _, r := range a.batch.Added {
		if l, ok := r.(*graph.TwinningLink); ok && len(histories[l.ID]) == 0 {
			histories[l.ID] = graph.Evidence{Link: l, Claims: claims[l.ID], Texts: texts, Sources: sources}.History()
		}
	}
	for _, r := range a.batch.Retracted {
		if r.Word == graph.WordTwinningLink {
			histories[r.ID] = nil
		}
	}
	return histories
}

// spells creates the spells of links that are new in their history, and notes
// those that end.
func (a *appending) spells(t *transaction, links []graph.ID, histories map[graph.ID]graph.History) error {
	was, err := a.stored(t, links)
	if err != nil {
		return err
	}
	var inside, outside [][]any // of links that this batch writes, and of others
	for _, link := range links {
		before, after := was[link], stretchesOf(histories[link])
		var ends []date
		for i := range before {
			if !contains(after, &before[i]) {
				ends = append(ends, dateOf(before[i].spell.From))
			}
		}
		var fresh []map[string]any
		for i := range after {
			if !contains(before, &after[i]) {
				fresh = append(fresh, encodeStretch(after[i]))
			}
		}
		if a.endings[link] = ends; len(ends) == 0 {
			delete(a.endings, link)
		}
		switch {
		case len(fresh) == 0:
		case a.written[graph.WordTwinningLink][string(link)]:
			inside = append(inside, []any{a.nodes[graph.WordTwinningLink][link], fresh})
		default:
			outside = append(outside, []any{string(link), fresh})
		}
	}
	for _, of := range []struct {
		slots slots
		rows  [][]any
	}{
		{slots{}, inside},
		{slots{"match": seek("l", graph.WordTwinningLink, "row[0]"), "version": "WHERE " + latest("l")}, outside},
	} {
		if len(of.rows) == 0 {
			continue
		}
		st := statement{"create_spells", createSpellsCypher}.fill(of.slots)
		if _, err := t.run(st, a.params(params{"rows": of.rows})); err != nil {
			return err
		}
	}
	return nil
}

// stored reads the stretches of links as they are known before this change.
func (a *appending) stored(t *transaction, links []graph.ID) (map[graph.ID][]stretch, error) {
	if a.batch.After == 0 {
		return nil, nil
	}
	st := statement{"spells", spellsCypher}
	rows, err := t.run(st, a.params(params{"links": stringsOf(links), "spell": a.store.layout.stretch}))
	if err != nil {
		return nil, err
	}
	pairs := make([]any, len(rows))
	for i, row := range rows {
		pairs[i] = row.Values[0]
	}
	return stretchesFrom(pairs)
}

func contains(list []stretch, st *stretch) bool {
	return slices.ContainsFunc(list, func(other stretch) bool { return other.equal(st) })
}

func byWord(records []graph.Record) map[graph.Word][]graph.Record {
	by := map[graph.Word][]graph.Record{}
	for _, r := range records {
		by[r.Word()] = append(by[r.Word()], r)
	}
	return by
}

func idsOf(records []graph.Record) []string {
	ids := make([]string, len(records))
	for i, r := range records {
		ids[i] = string(r.Base().ID)
	}
	return ids
}
