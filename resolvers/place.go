package resolvers

import (
	"context"
	"strings"

	"twingraph/graph"
	"twingraph/graph/model"
)

// placed returns the cities of a place, in order of id: at least one. Errors have code
// BadUserInput or NotFound, or are the reader's, and name the part of the argument.
func (w whole) placed(ctx context.Context, place model.Place, argument string) ([]graph.ID, error) {
	city, country, filter := place.City.Value(), place.Country.Value(), place.Cities.Value()
	given := 0
	for _, is := range []bool{city != nil, country != nil, filter != nil} {
		if is {
			given++
		}
	}
	switch {
	case given != 1:
		return nil, graph.Errorf(graph.BadUserInput, "a place is a city, a country or a filter of cities; give exactly one of them").At(argument)
	case city != nil:
		id, err := w.idOf(ctx, graph.WordCity, *city, argument+".city")
		return []graph.ID{id}, err
	case country != nil:
		code := strings.ToUpper(*country)
		ids := w.citiesWhere(graph.In("country", code))
		if len(ids) == 0 {
			return nil, graph.Errorf(graph.NotFound, "no city of a country with the code %.10q is known; give two letters such as \"PL\"", code).At(argument + ".country")
		}
		return ids, nil
	}
	where, err := filterIn(graph.WordCity, plain(filter), argument+".cities")
	if err != nil {
		return nil, err
	}
	if where == nil {
		return nil, graph.Errorf(graph.BadUserInput, "the filter is empty and would select the whole world; say which cities").At(argument + ".cities")
	}
	ids := w.citiesWhere(where)
	if len(ids) == 0 {
		return nil, graph.Errorf(graph.NotFound, "no city matches the filter on that day").At(argument + ".cities")
	}
	return ids, nil
}

// citiesWhere returns the ids of the cities that a filter selects on the day.
func (w whole) citiesWhere(where *graph.Filter) []graph.ID {
	return idsOf(w.Select(graph.WordCity, where, w.asOf))
}

// filterIn turns a filter input that is part of an argument into a filter; nil for one
// that selects everything. Errors name the part.
func filterIn(word graph.Word, input map[string]any, argument string) (*graph.Filter, error) {
	where, err := partsOf(word, input, argument)
	if err != nil {
		return nil, err
	}
	if err := where.Check(word); err != nil {
		return nil, at(err, argument)
	}
	return where, nil
}
