package index

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/world"
)

// Link is a link as one of its two cities sees it.
type Link struct {
	*graph.TwinningLink
	Other    *graph.City
	Number   int32 // of the other city: its place in the order of ids
	State    *graph.LinkStatus
	Founding *graph.Claim // with the earliest known founding date by the day; nil when there is none
}

// Status returns the joint status on the day.
func (l *Link) Status() graph.Status { return l.State.Status }

// adjacency is all links of all cities: those of city i are [starts[i]:starts[i+1]].
type adjacency struct {
	starts      []int32
	byID        []Link
	byNeighbour []Link // parallel ones best first
}

// Number returns the number of a city, its place in the order of ids; -1 when it is not
// known.
func (ix *Index) Number(city graph.ID) int32 {
	numbers := ix.numbers.by(func() map[graph.ID]int32 {
		numbers := make(map[graph.ID]int32, len(ix.Cities))
		for i, c := range ix.Cities {
			numbers[c.ID] = int32(i)
		}
		return numbers
	})
	if i, ok := numbers[city]; ok {
		return i
	}
	return -1
}

// LinksFrom returns the links of the city with the number, in order of id; none for -1.
func (ix *Index) LinksFrom(city int32) []Link {
	a := ix.links.by(ix.adjacency)
	return a.of(city, a.byID)
}

// Neighbours returns the links of the city with the number in order of the other city,
// parallel ones best first.
func (ix *Index) Neighbours(city int32) []Link {
	a := ix.links.by(ix.adjacency)
	return a.of(city, a.byNeighbour)
}

func (a *adjacency) of(city int32, links []Link) []Link {
	if city < 0 {
		return nil
	}
	return links[a.starts[city]:a.starts[city+1]]
}

// Between returns the links of one city to another, by their numbers, best first.
func (ix *Index) Between(a, b int32) []Link {
	links := ix.Neighbours(a)
	from, _ := slices.BinarySearchFunc(links, b, func(l Link, b int32) int { return cmp.Compare(l.Number, b) })
	to := from
	for to < len(links) && links[to].Number == b {
		to++
	}
	return links[from:to:to]
}

func (ix *Index) adjacency() *adjacency {
	n := len(ix.Cities)
	a := &adjacency{starts: make([]int32, n+1)}
	ends := make([][2]int32, len(ix.Links))
	for i, l := range ix.Links {
		one, two := ix.Number(l.A), ix.Number(l.B)
		if ends[i] = [2]int32{one, two}; one < 0 || two < 0 {
			ends[i] = [2]int32{-1, -1}
			continue
		}
		a.starts[one+1]++
		a.starts[two+1]++
	}
	for i := range n {
		a.starts[i+1] += a.starts[i]
	}
	a.byID = make([]Link, a.starts[n])
	next := slices.Clone(a.starts[:n])
	for i, l := range ix.Links {
		for side, city := range ends[i] {
			if other := ends[i][1-side]; city >= 0 {
				a.byID[next[city]] = Link{l, ix.Cities[other], other, ix.State(l), ix.Founding(l)}
				next[city]++
			}
		}
	}
	a.byNeighbour = slices.Clone(a.byID)
	for i := range n {
		slices.SortFunc(a.byNeighbour[a.starts[i]:a.starts[i+1]], func(a, b Link) int {
			return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(Footing(a.Status()), Footing(b.Status())), cmp.Compare(a.ID, b.ID))
		})
	}
	return a
}

// Footing orders statuses by how well a link carries a hop, best first.
func Footing(s graph.Status) int {
	switch s {
	case graph.StatusActive:
		return 0
	case graph.StatusContested:
		return 1
	case graph.StatusUnknown:
		return 2
	case graph.StatusSuspended:
		return 3
	}
	return 4
}

// State returns all that is derived of a link's status on the day.
func (ix *Index) State(l *graph.TwinningLink) *graph.LinkStatus {
	history := ix.History(l.ID)
	for i := len(history) - 1; i >= 0; i-- { // most days asked about lie in the last spells
		if history[i].From <= ix.Day {
			return &history[i].LinkStatus
		}
	}
	return &ix.unknown
}

// ClaimsOn returns what was claimed of a link up to the day, in order of effective day,
// then id.
func (ix *Index) ClaimsOn(l *graph.TwinningLink) []*graph.Claim {
	claims := world.Across[*graph.Claim](ix.Moment, l, "claims")
	claims = slices.DeleteFunc(claims, func(c *graph.Claim) bool { return c.Effective().First() > ix.Day })
	slices.SortFunc(claims, ByDay)
	return claims
}

// ByDay orders claims by effective day, then id.
func ByDay(a, b *graph.Claim) int {
	return cmp.Or(cmp.Compare(a.Effective().First(), b.Effective().First()), cmp.Compare(a.ID, b.ID))
}

// Governing returns the claims that give a status, strongest first.
func (ix *Index) Governing(st *graph.LinkStatus) []*graph.Claim {
	claims := make([]*graph.Claim, 0, len(st.Governing))
	for _, id := range st.Governing {
		if c, ok := ix.Record(graph.WordClaim, id).(*graph.Claim); ok {
			claims = append(claims, c)
		}
	}
	return claims
}

// Founding returns the claim with the earliest known founding date of a link, nil when
// there is none by the day.
func (ix *Index) Founding(l *graph.TwinningLink) *graph.Claim {
	return ix.foundings.by(func() map[graph.ID]*graph.Claim {
		earliest := make(map[graph.ID]*graph.Claim, len(ix.Links))
		for _, c := range ix.Claims {
			dated := c.Type == graph.Established && !c.Date.IsZero() && c.Date.First() <= ix.Day
			if had := earliest[c.Link]; dated && (had == nil || c.Date.Compare(had.Date) < 0) {
				earliest[c.Link] = c
			}
		}
		return earliest
	})[l.ID]
}

// OtherSide returns the city of a link that is not the one given.
func OtherSide(l *graph.TwinningLink, city graph.ID) graph.ID {
	if l.A == city {
		return l.B
	}
	return l.A
}

// fewCut is how many links between two countries have to be cut in 36 months for the
// others to be at risk.
const fewCut = 3

// AtRisk reports whether a link is contested, under review, disputed, or active while
// links between the two countries break.
func (ix *Index) AtRisk(l *graph.TwinningLink) bool {
	switch st := ix.State(l); st.Status {
	case graph.StatusContested:
		return true
	case graph.StatusUnknown:
		return st.UnderReview
	case graph.StatusActive:
		return st.UnderReview || st.Disputed || len(ix.CutLike(l)) >= fewCut
	}
	return false
}
