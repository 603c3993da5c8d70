package lists

import (
	"cmp"
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/gazetteer"
	"twingraph/graph/matching"
)

// places are the places that names of a list can mean.
type places struct {
	index *matching.Index
	byID  map[string]*identity
	count map[string]int    // towns of some size by country and name
	codes map[string]string // known cities by their GeoNames ids
}

// identity is a place that names of the list mean.
type identity struct {
	id      string           // city:berlin-de, geonames:2950159, or that of a name
	known   *graph.City      // nil when it is not known yet
	place   *gazetteer.Place // nil when it is not in the gazetteer
	country string
	region  string
	written map[string]int // rows by the name that they write
	under   []string       // the codes of the countries under which rows write it
	among   int            // places of the name, where it is one of them and nobody knows which
	city    *graph.City    // the record, when one is made
}

// location returns where it is, nil when that is not known.
func (i *identity) location() *graph.Location {
	switch {
	case i.known != nil && i.known.Location != nil:
		return i.known.Location
	case i.place != nil:
		return &graph.Location{Latitude: i.place.Latitude, Longitude: i.place.Longitude}
	}
	return nil
}

// sizeable is from how many inhabitants on a place takes part in the question whether a
// country has two of a name.
const sizeable = 5000

// newPlaces indexes the cities that are known and the gazetteer. A known city with a
// GeoNames id is that place.
func newPlaces(known Known, gazette []gazetteer.Place) *places {
	p := &places{byID: map[string]*identity{}, count: map[string]int{}, codes: map[string]string{}}
	byCode := map[string]*graph.City{}
	found := Identify(known.Cities, gazette)
	for _, city := range known.Cities {
		if code := cmp.Or(city.GeoNames, found[city.ID]); code != "" {
			byCode[code] = city
			p.codes[code] = "city:" + string(city.ID)
		}
	}
	var all []matching.Place
	taken := map[*graph.City]*gazetteer.Place{}
	for i := range gazette {
		place := &gazette[i]
		code := place.Code()
		if place.Population >= sizeable {
			p.count[place.Country+" "+graph.Fold(place.Name)]++
		}
		if city := byCode[code]; city != nil {
			taken[city] = place
			continue
		}
		all = append(all, matching.Place{
			ID: "geonames:" + code, Name: place.Name, Aliases: place.Others, Country: place.Country, Region: place.Region,
			Codes: []string{code}, Population: place.Population, Location: &graph.Location{Latitude: place.Latitude, Longitude: place.Longitude},
		})
		claimed(&all[len(all)-1], place)
		p.byID["geonames:"+code] = &identity{id: "geonames:" + code, place: place, country: place.Country, region: place.Region, written: map[string]int{}}
	}
	for _, city := range known.Cities {
		place := taken[city]
		m := matching.PlaceOf(city)
		m.ID = "city:" + m.ID
		if place != nil {
			m.Aliases = slices.Concat(m.Aliases, []string{place.Name}, place.Others)
			m.Population = max(m.Population, place.Population)
			claimed(&m, place)
		}
		all = append(all, m)
		p.byID[m.ID] = &identity{id: m.ID, known: city, place: place, country: city.Country, region: city.Region, written: map[string]int{}}
	}
	p.index = matching.New(all)
	return p
}

// find returns the place of a decision's target; nil when there is none.
func (p *places) find(target string) *identity {
	if found := p.byID[target]; found != nil {
		return found
	}
	if code, is := strings.CutPrefix(target, "geonames:"); is { // that of a known city
		return p.byID[p.codes[code]]
	}
	return nil
}
