package world

import (
	"slices"

	"twingraph/graph"
)

// MostTogether is how many cities a group may have to say something about each two of
// them: a campaign that half the world joined joins nobody in particular.
const MostTogether = 300

// PledgedTogether returns, for each campaign, the cities that had pledged to it by the
// day, in order of id; those of one city and of more than MostTogether are left out. A
// pledge without a date counts.
func (m *Moment) PledgedTogether(asOf graph.Day) [][]graph.ID {
	var groups [][]graph.ID
	for _, campaign := range m.Campaigns {
		var cities []graph.ID
		for _, p := range Across[*graph.Pledge](m, campaign, "pledges") {
			if p.City != "" && begun(p.Date, asOf) {
				cities = append(cities, p.City)
			}
		}
		groups = appendGroup(groups, cities)
	}
	return groups
}

// PartneredTogether returns, for each partnership that runs on the day, its cities, in
// order of id; those of one city and of more than MostTogether are left out. A
// partnership without a date of its beginning or end has begun or goes on.
func (m *Moment) PartneredTogether(asOf graph.Day) [][]graph.ID {
	var groups [][]graph.ID
	for _, p := range m.Partnerships {
		if begun(p.Start, asOf) && (p.End.IsZero() || asOf <= p.End.Last()) {
			groups = appendGroup(groups, slices.Clone(p.Cities))
		}
	}
	return groups
}

// begun reports whether a date lies on or before a day, or is not known.
func begun(date graph.PartialDate, day graph.Day) bool { return date.IsZero() || date.First() <= day }

// appendGroup appends a group of cities, each once, if it says something about them.
func appendGroup(groups [][]graph.ID, cities []graph.ID) [][]graph.ID {
	slices.Sort(cities)
	cities = slices.Compact(cities)
	if len(cities) < 2 || len(cities) > MostTogether {
		return groups
	}
	return append(groups, cities)
}
