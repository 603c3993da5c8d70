package checkpoint

import (
	"time"

	"twingraph/graph"
)

// Within one chronicle the lists of claims and the answers on sides are each written where they
// first occur, and as numbers from then on: those that share memory share it again.

// written is what a chronicle said already. Nearly all have a few of each.
type written struct {
	lists [][]graph.ID
	sides []*graph.SideStatus
}

func (e *encoder) chronicle(c graph.Chronicle) {
	var w written
	e.number(uint64(len(c)))
	for _, epoch := range c {
		e.signed(epoch.KnownFrom.Unix())
		e.number(uint64(epoch.KnownFrom.Nanosecond()))
		e.number(uint64(len(epoch.History)))
		for i := range epoch.History {
			e.spell(&epoch.History[i], &w)
		}
	}
}

func (e *encoder) spell(s *graph.Spell, w *written) {
	e.signed(int64(s.From))
	e.signed(int64(s.To))
	e.text(string(s.Status))
	e.date(s.Since)
	e.signed(int64(s.SinceDay))
	e.number(flags(s.SinceAtLatest, s.Exact, s.Unilateral, s.Disputed, s.UnderReview, s.BecameKnown))
	e.date(s.ListedSince)
	e.date(s.Began)
	e.text(string(s.Basis))
	e.date(s.LastConfirmed)
	e.signed(int64(s.ConfirmedTo))
	e.list(s.Governing, w)
	e.text(string(s.UnknownBecause))
	for _, side := range s.Sides {
		e.side(side, w)
	}
}

func (e *encoder) side(s *graph.SideStatus, w *written) {
	for i, had := range w.sides {
		if had == s {
			e.number(uint64(i) + 1)
			return
		}
	}
	w.sides = append(w.sides, s)
	e.number(0)
	e.text(string(s.Status))
	e.date(s.Since)
	e.signed(int64(s.SinceDay))
	e.number(flags(s.SinceAtLatest, s.Exact, s.Disputed, s.UnderReview, s.Own))
	e.date(s.ListedSince)
	e.list(s.Reviews, w)
	e.text(string(s.Basis))
	e.date(s.LastConfirmed)
	e.signed(int64(s.ConfirmedTo))
	e.list(s.Governing, w)
	e.text(string(s.UnknownBecause))
}

// list appends a list of claims: 0 for none, 1 and the list, or the number of one that was
// written, plus 2.
func (e *encoder) list(ids []graph.ID, w *written) {
	if len(ids) == 0 {
		e.number(0)
		return
	}
	for i, had := range w.lists {
		if len(had) == len(ids) && &had[0] == &ids[0] {
			e.number(uint64(i) + 2)
			return
		}
	}
	w.lists = append(w.lists, ids)
	e.number(1)
	e.number(uint64(len(ids)))
	for _, id := range ids {
		e.text(string(id))
	}
}

func flags(list ...bool) (bits uint64) {
	for i, set := range list {
		if set {
			bits |= 1 << i
		}
	}
	return bits
}

func set(bits uint64, list ...*bool) {
	for i, flag := range list {
		*flag = bits&(1<<i) != 0
	}
}

func (d *decoder) chronicle() graph.Chronicle {
	var w written
	c := make(graph.Chronicle, d.count())
	for i := range c {
		seconds := d.signed()
		c[i].KnownFrom = time.Unix(seconds, int64(d.number())).UTC()
		if n := d.count(); n > 0 {
			c[i].History = make(graph.History, n)
		}
		for k := range c[i].History {
			d.spell(&c[i].History[k], &w)
		}
	}
	return c
}

func (d *decoder) day() graph.Day { return graph.Day(d.signed()) }

func (d *decoder) spell(s *graph.Spell, w *written) {
	s.From, s.To = d.day(), d.day()
	s.Status, s.Since, s.SinceDay = graph.Status(d.text()), d.date(), d.day()
	set(d.number(), &s.SinceAtLatest, &s.Exact, &s.Unilateral, &s.Disputed, &s.UnderReview, &s.BecameKnown)
	s.ListedSince, s.Began = d.date(), d.date()
	s.Basis, s.LastConfirmed, s.ConfirmedTo = graph.Basis(d.text()), d.date(), d.day()
	s.Governing, s.UnknownBecause = d.list(w), graph.UnknownBecause(d.text())
	for i := range s.Sides {
		s.Sides[i] = d.side(w)
	}
}

func (d *decoder) side(w *written) *graph.SideStatus {
	if n := d.number(); n > 0 {
		return w.sides[n-1]
	}
	s := &graph.SideStatus{Status: graph.Status(d.text()), Since: d.date(), SinceDay: d.day()}
	set(d.number(), &s.SinceAtLatest, &s.Exact, &s.Disputed, &s.UnderReview, &s.Own)
	s.ListedSince, s.Reviews = d.date(), d.list(w)
	s.Basis, s.LastConfirmed, s.ConfirmedTo = graph.Basis(d.text()), d.date(), d.day()
	s.Governing, s.UnknownBecause = d.list(w), graph.UnknownBecause(d.text())
	s = s.Shared()
	w.sides = append(w.sides, s)
	return s
}

func (d *decoder) list(w *written) []graph.ID {
	switch n := d.number(); n {
	case 0:
		return nil
	case 1:
		ids := make([]graph.ID, d.count())
		for i := range ids {
			ids[i] = graph.ID(d.text())
		}
		w.lists = append(w.lists, ids)
		return ids
	default:
		return w.lists[n-2]
	}
}
