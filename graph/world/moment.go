package world

import (
	"context"
	"sync"

	"twingraph/graph"
)

// Moment is all that viewers of one tier knew of the network at one instant: what
// questions about all of it are computed on. It does not change and is safe for
// concurrent use. Records are shared and must not be changed, and so are the slices,
// which are in order of id.
type Moment struct {
	Seq  graph.Seq  // the viewer's number of the last change known; see graph.Reader
	Tag  string     // the same for the same network as far as the viewer may know of it, and for no other
	Head graph.Seq  // of the store's last change, known or not: what is kept is kept by it, and nobody is shown it
	View graph.View // KnownAt is graph.Latest when all changes are known; AsOf has no meaning

	Cities           []*graph.City
	Links            []*graph.TwinningLink
	Claims           []*graph.Claim
	Resolutions      []*graph.Resolution
	Organisations    []*graph.Organisation
	Contacts         []*graph.Contact
	Campaigns        []*graph.Campaign
	Pledges          []*graph.Pledge
	Partnerships     []*graph.Partnership
	SupportTwinnings []*graph.SupportTwinning
	Practices        []*graph.Practice
	Approaches       []*graph.Approach

	state  *state
	joined func() []Joined // see Joined
}

// Moments is what has the network in memory and returns what was known of it at
// v.KnownAt by viewers of v.Tier. The same question before the next change has the same
// Moment. Tag returns the Tag of that moment without reading what is in it. Errors are
// those of graph.Reader.
type Moments interface {
	Moment(ctx context.Context, v graph.View) (*Moment, error)
	Tag(ctx context.Context, v graph.View) (string, error)
}

var _ Moments = (*World)(nil)

type momentKey struct {
	last *entry
	tier graph.Tier
}

// Moment returns what was known at v.KnownAt by viewers of v.Tier, without a copy. It
// costs next to nothing where it was asked for before, and what did not change since
// the moment before is not made again. Error: Timeout when ctx has ended.
func (w *World) Moment(ctx context.Context, v graph.View) (*Moment, error) {
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	known, last := w.state(v.KnownAt)
	return w.moments.get(momentKey{last, v.Tier}, func(*Moment) *Moment {
		at := graph.Latest()
		if known != w.now {
			at = w.log.recordedAt(w.log.known(v.KnownAt))
		}
		m := newMoment(known, graph.View{KnownAt: at, Tier: v.Tier})
		seen := w.visible(v.Tier).until(w.log.known(at))
		m.Head, m.Seq, m.Tag = w.log.head().Seq, graph.Seq(len(seen.changes.list)), tagOf(len(seen.changes.list), seen.last())
		return m
	}), nil
}

// newMoment returns what viewers of v.Tier know of a state.
func newMoment(known *state, v graph.View) *Moment {
	m := &Moment{View: v, state: known}
	m.Cities, m.Links, m.Claims = Of[*graph.City](m), Of[*graph.TwinningLink](m), Of[*graph.Claim](m)
	m.Resolutions, m.Contacts, m.Campaigns = Of[*graph.Resolution](m), Of[*graph.Contact](m), Of[*graph.Campaign](m)
	m.Organisations = Of[*graph.Organisation](m)
	m.Pledges, m.Partnerships = Of[*graph.Pledge](m), Of[*graph.Partnership](m)
	m.SupportTwinnings, m.Practices = Of[*graph.SupportTwinning](m), Of[*graph.Practice](m)
	m.Approaches = Of[*graph.Approach](m)
	m.joined = sync.OnceValue(m.join)
	return m
}

// Of returns all records of a type that are known. Callers must not change the slice.
func Of[T graph.Record](m *Moment) []T {
	var none T
	s := m.state.sheet(none.Word())
	list := func(any) any {
		seen := m.state.seen(s.word, m.View.Tier)
		list := make([]T, 0, seen.count())
		for row := range seen.each {
			list = append(list, s.rows[row].(T))
		}
		return list
	}
	if graph.ShapeOf(s.word).CitedBy { // the sheet is that of states in which others are seen
		return list(nil).([]T)
	}
	return s.lists.get(m.View.Tier, list).([]T)
}

// ask begins the answer to a question about a day.
func (m *Moment) ask(asOf graph.Day) *inquiry {
	return &inquiry{state: m.state, ctx: context.Background(), asOf: asOf, tier: m.View.Tier}
}

