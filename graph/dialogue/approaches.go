package dialogue

import (
	"twingraph/graph"
)

// approached weighs what others did lately: an approach to the same body by a city
// that does not ask, in the last 12 months 500, in the last 36 months or undated 250.
// It is taken from the score, because a body approached from all sides at once closes
// up, and because the next step should be agreed with those who made the last.
func (sc *scene) approached(m *matter, t *tally) {
	for _, a := range sc.approachesTo(m.target.ID) {
		if m.from.within[a.From] || a.From == m.speaker.ID {
			continue
		}
		switch {
		case sc.since(a.Date, 12):
			t.add(500, func() Fact { return factOf(ApproachedNow, a).on(a.Date) })
		case sc.since(a.Date, 36), a.Date.IsZero():
			t.add(250, func() Fact { return factOf(ApproachedThen, a).on(a.Date) })
		}
	}
}

// approachesTo returns the approaches to a city that the viewer may know of and that
// were made by the day, in order of id.
func (sc *scene) approachesTo(city graph.ID) []*graph.Approach {
	if sc.approaches == nil {
		sc.approaches = map[graph.ID][]*graph.Approach{}
		for _, a := range sc.Approaches {
			if sc.begun(a.Date) {
				sc.approaches[a.To] = append(sc.approaches[a.To], a)
			}
		}
	}
	return sc.approaches[city]
}
