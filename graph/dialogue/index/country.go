package index

import (
	"slices"

	"twingraph/graph"
)

// Country returns the country of a city, empty for nil or when it is not known.
func Country(c *graph.City) string {
	if c == nil {
		return ""
	}
	return c.Country
}

// Pair returns two countries in order, so that both directions have one key.
func Pair(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

// pairOf returns the countries of a link in order; false when one is not known.
func (ix *Index) pairOf(l *graph.TwinningLink) ([2]string, bool) {
	pair := Pair(Country(ix.City(l.A)), Country(ix.City(l.B)))
	return pair, pair[0] != ""
}

// CutLike returns the links between the two countries of a link that an act suspended or
// ended in the 36 months before the day and that still are, in order of id. One of which only a
// report is known says that it was cut, and not when.
func (ix *Index) CutLike(l *graph.TwinningLink) []*graph.TwinningLink {
	pair, _ := ix.pairOf(l)
	return ix.cut.by(func() map[[2]string][]*graph.TwinningLink {
		return grouped(ix.Links, func(l *graph.TwinningLink) [][2]string {
			st := ix.State(l)
			pair, known := ix.pairOf(l)
			if st.Status != graph.StatusSuspended && st.Status != graph.StatusEnded || st.Since.IsZero() || st.SinceDay < ix.Ago(36) || !known {
				return nil
			}
			return [][2]string{pair}
		})
	})[pair]
}

// Restored returns the acts by which links of a country that are active were restored,
// in order of link, the latest of each.
func (ix *Index) Restored(country string) []*graph.Claim {
	return ix.restored.by(func() map[string][]*graph.Claim {
		return grouped(ix.lasting(graph.Restored), func(c *graph.Claim) []string {
			pair, _ := ix.pairOf(ix.Link(c.Link))
			return slices.Compact(pair[:])
		})
	})[country]
}

// Reaffirmed returns likewise the acts by which links between two countries were
// reaffirmed.
func (ix *Index) Reaffirmed(a, b string) []*graph.Claim {
	return ix.reaffirmed.by(func() map[[2]string][]*graph.Claim {
		return grouped(ix.lasting(graph.Reaffirmed), func(c *graph.Claim) [][2]string {
			if pair, known := ix.pairOf(ix.Link(c.Link)); known {
				return [][2]string{pair}
			}
			return nil
		})
	})[Pair(a, b)]
}

// lasting returns the latest act of a type on each link that is active, in order of link.
func (ix *Index) lasting(act graph.ClaimType) []*graph.Claim {
	latest := map[graph.ID]*graph.Claim{}
	for _, c := range ix.Claims {
		if c.Type == act && c.Effective().First() <= ix.Day && (latest[c.Link] == nil || ByDay(latest[c.Link], c) < 0) {
			latest[c.Link] = c
		}
	}
	var claims []*graph.Claim
	for _, l := range ix.Links {
		if c := latest[l.ID]; c != nil && ix.State(l).Status == graph.StatusActive {
			claims = append(claims, c)
		}
	}
	return claims
}

// PartnershipsBetween returns the partnerships between cities of two countries that had
// begun by the day, in order of id.
func (ix *Index) PartnershipsBetween(a, b string) []*graph.Partnership {
	return ix.partnerships.by(func() map[[2]string][]*graph.Partnership {
		return grouped(ix.Partnerships, func(p *graph.Partnership) (pairs [][2]string) {
			if !ix.Underway(p, p.Start) {
				return nil
			}
			for i, one := range p.Cities {
				for _, two := range p.Cities[i+1:] {
					pair := Pair(Country(ix.City(one)), Country(ix.City(two)))
					if pair[0] != "" && pair[0] != pair[1] && !slices.Contains(pairs, pair) {
						pairs = append(pairs, pair)
					}
				}
			}
			return pairs
		})
	})[Pair(a, b)]
}

// Withdrawal is a discriminating text that the body itself repealed or amended.
type Withdrawal struct {
	Text *graph.Resolution
	City *graph.City
	When graph.PartialDate
}

// Withdrawals returns the texts of a country that their bodies had given up by the day,
// in order of id.
func (ix *Index) Withdrawals(country string) []Withdrawal {
	return ix.withdrawals.by(func() map[string][]Withdrawal {
		all := map[string][]Withdrawal{}
		for _, r := range ix.Resolutions {
			c := ix.City(r.City)
			if when, ok := ix.GivenUp(r); ok && Discriminates(r.Kind) && c != nil {
				all[c.Country] = append(all[c.Country], Withdrawal{r, c, when})
			}
		}
		return all
	})[country]
}

// ApproachesTo returns the approaches to a city that were made by the day, in order of id.
func (ix *Index) ApproachesTo(city graph.ID) []*graph.Approach {
	return ix.approaches.by(func() map[graph.ID][]*graph.Approach {
		begun := slices.DeleteFunc(slices.Clone(ix.Approaches), func(a *graph.Approach) bool { return !ix.Begun(a.Date) })
		return grouped(begun, func(a *graph.Approach) []graph.ID { return []graph.ID{a.To} })
	})[city]
}
