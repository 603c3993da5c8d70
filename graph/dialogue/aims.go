package dialogue

import (
	"context"
	"slices"

	"twingraph/graph"
)

// matter is what one row is about: a target, the tie in question where the goal is
// about one, and the way to the target.
type matter struct {
	goal     Goal
	target   *graph.City
	speaker  *graph.City
	at, by   int32               // the numbers of target and speaker
	tie      *graph.TwinningLink // RESTORE, KEEP; nil otherwise
	way      way
	campaign *graph.Campaign // JOIN; nil otherwise
	themes   []sharedTheme   // PARTNER; empty otherwise
	from     *circle
}

// search collects the matters of one question.
type search struct {
	*scene
	ctx      context.Context
	q        Question
	from     circle
	campaign *graph.Campaign
	matters  []matter
	without  int // targets to which there is no channel
}

// collect finds all matters of a circle of askers.
func (x *search) collect() error {
	x.matters, x.without = nil, 0
	switch x.q.Goal {
	case Repeal:
		return x.repeal()
	case Restore:
		return x.restore()
	case Keep:
		return x.keep()
	case Join:
		return x.join()
	}
	return x.partner()
}

// most returns how long channels can be.
func (x *search) most() int {
	switch {
	case x.from.direct:
		return 1
	case x.q.Goal.aboutTies():
		return MaxHops
	}
	return 2 // invitations and new partnerships go to the neighbours of neighbours, not further
}

// spread returns what is reached from the asking cities on the way to a target.
func (x *search) spread() nets {
	n := x.newNets(x.q.ThroughSuspended)
	if !x.q.Goal.aboutTies() {
		n.choose = x.credible
	}
	n.spread(x.from, x.most()-1)
	return n
}

// credible picks, of the last stretches of detours, the three whose speakers are the
// most credible. Of the ways to a city that is to be invited only the best is shown, and
// weighing all of thousands of cities' detours would take long.
func (x *search) credible(lasts []stretch) []stretch {
	const few = 3
	if len(lasts) <= few {
		return lasts
	}
	slices.SortStableFunc(lasts, func(a, b stretch) int {
		return x.credits(x.City(b.from), x.q.Goal) - x.credits(x.City(a.from), x.q.Goal)
	})
	return lasts[:few]
}

// among reports whether a city is one of the targets to look at.
func (x *search) among(c *graph.City) bool { return c != nil && (x.q.Among == nil || x.q.Among(c)) }

// add adds the ways to a target, or counts it as one without a channel.
func (x *search) add(m matter, ways []way) {
	if len(ways) == 0 {
		x.without++
		return
	}
	m.goal, m.campaign, m.from = x.q.Goal, x.campaign, &x.from
	for _, w := range ways {
		m.way, m.by = w, w.by
		m.speaker = x.Cities[w.by]
		x.matters = append(x.matters, m)
	}
}

// repeal finds the bodies with a discriminating resolution in force, or perhaps in
// force.
func (x *search) repeal() error {
	n := x.spread()
	seen := map[graph.ID]bool{}
	for _, r := range x.Resolutions {
		if !discriminates(r.Kind) || seen[r.City] || x.text(r).inForce == graph.InForceFalse {
			continue
		}
		seen[r.City] = true
		if target := x.City(r.City); x.among(target) {
			if err := stopped(x.ctx); err != nil {
				return err
			}
			at := x.number(target.ID)
			x.add(matter{target: target, at: at}, n.ways(at, x.most()))
		}
	}
	return nil
}

