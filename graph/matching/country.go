package matching

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"twingraph/graph"
	"twingraph/graph/naming"
)

// Reading says how much a text may differ from the name of a country that it means.
type Reading int

// The readings.
const (
	Kindly   Reading = iota // but for a typing error, or a word before it: "in Italy", "Grece"
	Strictly                // not at all: what is written otherwise is asked about
)

// Country returns the codes (ISO 3166-1) of the countries that a text means, and what else
// it says about where something is: "Czech Republic" is CZ, "England, United Kingdom" GB
// and England, "USSR" each of the states that followed it. None when it means none.
func Country(text string, as Reading) (codes, parts []string) {
	all := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;()", r) })
	for i := len(all) - 1; i >= 0; i-- {
		part := strings.TrimSpace(all[i])
		folded := graph.Fold(part)
		if folded == "" || folded == "country" || folded == "state" {
			continue
		}
		called := countriesCalled(part)
		if len(called) == 0 && len(codes) == 0 && as == Kindly {
			if rest, ok := strings.CutPrefix(folded, "in "); ok {
				called = countriesCalled(rest)
			} else {
				called = countriesNearly(folded)
			}
		}
		switch {
		case len(called) > 0 && len(codes) == 0:
			codes = called
		case len(called) == 1 && slices.Contains(codes, territories[called[0]]):
			codes = called // "Martinique, France"
			continue
		}
		if len(called) == 0 || nationOf(folded) != "" || slices.Contains(islands, folded) || len(codes) > 0 && !slices.Equal(called, codes) && isState(codes[0], folded) {
			parts = append(parts, part) // "England, United Kingdom"; "Georgia, USA"
		}
	}
	slices.Reverse(parts)
	return codes, parts
}

// islands are parts of countries that are written as countries and say where in them.
var islands = []string{"azores", "madeira", "canary islands"}

// nations are the parts of the United Kingdom, which are written as countries, by their
// names in some languages.
var nations = map[string]string{
	"england": "england", "anglia": "england", "angleterre": "england", "inghilterra": "england", "inglaterra": "england", "англия": "england",
	"scotland": "scotland", "schottland": "scotland", "szkocja": "scotland", "ecosse": "scotland", "scozia": "scotland", "escocia": "scotland", "шотландия": "scotland",
	"wales": "wales", "walia": "wales", "pays de galles": "wales", "galles": "wales", "gales": "wales", "уэльс": "wales",
	"northern ireland": "northern ireland", "nordirland": "northern ireland", "irlandia polnocna": "northern ireland", "irlande du nord": "northern ireland",
}

// nationOf returns the nation that a folded text names, empty for none.
func nationOf(folded string) string { return nations[folded] }

// countriesCalled returns the countries that have a name or code.
func countriesCalled(text string) []string {
	if codes := naming.CountriesCalled(text); len(codes) > 0 {
		return codes
	}
	folded := graph.Fold(text)
	if nationOf(folded) != "" {
		return []string{"GB"}
	}
	if codes, ok := former[folded]; ok {
		return strings.Fields(codes)
	}
	if rest, ok := strings.CutPrefix(folded, "the "); ok {
		return countriesCalled(rest)
	}
	if codes := countryNames()[folded]; len(codes) > 0 {
		return codes
	}
	for _, joint := range []string{" and the ", " and "} { // names in the tables have &
		if short := strings.ReplaceAll(folded, joint, " "); short != folded {
			if codes := naming.CountriesCalled(short); len(codes) > 0 {
				return codes
			}
		}
	}
	return nil
}

// countriesNearly returns the country whose name a text is but for typing errors, if it is
// one alone.
func countriesNearly(folded string) []string {
	most := naming.Allowance(strings.ReplaceAll(folded, " ", ""))
	if most == 0 || utf8.RuneCountInString(folded) < 6 {
		return nil
	}
	var codes []string
	for name, of := range countryNames() {
		if _, ok := naming.Errors(folded, name, 1); ok {
			for _, code := range of {
				if !slices.Contains(codes, code) {
					codes = append(codes, code)
				}
			}
		}
	}
	if len(codes) == 1 {
		return codes
	}
	return nil
}

// countryNames has the countries by their names, folded, in the languages in which lists of
// twin towns are written.
var countryNames = sync.OnceValue(func() map[string][]string {
	names := map[string][]string{}
	add := func(name, code string) {
		if form := graph.Fold(name); form != "" && !slices.Contains(names[form], code) {
			names[form] = append(names[form], code)
		}
	}
	for _, place := range naming.Countries() {
		for _, name := range place.Names {
			add(name.Written, place.Country)
		}
	}
	for _, tongue := range tongues {
		namer := display.Regions(tongue)
		for _, place := range naming.Countries() {
			if region, err := language.ParseRegion(place.Country); err == nil {
				name := namer.Name(region)
				if codes := names[graph.Fold(name)]; len(codes) == 0 || !slices.Contains([]string{"en", "de", "pl"}, tongue.String()) {
					add(name, place.Country)
				}
			}
		}
	}
	for _, other := range otherCountryNames {
		add(other[0], other[1])
	}
	return names
})

