package reconcile

import (
	"bytes"
	"context"
	"html/template"
	"strings"

	"twingraph/graph"
	"twingraph/graph/atlas"
)

// Suggestions is what was typed may become.
type Suggestions struct {
	Result []Suggestion `json:"result"`
}

// Suggestion is one of them.
type Suggestion struct {
	Named
	Notable []Named `json:"notable,omitempty"` // of an entity: its types
}

// mostSuggested bounds the cities that are suggested.
const mostSuggested = 20

// Entities suggests cities for the beginning of a name. Errors are those of
// atlas.Request.Search.
func (s Service) Entities(ctx context.Context, r *atlas.Request, prefix string) (Suggestions, error) {
	list := Suggestions{[]Suggestion{}}
	if graph.Fold(prefix) == "" {
		return list, nil
	}
	query := graph.SearchQuery{Text: prefix, Words: []graph.Word{graph.WordCity}}
	found, err := r.Search(ctx, r.View(), query, atlas.Window{First: mostSuggested}, false)
	if err != nil {
		return list, err
	}
	for _, hit := range found.Entries {
		if city, ok := hit.Record.(*graph.City); ok {
			list.Result = append(list.Result, Suggestion{named(city), []Named{{ID: cityType, Name: "City"}}})
		}
	}
	return list, nil
}

// Types suggests types for the beginning of a name: there is one.
func (Service) Types(prefix string) Suggestions {
	return matches(prefix, []Named{{ID: cityType, Name: "City", Description: "a local or regional government of any size"}})
}

// Properties suggests properties for the beginning of a name.
func (Service) Properties(prefix string) Suggestions {
	var all []Named
	for _, p := range properties() {
		all = append(all, p.Named)
	}
	return matches(prefix, all)
}

// matches keeps what has a word that begins as the prefix.
func matches(prefix string, all []Named) Suggestions {
	list := Suggestions{[]Suggestion{}}
	want := graph.Fold(prefix)
	for _, one := range all {
		for _, text := range []string{one.ID, one.Name} {
			if form := graph.Fold(text); strings.HasPrefix(form, want) || strings.Contains(form, " "+want) {
				list.Result = append(list.Result, Suggestion{Named: one})
				break
			}
		}
	}
	return list
}

// card is a city for people who choose among candidates.
var card = template.Must(template.New("card").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Name}}</title></head>
<body style="font-family: sans-serif; margin: 0.5em">
<p style="font-weight: bold; margin: 0">{{.Name}}{{with .LocalName}} ({{.}}){{end}}</p>
<p style="margin: 0.3em 0">{{.Where}}{{with .Population}} · {{.}} inhabitants{{end}}</p>
<p style="margin: 0.3em 0">Links on {{.Day}}: {{.Links}}</p>
<p style="margin: 0.3em 0; color: #555">{{.ID}}{{with .Wikidata}} · {{.}}{{end}}{{with .GeoNames}} · GeoNames {{.}}{{end}}</p>
</body></html>
`))

// Card returns a page about a city. Errors have code NotFound or are those of moment.
func (s Service) Card(ctx context.Context, r *atlas.Request, id string) ([]byte, error) {
	v := r.View()
	cities, err := r.CityRecords(ctx, v, []string{id})
	if err != nil {
		return nil, err
	}
	city := cities[0]
	if city == nil {
		return nil, graph.Errorf(graph.NotFound, "there is no city %.100q", id).At("id")
	}
	links, err := r.StandingLinks(ctx, v, []graph.ID{city.ID})
	if err != nil {
		return nil, err
	}
	local := city.LocalName
	if local == city.Name {
		local = ""
	}
	people := 0
	if city.Population != nil {
		people = *city.Population
	}
	var page bytes.Buffer
	err = card.Execute(&page, map[string]any{
		"Name": city.Name, "LocalName": local, "Where": named(city).Description, "Population": people, "Day": v.AsOf.String(),
		"Links": len(links[city.ID]), "ID": string(city.ID), "Wikidata": city.Wikidata, "GeoNames": city.GeoNames,
	})
	return page.Bytes(), err
}
