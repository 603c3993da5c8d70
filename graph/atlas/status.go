package atlas

import (
	"context"

	"twingraph/graph"
)

// LinkStatus is the status of one link on one day, with the nearest known spells
// for an UNKNOWN one.
type LinkStatus struct {
	graph.LinkStatus
	Link   *graph.TwinningLink
	Day    graph.Day    // on which it stands so
	Before *graph.Spell // nil unless the status is UNKNOWN and a known one came before
	After  *graph.Spell // nil unless the status is UNKNOWN and a known one comes after
}

// Status returns how a link stands on the day of the view. Errors are those of
// Loader.Histories.
func (r *Request) Status(ctx context.Context, v graph.View, link *graph.TwinningLink) (*LinkStatus, error) {
	histories, err := r.Loader.Histories(ctx, v, []graph.ID{link.ID})
	if err != nil {
		return nil, err
	}
	return StatusIn(histories[link.ID], link, v.AsOf), nil
}

// StatusIn returns how a link with that history stands on a day.
func StatusIn(history graph.History, link *graph.TwinningLink, day graph.Day) *LinkStatus {
	s := &LinkStatus{LinkStatus: history.At(day), Link: link, Day: day}
	if s.Status == graph.StatusUnknown {
		s.Before, s.After = history.Merged().Nearest(day)
	}
	return s
}

// Spells returns the past of a link, as known at the view; merged ones are stretches of
// one status. Errors are those of Loader.Histories.
func (r *Request) Spells(ctx context.Context, v graph.View, link *graph.TwinningLink, merged bool) ([]*graph.Spell, error) {
	histories, err := r.Loader.Histories(ctx, v, []graph.ID{link.ID})
	if err != nil {
		return nil, err
	}
	return SpellsIn(histories[link.ID], merged), nil
}

// SpellsIn returns the spells of a history one by one; merged ones are stretches of one status.
func SpellsIn(history graph.History, merged bool) []*graph.Spell {
	if merged {
		history = history.Merged()
	}
	spells := make([]*graph.Spell, len(history))
	for i := range history {
		spells[i] = &history[i]
	}
	return spells
}

// SideStatus is the status of one side with the city whose side it is.
type SideStatus struct {
	graph.SideStatus
	CityID graph.ID
	Day    graph.Day
}

// Stale reports whether no claim confirmed the status within five years.
func (s *LinkStatus) Stale() bool { return s.LinkStatus.Stale(s.Day) }

// Stale reports whether no claim confirmed the side's status within five years.
func (s *SideStatus) Stale() bool { return s.SideStatus.Stale(s.Day) }

// SideList returns the sides of the link, A first.
func (s *LinkStatus) SideList() []*SideStatus {
	return []*SideStatus{
		{SideStatus: *s.LinkStatus.Sides[0], CityID: s.Link.A, Day: s.Day},
		{SideStatus: *s.LinkStatus.Sides[1], CityID: s.Link.B, Day: s.Day},
	}
}
