package graph

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
}

// Location is a point on the WGS 84 ellipsoid, in degrees.
type Location struct {
	Latitude  float64 // -90 to 90, north positive
	Longitude float64 // -180 to 180, east positive
}

// Word returns WordCity.
func (*City) Word() Word { return WordCity }
