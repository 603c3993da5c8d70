package candidate

import (
	"context"
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/question"
	"twingraph/graph/dialogue/route"
	"twingraph/graph/dialogue/score"
)

// search collects the subjects of one question.
type search struct {
	*score.Scorer
	ctx      context.Context
	q        Question
	from     group
	subjects []score.Subject
	without  int // targets to which there is no channel
}

// begin makes the search one from a group of cities.
func (x *search) begin(from group) {
	x.from, x.subjects, x.without, x.Asking = from, nil, 0, make(map[graph.ID]bool, len(from.cities))
	for _, id := range from.cities {
		x.Asking[id] = true
	}
}

// setCampaign finds the campaign to join: the one named, the only one of the asking
// organisation, or the only one that asks for commitment. Errors have code BadUserInput or
// NotFound.
func (x *search) setCampaign() error {
	if x.q.Campaign != "" {
		c, _ := x.Record(graph.WordCampaign, x.q.Campaign).(*graph.Campaign)
		if c == nil {
			return graph.Errorf(graph.NotFound, "no campaign %q is known; search for it by name", x.q.Campaign).At("campaign")
		}
		if !x.Running(c) {
			return graph.Errorf(graph.BadUserInput, "campaign %q does not run on %s", x.q.Campaign, x.Day).At("campaign")
		}
		x.SetCampaign(c)
		return nil
	}
	var own, open []*graph.Campaign
	var names []string
	for _, c := range x.Campaigns {
		if !score.Join.ServedBy(c.Stance) || !x.Running(c) {
			continue
		}
		open, names = append(open, c), append(names, string(c.ID))
		if x.q.For.Organisation != "" && c.Organiser == x.q.For.Organisation {
			own = append(own, c)
		}
	}
	switch {
	case len(own) == 1:
		x.SetCampaign(own[0])
	case len(own) == 0 && len(open) == 1:
		x.SetCampaign(open[0])
	case len(open) == 0:
		return graph.Errorf(graph.BadUserInput, "no campaign that asks for commitment runs on %s; name the campaign to join", x.Day).At("campaign")
	default:
		return graph.Errorf(graph.BadUserInput, "name the campaign to join; these run: %s", strings.Join(names, ", ")).At("campaign")
	}
	return nil
}

// collect finds all subjects of a group of askers.
func (x *search) collect() error {
	switch x.q.Goal {
	case score.Repeal:
		return x.repeal()
	case score.Restore:
		return x.restore()
	case score.Keep:
		return x.keep()
	case score.Join:
		return x.invite(func(_ *graph.City, number int32) ([]score.CommonTheme, bool) { return nil, !x.Joined(number) })
	}
	wanted, err := x.wantedThemes()
	if err != nil {
		return err
	}
	return x.invite(func(target *graph.City, _ int32) ([]score.CommonTheme, bool) {
		themes := x.commonThemes(wanted, target)
		return themes, len(themes) > 0
	})
}

// most returns how long routes can be.
func (x *search) most() int {
	switch {
	case x.from.through == ThroughAny:
		return 1
	case x.q.Goal.AboutLinks():
		return route.MaxHops
	}
	return 2 // invitations and new partnerships go to the neighbours of neighbours, not further
}

// spread returns a search for routes from the asking cities.
func (x *search) spread() *route.Search {
	s := route.NewSearch(x.Index, x.q.ThroughSuspended)
	if !x.q.Goal.AboutLinks() {
		s.Choose = x.mostCredible
	}
	s.Begin(x.from.cities, x.most())
	return s
}

// mostCredible picks, of the last hops of indirect routes, the three whose speakers are the
// most credible. Of the routes to a city that is to be invited only the best is shown, and
// weighing all of thousands of cities' routes would take long.
func (x *search) mostCredible(lasts []route.Hop) []route.Hop {
	const few = 3
	if len(lasts) <= few {
		return lasts
	}
	slices.SortStableFunc(lasts, func(a, b route.Hop) int { return x.Credibility(b.From) - x.Credibility(a.From) })
	return lasts[:few]
}

