package graph

import (
	"fmt"
	"strings"
)

// CityName is a name that a city had from a day to the day before another.
type CityName struct {
	Name     string
	Language string      // ISO 639, such as en or ru; empty when not known
	From, To PartialDate // zero for no bound
}

// ParseCityName reads a name written as name:language:from:to, with nothing where that is
// not known: "Stalingrad:en:1925-04-10:1961-11-10". Errors have code BadUserInput.
func ParseCityName(s string) (CityName, error) {
	parts := strings.Split(s, ":")
	wrong := Errorf(BadUserInput, "%q is not a dated name: write name:language:from:to, for example Stalingrad:en:1925-04-10:1961-11-10", s)
	if len(parts) < 4 {
		return CityName{}, wrong
	}
	last := len(parts) - 3 // a name can have a colon, the rest cannot
	n := CityName{Name: strings.Join(parts[:last], ":"), Language: parts[last]}
	for i, date := range []*PartialDate{&n.From, &n.To} {
		text := parts[last+1+i]
		if text == "" {
			continue
		}
		var err error
		if *date, err = ParsePartialDate(text); err != nil {
			return CityName{}, wrong
		}
	}
	return n, nil
}

// String writes the name as ParseCityName reads it.
func (n CityName) String() string {
	return strings.Join([]string{n.Name, n.Language, n.From.String(), n.To.String()}, ":")
}

// on reports whether it was the name on a day: from the first day of its beginning until
// the day before the first of its end.
func (n CityName) on(day Day) bool {
	return (n.From.IsZero() || n.From.First() <= day) && (n.To.IsZero() || day < n.To.First())
}

// NameOn returns the name of the city on a day: a dated one of the language that it had
// then, failing that one of another language, failing that Name. Of several the first.
func (c *City) NameOn(day Day, language string) string {
	other := ""
	for _, n := range c.Names {
		switch {
		case !n.on(day):
		case n.Language == language:
			return n.Name
		case other == "":
			other = n.Name
		}
	}
	if other != "" {
		return other
	}
	return c.Name
}

// InDispute reports whether more than one state claims the place of the city, or claims it
// where another rules.
func (c *City) InDispute() bool { return len(c.ClaimedBy) > 0 }

// checkNames rejects dated names that say nothing or run backwards.
func (c *City) checkNames(reject Reject) {
	for _, n := range c.Names {
		switch wrong := notAName(n.Name); {
		case n.Name == "":
			reject("names", "%q has no name", n)
		case wrong != "":
			reject("names", "%s", wrong)
		case n.Language != "" && !isLanguage(n.Language):
			reject("names", "%q is not a language: write two or three small letters (ISO 639), such as ru", n.Language)
		case !n.From.IsZero() && notADate(n.From) != "" || !n.To.IsZero() && notADate(n.To) != "":
			reject("names", "%q has a date that does not exist", n)
		}
		notBefore(reject, "names", n.To, "the beginning of "+n.Name, n.From)
	}
}

// checkTerritory rejects half of what is to be said of a territory in dispute: who rules
// without who claims, or either without a note that says what it is about.
func (c *City) checkTerritory(reject Reject) {
	switch {
	case c.AdministeredBy != "" && !c.InDispute():
		reject("claimedBy", "says which states claim the place that %s administers", c.AdministeredBy)
	case c.InDispute() && c.TerritoryNote == "":
		reject("territoryNote", "says in neutral words what is disputed")
	case c.TerritoryNote != "" && !c.InDispute():
		reject("claimedBy", "says which states claim the place that the note is about")
	}
}

func isLanguage(s string) bool {
	return (len(s) == 2 || len(s) == 3) && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}

// notASubdivision says that a text is no code of a subdivision of a country.
func notASubdivision(value string) string {
	country, rest, ok := strings.Cut(value, "-")
	if ok && isCountry(country) && len(rest) >= 1 && len(rest) <= 3 && strings.Trim(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" {
		return ""
	}
	return fmt.Sprintf("%q is not a code of ISO 3166-2: write the code of the country, a hyphen and one to three capital letters or digits, such as UA-43", value)
}
