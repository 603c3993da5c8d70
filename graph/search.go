package graph

import "slices"

// SearchQuery looks for what a person typed: records by their names (Shape.Names), by the
// texts about them (Shape.Texts) and by codes that others know them by (Shape.Codes), and
// countries and regions by name. Package naming has the rules, which are the same in every
// store: how a text is read ("Portland, OR"), how well a name matches it (Match) and
// which typing errors are forgiven.
//
// Hits come in order of
//   - Match, best first, and of FUZZY ones those with fewer errors,
//   - NameKind, own names before aliases before texts before what GeoNames calls a city,
//   - what they are: records, countries, regions,
//   - size (SizeOf, largest first, unknown last),
//   - word and id; places by country and region.
//
// FUZZY hits, and cities of which GeoNames has a name that begins with the text, are among
// them only where fewer than FewHits others are found. Text without a letter or digit finds
// nothing.
type SearchQuery struct {
	Text      string
	Words     []Word      // among Searchable, BadUserInput otherwise
	Places    []PlaceKind // of no word; with Words empty too, everything is searched
	Countries []string    // only what is in one of these, by ISO 3166-1 code; empty for everywhere
	Region    string      // only what is in a region of that name; empty for everywhere
	First     int         // 1 to MaxHits; BadUserInput below, LimitExceeded above
}

// MaxHits bounds the number of search results.
const MaxHits = 100

// FewHits is how many hits without a typing error are enough to look for no others.
const FewHits = 5

// Check reports the first thing that is wrong with a query, with code BadUserInput or
// LimitExceeded, and names the argument.
func (q SearchQuery) Check() error {
	if err := CheckFirst(q.First, MaxHits); err != nil {
		return err
	}
	for _, word := range q.Words {
		if !slices.Contains(Searchable(), word) {
			return Errorf(BadUserInput, "%s has no names to search by", word).At("types")
		}
	}
	for _, kind := range q.Places {
		if !slices.Contains(PlaceKinds(), kind) {
			return Errorf(BadUserInput, "%s is no kind of place: write COUNTRY or REGION", kind).At("types")
		}
	}
	for _, code := range q.Countries {
		if wrong := notACountry(code); wrong != "" {
			return Errorf(BadUserInput, "%s", wrong).At("country")
		}
	}
	return nil
}

// Sought returns the words that a query searches, in order, and the kinds of place.
func (q SearchQuery) Sought() ([]Word, []PlaceKind) {
	if len(q.Words) == 0 && len(q.Places) == 0 {
		return slices.Sorted(slices.Values(Searchable())), PlaceKinds()
	}
	return slices.Compact(slices.Sorted(slices.Values(q.Words))), q.Places
}

// Match says how well a name matches a search, best first.
type Match string

// The matches. A text about a record matches by WORDS at best, a name that GeoNames has for
// a city EXACT, or by WORDS where it begins with the text.
const (
	MatchCode   Match = "CODE"   // the text is a code of what was found
	MatchExact  Match = "EXACT"  // the name is the text
	MatchPrefix Match = "PREFIX" // the name begins with the text
	MatchWords  Match = "WORDS"  // every word of the text begins a word of the name
	MatchFuzzy  Match = "FUZZY"  // as WORDS, or is a word of the name but for a typing error or two
)

// NameKind says what a name is to what it leads to.
type NameKind string

// The kinds of name, best first.
const (
	NameOwn   NameKind = "OWN"   // its name, in English or its own language; its code
	NameAlias NameKind = "ALIAS" // another name of it
	NameText  NameKind = "TEXT"  // no name: a text about it, such as notes

	// NameGazetteer is a name that GeoNames has for a city and the record has not, in another
	// language or script, or an old one. There are many: they come last.
	NameGazetteer NameKind = "GAZETTEER"
)

// PlaceKind says what sort of place a search finds that is no record.
type PlaceKind string

// The kinds of place.
const (
	PlaceCountry PlaceKind = "COUNTRY"
	PlaceRegion  PlaceKind = "REGION"
)

// Hit is one search result: a record or a place.
type Hit struct {
	Record Record       // nil for a place
	Place  *SearchPlace // nil for a record
	Match  Match
	Errors int // typing errors that were forgiven; 0 but for FUZZY
	Kind   NameKind
	Name   string // the name that matched best, as written; of equals the first
}

// SearchPlace is a country, or a region of one in which a city on record is.
type SearchPlace struct {
	Country     string // ISO 3166-1 alpha-2; empty for a region of a country that is not known
	CountryName string // in English; empty where there is none
	Region      string // as written with its cities; empty for a country
}

// Matches lists the ways in which a name matches a search, best first.
func Matches() []Match {
	return []Match{MatchCode, MatchExact, MatchPrefix, MatchWords, MatchFuzzy}
}

// NameKinds lists the kinds of name, best first.
func NameKinds() []NameKind { return []NameKind{NameOwn, NameAlias, NameText, NameGazetteer} }

// PlaceKinds lists the kinds of place that search finds.
func PlaceKinds() []PlaceKind { return []PlaceKind{PlaceCountry, PlaceRegion} }
