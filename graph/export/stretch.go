package export

import (
	"slices"

	"twingraph/graph"
)

// stretch is what is exported of a spell.
type stretch struct {
	From, To                                 graph.Day
	Status                                   graph.Status
	Since, LastConfirmed, ListedSince        graph.PartialDate
	SinceAtLatest                            bool
	UnknownBecause                           graph.UnknownBecause
	became                                   graph.Became
	Basis                                    graph.Basis
	Exact, Unilateral, Disputed, UnderReview bool
	governing                                []graph.ID // at its end
}

// stretches appends the past of a link to all, which may be nil. By status they are those
// of History.Merged; with fine set, neighbours differ in something that is exported.
func stretches(all []stretch, h graph.History, fine bool) []stretch {
	all = slices.Grow(all, len(h))
	first := len(all)
	for i := range h {
		s := &h[i]
		next := stretch{
			From: s.From, To: s.To, Status: s.Status, Since: s.Since, LastConfirmed: s.LastConfirmed, Basis: s.Basis,
			Exact: s.Exact, Unilateral: s.Unilateral, Disputed: s.Disputed, UnderReview: s.UnderReview, governing: s.Governing,
			ListedSince: s.ListedSince, SinceAtLatest: s.SinceAtLatest, UnknownBecause: s.UnknownBecause, became: s.Became(),
		}
		if k := len(all); k > first {
			if last := &all[k-1]; fine && last.same(&next) {
				last.To, last.governing = next.To, next.governing
				continue
			} else if !fine && last.Status == next.Status {
				next.join(last)
				*last = next
				continue
			}
		}
		all = append(all, next)
	}
	return all
}

// same reports whether two stretches differ in their days at most.
func (s *stretch) same(other *stretch) bool {
	return s.ListedSince == other.ListedSince && s.SinceAtLatest == other.SinceAtLatest && s.UnknownBecause == other.UnknownBecause && s.became == other.became &&
		s.Status == other.Status && s.Since == other.Since && s.LastConfirmed == other.LastConfirmed && s.Basis == other.Basis &&
		s.Exact == other.Exact && s.Unilateral == other.Unilateral && s.Disputed == other.Disputed && s.UnderReview == other.UnderReview
}

// join makes s go on with what came before it, under the same status.
func (s *stretch) join(before *stretch) {
	s.From = before.From
	s.Disputed = s.Disputed || before.Disputed
	s.UnderReview = s.UnderReview || before.UnderReview
	s.Unilateral = s.Unilateral || before.Unilateral
	s.Exact = s.Exact && before.Exact
}
