package world

import (
	"sync"
	"sync/atomic"
	"time"

	"twingraph/graph"
)

// state is the network as known after one change, of all tiers.
type state struct {
	sheets    map[graph.Word]func() *sheet
	histories func() *histories
	crossings *memo[crossingKey, *crossing]
	ends      *memo[string, []int32]
	orders    *memo[orderKey, *column] // of orders by what is related
	links     *calendar                // of the fields of links that depend on a day
	laws      *calendar                // of those of resolutions
	near      atomic.Int64             // how many records were asked for across edges that had no crossing

	// The rows of sources that a tier sees; all of them where the state was read for a
	// viewer and rows is nil.
	sources *memo[graph.Tier, *sighting]
	rows    func(graph.Tier, *sighting) *sighting // from that of an earlier state, nil for none
}

type crossingKey struct {
	from graph.Word
	edge string
}

type orderKey struct {
	word  graph.Word
	order string
}

// newState returns a state with those sheets and histories.
func newState(sheets map[graph.Word]func() *sheet, past func() *histories) *state {
	return &state{
		sheets: sheets, histories: past,
		crossings: newMemo[crossingKey, *crossing](0), ends: newMemo[string, []int32](0),
		orders: newMemo[orderKey, *column](0),
		links:  linkCalendar(past), laws: lawCalendar(sheets[graph.WordResolution]), sources: newMemo[graph.Tier, *sighting](0),
	}
}

// seen returns the rows of word that viewers of a tier see.
func (s *state) seen(word graph.Word, tier graph.Tier) set {
	if s.rows == nil || !graph.ShapeOf(word).CitedBy {
		return s.sheet(word).seen(tier)
	}
	return s.sources.get(viewerTier(tier), func(old *sighting) *sighting { return s.rows(viewerTier(tier), old) }).rows
}

// guard makes the state show what a viewer may see after a change.
func (s *state) guard(a access, log journal, seq graph.Seq) *state {
	s.rows = func(tier graph.Tier, old *sighting) *sighting {
		return a.sight(tier, s.sheet(graph.WordSource), log, seq, old)
	}
	return s
}

// present returns the network as known after the last change of a world. States live
// longer than worlds and do not hold them.
func present(w *World) *state {
	sheets := map[graph.Word]func() *sheet{}
	for word, table := range w.tables {
		sheets[word] = table.sheet.get
	}
	return newState(sheets, w.histories.get).guard(w.access, w.log, graph.Seq(w.log.length))
}

// next returns the present of the world after from, with what stays as it is.
func (s *state) next(from, to *World) *state {
	n := present(to)
	same := func(word graph.Word) bool { return from.tables[word] == to.tables[word] }
	n.crossings = s.crossings.next(func(key crossingKey) bool {
		edge, _ := graph.ShapeOf(key.from).Edge(key.edge)
		return same(key.from) && same(edge.To)
	})
	n.orders = s.orders.next(func(key orderKey) bool {
		order, _ := graph.ShapeOf(key.word).Order(key.order)
		return same(key.word) && same(order.To)
	})
	n.sources = s.sources.next(func(graph.Tier) bool { return false })
	if same(graph.WordTwinningLink) && same(graph.WordCity) {
		n.ends = s.ends
	}
	if from.histories == to.histories {
		n.links = s.links
	} else {
		n.links = s.links.next(n.links)
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
	return w.past.get(last, func(*state) *state { return w.earlier(seq) }), last
}

// earlier derives the network as known after a change before the last one from the
// present one.
func (w *World) earlier(seq graph.Seq) *state {
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
				s := table.sheet.get().derive(ids, func(id graph.ID) graph.Record { return table.records.get(id).after(seq) })
				s.newest = func(id graph.ID) graph.Record { return table.records.get(id).newest() }
				return s
			})
		}
	}
	about, links, at := w.evidence, sheets[graph.WordTwinningLink], w.log.recordedAt(seq)
	return newState(sheets, sync.OnceValue(func() *histories {
		return (&histories{}).derive(links(), nil, func(link graph.ID) graph.History {
			if t := about.get(link); t != nil {
				return t.chronicle.At(at)
			}
			return nil
		})
	})).guard(w.access, w.log, seq)
}

// sheet returns the records of word.
func (s *state) sheet(word graph.Word) *sheet { return s.sheets[word]() }

// histories is the history of every link known at one moment, by row.
type histories struct {
	links *sheet
	list  chunked[graph.History]
}

// derive returns the histories of other links, and of these where they were touched.
func (h *histories) derive(links *sheet, touched []graph.ID, known func(graph.ID) graph.History) *histories {
	list := h.list
	if h.links != links {
		all := make([]graph.History, len(links.rows))
		var had []graph.Record
		if h.links != nil {
			had = h.links.rows
		}
		for row, was := range earlier(had, links.rows) {
			if was >= 0 {
				all[row] = h.list.at(was)
			} else {
				all[row] = known(links.rows[row].Base().ID)
			}
		}
		list = inChunks(all)
	}
	return &histories{links, list.with(func(yield func(int32, graph.History) bool) {
		for _, id := range touched {
			if row, ok := links.row(id); ok && !yield(row, known(id)) {
				return
			}
		}
	})}
}
