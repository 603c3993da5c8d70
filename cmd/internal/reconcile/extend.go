package reconcile

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"twingraph/graph"
	"twingraph/graph/atlas"
)

// Bounds of what is asked of cities at once.
const (
	mostExtended   = 500
	mostProperties = 20
)

// property is what can be asked of a city.
type property struct {
	Named
	entities bool // its values are cities
	values   func(c *graph.City, links []atlas.StandingLink) []any
}

// Values as the protocol writes them.
type (
	textValue struct {
		Str string `json:"str"`
	}
	numberValue struct {
		Float float64 `json:"float"`
	}
	countValue struct {
		Int int `json:"int"`
	}
)

// properties are all of them, in the order in which they are suggested.
func properties() []property {
	texts := func(id, name string, of func(*graph.City) []string) property {
		return property{Named: Named{ID: id, Name: name}, values: func(c *graph.City, _ []atlas.StandingLink) []any {
			list := []any{}
			for _, text := range of(c) {
				if text != "" {
					list = append(list, textValue{text})
				}
			}
			return list
		}}
	}
	text := func(id, name string, of func(*graph.City) string) property {
		return texts(id, name, func(c *graph.City) []string { return []string{of(c)} })
	}
	degrees := func(id, name string, of func(*graph.Location) float64) property {
		return property{Named: Named{ID: id, Name: name}, values: func(c *graph.City, _ []atlas.StandingLink) []any {
			if c.Location == nil {
				return []any{}
			}
			return []any{numberValue{of(c.Location)}}
		}}
	}
	return []property{
		text("country", "country (ISO 3166-1)", func(c *graph.City) string { return c.Country }),
		text("region", "region", func(c *graph.City) string { return c.Region }),
		text("wikidata", "Wikidata id", func(c *graph.City) string { return c.Wikidata }),
		text("geonames", "GeoNames id", func(c *graph.City) string { return c.GeoNames }),
		text("slug", "slug", func(c *graph.City) string { return string(c.ID) }),
		text("name", "name", func(c *graph.City) string { return c.Name }),
		text("localName", "name in its own language", func(c *graph.City) string { return c.LocalName }),
		texts("aliases", "other names", func(c *graph.City) []string { return c.Aliases }),
		text("kind", "kind of government", func(c *graph.City) string { return string(c.Kind) }),
		degrees("latitude", "latitude", func(l *graph.Location) float64 { return l.Latitude }),
		degrees("longitude", "longitude", func(l *graph.Location) float64 { return l.Longitude }),
		{Named: Named{ID: "population", Name: "inhabitants"}, values: func(c *graph.City, _ []atlas.StandingLink) []any {
			if c.Population == nil {
				return []any{}
			}
			return []any{countValue{*c.Population}}
		}},
		{Named: Named{ID: "links", Name: "number of links on a day"}, values: func(_ *graph.City, links []atlas.StandingLink) []any {
			return []any{countValue{len(links)}}
		}},
		{Named: Named{ID: "partners", Name: "cities linked on a day"}, entities: true, values: func(_ *graph.City, links []atlas.StandingLink) []any {
			list := []any{}
			for _, l := range links {
				if l.Other != nil {
					list = append(list, named(l.Other))
				}
			}
			return list
		}},
		{Named: Named{ID: "statuses", Name: "how each link stands on a day"}, values: func(_ *graph.City, links []atlas.StandingLink) []any {
			list := []any{}
			for _, l := range links {
				if l.Other == nil {
					continue
				}
				line := l.Other.Name + ": " + string(l.Status.Status)
				if since := l.Status.Since.String(); since != "" {
					line += " since " + since
				}
				list = append(list, textValue{line})
			}
			return list
		}},
	}
}

// Extension asks for properties of cities.
type Extension struct {
	IDs        []string `json:"ids"`
	Properties []struct {
		ID       string         `json:"id"`
		Settings map[string]any `json:"settings"`
	} `json:"properties"`
}

// Extended is what was asked for: by city, by property.
type Extended struct {
	Meta []Meta                      `json:"meta"`
	Rows map[string]map[string][]any `json:"rows"`
}

