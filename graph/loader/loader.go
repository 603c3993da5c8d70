package loader

import (
	"context"
	"fmt"
	"sync"

	"twingraph/graph"
)

// Loader reads through to a Reader and keeps what it read. A miss is always read,
// so that an answer never depends on what was prefetched. It is safe for
// concurrent use and lives as long as one request.
type Loader struct {
	reader graph.Reader

	mu        sync.RWMutex
	moments   map[viewKey]Moment
	records   map[recordKey]graph.Record // nil for "does not exist"
	namesakes map[recordKey][]graph.Record
	histories map[historyKey]graph.History
	pages     map[pageKey]graph.Page
	items     map[itemsKey]graph.ItemPage
	lives     map[recordKey][]graph.RecordVersion
}

// Moment is all that a view knows, held in memory.
type Moment interface {
	// Record returns a record, nil when the view does not know it.
	Record(word graph.Word, id graph.ID) graph.Record
	// History returns the history of a link, empty when the view does not know it.
	History(link graph.ID) graph.History
	// Pages returns what Reader.ListAcross returns on a day, but for what is fetched besides.
	Pages(from graph.Word, edge string, ids []graph.ID, q graph.Query, asOf graph.Day) []graph.Page
}

// viewKey is a View without AsOf, on which records and histories do not depend.
type viewKey struct {
	knownAt int64
	tier    graph.Tier
}

type recordKey struct {
	view viewKey
	word graph.Word
	id   graph.ID
}

type historyKey struct {
	view viewKey
	link graph.ID
}

type pageKey struct {
	view   viewKey
	moment Moment // where the page is from, nil for the reader
	asOf   graph.Day
	from   graph.Word
	edge   string
	id     graph.ID
	query  string
}

type itemsKey struct {
	view   viewKey
	seq    graph.Seq
	window string // see windowKey
}

// New returns an empty loader in front of reader.
func New(reader graph.Reader) *Loader {
	return &Loader{
		reader:    reader,
		moments:   map[viewKey]Moment{},
		records:   map[recordKey]graph.Record{},
		namesakes: map[recordKey][]graph.Record{},
		histories: map[historyKey]graph.History{},
		pages:     map[pageKey]graph.Page{},
		items:     map[itemsKey]graph.ItemPage{},
		lives:     map[recordKey][]graph.RecordVersion{},
	}
}

// Use makes the loader answer what is known there from moment, for views like v: an
// answer that was computed on it is then shown with the records it rests on, without
// reading them one by one. The first moment of a view stays: Use returns the one in use.
func (l *Loader) Use(v graph.View, moment Moment) Moment {
	l.mu.Lock()
	defer l.mu.Unlock()
	if first := l.moments[keyOf(v)]; first != nil {
		return first
	}
	l.moments[keyOf(v)] = moment
	return moment
}

// Moment returns what Use was given for views like v, nil when it was given nothing.
func (l *Loader) Moment(v graph.View) Moment {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.moments[keyOf(v)]
}

func keyOf(v graph.View) viewKey { return viewKey{knownAt: v.KnownAt.UnixNano(), tier: v.Tier} }

// queryKey identifies a query among those of one request.
func queryKey(q graph.Query) string {
	where := ""
	if q.Where != nil {
		where = q.Where.String()
	}
	return fmt.Sprintf("%s\x00%s\x00%s\x00%v\x00%s\x00%v", q.OrderBy, q.Counted, where, q.Desc, windowKey(q.Window()), q.Count)
}

// windowKey identifies a window among those of one list.
func windowKey[P any](w graph.Window[P]) string {
	key := fmt.Sprintf("%d %d", w.First, w.Last)
	for _, bound := range []*P{w.After, w.Before} {
		key += "\x00"
		if bound != nil {
			key += fmt.Sprintf("%+v", *bound)
		}
	}
	return key
}

// Records returns the records of word with the given ids, in the order of ids;
// nil in place of an id that does not exist for this view. Errors are the
// reader's.
func (l *Loader) Records(ctx context.Context, v graph.View, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	view := keyOf(v)
	found := make([]graph.Record, len(ids))
	moment := l.Moment(v)
	var missing []graph.ID
	asked := map[graph.ID]bool{}
	l.mu.RLock()
	for i, id := range ids {
		if moment != nil {
			if found[i] = moment.Record(word, id); found[i] != nil {
				continue // what is not known there may be newer
			}
		}
		record, ok := l.records[recordKey{view, word, id}]
		if found[i] = record; !ok && !asked[id] {
			asked[id] = true
			missing = append(missing, id)
		}
	}
	l.mu.RUnlock()
	if len(missing) == 0 {
		return found, nil
	}
	read, err := l.reader.Records(ctx, v, word, missing)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, id := range missing {
		l.records[recordKey{view, word, id}] = read[i]
	}
	for i, id := range ids {
		if asked[id] {
			found[i] = l.records[recordKey{view, word, id}]
		}
	}
	return found, nil
}

