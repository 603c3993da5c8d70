package reconcile

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/matching"
)

// mostQueries bounds the queries of a batch; clients send ten or so.
const mostQueries = 100

// Query asks which cities a cell of a table means.
type Query struct {
	Query      string     `json:"query"`
	Type       typeNames  `json:"type"`
	Limit      int        `json:"limit"`
	Properties []Property `json:"properties"`
}

// Property is what else is known of the cell: country, region, or a code.
type Property struct {
	PID   string `json:"pid"`
	Value any    `json:"v"`
}

// typeNames are types, written as one or as a list.
type typeNames []string

// UnmarshalJSON reads one type or several.
func (t *typeNames) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*t = nil
		if one != "" {
			*t = typeNames{one}
		}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(t))
}

// Answer is what one query is answered.
type Answer struct {
	Result []Candidate `json:"result"`
}

// Candidate is a city that a cell may mean.
type Candidate struct {
	Named
	Score    float64   `json:"score"` // 0 to 100
	Match    bool      `json:"match"` // it is the one, beyond doubt
	Type     []Named   `json:"type"`
	Features []Feature `json:"features"` // reasons, each true
}

// Feature is a reason for a candidate, or against it.
type Feature struct {
	ID    string `json:"id"`
	Value bool   `json:"value"`
}

// ReadQueries reads a batch of queries by their keys. Errors have code BadUserInput or
// LimitExceeded.
func ReadQueries(text string) (map[string]Query, error) {
	var batch map[string]Query
	if err := json.Unmarshal([]byte(text), &batch); err != nil || batch == nil {
		return nil, graph.Errorf(graph.BadUserInput, `queries is not a batch of queries: write for example {"q0": {"query": "Aachen"}}`).At("queries")
	}
	if len(batch) > mostQueries {
		return nil, graph.Errorf(graph.LimitExceeded, "there are %d queries; send at most %d in a batch", len(batch), mostQueries).At("queries")
	}
	return batch, nil
}

// Answers answers a batch. Errors are those of atlas.Request.MatchCities.
func (s Service) Answers(ctx context.Context, r *atlas.Request, batch map[string]Query) (map[string]Answer, error) {
	answers := map[string]Answer{}
	var rows []*matching.Row
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(batch)) {
		q := batch[key]
		answers[key] = Answer{[]Candidate{}}
		if len(q.Type) == 0 || slices.Contains(q.Type, cityType) {
			keys, rows = append(keys, key), append(rows, q.row())
		}
	}
	if len(rows) == 0 {
		return answers, nil
	}
	matches, err := r.MatchCities(ctx, r.View(), rows, matching.MostCandidates)
	if err != nil {
		return nil, err
	}
	for i, match := range matches {
		found := []Candidate{}
		for n, c := range match.Candidates {
			one := Candidate{
				Named: named(c.City), Score: 100 * c.Score, Match: n == 0 && match.Outcome == matching.Matched,
				Type: []Named{{ID: cityType, Name: "City"}}, Features: []Feature{},
			}
			for _, reason := range c.Reasons {
				one.Features = append(one.Features, Feature{strings.ToLower(string(reason)), true})
			}
			found = append(found, one)
		}
		if limit := batch[keys[i]].Limit; limit > 0 && limit < len(found) {
			found = found[:limit]
		}
		answers[keys[i]] = Answer{found}
	}
	return answers, nil
}

// row returns a query as a row of a list. Properties that say nothing of where a city is are
// left out, and so are empty cells.
func (q Query) row() *matching.Row {
	row := &matching.Row{Name: q.Query}
	for _, p := range q.Properties {
		text := valueOf(p.Value)
		if text == "" {
			continue
		}
		switch p.PID {
		case "country":
			row.Country = text
		case "region":
			row.Region = text
		case "wikidata", "geonames", "slug":
			row.Code = text
		}
	}
	return row
}

// valueOf returns the text of a value: of a list the first, of an entity its id or name.
func valueOf(value any) string {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(v)
	case float64:
		text, _ := json.Marshal(v)
		return string(text)
	case []any:
		if len(v) > 0 {
			return valueOf(v[0])
		}
	case map[string]any:
		for _, key := range []string{"id", "name", "str"} {
			if text := valueOf(v[key]); text != "" {
				return text
			}
		}
	}
	return ""
}

// named returns a city with where it is, to tell namesakes apart.
func named(c *graph.City) Named {
	n := Named{ID: string(c.ID), Name: c.Name}
	var where []string
	for _, part := range []string{c.Region, c.Country} {
		if part != "" {
			where = append(where, part)
		}
	}
	n.Description = strings.Join(where, ", ")
	return n
}
