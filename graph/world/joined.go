package world

import "twingraph/graph"

// Joined is a link with its history, and where its two cities are in Moment.Cities.
type Joined struct {
	Link    *graph.TwinningLink
	A, B    int32
	History graph.History // not empty
}

// Joined returns the links of Moment.Links that have a history and whose two cities are
// known, in order. They are put together when first asked for and kept with the moment:
// what asks for the network of one day after another looks nothing up. Callers must not
// change the slice.
func (m *Moment) Joined() []Joined { return m.joined() }

func (m *Moment) join() []Joined {
	at := make(map[graph.ID]int32, len(m.Cities))
	for i, c := range m.Cities {
		at[c.ID] = int32(i)
	}
	all := make([]Joined, 0, len(m.Links))
	links, past := m.state.sheet(graph.WordTwinningLink), m.state.histories().list
	for row := range m.state.seen(graph.WordTwinningLink, m.View.Tier).each {
		l := links.rows[row].(*graph.TwinningLink)
		a, hasA := at[l.A]
		b, hasB := at[l.B]
		if h := past.at(row); hasA && hasB && len(h) > 0 {
			all = append(all, Joined{Link: l, A: a, B: b, History: h})
		}
	}
	return all
}
