package resolvers

import (
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/model"
	"twingraph/graph/world"
	"twingraph/resolvers/compiled"
)

// valueFields adds the fields of what records hold that is no text, date or number, and of
// pages.
func valueFields(all fields) {
	all["PageInfo"] = pageInfoFields()
	for _, word := range exposed() {
		all[string(word)+"Edge"] = edgeFields(word)
	}
	all["CityName"] = map[string]field{
		"name":     textField(func(n graph.CityName) string { return n.Name }),
		"language": optionalField(func(n graph.CityName) string { return n.Language }),
		"from":     dateField(func(n graph.CityName) graph.PartialDate { return n.From }),
		"to":       dateField(func(n graph.CityName) graph.PartialDate { return n.To }),
	}
	all["City"]["names"] = listField("CityName", func(c *graph.City) []graph.CityName { return c.Names })
	all["City"]["nameOnDay"] = nameOnDayField
	all["City"]["location"] = optionalObject("Location", func(c *graph.City) *graph.Location { return c.Location })
	all["Location"] = map[string]field{
		"latitude":  degreesField(func(l *graph.Location) float64 { return l.Latitude }),
		"longitude": degreesField(func(l *graph.Location) float64 { return l.Longitude }),
	}
	all["Campaign"]["milestones"] = listField("Milestone", func(c *graph.Campaign) []graph.Milestone { return c.Milestones })
	all["Campaign"]["claimedPledges"] = listField("Milestone", func(c *graph.Campaign) []graph.Milestone { return c.ClaimedPledges })
	all["Milestone"] = map[string]field{
		"by":      dateField(func(m graph.Milestone) graph.PartialDate { return m.By }),
		"pledges": compiled.Leaf[*asking](func(to []byte, m graph.Milestone) []byte { return appendInt(to, m.Pledges) }),
	}
	all["TwinningLink"]["otherCity"] = otherCityField
	all["TwinningLink"]["inDispute"] = inDisputeField
	all["Claim"]["effective"] = dateField((*graph.Claim).Effective)
	all["Resolution"]["inForce"] = inForceField
	all["ResolutionLife"] = map[string]field{
		"value": textField(func(l *model.ResolutionLife) graph.InForce { return l.Value }),
		"exact": flagField(func(l *model.ResolutionLife) bool { return l.Exact }),
	}
}

// listField is a list of values that a record holds.
func listField[R graph.Record, T any](of string, list func(R) []T) field {
	return func(p *planner, f graphql.CollectedField) writer {
		write := p.Object(of, f.Selections)
		return func(a *asking, to []byte, value any) (_ []byte, err error) {
			to = append(to, '[')
			for i, one := range list(value.(R)) {
				if i > 0 {
					to = append(to, ',')
				}
				if to, err = write(a, to, one); err != nil {
					return nil, err
				}
			}
			return append(to, ']'), nil
		}
	}
}

// optionalObject is a value that something holds, null for none.
func optionalObject[T, V any](of string, get func(T) *V) field {
	return func(p *planner, f graphql.CollectedField) writer {
		write := p.Object(of, f.Selections)
		return func(a *asking, to []byte, value any) ([]byte, error) {
			if v := get(value.(T)); v != nil {
				return write(a, to, v)
			}
			return append(to, "null"...), nil
		}
	}
}

// degreesField is a number as gqlgen writes it.
func degreesField(of func(*graph.Location) float64) field {
	return compiled.Leaf[*asking](func(to []byte, l *graph.Location) []byte { return strconv.AppendFloat(to, of(l), 'g', -1, 64) })
}

// nameOnDayField is what a city was called on the day.
func nameOnDayField(_ *planner, f graphql.CollectedField) writer {
	return func(a *asking, to []byte, value any) ([]byte, error) {
		language, _ := f.ArgumentMap(a.variables)["language"].(string)
		return graph.AppendText(to, value.(*graph.City).NameOn(a.view.AsOf, language)), nil
	}
}

// inDisputeField is the cities of a link that lie where several states claim the place.
func inDisputeField(p *planner, f graphql.CollectedField) writer {
	write := p.Object(string(graph.WordCity), f.Selections)
	find := func(s *world.Seen, id graph.ID) graph.Record {
		if c, _ := s.Record(graph.WordCity, id).(*graph.City); c != nil && c.InDispute() {
			return c
		}
		return nil
	}
	return func(a *asking, to []byte, value any) ([]byte, error) {
		link := value.(*graph.TwinningLink)
		return a.list(to, find, []graph.ID{link.A, link.B}, write)
	}
}

// inForceField is whether a text is in force on the day.
func inForceField(p *planner, f graphql.CollectedField) writer {
	write := p.Object("ResolutionLife", f.Selections)
	return func(a *asking, to []byte, value any) ([]byte, error) {
		return write(a, to, inForceOn(value.(*graph.Resolution), a.view.AsOf))
	}
}

// otherCityField is the side of a link that is not the given city.
func otherCityField(p *planner, f graphql.CollectedField) writer {
	write := p.Object(string(graph.WordCity), f.Selections)
	slot := p.Slot() // of the given city
	return func(a *asking, to []byte, value any) ([]byte, error) {
		than, ok := a.slots[slot].(graph.ID)
		if !ok {
			given, _ := f.ArgumentMap(a.variables)["than"].(string)
			var err error
			if than, err = atlas.ParseID(graph.WordCity, given, "than"); err != nil {
				return nil, err
			}
			a.slots[slot] = than
		}
		other, err := otherSide(value.(*graph.TwinningLink), than)
		if err != nil {
			return nil, err
		}
		r := a.seen.Record(graph.WordCity, other)
		if r == nil {
			return nil, errLeft
		}
		return write(a, to, r)
	}
}
