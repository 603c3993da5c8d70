package atlas

import (
	"context"
	"strings"

	"twingraph/graph"
)

// CitySelection selects the cities of a place: one city, all cities of a country, or those
// that a filter selects; exactly one of the three.
type CitySelection struct {
	City    *string // slug or global id
	Country *string // ISO 3166-1 alpha-2
	Cities  Filter
}

// placed returns the cities of a place, in order of id: at least one. Errors have code
// BadUserInput or NotFound, or are the reader's, and name the part of the argument.
func (s *state) placed(ctx context.Context, place CitySelection, argument string) ([]graph.ID, error) {
	given := 0
	for _, is := range []bool{place.City != nil, place.Country != nil, place.Cities != nil} {
		if is {
			given++
		}
	}
	switch {
	case given != 1:
		return nil, graph.Errorf(graph.BadUserInput, "a place is a city, a country or a filter of cities; give exactly one of them").At(argument)
	case place.City != nil:
		id, err := s.idOf(ctx, graph.WordCity, *place.City, argument+".city")
		return []graph.ID{id}, err
	case place.Country != nil:
		code := strings.ToUpper(*place.Country)
		ids := s.citiesWhere(graph.In("country", code))
		if len(ids) == 0 {
			return nil, graph.Errorf(graph.NotFound, "no city of a country with the code %.10q is known; give two letters such as \"PL\"", code).At(argument + ".country")
		}
		return ids, nil
	}
	where, err := readPart(graph.WordCity, place.Cities, argument+".cities")
	if err != nil {
		return nil, err
	}
	if where == nil {
		return nil, graph.Errorf(graph.BadUserInput, "the filter is empty and would select the whole world; say which cities").At(argument + ".cities")
	}
	ids := s.citiesWhere(where)
	if len(ids) == 0 {
		return nil, graph.Errorf(graph.NotFound, "no city matches the filter on that day").At(argument + ".cities")
	}
	return ids, nil
}

// citiesWhere returns the ids of the cities that a filter selects on the day.
func (s *state) citiesWhere(where *graph.Filter) []graph.ID {
	return each(s.Select(graph.WordCity, where, s.view.AsOf), func(r graph.Record) graph.ID { return r.Base().ID })
}
