package naming

import (
	"slices"

	"twingraph/graph"
)

// State is a state of the United States or a province of Canada.
type State struct {
	Country string // ISO 3166-1
	Code    string // of ISO 3166-2 without the country, in lower case
	Form    string // its name, folded
}

// CountriesCalled returns the codes of the countries that have a name or code which is a
// text in any of its Forms; none when there is none.
func CountriesCalled(text string) []string {
	var codes []string
	for _, form := range Forms(text) {
		for _, code := range countriesByForm()[form] {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// StatesCalled returns the states and provinces whose name or code a text is.
func StatesCalled(text string) []State {
	form := graph.Fold(text)
	var list []State
	for _, s := range states() {
		if form == s.code || form == s.form {
			list = append(list, State{s.country, s.code, s.form})
		}
	}
	return list
}

// HasStates reports whether the states of a country are known by name and code.
func HasStates(country string) bool {
	return slices.ContainsFunc(states(), func(s state) bool { return s.country == country })
}
