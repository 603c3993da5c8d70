package written

import (
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/export"
)

// Question reads what an export in a format asks for: asOf, knownAt and filter, the last
// a CityFilter or a TwinningLinkFilter by the format, and its form: detail, a SpellDetail
// of the API, and lists, json or text. Without asOf it is about today.
// Errors have code BadUserInput or LimitExceeded and name the parameter.
func Question(f export.Format, today graph.Day, parameters map[string]string) (export.Question, error) {
	q := export.Question{AsOf: today, KnownAt: graph.Latest(), Tier: graph.TierPublic, Of: f.Of}
	for _, name := range slices.Sorted(maps.Keys(parameters)) {
		var err error
		text := parameters[name]
		switch name {
		case "asOf":
			if q.AsOf, err = graph.ParseDay(text); err != nil {
				return q, graph.Errorf(graph.BadUserInput, "%q is not a date: write YYYY-MM-DD, for example 2022-03-01", text).At(name)
			}
		case "knownAt":
			if q.KnownAt, err = graphql.UnmarshalTime(text); err != nil {
				return q, graph.Errorf(graph.BadUserInput, "%q is not an instant: write 2026-11-22T00:00:00Z", text).At(name)
			}
			q.KnownAt = q.KnownAt.UTC()
		case "filter":
			if q.Where, err = filter(f.Of, text); err != nil {
				return q, err
			}
		case "detail":
			if q.Form.Detail = export.Detail(text); !slices.Contains(export.Details(), q.Form.Detail) {
				return q, graph.Errorf(graph.BadUserInput, "%q is no SpellDetail: write STATUS or ANSWER", text).At(name)
			}
		case "lists":
			if q.Form.TextLists = text == "text"; !q.Form.TextLists && text != "json" {
				return q, graph.Errorf(graph.BadUserInput, "%q is no way to write lists: write json or text", text).At(name)
			}
		default:
			return q, graph.Errorf(graph.BadUserInput, "there is no parameter %q here; there are asOf, knownAt, filter, detail and lists", name).At(name)
		}
	}
	q.Established = f.Dated && !f.Lasting && !atlas.Mentions(q.Where, "status")
	return q, nil
}

// filter reads a filter in JSON.
func filter(of graph.Word, text string) (*graph.Filter, error) {
	written, err := input(string(of)+"Filter", text)
	if err != nil {
		return nil, err
	}
	return atlas.ReadFilter(of, written)
}
