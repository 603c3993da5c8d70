package world

import (
	"sync"
	"time"

	"twingraph/graph"
)

// state is the network as known after one change, of all tiers.
type state struct {
	sheets    map[graph.Word]func() *sheet
	histories func() *histories
	crossings *memo[crossingKey, *crossing]
	ends      *memo[string, []int32]
	links     *calendar // of the fields of links that depend on a day
	laws      *calendar // of those of resolutions
}

type crossingKey struct {
	from graph.Word
	edge string
}

// newState returns a state with those sheets and histories.
func newState(sheets map[graph.Word]func() *sheet, past func() *histories) *state {
	return &state{
		sheets: sheets, histories: past,
		crossings: newMemo[crossingKey, *crossing](0), ends: newMemo[string, []int32](0),
		links: linkCalendar(past), laws: lawCalendar(sheets[graph.WordResolution]),
	}
}

// present returns the network as known after the last change of a world. States live
// longer than worlds and do not hold them.
func present(w *World) *state {
	sheets := map[graph.Word]func() *sheet{}
	for word, table := range w.tables {
		sheets[word] = table.sheet.get
	}
	return newState(sheets, w.histories.get)
}

// next returns the present of the world after from, with what stays as it is.
func (s *state) next(from, to *World) *state {
	n := present(to)
	same := func(word graph.Word) bool { return from.tables[word] == to.tables[word] }
	n.crossings = s.crossings.next(func(key crossingKey) bool {
		edge, _ := graph.ShapeOf(key.from).Edge(key.edge)
		return same(key.from) && same(edge.To)
	})
	if same(graph.WordTwinningLink) && same(graph.WordCity) {
		n.ends = s.ends
	}
	if from.histories == to.histories {
		n.links = s.links
	}
	if same(graph.WordResolution) {
		n.laws = s.laws
	}
	return n
}

// state returns the network as known at an instant, and the last change known then, nil
// for none.
func (w *World) state(knownAt time.Time) (*state, *entry) {
	seq := w.log.known(knownAt)
	var last *entry
	if seq > 0 {
		last = w.log.at(seq)
	}
	if int(seq) == w.log.length {
		return w.now, last
	}
	return w.past.get(last, func(*state) *state { return w.earlier(seq, knownAt) }), last
}

// earlier derives the network as known at an instant before the last change from the
// present one.
func (w *World) earlier(seq graph.Seq, at time.Time) *state {
	touched := map[graph.Word][]graph.ID{}
	for s := seq + 1; int(s) <= w.log.length; s++ {
		for _, it := range w.log.at(s).items {
			touched[it.Word] = append(touched[it.Word], it.ID)
		}
	}
	sheets := map[graph.Word]func() *sheet{}
	for word, table := range w.tables {
		sheets[word] = table.sheet.get
		if ids := touched[word]; len(ids) > 0 {
			sheets[word] = sync.OnceValue(func() *sheet {
				ids := inOrder(ids)
				return table.sheet.get().derive(ids, func(id graph.ID) graph.Record { return table.records.get(id).at(at) })
			})
		}
	}
	about, links := w.evidence, sheets[graph.WordTwinningLink]
	return newState(sheets, sync.OnceValue(func() *histories {
		return (&histories{}).derive(links(), nil, func(link graph.ID) graph.History {
			if t := about.get(link); t != nil {
				return t.chronicle.At(at)
			}
			return nil
		})
	}))
}

// sheet returns the records of word.
func (s *state) sheet(word graph.Word) *sheet { return s.sheets[word]() }

// histories is the history of every link known at one moment, by row.
type histories struct {
	links *sheet
	list  []graph.History
}

// derive returns the histories of other links, and of these where they were touched.
func (h *histories) derive(links *sheet, touched []graph.ID, known func(graph.ID) graph.History) *histories {
	d := &histories{links: links, list: make([]graph.History, len(links.rows))}
	var had []graph.Record
	if h.links != nil {
		had = h.links.rows
	}
	for row, was := range earlier(had, links.rows) {
		if was >= 0 {
			d.list[row] = h.list[was]
		} else {
			d.list[row] = known(links.rows[row].Base().ID)
		}
	}
	for _, id := range touched {
		if row, ok := links.row(id); ok {
			d.list[row] = known(id)
		}
	}
	return d
}
