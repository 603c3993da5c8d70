package main

import (
	"context"
	_ "embed"
	"slices"

	"twingraph/graph/matching"
)

// The question by which a server is asked about a list.
//
//go:embed match.graphql
var matchQuestion string

// matchRows asks a server.
func (r *remote) matchRows(ctx context.Context, rows []*matching.Row, q townQuestion) ([]townMatch, error) {
	type city struct {
		Slug, Name, Country string
		Links               struct {
			Nodes []struct {
				Slug   string
				Cities []struct{ Slug, Name string }
				Status struct{ Status, Since string }
			}
		}
	}
	var answer struct {
		MatchCities []struct {
			Outcome    matching.Outcome
			City       *city
			Candidates []struct {
				City    struct{ Slug string }
				Score   float64
				Reasons []string
			}
		}
	}
	variables := map[string]any{"candidates": q.candidates, "links": len(q.statuses) > 0, "statuses": q.statuses}
	given := make([]map[string]string, len(rows))
	for i, row := range rows {
		given[i] = map[string]string{"name": row.Name, "country": row.Country, "region": row.Region, "code": row.Code}
	}
	variables["rows"] = given
	if q.asOf != nil {
		variables["asOf"] = q.asOf.String()
	}
	if err := r.ask(ctx, matchQuestion, variables, &answer); err != nil {
		return nil, err
	}
	matches := make([]townMatch, len(answer.MatchCities))
	for i, m := range answer.MatchCities {
		matches[i].Outcome = m.Outcome
		for _, c := range m.Candidates {
			matches[i].Candidates = append(matches[i].Candidates, townCandidate{c.City.Slug, c.Score, c.Reasons})
		}
		if m.City == nil {
			continue
		}
		matches[i].City = &townCity{Slug: m.City.Slug, Name: m.City.Name, Country: m.City.Country}
		for _, l := range m.City.Links.Nodes {
			at := slices.IndexFunc(l.Cities, func(end struct{ Slug, Name string }) bool { return end.Slug != m.City.Slug })
			if at >= 0 {
				matches[i].City.Links = append(matches[i].City.Links, townLink{l.Slug, l.Cities[at].Name, l.Status.Status, l.Status.Since})
			}
		}
	}
	return matches, nil
}
