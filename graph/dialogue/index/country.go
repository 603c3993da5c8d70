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

func (ix *Index) countriesOf(link graph.ID) [2]string {
	l := ix.Link(link)
	return Pair(Country(ix.City(l.A)), Country(ix.City(l.B)))
}

// CutLike returns the links between the two countries of a link that were suspended or
// ended in the 36 months before the day and still are, in order of id.
func (ix *Index) CutLike(l *graph.TwinningLink) []*graph.TwinningLink {
	return ix.cut()[Pair(Country(ix.City(l.A)), Country(ix.City(l.B)))]
}

func (ix *Index) cutByCountries() map[[2]string][]*graph.TwinningLink {
	return grouped(ix.Links, func(l *graph.TwinningLink) [][2]string {
		st := ix.State(l)
		if st.Status != graph.StatusSuspended && st.Status != graph.StatusEnded || st.SinceDay < ix.Ago(36) {
			return nil
		}
		pair := ix.countriesOf(l.ID)
		return when(pair[0] != "", pair)
	})
}

// Restored returns the acts by which links of a country that are active were restored,
// in order of link, the latest of each.
func (ix *Index) Restored(country string) []*graph.Claim { return ix.restored()[country] }

// Reaffirmed returns likewise the acts by which links between two countries were
// reaffirmed.
func (ix *Index) Reaffirmed(a, b string) []*graph.Claim { return ix.reaffirmed()[Pair(a, b)] }

func (ix *Index) restoredByCountry() map[string][]*graph.Claim {
	return grouped(ix.lasting(graph.Restored), func(c *graph.Claim) []string {
		pair := ix.countriesOf(c.Link)
		return slices.DeleteFunc(slices.Compact(pair[:]), func(country string) bool { return country == "" })
	})
}

func (ix *Index) reaffirmedByCountries() map[[2]string][]*graph.Claim {
	return grouped(ix.lasting(graph.Reaffirmed), func(c *graph.Claim) [][2]string {
		pair := ix.countriesOf(c.Link)
		return when(pair[0] != "", pair)
	})
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
	return ix.partnerships()[Pair(a, b)]
}

func (ix *Index) partnershipsByCountries() map[[2]string][]*graph.Partnership {
	return grouped(ix.Partnerships, func(p *graph.Partnership) (pairs [][2]string) {
		if !ix.Begun(p.Start) {
			return nil
		}
		var countries []string
		for _, id := range p.Cities {
			if c := Country(ix.City(id)); c != "" {
				countries = append(countries, c)
			}
		}
		slices.Sort(countries)
		countries = slices.Compact(countries)
		for i, one := range countries {
			for _, two := range countries[i+1:] {
				pairs = append(pairs, [2]string{one, two})
			}
		}
		return pairs
	})
}

// Withdrawal is a discriminating text that the body itself repealed or amended.
type Withdrawal struct {
	Text *graph.Resolution
	City *graph.City
	When graph.PartialDate
}

// Withdrawals returns the texts of a country that their bodies had given up by the day,
// in order of id.
func (ix *Index) Withdrawals(country string) []Withdrawal { return ix.withdrawals()[country] }

func (ix *Index) withdrawalsByCountry() map[string][]Withdrawal {
	found := map[string][]Withdrawal{}
	for _, r := range ix.Resolutions {
		c := ix.City(r.City)
		if when, ok := ix.GivenUp(r); ok && Discriminates(r.Kind) && c != nil {
			found[c.Country] = append(found[c.Country], Withdrawal{r, c, when})
		}
	}
	return found
}
