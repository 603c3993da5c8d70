package dialogue

import (
	"context"
	"errors"
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// Asker is for whom a question is asked: exactly one of cities, a country (all cities
// in it) or an organisation (the cities it can speak through; see Through).
type Asker struct {
	Cities       []graph.ID
	Country      string // ISO 3166-1 alpha-2
	Organisation graph.ID
}

// Question asks for channels. AsOf is a day; everything else but For and Goal can be
// left out.
type Question struct {
	For   Asker
	Goal  Goal
	Among func(*graph.City) bool // the targets to look at; nil for all
	// Weights override the defaults of PartRules.
	Weights Weights
	// ThroughSuspended lets suspended ties be hops. Ended ones never are.
	ThroughSuspended bool
	// Campaign is the campaign to join, for JOIN. Empty for the one that asks for
	// commitment; it has to be named when there are several.
	Campaign graph.ID
	// Theme narrows PARTNER to one theme; empty for all that the asking cities have.
	Theme string
	AsOf  graph.Day
	// Ground of the snapshot and day, where it was laid before; nil to lay it anew.
	Ground *Ground
	First  int       // 1 to graph.MaxFirst
	After  *Position // nil for the first page
}

// MaxAskers bounds the cities of an Asker.
const MaxAskers = 500

// Through says which cities an organisation speaks through.
type Through string

// The ways of an organisation, in the order in which they are tried: the first that
// leads to a channel is taken.
const (
	ThroughOwn     Through = "OWN_CITIES" // cities in its partnerships and those that pledged to its campaigns
	ThroughCountry Through = "COUNTRY"    // cities of the country of its seat
	ThroughAny     Through = "ANY_CITY"   // any city with a direct tie
	ThroughNamed   Through = "AS_ASKED"   // not an organisation: the question named cities or a country
)

// circle is one set of cities to speak for.
type circle struct {
	through Through
	cities  []graph.ID // in order
	within  map[graph.ID]bool
	direct  bool // direct ties only
}

func newCircle(through Through, cities []graph.ID) circle {
	slices.Sort(cities)
	cities = slices.Compact(cities)
	within := make(map[graph.ID]bool, len(cities))
	for _, id := range cities {
		within[id] = true
	}
	return circle{through: through, cities: cities, within: within}
}

// circles returns the sets of cities that the asker can speak for, in the order in
// which they are tried.
func (a Asker) circles(sc *scene) ([]circle, error) {
	given := 0
	for _, is := range []bool{len(a.Cities) > 0, a.Country != "", a.Organisation != ""} {
		if is {
			given++
		}
	}
	switch {
	case given == 0:
		return nil, graph.Errorf(graph.BadUserInput, "say who asks: name cities, a country or an organisation").At("for")
	case given > 1:
		return nil, graph.Errorf(graph.BadUserInput,
			"name cities, a country or an organisation: one of them, not several").At("for")
	case a.Country != "":
		return a.country(sc)
	case a.Organisation != "":
		return a.organisation(sc)
	}
	return a.cities(sc)
}

func (a Asker) cities(sc *scene) ([]circle, error) {
	if len(a.Cities) > MaxAskers {
		return nil, graph.Errorf(graph.LimitExceeded,
			"at most %d cities can ask at once; %d were named; ask for a country, or in several steps", MaxAskers, len(a.Cities)).At("for.cities")
	}
	seen := map[graph.ID]bool{}
	for _, id := range a.Cities {
		if seen[id] {
			return nil, graph.Errorf(graph.BadUserInput, "city %q is named twice", id).At("for.cities")
		}
		seen[id] = true
		if _, err := cityOf(sc.Snapshot, id, "for.cities"); err != nil {
			return nil, err
		}
	}
	return []circle{newCircle(ThroughNamed, slices.Clone(a.Cities))}, nil
}

func (a Asker) country(sc *scene) ([]circle, error) {
	if !countryCode(a.Country) {
		return nil, graph.Errorf(graph.BadUserInput, "%q is not a country: write its two-letter code, for example DE", a.Country).At("for.country")
	}
	cities := citiesIn(sc.Snapshot, a.Country)
	if len(cities) == 0 {
		return nil, graph.Errorf(graph.NotFound, "no city of country %s is known", a.Country).At("for.country")
	}
	return []circle{newCircle(ThroughNamed, cities)}, nil
}

func (a Asker) organisation(sc *scene) ([]circle, error) {
	org, _ := sc.Record(graph.WordOrganisation, a.Organisation).(*graph.Organisation)
	if org == nil {
		return nil, graph.Errorf(graph.NotFound, "no organisation %q is known; search for it by name", a.Organisation).At("for.organisation")
	}
	var own, all []graph.ID
	for _, p := range snapshot.Across[*graph.Partnership](sc.Snapshot, org, "partnerships") {
		if sc.begun(p.Start) {
			own = append(own, p.Cities...)
		}
	}
	for _, c := range snapshot.Across[*graph.Campaign](sc.Snapshot, org, "campaigns") {
		for _, p := range snapshot.Across[*graph.Pledge](sc.Snapshot, c, "pledges") {
			if p.City != "" && sc.begun(p.Date) {
				own = append(own, p.City)
			}
		}
	}
	own = slices.DeleteFunc(own, func(id graph.ID) bool { return sc.City(id) == nil })
	for _, c := range sc.Cities {
		all = append(all, c.ID)
	}
	circles := []circle{newCircle(ThroughOwn, own), newCircle(ThroughCountry, citiesIn(sc.Snapshot, org.Country)), newCircle(ThroughAny, all)}
	circles[2].direct = true
	return slices.DeleteFunc(circles, func(c circle) bool { return len(c.cities) == 0 }), nil
}

// citiesIn returns the cities of a country, none for the empty one.
func citiesIn(s *snapshot.Snapshot, country string) []graph.ID {
	var ids []graph.ID
	for _, c := range s.Cities {
		if c.Country == country && country != "" {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func countryCode(s string) bool {
	for _, r := range s {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return len(s) == 2
}

// cityOf returns the city with the id, or an error of code NotFound at path.
func cityOf(s *snapshot.Snapshot, id graph.ID, path string) (*graph.City, error) {
	if id == "" {
		return nil, graph.Errorf(graph.BadUserInput, "name a city").At(path)
	}
	if c := s.City(id); c != nil {
		return c, nil
	}
	return nil, graph.Errorf(graph.NotFound, "no city %q is known; search for it by name", id).At(path)
}

// checkFirst validates the length of a page.
func checkFirst(first int) error {
	if first < 1 {
		return graph.Errorf(graph.BadUserInput, "first is %d; ask for 1 to %d", first, graph.MaxFirst).At("first")
	}
	if first > graph.MaxFirst {
		return graph.Errorf(graph.LimitExceeded, "first is %d; a page holds %d at most", first, graph.MaxFirst).At("first")
	}
	return nil
}

// stopped returns an error of code Timeout when ctx has ended.
func stopped(ctx context.Context) error {
	err := ctx.Err()
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		return graph.Errorf(graph.Timeout, "the time allowed ran out before the answer was found; ask for fewer cities").Because(err)
	}
	return graph.Errorf(graph.Timeout, "the question was called off").Because(err)
}
