package graph

import (
	"fmt"
	"math"
	"regexp"
	"strings"
)

// CityKind says what sort of local or regional government a City is.
type CityKind string

// The kinds of city.
const (
	CityKindCity         CityKind = "CITY"
	CityKindTown         CityKind = "TOWN"
	CityKindMunicipality CityKind = "MUNICIPALITY"
	CityKindCounty       CityKind = "COUNTY" // powiat, Kreis, fylke
	CityKindDistrict     CityKind = "DISTRICT"
	CityKindRegion       CityKind = "REGION"
	CityKindVoivodeship  CityKind = "VOIVODESHIP"
	CityKindOblast       CityKind = "OBLAST"
	CityKindDepartment   CityKind = "DEPARTMENT"
	CityKindUnion        CityKind = "UNION" // a union or association of municipalities acting as one
)

// City is a local or regional government of any size.
type City struct {
	Statement
	Name       string   // in English where it has an English name
	LocalName  string   // in its own language, Latin script
	Aliases    []string // name variants, exonyms and known misspellings
	Kind       CityKind
	Country    string // ISO 3166-1 alpha-2; empty when not known
	Region     string // first-level administrative division; empty when not known
	Wikidata   string // QID
	GeoNames   string // GeoNames id
	Location   *Location
	Population *int // inhabitants; nil when not known

	//lint:ignore ST1003 it is named as the standard is
	ISO3166_2 string     // of its first-level division; empty when not known
	Successor ID         // the city that took its place; empty while it lasts
	Names     []CityName // what it was called when; see NameOn

	// Of a place that several states claim. Country is that under which the record stands,
	// and no judgement.
	ListedUnder    []string // the countries under which directories list it
	AdministeredBy string   // the country that rules it; empty when no country with a code does
	ClaimedBy      []string // the countries that claim it
	TerritoryNote  string   // in neutral words
}

// Location is a point on the WGS 84 ellipsoid, in degrees.
type Location struct {
	Latitude  float64 // -90 to 90, north positive
	Longitude float64 // -180 to 180, east positive
}

// Kilometres returns the great-circle distance of two places on a sphere with the
// Earth's mean radius, 6371.0088 km (haversine formula: Sinnott, Virtues of the
// haversine, Sky and Telescope 68, 1984). The Earth's flattening makes it wrong by up
// to 0.6 %.
func Kilometres(a, b Location) float64 {
	const radius, degree = 6371.0088, math.Pi / 180
	dLat, dLng := (b.Latitude-a.Latitude)*degree, (b.Longitude-a.Longitude)*degree
	sLat, sLng := math.Sin(dLat/2), math.Sin(dLng/2)
	h := sLat*sLat + math.Cos(a.Latitude*degree)*math.Cos(b.Latitude*degree)*sLng*sLng
	return 2 * radius * math.Asin(math.Sqrt(min(h, 1)))
}

// Word returns WordCity.
func (*City) Word() Word { return WordCity }

// CityKinds lists the kinds of city.
func CityKinds() []CityKind {
	return []CityKind{
		CityKindCity, CityKindTown, CityKindMunicipality, CityKindCounty, CityKindDistrict,
		CityKindRegion, CityKindVoivodeship, CityKindOblast, CityKindDepartment, CityKindUnion,
	}
}

// WordCity is the word of *City.
const WordCity Word = "City"

