package matching_test

import (
	"fmt"
	"slices"
	"testing"

	"twingraph/graph/matching"
)

// few are places with namesakes; their facts are GeoNames' (CC BY 4.0).
var few = []matching.Place{
	{ID: "portland-oregon-us", Name: "Portland", Aliases: []string{"Stumptown"}, Country: "US", Region: "Oregon", Codes: []string{"Q6106", "5746545"}, Population: 652503},
	{ID: "portland-maine-us", Name: "Portland", Country: "US", Region: "Maine", Codes: []string{"Q49201", "4975802"}, Population: 66881},
	{ID: "saint-petersburg-ru", Name: "Saint Petersburg", OwnNames: []string{"Санкт-Петербург"}, Aliases: []string{"Leningrad", "Petrograd"}, Country: "RU", Region: "St.-Petersburg", Codes: []string{"Q656"}, Population: 5351935},
	{ID: "st-petersburg-us", Name: "St. Petersburg", Country: "US", Region: "Florida", Population: 257083},
	{ID: "gdansk-pl", Name: "Gdańsk", Aliases: []string{"Danzig", "Dantzig"}, Country: "PL", Region: "Pomerania", Codes: []string{"Q1792"}, Population: 486022},
	{ID: "frankfurt-de", Name: "Frankfurt am Main", Country: "DE", Region: "Hesse", Population: 650000},
	{ID: "frankfurt-oder-de", Name: "Frankfurt (Oder)", Country: "DE", Region: "Brandenburg", Population: 51691},
	{ID: "newcastle-ni-gb", Name: "Newcastle", Country: "GB", Region: "Northern Ireland", Population: 7723},
	{ID: "newcastle-gb", Name: "Newcastle upon Tyne", Country: "GB", Region: "England", Population: 192382},
	{ID: "murmansk-ru", Name: "Murmansk", Country: "RU", Region: "Murmansk Oblast", Population: 319263},
	{ID: "bolzano-it", Name: "Bolzano", Aliases: []string{"Bozen"}, Country: "IT", Region: "Trentino-Alto Adige", Population: 95895},
	{ID: "paris-fr", Name: "Paris", Country: "FR", Region: "Île-de-France", Population: 2138551},
	{ID: "paris-us", Name: "Paris", Country: "US", Region: "Texas", Population: 24839},
	{ID: "liverpool-gb", Name: "Liverpool", Country: "GB", Region: "England", Population: 864122},
	{ID: "liverpool-au", Name: "Liverpool", Country: "AU", Region: "New South Wales", Population: 150000},
	{ID: "havelland-de", Name: "Landkreis Havelland", Country: "DE", Population: 160000},
}

