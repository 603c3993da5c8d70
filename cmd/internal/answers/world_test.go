package answers_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"twingraph/graph/dataset/world"
)

// worldFigures are the statements of README.md about the world release, by its question.
var worldFigures = [][]figure{
	{
		{"%v links are ACTIVE by a list alone", []string{"counts.rows.0.count|%d"}},
		{"%v are UNKNOWN", []string{"counts.rows.1.count|%d"}},
	},
	{
		{"One of %v: %v, %v since %v by a decision", []string{"city.links.totalCount", "city.known.nodes.0.otherCity.name", "city.known.nodes.0.status.status", "city.known.nodes.0.status.since"}},
	},
	{
		{"%v of %v.", []string{"shown.totalCount", "stopped.totalCount"}},
	},
	{
		{"%v links, first of all %v between %v and %v, then %v between %v and %v", []string{
			"editionDiff.counts.1.links",
			"editionDiff.countryPairs.nodes.0.counts.1.links", "editionDiff.countryPairs.nodes.0.a", "editionDiff.countryPairs.nodes.0.b",
			"editionDiff.countryPairs.nodes.1.counts.1.links", "editionDiff.countryPairs.nodes.1.a", "editionDiff.countryPairs.nodes.1.b",
		}},
		{"%v of them, for which nothing else speaks", []string{"unknown.totalCount"}},
	},
	{
		{"%v towns are members, and Altea has %v link", []string{"organisation.memberships.totalCount", "city.links.totalCount"}},
		{"%v triangles of standing links would be %v", []string{"without.triangles|%d", "with.triangles|%d"}},
	},
}

// The questions of README.md about the world release have the answers that it shows.
func TestTheWorldInREADME(t *testing.T) {
	text, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(strings.ReplaceAll(string(text), "\u00a0", " ")), " ")
	var questions []string
	for i, block := range strings.Split(string(text), "\n```") {
		if language, code, _ := strings.Cut(block, "\n"); i%2 == 1 && language == "graphql world" {
			questions = append(questions, code)
		}
	}
	if len(questions) != len(worldFigures) {
		t.Fatalf("README.md has %d questions about the world, the test %d", len(questions), len(worldFigures))
	}
	store := embedded(t)
	files, err := world.FS()
	if err != nil {
		t.Fatal(err)
	}
	record(t, store, "World", files, world.Released())
	address := served(t, store)
	for number, question := range questions {
		var answer struct{ Data, Errors any }
		decode(t, post(t, address, question), &answer)
		if answer.Errors != nil {
			t.Errorf("question %d: %v", number+1, answer.Errors)
			continue
		}
		for _, f := range worldFigures[number] {
			var values []any
			for _, path := range f.from {
				values = append(values, pick(t, answer.Data, path))
			}
			if want := fmt.Sprintf(f.says, values...); !strings.Contains(words, want) {
				t.Errorf("question %d: README.md does not say %q", number+1, want)
			}
		}
	}
	searchInOtherLanguages(t, address)
}

// searchInOtherLanguages looks for cities by names that GeoNames has and their records have not.
func searchInOtherLanguages(t *testing.T, address string) {
	for name, want := range map[string]string{
		"Londra": "london-gb", "東京": "tokyo-jp", "Αθήνα": "athens-gr", "Danzig": "gdansk-pl", "Bruxelles": "brussels-be",
		"Ciudad de México": "mexico-city-mx", "Århus": "aarhus-dk", "Al Quds": "jerusalem-il", "Roma": "rome-it", "Londra, UK": "london-gb",
		"München": "munich-de", "Москва": "moscow-ru", "Alexandria": "alexandria-eg", "A": "ahmedabad-in", // own names first
	} {
		t.Run("search for "+name, func(t *testing.T) {
			var answer struct {
				Search struct {
					Nodes []struct{ Node struct{ Slug string } }
				}
			}
			decode(t, ask(t, address, `query($name: String!) { search(query: $name, types: [CITY], first: 1) { nodes { node { ... on City { slug } } } } }`, map[string]any{"name": name}), &answer)
			if nodes := answer.Search.Nodes; len(nodes) != 1 || nodes[0].Node.Slug != want {
				t.Errorf("found %v, want %s", nodes, want)
			}
		})
	}
}