// among reports whether a city is one of the targets to look at.
func (x *search) among(c *graph.City) bool { return c != nil && (x.q.Among == nil || x.q.Among(c)) }

// add adds the routes to a target, or counts it as one without a channel.
func (x *search) add(subject score.Subject, routes []route.Route) {
	if len(routes) == 0 {
		x.without++
	}
	for _, r := range routes {
		subject.Route = r
		x.subjects = append(x.subjects, subject)
	}
}

// repeal finds the bodies with a discriminating resolution in force, or perhaps in
// force.
func (x *search) repeal() error {
	s := x.spread()
	seen := map[graph.ID]bool{}
	for _, r := range x.Resolutions {
		if !index.Discriminates(r.Kind) || seen[r.City] || x.Text(r).InForce == graph.InForceFalse {
			continue
		}
		seen[r.City] = true
		if target := x.City(r.City); x.among(target) {
			if err := question.Stopped(x.ctx); err != nil {
				return err
			}
			number := x.Number(target.ID)
			x.add(score.Subject{Target: target, Number: number}, s.To(number, x.most()))
		}
	}
	return nil
}

// linksInQuestion visits the links of the asking cities to the targets to look at.
func (x *search) linksInQuestion(visit func(from *graph.City, number int32, l *index.Link)) error {
	for _, id := range x.from.cities {
		if err := question.Stopped(x.ctx); err != nil {
			return err
		}
		number := x.Number(id)
		links := x.LinksFrom(number)
		for i := range links {
			if x.among(links[i].Other) {
				visit(x.Cities[number], number, &links[i])
			}
		}
	}
	return nil
}

// restore finds the broken links of the asking cities. The route to the other side begins
// at the city whose link it is.
func (x *search) restore() error {
	s := route.NewSearch(x.Index, x.q.ThroughSuspended)
	var begun *graph.City
	return x.linksInQuestion(func(from *graph.City, _ int32, l *index.Link) {
		if l.Status() != graph.StatusSuspended && l.Status() != graph.StatusEnded {
			return
		}
		if begun != from {
			s.Begin([]graph.ID{from.ID}, x.most())
			begun = from
		}
		x.add(score.Subject{Target: l.Other, Number: l.Number, Link: l.TwinningLink}, s.To(l.Number, x.most()))
	})
}

// keep finds the links of the asking cities that are at risk.
func (x *search) keep() error {
	return x.linksInQuestion(func(from *graph.City, number int32, l *index.Link) {
		if x.AtRisk(l.TwinningLink) {
			direct := route.Direct(from, number, l.Other, []index.Link{*l})
			x.add(score.Subject{Target: l.Other, Number: l.Number, Link: l.TwinningLink}, []route.Route{direct})
		}
	})
}

// invite goes through all cities that do not ask, and adds those that are wanted and have
// a channel, or take part in an organisation that an asking city takes part in.
func (x *search) invite(wanted func(target *graph.City, number int32) (themes []score.CommonTheme, ok bool)) error {
	s := x.spread()
	members := route.Memberships(x.Index, x.from.cities)
	x.subjects = make([]score.Subject, 0, len(x.Cities))
	for i, target := range x.Cities {
		number := int32(i)
		if s.Asks(number) || !x.among(target) {
			continue
		}
		if i%256 == 0 {
			if err := question.Stopped(x.ctx); err != nil {
				return err
			}
		}
		themes, ok := wanted(target, number)
		if !ok {
			continue
		}
		routes := s.To(number, x.most())
		if len(routes) == 0 {
			routes = route.ByOrganisation(x.Index, members, target)
		}
		x.add(score.Subject{Target: target, Number: number, Themes: themes}, routes)
	}
	return nil
}