var tongues = func() []language.Tag {
	var tags []language.Tag
	for _, tag := range strings.Fields("ar be bg bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko lb lt lv mk ms mt nb nl nn pl pt ro ru sk sl sq sr sv th tr uk uz vi zh zh-Hant") {
		tags = append(tags, language.MustParse(tag))
	}
	return tags
}()

// otherCountryNames are names that are common in lists and in no table.
var otherCountryNames = [][2]string{
	{"Bosnia and Hercegovina", "BA"}, {"Burma", "MM"}, {"Republic of Ireland", "IE"}, {"Eire", "IE"}, {"Mainland China", "CN"},
	{"People's Republic of China", "CN"}, {"Republic of China", "TW"}, {"Republic of Korea", "KR"}, {"West Bank", "PS"},
	{"State of Palestine", "PS"}, {"Gaza Strip", "PS"}, {"Sahrawi Arab Democratic Republic", "EH"}, {"Moldavia", "MD"}, {"Surinam", "SR"}, {"Holland", "NL"}, {"Korea", "KR"}, {"Northern Cyprus", "CY"}, {"Turkish Republic of Northern Cyprus", "CY"}, {"FYROM", "MK"},
	{"Republic of North Macedonia", "MK"}, {"Bundesrepublik Deutschland", "DE"}, {"BRD", "DE"}, {"Federal Republic of Germany", "DE"},
	{"Azores", "PT"}, {"Madeira", "PT"}, {"Canary Islands", "ES"}, {"Crimea", "UA"}, {"Russian Fed", "RU"}, {"Rossiya", "RU"},
	{"Swaziland", "SZ"}, {"Zaire", "CD"}, {"Upper Volta", "BF"}, {"Ceylon", "LK"}, {"Persia", "IR"}, {"Siam", "TH"},
	{"Cote dIvoire", "CI"}, {"Vatican", "VA"}, {"Macau", "MO"}, {"Bolivarian Republic of Venezuela", "VE"}, {"Plurinational State of Bolivia", "BO"},
	{"Republic of Moldova", "MD"}, {"Transnistria", "MD"}, {"Slovak Republic", "SK"},
	{"Tschechische Republik", "CZ"}, {"Česká republika", "CZ"}, {"Republika Czeska", "CZ"}, {"Slowakische Republik", "SK"},
	{"Russische Föderation", "RU"}, {"Federacja Rosyjska", "RU"}, {"Российская Федерация", "RU"}, {"Republik Polen", "PL"}, {"Rzeczpospolita Polska", "PL"},
	{"Republik Österreich", "AT"}, {"Vereinigte Staaten von Amerika", "US"}, {"Stany Zjednoczone Ameryki", "US"}, {"VR China", "CN"}, {"Volksrepublik China", "CN"},
	{"Hellas", "GR"}, {"EL", "GR"}, {"Helvetia", "CH"},
}

// former are the states that are no more, with those in which their places are today.
// Source: ISO 3166-3, https://www.iso.org/iso-3166-country-codes.html
var former = map[string]string{
	"ussr": ussr, "soviet union": ussr, "udssr": ussr, "sowjetunion": ussr, "zsrr": ussr, "su": ussr, "ссср": ussr, "urss": ussr,
	"yugoslavia": yugoslavia, "jugoslawien": yugoslavia, "jugoslavija": yugoslavia, "jugoslawia": yugoslavia, "yu": yugoslavia, "yougoslavie": yugoslavia,
	"serbia and montenegro": "RS ME XK", "serbien und montenegro": "RS ME XK",
	"czechoslovakia": "CZ SK", "tschechoslowakei": "CZ SK", "czechoslowacja": "CZ SK", "ceskoslovensko": "CZ SK",
	"congo": "CG CD", // either
	"gdr":   "DE", "ddr": "DE", "nrd": "DE", "east germany": "DE", "west germany": "DE", "german democratic republic": "DE",
}

const (
	ussr       = "RU UA BY MD EE LV LT GE AM AZ KZ KG TJ TM UZ"
	yugoslavia = "RS HR SI BA MK ME XK"
)

// territories are the codes of ISO 3166-1 for what is written as a part of a country too.
var territories = map[string]string{
	"GP": "FR", "MQ": "FR", "RE": "FR", "GF": "FR", "YT": "FR", "NC": "FR", "PF": "FR", "PM": "FR", "WF": "FR", "BL": "FR", "MF": "FR",
	"PR": "US", "GU": "US", "VI": "US", "AS": "US", "MP": "US", "HK": "CN", "MO": "CN", "FO": "DK", "GL": "DK", "AX": "FI", "SJ": "NO",
	"IM": "GB", "JE": "GB", "GG": "GB", "GI": "GB", "BM": "GB", "FK": "GB", "KY": "GB", "CW": "NL", "AW": "NL", "SX": "NL", "BQ": "NL",
}

// inCountry reports whether something in a country, by its code, is in one of those meant.
func inCountry(country string, meant []string) bool {
	return slices.Contains(meant, country) || slices.Contains(meant, territories[country])
}
