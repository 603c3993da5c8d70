package storetest

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/signal"
)

// Reference is a graph.Store that keeps everything in memory and answers by
// scanning all of it. It is safe for concurrent use.
type Reference struct {
	mu      sync.Mutex
	batches []graph.Batch
	records map[graph.Word]map[graph.ID][]version
	sources map[seen]map[graph.ID]bool // that a tier sees after a change; forgotten by Append

	documents map[[2]string]graph.Document // by kind and id
	moved     signal.Bell
	erased    []graph.Erased
}

// version is one version of a record: made by the change from, closed by the change to,
// 0 while it is open.
type version struct {
	graph.Record
	from, to graph.Seq
}

// knownAfter reports whether the version was what was known after a change.
func (v version) knownAfter(seq graph.Seq) bool { return v.from <= seq && (v.to == 0 || seq < v.to) }

// seen is a tier after a change.
type seen struct {
	tier graph.Tier
	seq  graph.Seq
}

// NewReference returns an empty reference store.
func NewReference() *Reference {
	r := &Reference{documents: map[[2]string]graph.Document{}, sources: map[seen]map[graph.ID]bool{}, records: map[graph.Word]map[graph.ID][]version{}}
	for _, word := range graph.Words() {
		r.records[word] = map[graph.ID][]version{}
	}
	return r
}

