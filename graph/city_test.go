package graph_test

import (
	"testing"

	"twingraph/graph"
)

// Names that come along from web pages with the mark of a footnote are refused; names that
// have signs of their own are not.
func TestNamesAreNamesAlone(t *testing.T) {
	for _, c := range []struct{ says, name, mark string }{
		{"a raised number", "Kraków²", "²"},
		{"a raised one", "Bonn¹", "¹"},
		{"raised numbers with a comma", "Bonn¹,³", "¹"},
		{"a long raised number", "Bonn¹⁰⁴", "¹⁰⁴"},
		{"a raised number within", "Bonn¹ am Rhein", "¹"},
		{"a letter in round brackets", "Lyon (a)", "(a)"},
		{"letters in round brackets", "Lyon (a, b)", "(a, b)"},
		{"a letter right after the name", "Lyon(b)", "(b)"},
		{"a letter and a space at the end", "Lyon (c) ", "(c)"},
		{"a number in round brackets", "Lyon (12)", "(12)"},
		{"a letter in square brackets", "Lyon [b]", "[b]"},
		{"a number in square brackets", "Lyon[12]", "[12]"},
		{"a word in square brackets", "Lyon [note 3]", "[note 3]"},
		{"words in square brackets", "Lyon[citation needed]", "[citation needed]"},
		{"a note in round brackets", "Lyon (note 3)", "(note 3)"},
		{"a number that is raised by HTML", "Lyon<sup>1</sup>", "<sup>1</sup>"},
		{"a circled number", "Lyon ①", "①"},
		{"a section sign", "Lyon §", "§"},
		{"a dagger", "Lyon†", "†"},
		{"an asterisk", "Lyon*", "*"},
		{"a word in round brackets", "Portland (Maine)", ""},
		{"what it is short for", "Halle (S)", ""},
		{"a river that is short", "Frankfurt (M)", ""},
		{"two letters in round brackets", "Neustadt (OT)", ""},
		{"a country in round brackets", "Kraków (PL)", ""},
		{"a year in round brackets", "Leningrad (1924)", ""},
		{"a number that is its name", "6th of October City", ""},
		{"a bracket within", "Sankt Veit (a) der Glan", ""},
		{"a raised letter that is a sound", "xʷməθkʷəy̓əm", ""},
		{"a raised n that is a sound", "Tâi-oân Sⁿ", ""},
		{"an ordinal sign", "Nª Sra. do Monte", ""},
		{"an apostrophe", "L’Aquila", ""},
	} {
		for _, property := range []string{"name", "localName", "aliases"} {
			t.Run(c.says+", as "+property, func(t *testing.T) {
				city := &graph.City{Statement: graph.Statement{ID: "c", Sources: []graph.ID{"s"}, Confidence: graph.Documented}, Name: "City", Kind: graph.CityKinds()[0]}
				switch property {
				case "name":
					city.Name = c.name
				case "localName":
					city.LocalName = c.name
				case "aliases":
					city.Aliases = []string{"Other", c.name}
				}
				problems := graph.Validate(city)
				if c.mark == "" {
					if len(problems) > 0 {
						t.Errorf("refused: %v", problems)
					}
					return
				}
				want := `"` + c.name + `" has the footnote mark "` + c.mark + `": write the name alone`
				if len(problems) != 1 || problems[0].Message != want {
					t.Errorf("%v, want %s", problems, want)
				}
			})
		}
	}
}
