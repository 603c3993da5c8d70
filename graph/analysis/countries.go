package analysis

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// CountryPair counts the links between cities of two countries, or within one.
type CountryPair struct {
	A, B     string // codes, A not after B; empty for not known
	Links    int
	ByStatus map[graph.Status]int // statuses without a link are left out
	// InDispute is how many of the links have a city in a place that several states claim.
	InDispute int
}

// CountryMatrix counts the chosen links by the countries of their cities and by
// status: one entry for each two countries with a link, in order of A, then B.
// Parallel links count each.
func CountryMatrix(n *Network) []CountryPair {
	cells := map[[2]int32]*CountryPair{}
	for _, p := range n.chosen {
		if !n.linked(p) {
			continue
		}
		a, b := n.country[n.pairs[p][0]], n.country[n.pairs[p][1]]
		at := [2]int32{min(a, b), max(a, b)}
		cell := cells[at]
		if cell == nil {
			cell = &CountryPair{A: n.countryCode(at[0]), B: n.countryCode(at[1]), ByStatus: map[graph.Status]int{}}
			cells[at] = cell
		}
		for _, t := range n.allLinksOf(p) {
			if n.chooses(t) {
				cell.Links++
				cell.ByStatus[n.status[t].status()]++
				if n.nodes[n.pairs[p][0]].InDispute || n.nodes[n.pairs[p][1]].InDispute {
					cell.InDispute++
				}
			}
		}
	}
	matrix := make([]CountryPair, 0, len(cells))
	for _, cell := range cells {
		matrix = append(matrix, *cell)
	}
	slices.SortFunc(matrix, func(x, y CountryPair) int {
		return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return matrix
}

// CountriesWithoutLinks returns the countries of cities none of whose cities has a chosen
// link, in order of the codes; cities whose country is not known are left aside.
func CountriesWithoutLinks(n *Network) []string {
	linked := make([]bool, len(n.countries))
	for _, p := range n.chosen {
		if !n.linked(p) {
			continue
		}
		for _, city := range n.pairs[p] {
			if country := n.country[city]; country >= 0 {
				linked[country] = true
			}
		}
	}
	without := []string{}
	for index, code := range n.countries {
		if !linked[index] {
			without = append(without, code)
		}
	}
	slices.Sort(without)
	return without
}

// countryCode returns the code of a country by its index, empty for -1.
func (r *roster) countryCode(index int32) string {
	if index < 0 {
		return ""
	}
	return r.countries[index]
}

// CountryCount is a number of cities of one country.
type CountryCount struct {
	Country string // empty for not known
	Cities  int
}

// countCountries counts cities by country: most cities first, then by code.
func (n *Network) countCountries(cities []int) []CountryCount {
	number := map[string]int{}
	for _, city := range cities {
		number[n.nodes[city].Country]++
	}
	counts := make([]CountryCount, 0, len(number))
	for country, k := range number {
		counts = append(counts, CountryCount{country, k})
	}
	slices.SortFunc(counts, func(a, b CountryCount) int {
		return cmp.Or(cmp.Compare(b.Cities, a.Cities), cmp.Compare(a.Country, b.Country))
	})
	return counts
}
