package export

import (
	"math"
	"math/rand/v2"
	"testing"

	"twingraph/graph"
)

// between returns the angle between two positions, in degrees.
func between(p, q position) float64 {
	a := vectorOf(&graph.Location{Latitude: p.lat, Longitude: p.lon})
	b := vectorOf(&graph.Location{Latitude: q.lat, Longitude: q.lon})
	return math.Atan2(math.Sqrt(math.Pow(a.y*b.z-a.z*b.y, 2)+math.Pow(a.z*b.x-a.x*b.z, 2)+math.Pow(a.x*b.y-a.y*b.x, 2)), a.x*b.x+a.y*b.y+a.z*b.z) * 180 / math.Pi
}

// checkArc reports what is wrong with an arc between two places: it must begin and
// end there, be as long as the great circle, and cross the antimeridian only where
// one line ends and the next begins.
func checkArc(t *testing.T, a, b graph.Location, lines [][]position) {
	t.Helper()
	first, last := lines[0][0], lines[len(lines)-1][len(lines[len(lines)-1])-1]
	if between(first, position{a.Longitude, a.Latitude}) > 1e-9 || between(last, position{b.Longitude, b.Latitude}) > 1e-9 {
		t.Errorf("%v–%v begins at %v and ends at %v", a, b, first, last)
	}
	length := 0.0
	for i, line := range lines {
		if len(line) < 2 {
			t.Errorf("%v–%v has a line of %d points", a, b, len(line))
		}
		for k, p := range line {
			if math.Abs(p.lon) > 180 || math.Abs(p.lat) > 90 || math.IsNaN(p.lon) || math.IsNaN(p.lat) {
				t.Errorf("%v–%v goes by %v", a, b, p)
			}
			if k == 0 {
				continue
			}
			if math.Abs(p.lon-line[k-1].lon) > 180 {
				t.Errorf("%v–%v crosses the antimeridian between %v and %v", a, b, line[k-1], p)
			}
			length += between(line[k-1], p)
		}
		if i > 0 {
			before := lines[i-1][len(lines[i-1])-1]
			sides := math.Abs(before.lon) == 180 && before.lon == -line[0].lon
			overPole := math.Abs(before.lat) == 90 && math.Abs(math.Abs(before.lon-line[0].lon)-180) < 1e-6
			if !sides && !overPole || before.lat != line[0].lat {
				t.Errorf("%v–%v is cut between %v and %v", a, b, before, line[0])
			}
		}
	}
	if want := between(first, last); math.Abs(length-want) > 1e-6 {
		t.Errorf("%v–%v is %.9f° long, the great circle %.9f°", a, b, length, want)
	}
}

func TestArcs(t *testing.T) {
	for _, c := range []struct {
		name  string
		a, b  graph.Location
		lines int
	}{
		{"within Europe", graph.Location{Latitude: 48.1, Longitude: 11.6}, graph.Location{Latitude: 50.4, Longitude: 30.5}, 1},
		{"Anchorage–Magadan crosses", graph.Location{Latitude: 61.2, Longitude: -149.9}, graph.Location{Latitude: 59.6, Longitude: 150.8}, 2},
		{"and back", graph.Location{Latitude: 59.6, Longitude: 150.8}, graph.Location{Latitude: 61.2, Longitude: -149.9}, 2},
		{"Vladivostok–San Diego crosses", graph.Location{Latitude: 43.1, Longitude: 131.9}, graph.Location{Latitude: 32.7, Longitude: -117.2}, 2},
		{"along the equator", graph.Location{Longitude: 170}, graph.Location{Longitude: -160}, 2},
		{"over the pole", graph.Location{Latitude: 70, Longitude: 30}, graph.Location{Latitude: 70, Longitude: -150}, 2},
		{"opposite each other", graph.Location{Latitude: 10, Longitude: 20}, graph.Location{Latitude: -10, Longitude: -160}, 2},
		{"up to the antimeridian", graph.Location{Latitude: -17, Longitude: 170}, graph.Location{Latitude: -16.8, Longitude: 180}, 1},
		{"up to its other side", graph.Location{Latitude: -17, Longitude: 170}, graph.Location{Latitude: -16.8, Longitude: -180}, 1},
		{"from it", graph.Location{Latitude: -16.8, Longitude: 180}, graph.Location{Latitude: -17, Longitude: -170}, 1},
		{"along it", graph.Location{Latitude: -16.8, Longitude: 180}, graph.Location{Latitude: 20, Longitude: 180}, 1},
		{"the same place", graph.Location{Latitude: 1, Longitude: 2}, graph.Location{Latitude: 1, Longitude: 2}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			lines := arc(&c.a, &c.b)
			if len(lines) != c.lines {
				t.Errorf("%d lines, want %d: %v", len(lines), c.lines, lines)
			}
			checkArc(t, c.a, c.b, lines)
		})
	}
}

func TestRandomArcs(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	crossed := 0
	for range 5000 {
		place := func() graph.Location {
			return graph.Location{Latitude: math.Round(rng.Float64()*170-85) + 0.25, Longitude: math.Round(rng.Float64()*72-36) * 5}
		}
		a, b := place(), place()
		if between(position{a.Longitude, a.Latitude}, position{b.Longitude, b.Latitude}) > 179.9 {
			continue
		}
		lines := arc(&a, &b)
		checkArc(t, a, b, lines)
		if len(lines) > 1 {
			crossed++
		}
	}
	if crossed < 500 {
		t.Errorf("only %d arcs crossed the antimeridian", crossed)
	}
}
