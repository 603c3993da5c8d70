package candidate

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/question"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/world"
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
	Goal  score.Goal
	Among func(*graph.City) bool // the targets to look at; nil for all
	// Weights override the defaults of score.PartRules.
	Weights score.Weights
	// ThroughSuspended lets suspended links be hops. Ended ones never are.
	ThroughSuspended bool
	// Campaign is the campaign to join, for JOIN. Empty for the one that asks for
	// commitment; it has to be named when there are several.
	Campaign graph.ID
	// Theme narrows PARTNER to one theme; empty for all that the asking cities have.
	Theme string
	AsOf  graph.Day
	Index *index.Index // of the moment and day, where there is one; nil for a new one
	// Window says which part of the ranking is wanted, of at most graph.MaxFirst.
	Window graph.Window[Position]
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
	ThroughAny     Through = "ANY_CITY"   // any city with a direct link
	ThroughNamed   Through = "AS_ASKED"   // not an organisation: the question named cities or a country
)

// group is one set of cities to speak for.
type group struct {
	through Through
	cities  []graph.ID // in order, each once
}

func newGroup(through Through, cities []graph.ID) group {
	slices.Sort(cities)
	return group{through, slices.Compact(cities)}
}

// groups returns the sets of cities that the asker can speak for, in the order in which
// they are tried.
func (a Asker) groups(ix *index.Index) ([]group, error) {
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
		return a.country(ix)
	case a.Organisation != "":
		return a.organisation(ix)
	}
	return a.cities(ix)
}

func (a Asker) cities(ix *index.Index) ([]group, error) {
	if len(a.Cities) > MaxAskers {
		return nil, graph.Errorf(graph.LimitExceeded,
			"at most %d cities can ask at once; %d were named; ask for a country, or in several steps", MaxAskers, len(a.Cities)).At("for.cities")
	}
	for i, id := range a.Cities {
		if slices.Contains(a.Cities[:i], id) {
			return nil, graph.Errorf(graph.BadUserInput, "city %q is named twice", id).At("for.cities")
		}
		if _, err := question.City(ix.Moment, id, "for.cities"); err != nil {
			return nil, err
		}
	}
	return []group{newGroup(ThroughNamed, slices.Clone(a.Cities))}, nil
}

func (a Asker) country(ix *index.Index) ([]group, error) {
	if c := a.Country; len(c) != 2 || c[0] < 'A' || c[0] > 'Z' || c[1] < 'A' || c[1] > 'Z' {
		return nil, graph.Errorf(graph.BadUserInput, "%q is not a country: write its two-letter code, for example DE", a.Country).At("for.country")
	}
	cities := citiesIn(ix, a.Country)
	if len(cities) == 0 {
		return nil, graph.Errorf(graph.NotFound, "no city of country %s is known", a.Country).At("for.country")
	}
	return []group{newGroup(ThroughNamed, cities)}, nil
}

func (a Asker) organisation(ix *index.Index) ([]group, error) {
	org, _ := ix.Record(graph.WordOrganisation, a.Organisation).(*graph.Organisation)
	if org == nil {
		return nil, graph.Errorf(graph.NotFound, "no organisation %q is known; search for it by name", a.Organisation).At("for.organisation")
	}
	var own, all []graph.ID
	for _, p := range world.Across[*graph.Partnership](ix.Moment, org, "partnerships") {
		if ix.Underway(p, p.Start) {
			own = append(own, p.Cities...)
		}
	}
	for _, c := range world.Across[*graph.Campaign](ix.Moment, org, "campaigns") {
		for _, p := range world.Across[*graph.Pledge](ix.Moment, c, "pledges") {
			if ix.Underway(p, p.Date) {
				own = append(own, p.City)
			}
		}
	}
	own = slices.DeleteFunc(own, func(id graph.ID) bool { return ix.City(id) == nil })
	for _, c := range ix.Cities {
		all = append(all, c.ID)
	}
	groups := []group{newGroup(ThroughOwn, own), newGroup(ThroughCountry, citiesIn(ix, org.Country)), newGroup(ThroughAny, all)}
	return slices.DeleteFunc(groups, func(g group) bool { return len(g.cities) == 0 }), nil
}

// citiesIn returns the cities of a country, none for the empty one.
func citiesIn(ix *index.Index, country string) []graph.ID {
	var ids []graph.ID
	for _, c := range ix.Cities {
		if c.Country == country && country != "" {
			ids = append(ids, c.ID)
		}
	}
	return ids
}
