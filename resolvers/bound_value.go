package resolvers

import (
	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
)

// valueFields adds the fields of what records hold that is no text, date or number, and of
// pages.
func valueFields(known fields) {
	known["PageInfo"] = pageInfoFields()
	for _, word := range exposed() {
		known[string(word)+"Edge"] = edgeFields(word)
	}
	known["CityName"] = map[string]field{
		"name":     textField(func(n graph.CityName) string { return n.Name }),
		"language": optionalField(func(n graph.CityName) string { return n.Language }),
		"from":     dateField(func(n graph.CityName) graph.PartialDate { return n.From }),
		"to":       dateField(func(n graph.CityName) graph.PartialDate { return n.To }),
	}
	known["City"]["names"] = func(p *planner, f graphql.CollectedField) writer {
		write := p.Object("CityName", f.Selections)
		return func(a *asking, to []byte, value any) (_ []byte, err error) {
			to = append(to, '[')
			for i, name := range value.(*graph.City).Names {
				if i > 0 {
					to = append(to, ',')
				}
				if to, err = write(a, to, name); err != nil {
					return nil, err
				}
			}
			return append(to, ']'), nil
		}
	}
	known["Claim"]["effective"] = dateField((*graph.Claim).Effective)
}
