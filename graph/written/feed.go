package written

import (
	"maps"
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/feed"
)

// Feed reads what a feed asks for: filter, a TwinningLinkFilter in JSON as of an export, city,
// country and before. Errors have code BadUserInput or LimitExceeded and name the parameter.
func Feed(parameters map[string]string) (feed.Question, error) {
	q := feed.Question{Given: parameters}
	for _, name := range slices.Sorted(maps.Keys(parameters)) {
		var where *graph.Filter
		var err error
		text := parameters[name]
		switch name {
		case "filter":
			where, err = filter(graph.WordTwinningLink, text)
		case "city":
			q.City = text
			_, err = atlas.ParseID(graph.WordCity, text, name)
		case "country":
			where = graph.Has("cities", graph.In("country", text))
			if len(text) != 2 || strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
				err = graph.Errorf(graph.BadUserInput, "%.20q is not the code of a country: write two capital letters, such as PL", text).At(name)
			}
		case "before":
			q.Before = text
		default:
			err = graph.Errorf(graph.BadUserInput, "there is no parameter %.100q here; there are filter, city, country and before", name).At(name)
		}
		if err != nil {
			return q, err
		}
		q.Where = graph.All(q.Where, where)
	}
	return q, nil
}