// Meta names a property of the answer.
type Meta struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Type *Named `json:"type,omitempty"`
}

// ReadExtension reads what is asked for. Errors have code BadUserInput or LimitExceeded.
func ReadExtension(text string) (Extension, error) {
	var e Extension
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		return e, graph.Errorf(graph.BadUserInput, `extend asks for nothing that is understood: write for example {"ids": ["aachen-de"], "properties": [{"id": "partners"}]}`).At("extend")
	}
	if len(e.IDs) > mostExtended || len(e.Properties) > mostProperties {
		return e, graph.Errorf(graph.LimitExceeded, "there are %d ids and %d properties; ask for at most %d and %d at a time", len(e.IDs), len(e.Properties), mostExtended, mostProperties).At("extend")
	}
	return e, nil
}

// Extend answers with properties of cities; one that is not known has empty cells. Errors
// have code BadUserInput or are those of moment.
func (s Service) Extend(ctx context.Context, r *atlas.Request, e Extension) (*Extended, error) {
	answer := &Extended{Meta: []Meta{}, Rows: map[string]map[string][]any{}}
	cities, err := r.CityRecords(ctx, r.View(), e.IDs)
	if err != nil {
		return nil, err
	}
	known := make([]graph.ID, 0, len(cities))
	for i, id := range e.IDs {
		answer.Rows[id] = map[string][]any{}
		if cities[i] != nil {
			known = append(known, cities[i].ID)
		}
	}
	for i, asked := range e.Properties {
		path := fmt.Sprintf("extend.properties.%d", i)
		p, ok := propertyCalled(asked.ID)
		if !ok {
			return nil, graph.Errorf(graph.BadUserInput, "a city has no property %.50q; %s lists those it has", asked.ID, Path+ProposeProperties).At(path)
		}
		v, status, err := times(r.View(), asked.Settings)
		if err != nil {
			return nil, err.At(path)
		}
		links, failed := r.StandingLinks(ctx, v, known)
		if failed != nil {
			return nil, failed
		}
		meta := Meta{ID: p.ID, Name: p.Name}
		if p.entities {
			meta.Type = &Named{ID: cityType, Name: "City"}
		}
		answer.Meta = append(answer.Meta, meta)
		for n, id := range e.IDs {
			answer.Rows[id][p.ID] = []any{}
			if cities[n] != nil {
				answer.Rows[id][p.ID] = p.values(cities[n], withStatus(links[cities[n].ID], status))
			}
		}
	}
	return answer, nil
}

func propertyCalled(id string) (property, bool) {
	for _, p := range properties() {
		if p.ID == id {
			return p, true
		}
	}
	return property{}, false
}

// times reads the settings of a property: the day, and the status of links.
func times(v graph.View, settings map[string]any) (graph.View, graph.Status, *graph.Error) {
	if day, _ := settings["asOf"].(string); day != "" {
		read, err := graph.ParseDay(day)
		if err != nil {
			return v, "", graph.Errorf(graph.BadUserInput, "%.50q is no day: write for example 2022-12-31", day)
		}
		v.AsOf = read
	}
	text, _ := settings["status"].(string)
	status := graph.Status(text)
	if text != "" && !slices.Contains(graph.Statuses(), status) {
		return v, "", graph.Errorf(graph.BadUserInput, "%.50q is no status", text)
	}
	return v, status, nil
}

// withStatus returns the links that have a status; all for none.
func withStatus(links []atlas.StandingLink, status graph.Status) []atlas.StandingLink {
	if status == "" {
		return links
	}
	var list []atlas.StandingLink
	for _, l := range links {
		if l.Status.Status == status {
			list = append(list, l)
		}
	}
	return list
}

// Proposed lists the properties that can be asked of entities of a type.
type Proposed struct {
	Type       string  `json:"type"`
	Properties []Named `json:"properties"`
}

// Propose returns the properties of a type: those of cities, or none.
func (Service) Propose(of string) Proposed {
	answer := Proposed{Type: of, Properties: []Named{}}
	if of == "" || of == cityType {
		answer.Type = cityType
		for _, p := range properties() {
			answer.Properties = append(answer.Properties, p.Named)
		}
	}
	return answer
}
