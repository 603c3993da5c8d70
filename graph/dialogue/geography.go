package dialogue

import (
	"math"
	"slices"

	"twingraph/graph"
)

// kilometres returns the great-circle distance of two points by the haversine formula
//
//	d = 2 R asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2))
//
// with R the mean radius of the Earth, 6371.0088 km (IUGG), rounded to whole
// kilometres; false when one of them is not known.
func kilometres(a, b *graph.Location) (int, bool) {
	if a == nil || b == nil {
		return 0, false
	}
	const radius, radian = 6371.0088, math.Pi / 180
	north := math.Sin((b.Latitude - a.Latitude) * radian / 2)
	east := math.Sin((b.Longitude - a.Longitude) * radian / 2)
	h := north*north + math.Cos(a.Latitude*radian)*math.Cos(b.Latitude*radian)*east*east
	return int(math.Round(2 * radius * math.Asin(math.Sqrt(min(1, h))))), true
}

// regionOf returns the first-level division of a city with its country, the city's
// own name where it is one; empty when it is not known.
func regionOf(c *graph.City) string {
	region := c.Region
	if region == "" {
		switch c.Kind {
		case graph.CityKindVoivodeship, graph.CityKindRegion, graph.CityKindOblast:
			region = c.Name
		}
	}
	if region == "" || c.Country == "" {
		return ""
	}
	return c.Country + "/" + graph.Fold(region)
}

// covers reports whether a scope (country codes, "EU" or "global") covers a country.
func covers(scope []string, country string) bool {
	return country != "" && slices.ContainsFunc(scope, func(s string) bool {
		return s == country || s == "global" || s == "EU" && inEU(country)
	})
}

// inEU reports whether a country is a member state of the European Union since
// 2020-02-01 (https://european-union.europa.eu/principles-countries-history/eu-countries_en).
func inEU(country string) bool {
	switch country {
	case "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
		"LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK":
		return true
	}
	return false
}
