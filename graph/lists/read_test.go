package lists

import (
	"strings"
	"testing"

	"twingraph/graph"
)

func TestReadsTheFormsOfLists(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []File
		want  []string // A — B
		wrong []string
	}{
		{
			"pairs in columns", []File{{"pairs.csv", []byte("\uFEFFcity1,country1,city2,country2\nBerat,Albania,\"Bérat[1]\",France\nBerat,Albania,,France\nBerat,Albania\n")}},
			[]string{"Berat, Albania — Bérat, France"},
			[]string{"pairs.csv:3: a name is missing", "pairs.csv:4: has 2 values for 4 columns"},
		},
		{
			"pairs by other names of the columns", []File{{"dropped.csv", []byte("city,country,partner,partner_country\nAkmenė,LT,Ungheni,MD\n")}},
			[]string{"Akmenė, LT — Ungheni, MD"}, nil,
		},
		{
			"the pages of a wiki", []File{{"Germany.wiki", []byte("# Germany\n'''[[Aachen]]'''\n* {{flagicon|FRA}} [[Reims]], France\n* [[Portland, Oregon|Portland]], Oregon, United States\n\nBonn, Germany\n- Opole, Poland\n")}},
			[]string{"Aachen, Germany — Reims, France", "Aachen, Germany — Portland, Oregon, United States", "Bonn, Germany — Opole, Poland"}, nil,
		},
		{
			"a partner of nobody", []File{{"list.txt", []byte("- Opole, Poland\n")}},
			nil, []string{"list.txt:1: is the partner of no place: a line with the place comes first"},
		},
		{
			"edges and nodes", []File{
				{"edges.csv", []byte("source_qid,target_qid\nQ64,Q90\nQ90,Q64\nQ64,Q1\n")},
				{"nodes.csv", []byte("qid,label,country,latitude,longitude\nQ64,Berlin,Germany,52.5,13.4\nQ90,Paris,France,,\n")},
			},
			[]string{"Berlin, Germany — Paris, France", "Paris, France — Berlin, Germany"},
			[]string{"edges.csv:4: no file of nodes has both ends"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, problems, err := Read(c.files)
			if err != nil {
				t.Fatal(err)
			}
			var got, wrong []string
			for _, row := range rows {
				got = append(got, row.A.String()+" — "+row.B.String())
			}
			for _, problem := range problems {
				wrong = append(wrong, problem.String())
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if strings.Join(wrong, "\n") != strings.Join(c.wrong, "\n") {
				t.Errorf("wrong: got %q, want %q", wrong, c.wrong)
			}
		})
	}
	if _, _, err := Read([]File{{"cities.csv", []byte("id,name\n")}}); graph.CodeOf(err) != graph.BadUserInput {
		t.Errorf("a file of no form: %v", err)
	}
}

func TestReadsCountriesAsListsWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"Germany": "DE", "England, United Kingdom": "GB England", "Scotland": "GB Scotland", "Georgia (country)": "GE",
		"Georgia, United States": "US Georgia", "Réunion, France": "RE", "Åland Islands, Finland": "AX", "Bosnia and Herzegovina": "BA",
		"Northern Cyprus": "CY", "Republic of Ireland": "IE", "Kosovo": "XK", "Lower Saxony, Germany": "DE Lower Saxony", "Greec": "", "Grèce": "GR", "Grece": "GR", "in Italy": "", "": "", "PL": "PL",
		"Azores, Portugal": "PT Azores", "Saint Kitts and Nevis": "KN", "Saint Vincent and the Grenadines": "VC", "Holland": "NL", "Korea": "KR", "Moldavia": "MD",
		"Surinam": "SR", "East Timor": "TL", "Macedonia": "MK", "Swaziland": "SZ", "Burma": "MM", "Federated States of Micronesia": "FM", "Republic of China": "TW",
		"West Bank": "PS", "State of Palestine": "PS", "Congo": "", "Soviet Union": "",
	} {
		code, region := countryOf(text)
		if got := strings.TrimSpace(code + " " + region); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestAReviewFileIsReadAsItIsWritten(t *testing.T) {
	questions := []Question{
		{Same, "geonames:1", WhichPlace, "Springfield", "", "US", "Ashikaga", 0, "", ""},
		{"", "", WhichPlace, "Fuzhou", "", "CN", "", 18, "several places could be meant", "geonames:1 Fuzhou; geonames:2 Fuzhou"},
		{"", "", WhichPlace, "Newark", "", "US", "", 20, "several places could be meant", ""},
	}
	var b strings.Builder
	if err := WriteReview(&b, questions); err != nil {
		t.Fatal(err)
	}
	got, err := ReadReview("review.csv", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 3 || got[0] != questions[2] || got[1] != questions[1] || got[2] != questions[0] {
		t.Errorf("what is open comes first, and of that what most links depend on: %+v", got)
	}
	for line, says := range map[string]string{
		"maybe,,PLACE,X,,US,,0,,":      `"maybe" is not a decision`,
		"same,,PLACE,X,,US,,0,,":       "needs a target",
		"same,x,TOWN,X,,US,,0,,":       `"TOWN" is not a kind of question`,
		"new,,ASSOCIATION,X,,US,,0,,":  "not a decision about a question of kind ASSOCIATION",
		"different,,PLACE,X,,US,,0,,":  "not a decision about a question of kind PLACE",
		"same,,COUNTRY,Grece,,,,0,,":   "needs a target",
		"skip,,ALIKE,a-us,,US,b,0,,":   "not a decision about a question of kind ALIKE",
		"merge,,ASSOCIATION,x,,,,0,,,": "is not a review file",
	} {
		_, err := ReadReview("review.csv", []byte(strings.Join(reviewColumns, ",")+"\n"+line+"\n"))
		if graph.CodeOf(err) != graph.BadUserInput || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", line, err)
		}
	}
}
