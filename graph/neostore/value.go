package neostore

import (
	"math"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
)

// date is a day as the driver knows it.
type date = neo4j.Date

// open is the closedSeq of a version that is still what we know.
const open = math.MaxInt64

// openTime returns the knownTo of a version that is still what we know: after
// every instant that is recorded or asked with, graph.Latest included.
func openTime() time.Time { return time.Date(9999, time.December, 31, 23, 59, 59, 0, utc()) }

// utc returns the time zone in which instants are stored: as an offset, so that
// Neo4j shows them with a plain Z.
func utc() *time.Location { return time.FixedZone("Offset", 0) }

// instantOf returns an instant as it is stored.
func instantOf(t time.Time) time.Time { return t.In(utc()) }

// The dates that stand for MinDay and MaxDay: outside what a PartialDate can say,
// inside what people read as a date.
const (
	minYear = 0
	maxYear = 10000
)

// dateOf returns a day as it is stored: a Neo4j date. MinDay is 0000-01-01 and
// MaxDay 10000-12-31; days beyond them become them.
func dateOf(d graph.Day) date {
	t := time.Date(minYear, time.January, 1, 0, 0, 0, 0, time.UTC)
	if last := time.Date(maxYear, time.December, 31, 0, 0, 0, 0, time.UTC); d >= graph.DayOf(last) {
		t = last
	} else if d > graph.DayOf(t) {
		t = d.Time()
	}
	return date(t)
}

// dayOf is the inverse of dateOf.
func dayOf(d date) graph.Day {
	t := time.Time(d)
	switch {
	case t.Year() <= minYear:
		return graph.MinDay
	case t.Year() >= maxYear && t.Month() == time.December && t.Day() == 31:
		return graph.MaxDay
	}
	return graph.DayOf(t)
}

// wgs84 is the coordinate reference system of a point in degrees, longitude first.
const wgs84 = 4326

// valueOf returns the value of a property as Neo4j keeps it: dates as they were written,
// places as points.
func valueOf(value any) any {
	switch value := value.(type) {
	case graph.PartialDate:
		return value.String()
	case graph.Location:
		return neo4j.Point2D{X: value.Longitude, Y: value.Latitude, SpatialRefId: wgs84}
	}
	return value
}

// readValue is the opposite of valueOf; false for what is no value of the form.
func readValue(form graph.Form, in any) (any, bool) {
	switch form {
	case graph.FormTexts:
		list, ok := in.([]any)
		texts := make([]string, len(list))
		for i := range list {
			s, is := list[i].(string)
			texts[i], ok = s, ok && is
		}
		return texts, ok
	case graph.FormDate:
		s, ok := in.(string)
		if !ok {
			return nil, false
		}
		d, err := graph.ParsePartialDate(s)
		return d, err == nil
	case graph.FormFlag:
		b, ok := in.(bool)
		return b, ok
	case graph.FormNumber:
		n, ok := in.(int64)
		return n, ok
	case graph.FormPlace:
		p, ok := in.(neo4j.Point2D)
		return graph.Location{Latitude: p.Y, Longitude: p.X}, ok
	}
	s, ok := in.(string)
	return s, ok
}
