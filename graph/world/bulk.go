package world

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"twingraph/graph"
)

// Bulk gathers the changes, all versions of all records and all retractions of
// another store, and makes the world of them: the one that the batches of the changes
// would have made with With, in a fraction of the time.
//
// Versions come in any order. Those of different words can be added at the same time,
// those of one word cannot.
type Bulk struct {
	changes    []graph.Change
	piles      map[graph.Word]*pile
	gone       map[goneKey]*graph.Retraction
	keyed      map[graph.Seq][2]string // key and request of a change
	chronicles map[graph.ID]graph.Chronicle
}

type goneKey struct {
	seq  graph.Seq
	word graph.Word
	id   graph.ID
}

// pile is the versions of the records of one word.
type pile struct {
	versions []stored
	items    map[graph.Seq][]item // by change, each in order of id
}

// stored is one version as it was added.
type stored struct {
	record      graph.Record
	seq, closed graph.Seq
	corrected   bool
}

// NewBulk returns a bulk without versions. The changes are all changes from the first
// to the last that counts, in order; what they count is held against what is added.
func NewBulk(changes []graph.Change) *Bulk {
	b := &Bulk{changes: changes, piles: map[graph.Word]*pile{}, gone: map[goneKey]*graph.Retraction{}, keyed: map[graph.Seq][2]string{}}
	for _, word := range graph.Words() {
		b.piles[word] = &pile{items: map[graph.Seq][]item{}}
	}
	return b
}

// Version adds a version of a record: which change made it and, where a later one
// closed it, which; one after the last that counts has not closed it yet. corrected
// says that it came in the place of a version that was still known. The record is
// kept; its RecordedAt is that of its change.
func (b *Bulk) Version(r graph.Record, seq, closed graph.Seq, corrected bool) {
	p := b.piles[r.Word()]
	p.versions = append(p.versions, stored{r, seq, closed, corrected})
}

// Retraction adds what a change took back.
func (b *Bulk) Retraction(seq graph.Seq, gone graph.Retraction) {
	b.gone[goneKey{seq, gone.Word, gone.ID}] = &gone
}

// Keyed adds the key and the request of the batch of a change.
func (b *Bulk) Keyed(seq graph.Seq, key, request string) { b.keyed[seq] = [2]string{key, request} }

// Derived adds the chronicles of all links, which are kept, so that they need not be derived.
func (b *Bulk) Derived(chronicles map[graph.ID]graph.Chronicle) { b.chronicles = chronicles }

// World returns the world; the bulk must not be used any more. It fails with code
// Internal when what was added is not what the changes say.
func (b *Bulk) World() (*World, error) {
	for i, c := range b.changes {
		if c.Seq != graph.Seq(i+1) {
			return nil, b.broken("change %d is missing", i+1)
		}
	}
	w := Empty()
	var tables sync.WaitGroup
	for word, t := range w.tables {
		tables.Go(func() { b.fill(word, t) })
	}
	tables.Wait()
	if err := b.journal(w); err != nil {
		return nil, err
	}
	w.citers = b.citers(w)
	about := b.evidence(w)
	w.evidence = about.done()
	w.reviewed = b.reviewed(w)
	d := &draft{touch: make(map[graph.ID]bool)}
	for _, part := range w.evidence.parts {
		for id := range part {
			d.touch[id] = true
		}
	}
	if b.chronicles == nil {
		d.derive(w)
	}
	for id := range d.touch {
		if c, ok := b.chronicles[id]; ok {
			w.evidence.get(id).chronicle = c
		} else if b.chronicles != nil {
			return nil, b.broken("the chronicle of a link is missing")
		}
	}
	w.histories = given(currentHistories(w)(&histories{}, nil))
	w.now = present(w)
	return w, nil
}

func (b *Bulk) broken(format string, args ...any) error {
	return graph.Errorf(graph.Internal, "the journal does not hold together: "+format, args...)
}

