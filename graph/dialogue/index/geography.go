package index

import (
	"math"

	"twingraph/graph"
)

// Kilometres returns the great-circle distance of two points (graph.Kilometres), rounded to
// full kilometres; false when one of them is not known.
func Kilometres(a, b *graph.Location) (int, bool) {
	if a == nil || b == nil {
		return 0, false
	}
	return int(math.Round(graph.Kilometres(*a, *b))), true
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
