package neostore

import (
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
)

// wgs84 is the coordinate reference system of a point in degrees, longitude first.
const wgs84 = 4326

func (c *codec) city(r *graph.City) {
	text(c, "name", &r.Name)
	text(c, "localName", &r.LocalName)
	texts(c, "aliases", &r.Aliases)
	text(c, "kind", &r.Kind)
	text(c, "country", &r.Country)
	text(c, "region", &r.Region)
	text(c, "wikidata", &r.Wikidata)
	text(c, "geonames", &r.GeoNames)
	c.location("location", &r.Location)
	c.population("population", &r.Population)
}

// location passes a place on earth, as a point.
func (c *codec) location(name string, v **graph.Location) {
	c.property(name, func() any {
		if *v == nil {
			return nil
		}
		return neo4j.Point2D{X: (*v).Longitude, Y: (*v).Latitude, SpatialRefId: wgs84}
	}, func(in any) bool {
		p, ok := in.(neo4j.Point2D)
		*v = &graph.Location{Latitude: p.Y, Longitude: p.X}
		return ok
	})
}

// population passes a number of inhabitants.
func (c *codec) population(name string, v **int) {
	c.property(name, func() any {
		if *v == nil {
			return nil
		}
		return int64(**v)
	}, func(in any) bool {
		n, ok := in.(int64)
		number := int(n)
		*v = &number
		return ok
	})
}
