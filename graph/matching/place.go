package matching

import (
	"slices"

	"twingraph/graph"
)

// Place is something that a name can mean.
type Place struct {
	ID         string   // what the caller knows it by; a Row may have it as its code
	Name       string   // its own name
	OwnNames   []string // further names that are its own: in its own language
	Aliases    []string // names in other languages, old names, known misspellings
	Country    string   // ISO 3166-1 alpha-2; empty when not known
	ClaimedBy  []string // codes of further states that claim it, or under which lists write it
	Region     string   // first-level division, such as Oregon; empty when not known
	Codes      []string // Wikidata ids ("Q1829"), GeoNames ids ("524305") and others
	Population int64    // inhabitants; 0 when not known
	Location   *graph.Location
}

// PlaceOf returns a city as a place.
func PlaceOf(c *graph.City) Place {
	p := Place{
		ID: string(c.ID), Name: c.Name, Aliases: c.Aliases, Country: c.Country, Region: c.Region,
		ClaimedBy: slices.Concat(c.ClaimedBy, c.ListedUnder),
		Codes:     graph.CodesOf(c), Population: max(0, graph.SizeOf(c)), Location: c.Location,
	}
	if c.LocalName != "" && c.LocalName != c.Name {
		p.OwnNames = []string{c.LocalName}
	}
	return p
}

// Row is what somebody wrote about a place. Name or Code must say something.
type Row struct {
	Name    string // "Portland", "Portland, OR", "Portland (Oregon)", "Q6106"
	Country string // a code, or a name in any of many languages; empty for none
	Region  string // a name or code of a part of the country; empty for none
	Code    string // a Wikidata id, a GeoNames id, their web addresses, or an ID; empty for none
}

// Outcome is what came of a row.
type Outcome string

// The outcomes.
const (
	Matched   Outcome = "MATCHED"   // the first candidate is the place, beyond doubt
	Ambiguous Outcome = "AMBIGUOUS" // it may be one of the candidates, or none of them
	Unknown   Outcome = "UNKNOWN"   // no place fits; candidates, if any, contradict the row
)

// Result is what a row was matched to.
type Result struct {
	Outcome    Outcome
	Candidates []Candidate // the best first, at most MostCandidates
}

// MostCandidates bounds the candidates of a row.
const MostCandidates = 10

// Candidate is a place that a row may mean.
type Candidate struct {
	Place   *Place
	Score   float64  // 0 to 1; 1 for a code or for a name with its country
	Name    string   // the name of the place, or the code, that fits best, as written with the place
	Reasons []Reason // for it and against it, in the order of Reasons
}

// Reason says what speaks for a candidate, or against it.
type Reason string

// The reasons.
const (
	ByCode         Reason = "CODE"             // the row has a code of it
	ByName         Reason = "NAME"             // the row has its own name
	ByAlias        Reason = "ALIAS"            // the row has another name of it
	BySpelling     Reason = "SPELLING"         // a name of it in other letters: transliterated, or by other rules of spelling
	ByTyping       Reason = "TYPING_ERROR"     // a name of it but for a typing error or two
	ByPart         Reason = "PART_OF_NAME"     // its name begins with the row's
	InCountry      Reason = "COUNTRY"          // it is in the country of the row
	InRegion       Reason = "REGION"           // it is in the region of the row
	LargestByFar   Reason = "LARGEST_BY_FAR"   // no namesake has a fiftieth of its inhabitants
	OtherNamesakes Reason = "NAMESAKES"        // places that are not on record have the name too
	OtherPlace     Reason = "OTHER_PLACE"      // the row has the name of a place that is not on record, so that it is no typing error
	NameDiffers    Reason = "NAME_DIFFERS"     // the row has a code of it and another name
	CountryDiffers Reason = "COUNTRY_DIFFERS"  // it is in another country than the row says
	RegionDiffers  Reason = "REGION_DIFFERS"   // it is in another region than the row says
	RegionNotKnown Reason = "REGION_NOT_KNOWN" // whether it is where the row says cannot be seen
	CountryNotRead Reason = "COUNTRY_NOT_READ" // the row's country is no country that is known
	CodeNotKnown   Reason = "CODE_NOT_KNOWN"   // no place on record has the row's code
)

// Reasons lists the reasons, those for a candidate first.
func Reasons() []Reason {
	return []Reason{
		ByCode, ByName, ByAlias, BySpelling, ByTyping, ByPart, InCountry, InRegion, LargestByFar,
		OtherNamesakes, OtherPlace, NameDiffers, CountryDiffers, RegionDiffers, RegionNotKnown, CountryNotRead, CodeNotKnown,
	}
}
