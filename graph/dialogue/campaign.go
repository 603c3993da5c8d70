package dialogue

import (
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// running reports whether a campaign runs on the day: it has begun and not ended.
func (sc *scene) running(c *graph.Campaign) bool {
	return sc.begun(c.Start) && (c.End.IsZero() || c.End.Last() >= sc.day)
}

// about reports whether a campaign is about ties between cities of two countries, as
// far as its scope and what it is about tell.
func (sc *scene) about(c *graph.Campaign, one, two string) bool {
	if len(c.About) == 0 {
		return covers(c.Scope, one) || covers(c.Scope, two)
	}
	return covers(c.About, two) && asks(c, one) || covers(c.About, one) && asks(c, two)
}

// asks reports whether a campaign asks cities of the country: its scope covers it, or
// names no countries but those that it is about.
func asks(c *graph.Campaign, country string) bool {
	return covers(c.Scope, country) || !slices.ContainsFunc(c.Scope, func(s string) bool { return !slices.Contains(c.About, s) })
}

// caller is a campaign with the practices that come from its documents.
type caller struct {
	*graph.Campaign
	practices []*graph.Practice // sharing a source with it, in order of id
}

// campaigns returns all campaigns with their practices, in order of id. A practice
// belongs to the campaigns that cite a source that it cites: it is part of what they
// advise.
func (sc *scene) campaigns() []caller {
	if sc.callers == nil {
		sc.callers = make([]caller, 0, len(sc.Campaigns))
		for _, c := range sc.Campaigns {
			var practices []*graph.Practice
			for _, p := range sc.Practices {
				if slices.ContainsFunc(p.Sources, func(id graph.ID) bool { return slices.Contains(c.Sources, id) }) {
					practices = append(practices, p)
				}
			}
			sc.callers = append(sc.callers, caller{c, practices})
		}
	}
	return sc.callers
}

// campaignToJoin returns the campaign that JOIN is about: the one named, the only one
// of the organisation, or the only one that asks for commitment.
func (sc *scene) campaignToJoin(named, organiser graph.ID) (*graph.Campaign, error) {
	if named != "" {
		c, _ := sc.Record(graph.WordCampaign, named).(*graph.Campaign)
		if c == nil {
			return nil, graph.Errorf(graph.NotFound, "no campaign %q is known; search for it by name", named).At("campaign")
		}
		if !sc.running(c) {
			return nil, graph.Errorf(graph.BadUserInput, "campaign %q does not run on %s", named, sc.day).At("campaign")
		}
		return c, nil
	}
	var own, open []string
	var ours, theirs *graph.Campaign
	for _, c := range sc.Campaigns {
		if !Join.servedBy(c.Stance) || !sc.running(c) {
			continue
		}
		open, theirs = append(open, string(c.ID)), c
		if organiser != "" && c.Organiser == organiser {
			own, ours = append(own, string(c.ID)), c
		}
	}
	switch {
	case len(own) == 1:
		return ours, nil
	case len(own) == 0 && len(open) == 1:
		return theirs, nil
	case len(open) == 0:
		return nil, graph.Errorf(graph.BadUserInput, "no campaign that asks for commitment runs on %s; name the campaign to join", sc.day).At("campaign")
	}
	return nil, graph.Errorf(graph.BadUserInput, "name the campaign to join; these run: %s", strings.Join(open, ", ")).At("campaign")
}

// pledges indexes the pledges to a campaign by city and by country.
func (sc *scene) pledges(c *graph.Campaign) {
	sc.joined, sc.joinedIn = make([]bool, len(sc.Cities)), map[string][]*graph.Pledge{}
	for _, p := range snapshot.Across[*graph.Pledge](sc.Snapshot, c, "pledges") {
		if !sc.begun(p.Date) {
			continue
		}
		if i := sc.number(p.City); i >= 0 {
			sc.joined[i] = true
		}
		if p.Country != "" {
			sc.joinedIn[p.Country] = append(sc.joinedIn[p.Country], p)
		}
	}
}
