package lists

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"twingraph/graph"
)

// pair makes pairs of the rows whose ends are both settled.
func (c *conversion) pair() {
	settled := c.settleEnds()
	hosts := map[*identity]bool{}
	for i := range c.rows {
		for side := range 2 {
			if found := settled[i][side]; found != nil {
				found.written[c.ends[i][side].text]++
				if code := c.ends[i][side].country; !slices.Contains(found.under, code) {
					found.under = append(found.under, code)
				}
			} else if m := c.names[c.ends[i][side]]; !m.skipped {
				m.rows++
			}
		}
		if settled[i][0] != nil {
			hosts[settled[i][0]] = true
		}
	}
	c.christen(settled)
	c.pairs, c.maybe = map[[2]graph.ID]*Pair{}, map[[2]graph.ID]bool{}
	seen := map[[2]graph.ID]int{} // by the cities in the order of the list
	for i, ends := range settled {
		switch {
		case ends[0] == nil || ends[1] == nil:
			c.report.Held++
			c.hold(i)
			c.possible(i, ends)
			continue
		case ends[0].city == ends[1].city:
			c.report.Loops = append(c.report.Loops, i)
			continue
		}
		a, b := ends[0].city.ID, ends[1].city.ID
		if first, twice := seen[[2]graph.ID{a, b}]; twice {
			c.report.Twice = append(c.report.Twice, [2]int{first, i})
		} else {
			seen[[2]graph.ID{a, b}] = i
		}
		key := pairOf(a, b)
		if c.pairs[key] == nil {
			c.pairs[key] = &Pair{A: key[0], B: key[1]}
		} else if len(c.pairs[key].rows) == 1 && c.settledOther(c.pairs[key].rows[0], a, settled) {
			c.report.Both++
		}
		c.pairs[key].rows = append(c.pairs[key].rows, i)
	}
	if c.about.Covers {
		for host := range hosts {
			c.edition.Covered = append(c.edition.Covered, host.city.ID)
		}
		slices.Sort(c.edition.Covered)
		c.edition.Covered = slices.Compact(c.edition.Covered)
	}
}

// hold notes a row that is held back.
func (c *conversion) hold(row int) {
	a, b := c.ends[row][0], c.ends[row][1]
	if !c.names[a].skipped && !c.names[b].skipped {
		c.edition.Held = append(c.edition.Held, Held{a.text, a.country, b.text, b.country})
	}
}

// settledOther reports whether a row has another city first.
func (c *conversion) settledOther(row int, a graph.ID, settled [][2]*identity) bool {
	return settled[row][0].city.ID != a
}

// christen makes a city of each place that the rows mean and that is not known, and gives
// it an id: name-country, and name-region-country where the country has two of that name.
func (c *conversion) christen(settled [][2]*identity) {
	met := map[*identity]bool{}
	for _, ends := range settled {
		for _, i := range ends {
			if i != nil {
				met[i] = true
			}
		}
	}
	order := slices.SortedFunc(maps.Keys(met), func(a, b *identity) int { return cmp.Compare(a.id, b.id) })
	taken := map[graph.ID]bool{}
	for _, city := range c.known.Cities {
		taken[city.ID] = true
	}
	c.cities = map[graph.ID]*graph.City{}
	wanted := map[graph.ID]int{}
	for _, i := range order {
		if i.known != nil {
			i.city = i.known
			continue
		}
		i.city = c.cityOf(i)
		c.territory(i)
		wanted[slug(i.city, "")]++
	}
	for _, i := range order {
		if i.known != nil {
			continue
		}
		id := slug(i.city, "")
		if i.city.Region != "" && (i.city.Country == "US" || taken[id] || wanted[id] > 1 || c.places.count[i.city.Country+" "+graph.Fold(i.city.Name)] > 1) {
			id = slug(i.city, regionOf(i))
		}
		if taken[id] && i.place != nil {
			id = slug(i.city, i.place.Code())
		}
		for n := 'b'; taken[id]; n++ {
			id = slug(i.city, string(n))
		}
		taken[id] = true
		i.city.ID = id
		c.cities[id] = i.city
	}
	c.unite(order)
}

