package index

import (
	"math"

	"twingraph/graph"
)

// Kilometres returns the great-circle distance of two points by the haversine formula
//
//	d = 2 R asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2))
//
// with R the mean radius of the Earth, 6371.0088 km (IUGG), rounded to full
// kilometres; false when one of them is not known.
func Kilometres(a, b *graph.Location) (int, bool) {
	if a == nil || b == nil {
		return 0, false
	}
	const radius, radian = 6371.0088, math.Pi / 180
	north := math.Sin((b.Latitude - a.Latitude) * radian / 2)
	east := math.Sin((b.Longitude - a.Longitude) * radian / 2)
	h := north*north + math.Cos(a.Latitude*radian)*math.Cos(b.Latitude*radian)*east*east
	return int(math.Round(2 * radius * math.Asin(math.Sqrt(min(1, h))))), true
}

// RegionOf returns the first-level division of a city with its country, the city's own
// name where it is one; empty when it is not known.
func RegionOf(c *graph.City) string {
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
