package lists

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/gazetteer"
)

// How near a place of the gazetteer must be to be a city of that name, in kilometres; and
// how far every other place of that name must be from it.
const (
	here   = 3
	around = 15
)

// Identify returns the GeoNames ids of cities that have none, where there is no doubt: a
// town that lies where the gazetteer has one place of that name, and no second one around.
// Counties, regions and other divisions are no towns, and get none: their seat is another
// place than they are.
func Identify(cities []*graph.City, places []gazetteer.Place) map[graph.ID]string {
	taken := map[string]bool{}
	wanted := map[string]bool{}
	for _, city := range cities {
		taken[city.GeoNames] = true
		for _, name := range townNames(city) {
			wanted[name] = true
		}
	}
	byName := map[string][]*gazetteer.Place{}
	for i := range places {
		p := &places[i]
		for _, name := range append([]string{p.Name}, p.Others...) {
			key := p.Country + " " + graph.Fold(name)
			if wanted[key] && !slices.Contains(byName[key], p) {
				byName[key] = append(byName[key], p)
			}
		}
	}
	found := map[graph.ID]string{}
	of := map[string][]graph.ID{}
	for _, city := range cities {
		if place := townAt(city, byName); place != nil && !taken[place.Code()] {
			of[place.Code()] = append(of[place.Code()], city.ID)
		}
	}
	for code, ids := range of {
		if len(ids) == 1 { // two cities in one place: which of them it is, is in doubt
			found[ids[0]] = code
		}
	}
	return found
}

// townAt returns the only place of the name of a town where it lies.
func townAt(city *graph.City, byName map[string][]*gazetteer.Place) *gazetteer.Place {
	var found *gazetteer.Place
	for _, name := range townNames(city) {
		for _, place := range byName[name] {
			at := graph.Location{Latitude: place.Latitude, Longitude: place.Longitude}
			km := graph.Kilometres(*city.Location, at)
			switch {
			case km > around || place == found:
			case km > here || found != nil:
				return nil
			default:
				found = place
			}
		}
	}
	return found
}

// townNames returns the names of a town with its country, as they are compared; none of
// what is no town, has an id or no place.
func townNames(city *graph.City) []string {
	towns := []graph.CityKind{graph.CityKindCity, graph.CityKindTown, graph.CityKindMunicipality}
	if city.GeoNames != "" || city.Location == nil || !slices.Contains(towns, city.Kind) {
		return nil
	}
	var names []string
	for _, name := range []string{city.Name, city.LocalName} {
		if folded := graph.Fold(name); folded != "" {
			names = append(names, city.Country+" "+folded)
		}
	}
	return slices.Compact(names)
}
