package export

import (
	"math"

	"twingraph/graph"
)

// position is a point on the globe in degrees, as GeoJSON orders them.
type position struct{ lon, lat float64 }

// stride is about how far apart the points of an arc are, in radians: 4°. At 45° north
// the line between two of them leaves the great circle by some 4 km.
const stride = 4 * math.Pi / 180

// vector is a point on the unit sphere.
type vector struct{ x, y, z float64 }

func vectorOf(l *graph.Location) vector {
	sinLat, cosLat := math.Sincos(l.Latitude * math.Pi / 180)
	sinLon, cosLon := math.Sincos(l.Longitude * math.Pi / 180)
	return vector{cosLat * cosLon, cosLat * sinLon, sinLat}
}

func (v vector) position() position {
	return position{math.Atan2(v.y, v.x) * 180 / math.Pi, math.Atan2(v.z, math.Hypot(v.x, v.y)) * 180 / math.Pi}
}

// arc returns the great circle between two places as lines, none of which crosses
// the antimeridian: where the circle does, one line ends on one side of it and the
// next begins on the other (RFC 7946, section 3.1.9). Between two places exactly
// opposite each other, where any great circle would do, it goes over a pole.
func arc(a, b *graph.Location) [][]position {
	from, to := vectorOf(a), vectorOf(b)
	cross := vector{from.y*to.z - from.z*to.y, from.z*to.x - from.x*to.z, from.x*to.y - from.y*to.x}
	sin := math.Sqrt(cross.x*cross.x + cross.y*cross.y + cross.z*cross.z)
	angle := math.Atan2(sin, from.x*to.x+from.y*to.y+from.z*to.z)
	line := []position{{a.Longitude, a.Latitude}}
	if steps := int(math.Ceil(angle / stride)); sin > 1e-9 {
		for k := 1; k < steps; k++ {
			share := float64(k) / float64(steps)
			p, q := math.Sin((1-share)*angle)/sin, math.Sin(share*angle)/sin
			line = append(line, vector{p*from.x + q*to.x, p*from.y + q*to.y, p*from.z + q*to.z}.position())
		}
	}
	line = append(line, position{b.Longitude, b.Latitude})
	return cut(line, cross)
}

// cut splits a line of the great circle with that axis wherever it crosses the
// antimeridian or goes over a pole, where it jumps to the opposite meridian.
func cut(line []position, axis vector) [][]position {
	lines, begun := [][]position{}, 0
	for i := 1; i < len(line); i++ {
		p, q := &line[i-1], &line[i]
		turn, side := math.Abs(p.lon-q.lon), math.Copysign(180, p.lon)
		var end, start position // of the two lines
		switch {
		case math.Abs(turn-180) < 1e-6 && math.Abs(axis.z) < 1e-9:
			top := math.Copysign(90, p.lat+q.lat)
			end, start = position{p.lon, top}, position{q.lon, top}
		case turn <= 180:
			continue
		case math.Abs(q.lon) == 180: // it only touches: q is on both sides
			q.lon = side
			continue
		case math.Abs(p.lon) == 180 && begun == i-1:
			p.lon = -side
			continue
		default:
			lat := crossing(*p, *q, axis)
			end, start = position{side, lat}, position{-side, lat}
		}
		lines = append(lines, append(line[begun:i:i], end))
		line[i-1] = start
		begun = i - 1
	}
	return append(lines, line[begun:])
}

// crossing returns the latitude at which a great circle meets the antimeridian
// between two points: where axis · (-cos lat, 0, sin lat) is zero.
func crossing(p, q position, axis vector) float64 {
	if math.Abs(axis.z) < 1e-12 { // along a meridian
		return (p.lat + q.lat) / 2
	}
	return math.Atan(axis.x/axis.z) * 180 / math.Pi
}