// fill makes the table of a word and notes what changes did to its records.
func (b *Bulk) fill(word graph.Word, t *table) {
	p := b.piles[word]
	slices.SortFunc(p.versions, func(x, y stored) int {
		return cmp.Or(strings.Compare(string(x.record.Base().ID), string(y.record.Base().ID)), cmp.Compare(x.seq, y.seq))
	})
	head := graph.Seq(len(b.changes))
	all := make(versions, len(p.versions)) // one piece of memory for all lists
	parts := make([]map[graph.ID]versions, shardCount)
	for i := range parts {
		parts[i] = make(map[graph.ID]versions, len(p.versions)/shardCount)
	}
	rows := make([]graph.Record, 0, len(p.versions))
	for begin := 0; begin < len(p.versions); {
		id, end := p.versions[begin].record.Base().ID, begin
		for ; end < len(p.versions) && p.versions[end].record.Base().ID == id; end++ {
			v := p.versions[end]
			all[end] = version{Record: v.record, from: v.seq}
			if v.seq < 1 || v.seq > head {
				continue // the counts of the changes will not be met
			}
			kind := graph.ItemAdded
			if v.corrected {
				kind = graph.ItemCorrected
			}
			p.note(v.seq, v.record, kind, nil)
			if v.closed > head {
				continue
			}
			all[end].to = v.closed
			if gone := b.gone[goneKey{v.closed, word, id}]; gone != nil {
				p.note(v.closed, v.record, graph.ItemRetracted, gone)
			}
		}
		own := all[begin:end:end]
		parts[shardOf(id)][id] = own
		if r := own.known(); r != nil {
			rows = append(rows, r)
		}
		begin = end
	}
	p.versions = nil
	t.records, t.known, t.sheet = shards[versions]{parts}, len(rows), given(newSheet(word, rows))
}

func (p *pile) note(seq graph.Seq, r graph.Record, kind graph.ChangeKind, gone *graph.Retraction) {
	p.items[seq] = append(p.items[seq], item{
		ChangeItem: graph.ChangeItem{Word: r.Word(), ID: r.Base().ID, Kind: kind}, gone: gone,
	})
}

// citers returns a version of each record that ever cited a source, by source.
func (b *Bulk) citers(w *World) shards[grown[graph.Record]] {
	e := shards[grown[graph.Record]]{}.edit()
	for _, t := range w.tables {
		for _, part := range t.records.parts {
			for _, vs := range part {
				var cited []graph.ID
				for _, v := range vs {
					for _, source := range v.Base().Sources {
						if !slices.Contains(cited, source) {
							e.set(source, grown[graph.Record]{list: append(e.get(source).list, v.Record)})
						}
					}
					cited = v.Base().Sources
				}
			}
		}
	}
	return e.done()
}

// journal makes the change sequence.
func (b *Bulk) journal(w *World) error {
	words := graph.Words()
	slices.Sort(words)
	keys := w.log.keys.edit()
	for _, change := range b.changes {
		items := make([]item, 0, change.Added+change.Corrected+change.Retracted)
		for _, word := range words {
			items = append(items, b.piles[word].items[change.Seq]...)
			delete(b.piles[word].items, change.Seq)
		}
		said := b.keyed[change.Seq]
		e := newEntry(graph.Batch{Key: said[0], Request: said[1]}, items)
		if e.change = change; e.kinds() != (counts{change.Added, change.Corrected, change.Retracted}) {
			return b.broken("change %d did something else than it says", change.Seq)
		}
		if w.log.length%chunkLength == 0 {
			w.log.chunks = append(w.log.chunks, nil)
		}
		last := len(w.log.chunks) - 1
		w.log.chunks[last] = append(w.log.chunks[last], e)
		w.log.length++
		if e.key != "" {
			keys.set(graph.ID(e.key), change.Seq)
		}
	}
	w.log.keys = keys.done()
	return nil
}

// reviewed returns, by text, the links of which a review ever named it.
func (b *Bulk) reviewed(w *World) shards[[]graph.ID] {
	e := shards[[]graph.ID]{}.edit()
	for _, part := range w.tables[graph.WordClaim].records.parts {
		for _, vs := range part {
			for _, v := range vs {
				reviewers(e, v.Record.(*graph.Claim))
			}
		}
	}
	return e.done()
}

// evidence returns what every link has, with the claims that ever were about it.
func (b *Bulk) evidence(w *World) *edit[*evidence] {
	e := shards[*evidence]{}.edit()
	of := func(link graph.ID) *evidence {
		about := e.get(link)
		if about == nil {
			about = &evidence{}
			e.set(link, about)
		}
		return about
	}
	for _, part := range w.tables[graph.WordTwinningLink].records.parts {
		for id := range part {
			of(id)
		}
	}
	for _, part := range w.tables[graph.WordClaim].records.parts {
		for id, vs := range part {
			for _, v := range vs {
				about := of(v.Record.(*graph.Claim).Link)
				if n := len(about.claims); n == 0 || about.claims[n-1] != id {
					about.claims = append(about.claims, id)
				}
			}
		}
	}
	return e
}