// row returns the sheet of word and the row of the record with the given id; false when
// it is not known.
func (m *Moment) row(word graph.Word, id graph.ID) (*sheet, int32, bool) {
	s := m.state.sheet(word)
	row, ok := s.row(id)
	return s, row, ok && m.state.seen(word, m.View.Tier).has(row)
}

// Record returns the record of word with the given id, nil when it is not known.
func (m *Moment) Record(word graph.Word, id graph.ID) graph.Record {
	s, row, ok := m.row(word, id)
	if !ok {
		return nil
	}
	return s.rows[row]
}

// City returns the city with the given id, nil when it is not known.
func (m *Moment) City(id graph.ID) *graph.City {
	c, _ := m.Record(graph.WordCity, id).(*graph.City)
	return c
}

// Link returns the link with the given id, nil when it is not known.
func (m *Moment) Link(id graph.ID) *graph.TwinningLink {
	l, _ := m.Record(graph.WordTwinningLink, id).(*graph.TwinningLink)
	return l
}

// History returns the history of a link, empty when the link is not known.
func (m *Moment) History(link graph.ID) graph.History {
	_, row, ok := m.row(graph.WordTwinningLink, link)
	if !ok {
		return nil
	}
	return m.state.histories().list.at(row)
}

// Across returns the records across an edge of a record, in order of id and in a slice
// of the caller's own; the edge is a name of the Shape of the record's word.
func Across[T graph.Record](m *Moment, from graph.Record, edge string) []T {
	return across[T](m, from.Word(), from.Base().ID, edge)
}

// Way is an edge of a moment that many records are followed along: what is the same for
// all of them is looked up once.
type Way[T graph.Record] struct {
	from, to *sheet
	starts   set // the rows of from that are seen
	ends     set // those of to
	crossing *crossing
}

// WayOf returns the edge of that name from records of word.
func WayOf[T graph.Record](m *Moment, word graph.Word, edge string) Way[T] {
	crossing := m.state.crossing(word, edge)
	return Way[T]{
		from: m.state.sheet(word), starts: m.state.seen(word, m.View.Tier),
		to: crossing.sheet, ends: m.state.seen(crossing.sheet.word, m.View.Tier), crossing: crossing,
	}
}

// From returns what Across does.
func (w *Way[T]) From(id graph.ID) []T {
	row, ok := w.from.row(id)
	if !ok || !w.starts.has(row) {
		return nil
	}
	rows := w.crossing.from(row)
	records := make([]T, 0, len(rows))
	for _, row := range rows {
		if w.ends.has(row) {
			records = append(records, w.to.rows[row].(T))
		}
	}
	return records
}

// LinksOf returns the links of a city, in order of id.
func (m *Moment) LinksOf(city graph.ID) []*graph.TwinningLink {
	return across[*graph.TwinningLink](m, graph.WordCity, city, "links")
}

func across[T graph.Record](m *Moment, from graph.Word, id graph.ID, edge string) []T {
	way := WayOf[T](m, from, edge)
	return way.From(id)
}

// Select returns the records of word that a filter, which has passed its Check, selects
// on a day, in order of id. A nil filter selects everything.
func (m *Moment) Select(word graph.Word, where *graph.Filter, asOf graph.Day) []graph.Record {
	selected, _ := m.ask(asOf).selects(word, where) // which fails only when it is stopped
	rows, records := m.state.sheet(word).rows, make([]graph.Record, 0, selected.count())
	for row := range selected.each {
		records = append(records, rows[row])
	}
	return records
}

// Selects returns what reports whether a filter, which has passed its Check, selects a
// record of word on a day. A nil filter selects everything.
func (m *Moment) Selects(word graph.Word, where *graph.Filter, asOf graph.Day) func(graph.Record) bool {
	selected, _ := m.ask(asOf).selects(word, where)
	s := m.state.sheet(word)
	return func(r graph.Record) bool {
		row, ok := s.row(r.Base().ID)
		return ok && selected.has(row)
	}
}

// Pages returns, for each of the given records of word from, the page of records
// across the edge that q selects on a day: what Reader.ListAcross returns. The query
// has to have passed its Check.
func (m *Moment) Pages(from graph.Word, edge string, ids []graph.ID, q graph.Query, asOf graph.Day) []graph.Page {
	pages, _ := m.ask(asOf).across(from, edge, ids, q)
	return pages
}