// Append records the batch; see graph.Store.
func (r *Reference) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	if err := stopped(ctx); err != nil {
		return graph.Change{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	head := r.head()
	if batch.After != head.Seq {
		return graph.Change{}, graph.Errorf(graph.Conflict, "the head is %d, not %d", head.Seq, batch.After)
	}
	if batch.RecordedAt.Before(head.RecordedAt) {
		return graph.Change{}, graph.Errorf(graph.Conflict, "the head was recorded later")
	}
	for _, earlier := range r.batches {
		if batch.Key != "" && earlier.Key == batch.Key {
			return graph.Change{}, graph.Errorf(graph.Conflict, "the key was used before")
		}
	}
	r.batches, r.sources = append(r.batches, batch), map[seen]map[graph.ID]bool{}
	for _, record := range batch.Added {
		r.open(record, batch.RecordedAt)
	}
	for _, record := range batch.Corrected {
		r.close(record.Word(), record.Base().ID)
		r.open(record, batch.RecordedAt)
	}
	for _, gone := range batch.Retracted {
		r.close(gone.Word, gone.ID)
	}
	r.moved.Ring()
	return r.head(), nil
}

// open begins a version of a copy of the record.
func (r *Reference) open(record graph.Record, at time.Time) {
	shared := reflect.ValueOf(record).Elem()
	fresh := reflect.New(shared.Type())
	fresh.Elem().Set(shared)
	own := fresh.Interface().(graph.Record)
	own.Base().RecordedAt = at
	of := r.records[own.Word()]
	of[own.Base().ID] = append(of[own.Base().ID], version{Record: own, from: graph.Seq(len(r.batches))})
}

// close ends the version of a record that is open.
func (r *Reference) close(word graph.Word, id graph.ID) {
	versions := r.records[word][id]
	versions[len(versions)-1].to = graph.Seq(len(r.batches))
}

func (r *Reference) head() graph.Change {
	if len(r.batches) == 0 {
		return graph.Change{}
	}
	return changeOf(len(r.batches), r.batches[len(r.batches)-1])
}

func changeOf(seq int, b graph.Batch) graph.Change {
	return graph.Change{
		Seq: graph.Seq(seq), RecordedAt: b.RecordedAt, CommittedAt: b.CommittedAt, Actor: b.Actor, Note: b.Note,
		Added: len(b.Added), Corrected: len(b.Corrected), Retracted: len(b.Retracted),
	}
}

// Ready reports that the store can answer, always.
func (r *Reference) Ready(context.Context) error { return nil }

// Close does nothing.
func (r *Reference) Close() error { return nil }

// Head returns the last change; see graph.Reader.
func (r *Reference) Head(context.Context) (graph.Change, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.head(), nil
}

// Await waits for a change; see graph.Watcher.
func (r *Reference) Await(ctx context.Context, seq graph.Seq) (graph.Change, error) {
	return signal.Await(ctx, seq, &r.moved, 0, r.Head)
}

// after returns the number of the last change recorded up to an instant.
func (r *Reference) after(knownAt time.Time) graph.Seq {
	n := graph.Seq(0)
	for i, batch := range r.batches {
		if !batch.RecordedAt.After(knownAt) {
			n = graph.Seq(i + 1)
		}
	}
	return n
}

// known returns the record if it exists for the view, nil otherwise.
func (r *Reference) known(v graph.View, word graph.Word, id graph.ID) graph.Record {
	return r.knownAfter(r.after(v.KnownAt), v.Tier, word, id)
}

// knownAfter returns the record that a tier sees after a change, nil otherwise.
func (r *Reference) knownAfter(seq graph.Seq, tier graph.Tier, word graph.Word, id graph.ID) graph.Record {
	versions := r.records[word][id]
	for _, v := range versions {
		if !v.knownAfter(seq) {
			continue
		}
		if graph.ShapeOf(word).CitedBy {
			if !r.cited(seq, tier)[id] {
				return nil
			}
		} else if newest := versions[len(versions)-1]; !tier.Sees(graph.TierOf(v.Record)) || !tier.Sees(graph.TierOf(newest.Record)) {
			return nil
		}
		return v.Record
	}
	return nil
}

// cited returns the sources that a tier sees after a change: those that a record which
// it sees cites, and for PARTNER those that nothing cites.
func (r *Reference) cited(seq graph.Seq, tier graph.Tier) map[graph.ID]bool {
	if visible, ok := r.sources[seen{tier, seq}]; ok {
		return visible
	}
	visible, citedByAny := map[graph.ID]bool{}, map[graph.ID]bool{}
	for word, ids := range r.records {
		for id, versions := range ids {
			for _, v := range versions {
				if !v.knownAfter(seq) {
					continue
				}
				for _, source := range v.Base().Sources {
					citedByAny[source] = true
					if word != graph.WordSource && r.knownAfter(seq, tier, word, id) != nil {
						visible[source] = true
					}
				}
			}
		}
	}
	for id := range r.records[graph.WordSource] {
		if tier.Sees(graph.TierRestricted) || tier.Sees(graph.TierPartner) && !citedByAny[id] {
			visible[id] = true
		}
	}
	for grown := true; grown; { // what a visible source cites is visible
		grown = false
		for id, versions := range r.records[graph.WordSource] {
			for _, v := range versions {
				if !visible[id] || !v.knownAfter(seq) {
					continue
				}
				for _, source := range v.Base().Sources {
					grown = grown || !visible[source]
					visible[source] = true
				}
			}
		}
	}
	r.sources[seen{tier, seq}] = visible
	return visible
}

// all returns every record of word that exists for the view, in order of id.
func (r *Reference) all(v graph.View, word graph.Word) []graph.Record {
	var found []graph.Record
	for id := range r.records[word] {
		if record := r.known(v, word, id); record != nil {
			found = append(found, record)
		}
	}
	slices.SortFunc(found, func(a, b graph.Record) int { return cmp.Compare(a.Base().ID, b.Base().ID) })
	return found
}

// across returns the records across the edge from the given one, each once, in
// order of id.
func (r *Reference) across(v graph.View, from graph.Record, edge graph.Edge) []graph.Record {
	var found []graph.Record
	for _, to := range r.all(v, edge.To) {
		if alike(from, to, edge.Alike) || slices.ContainsFunc(edge.Fields, func(f string) bool { return refers(from, f, to) }) ||
			slices.ContainsFunc(edge.Back, func(f string) bool { return refers(to, f, from) }) {
			found = append(found, to)
		}
	}
	return found
}

// alike reports whether two records hold the same ids in two fields, either way round.
func alike(from, to graph.Record, fields []string) bool {
	if len(fields) == 0 || from.Base().ID == to.Base().ID {
		return false
	}
	held := func(r graph.Record) (ids []string) {
		for _, name := range fields {
			field, _ := graph.ShapeOf(r.Word()).Field(name)
			ids = append(ids, field.Of(r)[0].(string))
		}
		slices.Sort(ids)
		return ids
	}
	return slices.Equal(held(from), held(to))
}

// refers reports whether the field of one record holds the id of the other.
func refers(from graph.Record, field string, to graph.Record) bool {
	f, _ := graph.ShapeOf(from.Word()).Field(field)
	return slices.Contains(f.Of(from), any(string(to.Base().ID)))
}

// history derives the history of a link, nil when it does not exist for the view.
func (r *Reference) history(v graph.View, id graph.ID) graph.History {
	link, ok := r.known(v, graph.WordTwinningLink, id).(*graph.TwinningLink)
	if !ok {
		return nil
	}
	e := graph.Evidence{Link: link}
	for _, c := range r.all(v, graph.WordClaim) {
		if c := c.(*graph.Claim); c.Link == id {
			e.Claims = append(e.Claims, c)
		}
	}
	for _, text := range r.all(v, graph.WordResolution) {
		e.Texts = append(e.Texts, text.(*graph.Resolution))
	}
	for _, source := range r.all(v, graph.WordSource) {
		e.Sources = append(e.Sources, source.(*graph.Source))
	}
	return e.History()
}

// stopped returns an error with code Timeout when ctx has ended.
func stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return graph.Errorf(graph.Timeout, "the time allowed ran out").Because(err)
	}
	return nil
}

var _ graph.Store = (*Reference)(nil)