func TestMatch(t *testing.T) {
	index := matching.New(few)
	for _, c := range []struct {
		about   string
		row     matching.Row
		outcome matching.Outcome
		first   string // of the candidates; empty for none
		reason  matching.Reason
	}{
		{"a city and its state's code", matching.Row{Name: "Portland, OR"}, matching.Matched, "portland-oregon-us", matching.InRegion},
		{"a city and its state", matching.Row{Name: "Portland (Maine)"}, matching.Matched, "portland-maine-us", matching.InRegion},
		{"with nothing between", matching.Row{Name: "Portland Maine"}, matching.Matched, "portland-maine-us", matching.InRegion},
		{"the state in its column", matching.Row{Name: "Portland", Region: "ME", Country: "USA"}, matching.Matched, "portland-maine-us", matching.InRegion},
		{"namesakes in one country", matching.Row{Name: "Portland", Country: "US"}, matching.Ambiguous, "portland-oregon-us", matching.ByName},
		{"a state where none is", matching.Row{Name: "Portland, Texas"}, matching.Unknown, "portland-oregon-us", matching.RegionDiffers},
		{"namesakes in two countries", matching.Row{Name: "Liverpool"}, matching.Ambiguous, "liverpool-gb", matching.ByName},
		{"a country in many words", matching.Row{Name: "Liverpool", Country: "England, United Kingdom"}, matching.Matched, "liverpool-gb", matching.InCountry},
		{"another country", matching.Row{Name: "Liverpool", Country: "Australien"}, matching.Matched, "liverpool-au", matching.InCountry},
		{"a name by far the best known", matching.Row{Name: "Paris"}, matching.Matched, "paris-fr", matching.LargestByFar},
		{"a country in brackets", matching.Row{Name: "Saint-Petersburg (Russia)"}, matching.Matched, "saint-petersburg-ru", matching.InCountry},
		{"an old name", matching.Row{Name: "Leningrad", Country: "USSR"}, matching.Matched, "saint-petersburg-ru", matching.ByAlias},
		{"another script", matching.Row{Name: "Мурманск"}, matching.Matched, "murmansk-ru", matching.BySpelling},
		{"an exonym", matching.Row{Name: "Danzig"}, matching.Matched, "gdansk-pl", matching.ByAlias},
		{"a typing error", matching.Row{Name: "Murmnask", Country: "Rosja"}, matching.Matched, "murmansk-ru", matching.ByTyping},
		{"the beginning of two names", matching.Row{Name: "Frankfurt", Country: "Germany"}, matching.Ambiguous, "frankfurt-de", matching.ByPart},
		{"a river", matching.Row{Name: "Frankfurt/Oder"}, matching.Matched, "frankfurt-oder-de", matching.ByName},
		{"a small namesake of the beginning of a name", matching.Row{Name: "Newcastle", Country: "UK"}, matching.Ambiguous, "newcastle-ni-gb", matching.ByName},
		{"two names of one place", matching.Row{Name: "Bozen/Bolzano"}, matching.Matched, "bolzano-it", matching.ByName},
		{"a Wikidata id", matching.Row{Name: "Q1792"}, matching.Matched, "gdansk-pl", matching.ByCode},
		{"a GeoNames id and the name", matching.Row{Name: "Portland", Code: "4975802"}, matching.Matched, "portland-maine-us", matching.ByCode},
		{"a code and the name of another", matching.Row{Name: "Murmansk", Code: "Q1792"}, matching.Ambiguous, "murmansk-ru", matching.ByName},
		{"a code and another country", matching.Row{Code: "Q1792", Country: "DE"}, matching.Ambiguous, "gdansk-pl", matching.CountryDiffers},
		{"words for a town", matching.Row{Name: "Miasto Gdańsk"}, matching.Matched, "gdansk-pl", matching.ByName},
		{"a district and not the town of its name", matching.Row{Name: "Havelland"}, matching.Unknown, "", ""},
		{"another country for a name of several words", matching.Row{Name: "Newcastle upon Tyne", Country: "Germany"}, matching.Unknown, "newcastle-gb", matching.CountryDiffers},
		{"a wrong country", matching.Row{Name: "Gdańsk", Country: "Germany"}, matching.Unknown, "gdansk-pl", matching.CountryDiffers},
		{"a country that is none", matching.Row{Name: "Gdańsk", Country: "Atlantis"}, matching.Ambiguous, "gdansk-pl", matching.CountryNotRead},
		{"nothing", matching.Row{}, matching.Unknown, "", ""},
		{"signs", matching.Row{Name: " ?! ", Country: "(,)"}, matching.Unknown, "", ""},
		{"nobody's name", matching.Row{Name: "Xyzzyville"}, matching.Unknown, "", ""},
	} {
		t.Run(c.about, func(t *testing.T) {
			got := index.Match(c.row)
			if got.Outcome != c.outcome {
				t.Errorf("%s, want %s: %+v", got.Outcome, c.outcome, got.Candidates)
			}
			switch {
			case c.first == "" && len(got.Candidates) > 0:
				t.Errorf("candidates %+v, want none", got.Candidates)
			case c.first != "" && len(got.Candidates) == 0:
				t.Error("no candidates")
			case c.first != "" && (got.Candidates[0].Place.ID != c.first || !slices.Contains(got.Candidates[0].Reasons, c.reason)):
				t.Errorf("first %s %v, want %s with %s", got.Candidates[0].Place.ID, got.Candidates[0].Reasons, c.first, c.reason)
			}
			for _, candidate := range got.Candidates {
				if candidate.Score < 0 || candidate.Score > 1 || len(fmt.Sprint(candidate.Score)) > len("0.36") {
					t.Errorf("score %v of %s", candidate.Score, candidate.Place.ID)
				}
			}
		})
	}
}

func TestCountry(t *testing.T) {
	for text, want := range map[string][]string{
		"Czech Republic": {"CZ"}, "Česko": {"CZ"}, "Tchéquie": {"CZ"}, "PL": {"PL"}, "Polen": {"PL"}, "USA": {"US"}, "U.S.A.": {"US"}, "États-Unis": {"US"},
		"England, United Kingdom": {"GB"}, "Scotland": {"GB"}, "Georgia (country)": {"GE"}, "Россия": {"RU"}, "Rosja": {"RU"}, "Kazakhstah": {"KZ"}, "Grece": {"GR"},
		"Ohio, United States": {"US"}, "Martinique, France": {"MQ"}, "Åland Islands, Finland": {"AX"}, "in Italy": {"IT"}, "Bosnia and Hercegovina": {"BA"},
		"Republic of Ireland": {"IE"}, "Federated States of Micronesia": {"FM"}, "Côte d'Ivoire": {"CI"}, "Ivory Coast": {"CI"}, "West Bank": {"PS"},
		"São Tomé and Príncipe": {"ST"}, "Türkiye": {"TR"}, "Turkey": {"TR"}, "日本": {"JP"}, "Ελλάδα": {"GR"}, "Island": {"IS"}, "Democratic Republic of the Congo": {"CD"}, "Congo": {"CG", "CD"},
		"Czechoslovakia": {"CZ", "SK"}, "GDR": {"DE"}, "Niger": {"NE"}, "Nigeria": {"NG"}, "Guinea": {"GN"}, "Dominica": {"DM"}, "Atlantis": nil, "": nil, "Saint Kitts and Nevis": {"KN"}, "Saint Vincent and the Grenadines": {"VC"}, "Azores": {"PT"}, "Sahrawi Arab Democratic Republic": {"EH"}, "Gaza Strip": {"PS"},
	} {
		if codes, _ := matching.Country(text, matching.Kindly); !slices.Equal(codes, want) {
			t.Errorf("%q means %v, want %v", text, codes, want)
		}
	}
	if _, parts := matching.Country("England, United Kingdom", matching.Kindly); !slices.Equal(parts, []string{"England"}) {
		t.Errorf("parts %q", parts)
	}
}
