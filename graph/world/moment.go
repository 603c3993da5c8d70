package world

import (
	"sync"
	"time"

	"twingraph/graph"
)

// moment is the network as known after one change.
type moment struct {
	sheets    map[graph.Word]func() *sheet
	crossings *memo[crossingKey, *crossing]
	ends      *memo[string, []int32]
	links     *calendar // of the fields of links that depend on a day
	laws      *calendar // of those of resolutions
}

type crossingKey struct {
	from, to graph.Word
	edge     string
}

// newMoment returns a moment with those sheets and histories.
func newMoment(sheets map[graph.Word]func() *sheet, history func(graph.ID) graph.History) *moment {
	return &moment{
		sheets: sheets, crossings: newMemo[crossingKey, *crossing](0), ends: newMemo[string, []int32](0),
		links: linkCalendar(sheets[graph.WordTwinningLink], history),
		laws:  lawCalendar(sheets[graph.WordResolution]),
	}
}

// present returns the network as known after the last change of a world.
func present(w *World) *moment {
	sheets := map[graph.Word]func() *sheet{}
	for word, table := range w.tables {
		sheets[word] = table.sheet
	}
	ties := w.ties // and not the world: moments live longer than worlds
	return newMoment(sheets, func(link graph.ID) graph.History {
		if t := ties.get(link); t != nil && len(t.chronicle) > 0 {
			return t.chronicle[len(t.chronicle)-1].History
		}
		return nil
	})
}

// next returns the present of the world after from, with what stays as it is.
func (m *moment) next(from, to *World) *moment {
	n := present(to)
	same := func(word graph.Word) bool { return from.tables[word] == to.tables[word] }
	n.crossings = m.crossings.only(func(key crossingKey) bool { return same(key.from) && same(key.to) })
	if same(graph.WordTwinningLink) && same(graph.WordCity) {
		n.ends = m.ends
	}
	if same(graph.WordTwinningLink) && same(graph.WordClaim) {
		n.links = m.links
	}
	if same(graph.WordResolution) {
		n.laws = m.laws
	}
	return n
}

// moment returns the network as known at an instant.
func (w *World) moment(knownAt time.Time) *moment {
	seq := w.log.known(knownAt)
	if int(seq) == w.log.length {
		return w.now
	}
	var last *entry // nil for before the first change
	if seq > 0 {
		last = w.log.at(seq)
	}
	return w.past.get(last, func() *moment { return w.pastMoment(seq, knownAt) })
}

// pastMoment derives the network as known at an instant before the last change
// from the present one.
func (w *World) pastMoment(seq graph.Seq, at time.Time) *moment {
	touched := map[graph.Word][]graph.ID{}
	for s := seq + 1; int(s) <= w.log.length; s++ {
		for _, it := range w.log.at(s).items {
			touched[it.Word] = append(touched[it.Word], it.ID)
		}
	}
	sheets := map[graph.Word]func() *sheet{}
	for word, table := range w.tables {
		sheets[word] = table.sheet
		if ids := touched[word]; len(ids) > 0 {
			sheets[word] = sync.OnceValue(func() *sheet {
				return table.sheet().derive(ids, func(id graph.ID) graph.Record { return table.records.get(id).at(at) })
			})
		}
	}
	ties := w.ties
	return newMoment(sheets, func(link graph.ID) graph.History {
		if t := ties.get(link); t != nil {
			return t.chronicle.At(at)
		}
		return nil
	})
}

// sheet returns the records of word.
func (m *moment) sheet(word graph.Word) *sheet { return m.sheets[word]() }