// List returns one page of records and keeps the records and what was fetched besides.
// Errors are the reader's.
func (l *Loader) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	page, err := l.reader.List(ctx, v, q)
	if err != nil {
		return graph.Page{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.keep(v, page)
	return page, nil
}

// Across returns, for each of the given records of word from, the page of records
// across the edge that q selects, in the order of ids. Errors are the reader's.
func (l *Loader) Across(ctx context.Context, v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query) ([]graph.Page, error) {
	view, query, moment := keyOf(v), queryKey(q), l.Moment(v)
	pages := make([]graph.Page, len(ids))
	key := func(id graph.ID) pageKey {
		if moment != nil && moment.Record(from, id) != nil {
			return pageKey{view, moment, v.AsOf, from, edge, id, query}
		}
		return pageKey{view, nil, v.AsOf, from, edge, id, query} // what is not known there may be newer
	}
	var here, missing []graph.ID // of those known, and of the reader
	asked := map[graph.ID]bool{}
	l.mu.RLock()
	for i, id := range ids {
		key := key(id)
		page, ok := l.pages[key]
		switch pages[i] = page; {
		case ok || asked[id]:
			continue
		case key.moment != nil:
			here = append(here, id)
		default:
			missing = append(missing, id)
		}
		asked[id] = true
	}
	l.mu.RUnlock()
	if len(asked) == 0 {
		return pages, nil
	}
	var computed, read []graph.Page
	if len(here) > 0 {
		computed = moment.Pages(from, edge, here, q, v.AsOf)
	}
	if len(missing) > 0 {
		var err error
		if read, err = l.reader.ListAcross(ctx, v, from, edge, missing, q); err != nil {
			return nil, err
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, id := range here {
		l.pages[key(id)] = computed[i]
	}
	for i, id := range missing {
		l.pages[key(id)] = read[i]
		l.keep(v, read[i])
	}
	for i, id := range ids {
		if asked[id] {
			pages[i] = l.pages[key(id)]
		}
	}
	return pages, nil
}

// keep remembers the records of a page and all that was fetched with them. Callers hold mu.
func (l *Loader) keep(v graph.View, page graph.Page) {
	view := keyOf(v)
	remember := func(r graph.Record) { l.records[recordKey{view, r.Word(), r.Base().ID}] = r }
	for _, r := range page.Records {
		remember(r)
	}
	for _, r := range page.Fetched.Records {
		remember(r)
	}
	for link, history := range page.Fetched.Histories {
		l.histories[historyKey{view, link}] = history
	}
	q := queryKey(ClaimsQuery())
	for link, claims := range page.Fetched.Claims {
		claimed := graph.Page{Total: -1}
		for _, c := range claims {
			remember(c)
			claimed.Records = append(claimed.Records, c)
		}
		l.pages[pageKey{view, nil, v.AsOf, graph.WordTwinningLink, "claims", link, q}] = claimed
	}
}

// ClaimsQuery is the query for claims across an edge as answers show them: by
// date, at most graph.MaxFirst. What is fetched with links answers it too.
func ClaimsQuery() graph.Query {
	return graph.Query{Word: graph.WordClaim, OrderBy: "date", First: graph.MaxFirst}
}

// AllQuery is the query for all records of word across an edge, as lists without pages
// show them: claims by date, others by id, at most graph.MaxFirst.
func AllQuery(word graph.Word) graph.Query {
	if word == graph.WordClaim {
		return ClaimsQuery()
	}
	return graph.Query{Word: word, First: graph.MaxFirst}
}

// Histories returns the histories of the links with the given ids as known at
// v.KnownAt; links that do not exist for this view are left out. Errors are the
// reader's.
func (l *Loader) Histories(ctx context.Context, v graph.View, links []graph.ID) (map[graph.ID]graph.History, error) {
	view := keyOf(v)
	found := make(map[graph.ID]graph.History, len(links))
	moment := l.Moment(v)
	var missing []graph.ID
	l.mu.RLock()
	for _, id := range links {
		if moment != nil {
			if h := moment.History(id); len(h) > 0 {
				found[id] = h
				continue
			}
		}
		if h, ok := l.histories[historyKey{view, id}]; ok {
			found[id] = h
		} else {
			missing = append(missing, id)
		}
	}
	l.mu.RUnlock()
	if len(missing) == 0 {
		return found, nil
	}
	read, err := l.reader.Histories(ctx, v, missing)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, h := range read {
		l.histories[historyKey{view, id}] = h
		found[id] = h
	}
	return found, nil
}

// ChangeItems returns, for each of the given changes, a page of what it did.
// Errors are the reader's.
func (l *Loader) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, w graph.Window[graph.ChangeItem]) ([]graph.ItemPage, error) {
	window := windowKey(w)
	key := func(seq graph.Seq) itemsKey { return itemsKey{keyOf(v), seq, window} }
	pages := make([]graph.ItemPage, len(seqs))
	var missing []graph.Seq
	l.mu.RLock()
	for i, seq := range seqs {
		page, ok := l.items[key(seq)]
		if pages[i] = page; !ok {
			missing = append(missing, seq)
		}
	}
	l.mu.RUnlock()
	if len(missing) == 0 {
		return pages, nil
	}
	read, err := l.reader.ChangeItems(ctx, v, missing, w)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, seq := range missing {
		l.items[key(seq)] = read[i]
	}
	for i, seq := range seqs {
		pages[i] = l.items[key(seq)]
	}
	return pages, nil
}