// unite makes one of the cities of which somebody decided that they are one: the known one, or
// the one that the decision names second. Two that are known stay two; they are merged in the
// store where they are.
func (c *conversion) unite(met []*identity) {
	for _, q := range c.decisions.all {
		if q.Kind != AreAlike || q.Decision != Same {
			continue
		}
		one, other := graph.ID(q.Name), graph.ID(cmp.Or(q.Target, q.Partner))
		if c.cities[one] == nil {
			one, other = other, one
		}
		stays := slices.IndexFunc(met, func(i *identity) bool { return i.city.ID == other })
		if c.cities[one] == nil || stays < 0 {
			continue
		}
		for _, i := range met {
			if i.city.ID == one {
				if city := met[stays].city; c.cities[other] != nil {
					city.Aliases = withName(city, i.city.Name)
				}
				i.city = met[stays].city
			}
		}
		delete(c.cities, one)
	}
}

// withName returns the other names of a city with one more, in order.
func withName(city *graph.City, name string) []string {
	if name == city.Name || name == city.LocalName || slices.Contains(city.Aliases, name) {
		return city.Aliases
	}
	return slices.Sorted(slices.Values(append(slices.Clone(city.Aliases), name)))
}

// regionOf returns the region as ids have it: in the United States the code of the state,
// as everybody writes it.
func regionOf(i *identity) string {
	if i.country == "US" && i.place != nil {
		return i.place.RegionCode
	}
	return i.city.Region
}

// slug returns the id of a city, with what stands between its name and its country.
func slug(city *graph.City, between string) graph.ID {
	return graph.ShapeOf(graph.WordCity).Slug(&graph.City{Name: strings.TrimSpace(city.Name + " " + between), Country: city.Country})
}

// cityOf makes the record of a place: its name as the list writes it most often, with the
// gazetteer's and the other ones that the list has.
func (c *conversion) cityOf(i *identity) *graph.City {
	names := slices.SortedFunc(maps.Keys(i.written), func(a, b string) int {
		return cmp.Or(cmp.Compare(i.written[b], i.written[a]), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	city := &graph.City{Name: names[0], Country: i.country, Region: i.region}
	city.Sources, city.Confidence = []graph.ID{c.about.Source.ID}, graph.Documented
	if p := i.place; p != nil {
		city.GeoNames, city.LocalName = p.Code(), p.Name
		city.Location = &graph.Location{Latitude: p.Latitude, Longitude: p.Longitude}
		if p.Population > 0 {
			n := int(p.Population)
			city.Population = &n
		}
		city.Sources = append(city.Sources, Gazetteer)
	}
	if i.among > 0 {
		city.Notes = fmt.Sprintf("Which of %d places of this name in its country it is, the list does not say", i.among)
	}
	city.Kind = kindOf(city)
	said := []string{city.Name, city.LocalName}
	for _, name := range names[1:] {
		if !slices.Contains(said, name) && !strings.ContainsAny(name, ";") {
			city.Aliases = append(city.Aliases, name)
		}
	}
	slices.Sort(city.Aliases)
	return city
}

// Gazetteer is the id of the source of what GeoNames says of a city.
const Gazetteer graph.ID = "geonames"

// large is from how many inhabitants on a town is written as a city.
const large = 100_000

// kinds are the kinds of place that a word of its name says.
var kinds = []struct {
	word string
	kind graph.CityKind
}{
	{"county", graph.CityKindCounty}, {"powiat", graph.CityKindCounty}, {"raion", graph.CityKindDistrict}, {"district", graph.CityKindDistrict},
	{"oblast", graph.CityKindOblast}, {"voivodeship", graph.CityKindVoivodeship}, {"department", graph.CityKindDepartment},
	{"region", graph.CityKindRegion}, {"province", graph.CityKindRegion}, {"prefecture", graph.CityKindRegion}, {"state", graph.CityKindRegion},
	{"municipality", graph.CityKindMunicipality},
}

// kindOf returns what kind of place a city is, as far as its name and size say.
func kindOf(city *graph.City) graph.CityKind {
	words := strings.Fields(graph.Fold(city.Name))
	for _, k := range kinds {
		if slices.Contains(words, k.word) {
			return k.kind
		}
	}
	switch {
	case city.GeoNames == "":
		return graph.CityKindMunicipality
	case city.Population != nil && *city.Population >= large:
		return graph.CityKindCity
	}
	return graph.CityKindTown
}