var _ = Declare(Declaration[*City]{
	Word: WordCity, File: "cities.csv", Slug: "{name}-{country}", Blank: func() *City { return new(City) }, Open: true,
	Properties: []Property{
		TextProperty("name", func(c *City) *string { return &c.Name }).Filtered().Required().Checked(notAName),
		TextProperty("localName", func(c *City) *string { return &c.LocalName }).Checked(notAName),
		TextsProperty("aliases", func(c *City) *[]string { return &c.Aliases }).Checked(notAName),
		EnumProperty("kind", func(c *City) *CityKind { return &c.Kind }, CityKinds()).Filtered(),
		CodeProperty("country", func(c *City) *string { return &c.Country }).Ordered().Checked(notACountry),
		TextProperty("region", func(c *City) *string { return &c.Region }).Filtered(),
		CodeProperty("wikidata", func(c *City) *string { return &c.Wikidata }).Filtered().Checked(notAQID),
		CodeProperty("geonames", func(c *City) *string { return &c.GeoNames }).Filtered().Checked(notAGeoNamesID),
		PlaceProperty("location", func(c *City) **Location { return &c.Location }),
		NumberProperty("population", func(c *City) **int { return &c.Population }).Filtered(),
		CodeProperty("iso3166_2", func(c *City) *string { return &c.ISO3166_2 }).Filtered().Checked(notASubdivision).SpareColumn("iso3166_2"),
		RefProperty("successor", func(c *City) *ID { return &c.Successor }, WordCity, "SUCCEEDED_BY").Filtered().WithBack("predecessors").SpareColumn("successor"),
		parsedProperty("names", func(c *City) *[]CityName { return &c.Names }, CityName.String, ParseCityName).SpareColumn("names"),
		CodesProperty("listedUnder", func(c *City) *[]string { return &c.ListedUnder }).Filtered().Checked(notACountry).SpareColumn("listed_under"),
		CodeProperty("administeredBy", func(c *City) *string { return &c.AdministeredBy }).Filtered().Checked(notACountry).SpareColumn("administered_by"),
		CodesProperty("claimedBy", func(c *City) *[]string { return &c.ClaimedBy }).Filtered().Checked(notACountry).SpareColumn("claimed_by"),
		TextProperty("territoryNote", func(c *City) *string { return &c.TerritoryNote }).SpareColumn("territory_note"),
	},
	Fields: []Field{
		degrees("latitude", func(l *Location) float64 { return l.Latitude }),
		degrees("longitude", func(l *Location) float64 { return l.Longitude }),
	},
	Names: []string{"name", "localName", "aliases"}, Texts: []string{"notes"}, Codes: []string{"wikidata", "geonames"}, Size: "population",
	Validate: func(c *City, reject Reject) {
		if l := c.Location; l != nil {
			// Written so that NaN fails too.
			if !(l.Latitude >= -90 && l.Latitude <= 90) {
				reject("latitude", "%v is not a latitude: write degrees from -90 to 90", l.Latitude)
			}
			if !(l.Longitude >= -180 && l.Longitude <= 180) {
				reject("longitude", "%v is not a longitude: write degrees from -180 to 180", l.Longitude)
			}
		}
		if c.Population != nil && *c.Population < 0 {
			reject("population", "a population cannot be negative")
		}
		notItself(reject, "successor", c, []ID{c.Successor})
		c.checkNames(reject)
		c.checkTerritory(reject)
	},
})

// degrees returns a field of the place of a city.
func degrees(name string, of func(*Location) float64) Field {
	return Field{Name: name, Type: Decimal, of: func(r Record) []any {
		if l := r.(*City).Location; l != nil {
			return []any{of(l)}
		}
		return nil
	}}
}

// notAName says that a text is more than the name of a place: a sentence, or a name with
// the mark of a footnote, as they come along from web pages.
func notAName(value string) string {
	if mark := strings.TrimSpace(footnote.FindString(value)); mark != "" {
		return fmt.Sprintf("%q has the footnote mark %q: write the name alone", value, mark)
	}
	words := strings.Fields(value)
	if len(words) == 0 {
		return ""
	}
	last := value[len(value)-1]
	if len(words) > 15 || len(words) > 4 && strings.IndexByte(".!?;:", last) >= 0 || sentences.MatchString(value) {
		return fmt.Sprintf("%q is a sentence and not a name: write the name alone, and what there is to say in notes", value)
	}
	return ""
}

var (
	// A mark in square brackets, one of the signs, a raised or circled number, or at the end
	// small letters, a number or the word note in round brackets. Capital letters in these
	// are short for something: Halle (S), Frankfurt (M).
	footnote  = regexp.MustCompile(`\[[^\]]{1,40}\]|[†‡*§¶]|[⁰¹²³⁴-⁹]+|[①-⑳]|<sup>.*?</sup>|\((?:\p{Ll}(?:, ?\p{Ll})*|(?:(?:note|nb|fn)\.? ?)?\d{1,2})\)\s*$`)
	sentences = regexp.MustCompile(`\p{Ll}{4}[.!?] \p{Lu}`) // one ends and another begins
)

func notAQID(value string) string {
	if value[0] == 'Q' && isNumber(value[1:]) {
		return ""
	}
	return fmt.Sprintf("%q is not a Wikidata id: write Q and a number, such as Q1017", value)
}

func notAGeoNamesID(value string) string {
	if isNumber(value) {
		return ""
	}
	return fmt.Sprintf("%q is not a GeoNames id: write a number, such as 3247449", value)
}
