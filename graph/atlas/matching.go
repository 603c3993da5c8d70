package atlas

import (
	"context"
	"errors"
	"fmt"
	"unsafe"

	"twingraph/graph"
	"twingraph/graph/matching"
	"twingraph/graph/results"
	"twingraph/graph/world"
)

// CityMatch is what a row of a list was matched to.
type CityMatch struct {
	Row        int // from 0
	Outcome    matching.Outcome
	City       *graph.City // nil unless it is matched
	Candidates []*CityMatchCandidate
}

// CityMatchCandidate is a city that a row may mean.
type CityMatchCandidate struct {
	City    *graph.City
	Score   float64
	Name    string
	Reasons []matching.Reason
}

// Bounds of a list that is matched.
const (
	mostRows    = 1000
	mostRowText = 1000 // bytes of a row
)

// MatchCities returns which cities rows mean, row by row, with at most so many candidates
// each. Errors have code BadUserInput or LimitExceeded and name the argument, or are those
// of moment.
func (r *Request) MatchCities(ctx context.Context, v graph.View, rows []*matching.Row, candidates int) ([]*CityMatch, error) {
	switch {
	case len(rows) == 0:
		return nil, graph.Errorf(graph.BadUserInput, "there are no rows; give one or more").At("rows")
	case len(rows) > mostRows:
		return nil, graph.Errorf(graph.LimitExceeded, "there are %d rows; give at most %d at a time", len(rows), mostRows).At("rows")
	case candidates < 0 || candidates > matching.MostCandidates:
		return nil, graph.Errorf(graph.BadUserInput, "candidates is %d; give 0 to %d", candidates, matching.MostCandidates).At("candidates")
	}
	for i, row := range rows {
		if n := len(row.Name) + len(row.Country) + len(row.Region) + len(row.Code); n > mostRowText {
			return nil, graph.Errorf(graph.LimitExceeded, "the row has %d bytes; at most %d are read: give the name, country, region and code alone", n, mostRowText).At(fmt.Sprintf("rows.%d", i))
		}
	}
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	cities, err := s.matched(ctx)
	if err != nil {
		return nil, err
	}
	matches := make([]*CityMatch, len(rows))
	for i, row := range rows {
		if ctx.Err() != nil {
			return nil, graph.Errorf(graph.Timeout, "the time allowed ran out after %d rows; give fewer at a time", i).At("rows").Because(ctx.Err())
		}
		matches[i] = cities.match(*row, i, candidates)
	}
	return matches, nil
}

// matchedCities are the cities of a moment, to be found by their names.
type matchedCities struct {
	cities []*graph.City
	index  *matching.Index
	byID   map[string]*graph.City
}

// matched returns the cities of a moment to be matched: made once for all who ask, and not
// again while no city changed.
func (s *state) matched(ctx context.Context) (*matchedCities, error) {
	return results.Get(ctx, s.networks, results.On(s.Moment, 0, "matched cities"), func(context.Context) (*matchedCities, error) {
		// A moment shares the slice of its cities with the one before when none changed.
		if last := s.lastMatched.Load(); last != nil && len(last.cities) == len(s.Cities) && unsafe.SliceData(last.cities) == unsafe.SliceData(s.Cities) {
			return last, nil
		}
		m := newMatchedCities(s.Cities)
		s.lastMatched.Store(m)
		return m, nil
	})
}

func newMatchedCities(cities []*graph.City) *matchedCities {
	m := &matchedCities{cities: cities, byID: make(map[string]*graph.City, len(cities))}
	places := make([]matching.Place, len(cities))
	for i, city := range cities {
		places[i] = matching.PlaceOf(city)
		m.byID[places[i].ID] = city
	}
	m.index = matching.New(places)
	return m
}

// match matches a row.
func (m *matchedCities) match(row matching.Row, number, candidates int) *CityMatch {
	found := m.index.Match(row)
	match := &CityMatch{Row: number, Outcome: found.Outcome, Candidates: []*CityMatchCandidate{}}
	if found.Outcome == matching.Matched {
		match.City = m.byID[found.Candidates[0].Place.ID]
	}
	for _, c := range found.Candidates[:min(candidates, len(found.Candidates))] {
		match.Candidates = append(match.Candidates, &CityMatchCandidate{City: m.byID[c.Place.ID], Score: c.Score, Name: c.Name, Reasons: c.Reasons})
	}
	return match
}

// StandingLink is a link of a city as it stands on a day.
type StandingLink struct {
	Link   *graph.TwinningLink
	Other  *graph.City // at its other end
	Status graph.LinkStatus
}

// StandingLinks returns the links of cities as they stand on the day of the view, those left
// out that are NOT_ESTABLISHED, in order of id; a city that is not known has none. Errors are
// those of moment.
func (r *Request) StandingLinks(ctx context.Context, v graph.View, cities []graph.ID) (map[graph.ID][]StandingLink, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	standing := map[graph.ID][]StandingLink{}
	for _, id := range cities {
		city := s.City(id)
		if city == nil || standing[id] != nil {
			continue
		}
		for _, link := range world.Across[*graph.TwinningLink](s.Moment, city, "links") {
			status := s.History(link.ID).At(v.AsOf)
			if status.Status == graph.StatusNotEstablished {
				continue
			}
			other := link.A
			if other == id {
				other = link.B
			}
			standing[id] = append(standing[id], StandingLink{link, s.City(other), status})
		}
	}
	return standing, nil
}

// CityRecords returns cities by slug or global id, nil for one that is not known. Errors are
// those of moment.
func (r *Request) CityRecords(ctx context.Context, v graph.View, ids []string) ([]*graph.City, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	cities := make([]*graph.City, len(ids))
	for i, given := range ids {
		id, err := s.idOf(ctx, graph.WordCity, given, "ids")
		if e, ok := errors.AsType[*graph.Error](err); ok && (e.Code == graph.NotFound || e.Code == graph.BadUserInput) {
			continue
		}
		if err != nil {
			return nil, err
		}
		cities[i] = s.City(id)
	}
	return cities, nil
}
