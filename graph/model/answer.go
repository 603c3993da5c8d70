package model

import "twingraph/graph"

// LinkStatus is the status of one link on one day, with the nearest known spells
// for an UNKNOWN one.
type LinkStatus struct {
	graph.LinkStatus
	Link   *graph.TwinningLink
	Before *graph.Spell // nil unless the status is UNKNOWN and a known one came before
	After  *graph.Spell // nil unless the status is UNKNOWN and a known one comes after
}

// NewLinkStatus returns how link stands on day by its history.
func NewLinkStatus(link *graph.TwinningLink, history graph.History, day graph.Day) *LinkStatus {
	s := &LinkStatus{LinkStatus: history.At(day), Link: link}
	if s.Status == graph.StatusUnknown {
		s.Before, s.After = history.Merged().Nearest(day)
	}
	return s
}

// SideStatus is the status of one side with the city whose side it is.
type SideStatus struct {
	graph.SideStatus
	CityID graph.ID
}

// SideList returns the sides of the link, A first.
func (s *LinkStatus) SideList() []*SideStatus {
	return []*SideStatus{
		{SideStatus: s.LinkStatus.Sides[0], CityID: s.Link.A},
		{SideStatus: s.LinkStatus.Sides[1], CityID: s.Link.B},
	}
}