// restore finds the broken ties of the asking cities. The way to the other side
// begins at the city whose tie it is.
func (x *search) restore() error {
	n := x.newNets(x.q.ThroughSuspended)
	for _, id := range x.from.cities {
		if err := stopped(x.ctx); err != nil {
			return err
		}
		spread := false
		for _, t := range x.tiesOf(id) {
			target := t.city
			if t.status() != graph.StatusSuspended && t.status() != graph.StatusEnded || !x.among(target) {
				continue
			}
			if !spread {
				n.spread(newCircle(x.from.through, []graph.ID{id}), x.most()-1)
				spread = true
			}
			x.add(matter{target: target, at: t.number, tie: t.TwinningLink}, n.ways(t.number, x.most()))
		}
	}
	return nil
}

// keep finds the ties of the asking cities that are at risk: under review, contested,
// disputed, or active while ties between the two countries break.
func (x *search) keep() error {
	for _, id := range x.from.cities {
		if err := stopped(x.ctx); err != nil {
			return err
		}
		by := x.number(id)
		for _, t := range x.ground.of(by) {
			target, l := t.city, t.TwinningLink
			if !x.among(target) || !x.atRisk(l, t.standing) {
				continue
			}
			x.add(matter{target: target, at: t.number, tie: l}, []way{{
				from: id, through: id, by: by, stretches: []stretch{{id, target.ID, []tie{t}}},
			}})
		}
	}
	return nil
}

// fewCuts is how many ties between two countries have to be cut in 36 months for the
// others to be at risk.
const fewCuts = 3

func (sc *scene) atRisk(l *graph.TwinningLink, st *graph.LinkStatus) bool {
	switch st.Status {
	case graph.StatusContested:
		return true
	case graph.StatusUnknown:
		return st.UnderReview
	case graph.StatusActive:
		return st.UnderReview || st.Disputed ||
			len(sc.cutsBetween(country(sc.City(l.A)), country(sc.City(l.B)))) >= fewCuts
	}
	return false
}

// cutsBetween returns the ties between two countries that were suspended or ended in
// the 36 months before the day and still are, in order of id.
func (sc *scene) cutsBetween(a, b string) []*graph.TwinningLink {
	if sc.cuts == nil {
		sc.cuts = map[[2]string][]*graph.TwinningLink{}
		for _, l := range sc.Links {
			if s := sc.status(l); s != graph.StatusSuspended && s != graph.StatusEnded {
				continue
			}
			one, two := country(sc.City(l.A)), country(sc.City(l.B))
			if one != "" && two != "" && sc.standing(l).SinceDay >= sc.ago(36) {
				sc.cuts[pairOf(one, two)] = append(sc.cuts[pairOf(one, two)], l)
			}
		}
	}
	return sc.cuts[pairOf(a, b)]
}

// join finds the cities to invite: those without a pledge that have a channel, or take
// part in an organisation that an asking city takes part in.
func (x *search) join() error {
	x.pledges(x.campaign)
	return x.invite(func(at int32, target *graph.City) (matter, bool) {
		return matter{target: target, at: at}, !x.joined[at]
	})
}

// partner finds the cities that share a theme with the asking cities.
func (x *search) partner() error {
	wanted, err := x.wantedThemes()
	if err != nil {
		return err
	}
	return x.invite(func(at int32, target *graph.City) (matter, bool) {
		themes := x.sharedThemes(wanted, target)
		return matter{target: target, at: at, themes: themes}, len(themes) > 0
	})
}

// invite goes through all cities that do not ask, and adds those that are wanted.
func (x *search) invite(wanted func(int32, *graph.City) (matter, bool)) error {
	n := x.spread()
	networks := x.organisationsOf(x.from)
	x.matters = make([]matter, 0, len(x.Cities))
	for i, target := range x.Cities {
		at := int32(i)
		if n.firm.asks(at) || !x.among(target) {
			continue
		}
		if i%256 == 0 {
			if err := stopped(x.ctx); err != nil {
				return err
			}
		}
		m, ok := wanted(at, target)
		if !ok {
			continue
		}
		ways := n.ways(at, x.most())
		if len(ways) == 0 {
			ways = x.throughOrganisation(networks, target)
		}
		x.add(m, ways)
	}
	return nil
}
