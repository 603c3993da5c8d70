package dialogue

import (
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// PlanQuestion asks for the plan of one approach: of one city to another.
type PlanQuestion struct {
	Target, From graph.ID
	Goal         Goal
	// ThroughSuspended, Campaign, Theme and AsOf are as in Question.
	ThroughSuspended bool
	Campaign         graph.ID
	Theme            string
	AsOf             graph.Day
}

// Plan is one channel opened up: what there is to talk about, how and on what
// occasion, what others did and what came of it, what to be careful about and what to
// verify first. Everything in it is what the viewer may see.
type Plan struct {
	Goal         Goal
	AsOf         graph.Day
	Target, From *graph.City
	Campaign     *graph.Campaign // the campaign to join, for JOIN; nil otherwise
	// Candidate is the best channel, as Candidates would rank it; nil when there is none.
	Candidate *Candidate
	Steps     []Step // the hops of the channel; empty when it is an organisation or there is none
	// Ties are the links between the two cities, however they stand; the one that the
	// plan is about comes first.
	Ties       []Step
	Texts      []TextState // discriminating resolutions of the target, however they stand
	Deeds      []Fact      // what the target itself did that one can thank for, latest first
	Contacts   []ContactPoint
	Occasions  []Fact // in order of the rule: anniversaries by date, partnerships, pledges
	Advice     []Advice
	Cases      []Case
	Approaches []*graph.Approach // to the target, by anyone, in order of id
	Cautions   []Caution         // judgements to be weighed
	Verify     []Caution         // doubts to be settled before anything is written
	Sources    []*graph.Source   // everything cited in the plan, in order of id

	known *snapshot.Snapshot // for the names of what the records refer to
}

// Step is a link with all that was claimed of it by the day, in order.
type Step struct {
	Hop
	Founded graph.PartialDate // the earliest founding date; zero when not known
	History []*graph.Claim
}

// TextState is a discriminating resolution as it stands on the day.
type TextState struct {
	Resolution *graph.Resolution
	InForce    graph.InForce
	Amended    bool              // by the day
	Ended      graph.PartialDate // when it ended, or by when; zero while it has not
	EndedBy    bool              // Ended is the latest date by which it had ended
}

// ContactPoint is a way to reach somebody for the plan.
type ContactPoint struct {
	Contact *graph.Contact
	Of      FactKind // TARGET_CONTACT, CHANNEL_CONTACT or ADVISER_CONTACT
	Fresh   bool     // seen to be right in the last two years
}

// PlanFor opens up the best channel from one city to another.
//
// Errors: BadUserInput for a question that cannot be meant, NotFound for a city or
// campaign that is not known, or when the goal is about a tie and the two cities have
// neither a tie nor a channel; Timeout when ctx ends.
func PlanFor(ctx context.Context, s *snapshot.Snapshot, q PlanQuestion) (*Plan, error) {
	if !slices.Contains(Goals(), q.Goal) {
		return nil, graph.Errorf(graph.BadUserInput, "%q is not a goal; goals are REPEAL, RESTORE, KEEP, JOIN and PARTNER", string(q.Goal)).At("goal")
	}
	target, err := cityOf(s, q.Target, "target")
	if err != nil {
		return nil, err
	}
	from, err := cityOf(s, q.From, "from")
	if err != nil {
		return nil, err
	}
	if q.Target == q.From {
		return nil, graph.Errorf(graph.BadUserInput, "target and from are the same city; name two").At("from")
	}
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	sc := newScene(s, q.AsOf)
	x := &search{scene: sc, ctx: ctx, from: newCircle(ThroughNamed, []graph.ID{q.From}), q: Question{
		Goal: q.Goal, ThroughSuspended: q.ThroughSuspended, Theme: q.Theme, AsOf: q.AsOf,
	}}
	p := &Plan{Goal: q.Goal, AsOf: q.AsOf, Target: target, From: from, known: s}
	m, err := x.subject(q, p)
	if err != nil {
		return nil, err
	}
	if p.Candidate == nil && len(p.Ties) == 0 && q.Goal.aboutTies() {
		return nil, graph.Errorf(graph.NotFound,
			"%s and %s have no tie, and no channel of at most %d active ties leads from one to the other on %s; begin at another city, or allow suspended ties",
			from.Name, target.Name, MaxHops, q.AsOf).At("from")
	}
	sc.fill(p, m)
	return p, nil
}

// subject settles what the plan is about: its ties, campaign and themes, and the best
// channel.
func (x *search) subject(q PlanQuestion, p *Plan) (*matter, error) {
	m := &matter{goal: q.Goal, target: p.Target, speaker: p.From, at: x.number(q.Target), by: x.number(q.From), from: &x.from, way: way{from: q.From, through: q.From}}
	if q.Campaign != "" && q.Goal != Join {
		return nil, graph.Errorf(graph.BadUserInput, "a campaign can be named for the goal JOIN only").At("campaign")
	}
	if q.Theme != "" && q.Goal != Partner {
		return nil, graph.Errorf(graph.BadUserInput, "a theme can be named for the goal PARTNER only").At("theme")
	}
	switch q.Goal {
	case Join:
		campaign, err := x.campaignToJoin(q.Campaign, "")
		if err != nil {
			return nil, err
		}
		x.pledges(campaign)
		p.Campaign, x.campaign, m.campaign = campaign, campaign, campaign
	case Partner:
		if wanted, err := x.wantedThemes(); err == nil {
			m.themes = x.sharedThemes(wanted, p.Target)
		}
	}
	links := x.tiesFor(q.Goal, q.From, q.Target)
	p.Ties = x.steps(links, p.From, p.Target)
	if len(links) > 0 && (q.Goal == Restore || q.Goal == Keep) {
		m.tie = links[0]
	}
	weights, err := Weights(nil).scale()
	if err != nil {
		return nil, err
	}
	ways := x.spread().ways(m.at, x.most())
	if len(ways) == 0 && !q.Goal.aboutTies() {
		ways = x.throughOrganisation(x.organisationsOf(x.from), p.Target)
	}
	if (q.Goal == Restore || q.Goal == Keep) && m.tie == nil {
		ways = nil // nothing to restore or keep
	}
	x.add(*m, ways)
	ranked, err := x.rank(weights)
	if err != nil || len(ranked) == 0 {
		return m, err
	}
	c := x.open(ranked[0], weights)
	p.Candidate = &c
	return ranked[0].matter, nil
}

// tiesFor returns the links between two cities: for RESTORE broken ones first, for
// KEEP those at risk, then those that stand best.
func (sc *scene) tiesFor(g Goal, from, target graph.ID) []*graph.TwinningLink {
	ties := sc.between(from, target)
	rank := func(t tie) int {
		switch {
		case g == Restore && t.status() == graph.StatusSuspended:
			return -2
		case g == Restore && t.status() == graph.StatusEnded:
			return -1
		case g == Keep && sc.atRisk(t.TwinningLink, t.standing):
			return -1
		}
		return footing(t.status())
	}
	slices.SortStableFunc(ties, func(a, b tie) int { return rank(a) - rank(b) })
	return linksOf(ties)
}

// steps returns links between two cities with all that was claimed of them.
func (sc *scene) steps(links []*graph.TwinningLink, from, to *graph.City) []Step {
	steps := []Step{}
	for _, l := range links {
		st := sc.standing(l)
		steps = append(steps, sc.step(Hop{From: from, To: to, Link: l, Others: []*graph.TwinningLink{}, Status: *st, Claims: sc.governing(st)}))
	}
	return steps
}

func (sc *scene) step(h Hop) Step {
	s := Step{Hop: h, History: sc.claims(h.Link)}
	if c := sc.founded(h.Link); c != nil {
		s.Founded = c.Date
	}
	return s
}

// fill fills in the plan of a matter.
func (sc *scene) fill(p *Plan, m *matter) {
	p.Steps = []Step{}
	if p.Candidate != nil {
		for _, h := range p.Candidate.Channel.Hops {
			p.Steps = append(p.Steps, sc.step(h))
		}
	}
	p.Texts = []TextState{}
	for _, t := range sc.on(m.target).texts {
		p.Texts = append(p.Texts, t.state())
	}
	p.Deeds = sc.deeds(m.target)
	p.Contacts = []ContactPoint{}
	for _, point := range sc.contacts(m) {
		p.Contacts = append(p.Contacts, ContactPoint{point.Contact, point.kind, sc.fresh(point.Contact)})
	}
	t := tally{facts: []Fact{}}
	sc.occasion(m, &t)
	p.Occasions = t.facts
	p.Advice = sc.advice(m)
	p.Cases = sc.cases(m)
	p.Approaches = append([]*graph.Approach{}, sc.approachesTo(m.target.ID)...)
	p.Cautions, p.Verify = []Caution{}, []Caution{}
	for _, c := range sc.warnings(p, m) {
		if c.Kind.ToVerify() {
			p.Verify = append(p.Verify, c)
		} else {
			p.Cautions = append(p.Cautions, c)
		}
	}
	p.Sources = sc.cited(p)
}

// warnings returns the cautions of a matter and those that only a plan can know.
func (sc *scene) warnings(p *Plan, m *matter) []Caution {
	a := &alarm{cautions: sc.cautions(m)}
	if p.Candidate == nil {
		a.raise(CautionNoChannel, nil, asRecords([]*graph.City{p.From, p.Target})...)
	}
	if records, reached := sc.reached(p, m); reached {
		a.raise(CautionGoalReached, nil, records...)
	}
	for _, tie := range p.Ties {
		sc.warnOfLink(tie.Link, a)
		if sc.changedLately(tie.Link) {
			a.raise(CautionRecentStatus, dates(tie.Status.Since), tie.Link)
		}
	}
	for _, t := range p.Texts {
		if t.InForce == graph.InForceFalse && t.Resolution.Outcome != graph.OutcomeRejected {
			a.raise(CautionTextGone, dates(t.Ended), t.Resolution)
		}
	}
	for _, o := range p.Occasions {
		if o.Kind == Anniversary && o.Dates[0].Day == 0 {
			a.raise(CautionPartialDate, []graph.PartialDate{o.Dates[0]}, o.Records[0])
		}
	}
	return a.cautions
}

// changedLately reports whether the status of a link became what it is in the last 24
// months, and was another known one before.
func (sc *scene) changedLately(l *graph.TwinningLink) bool {
	var before, now graph.Status
	for _, spell := range sc.Histories[l.ID].Merged() {
		if spell.From > sc.day {
			break
		}
		if spell.Status.Known() && spell.Status != now {
			before, now = now, spell.Status
		}
	}
	st := sc.standing(l)
	return before != "" && st.Status == now && sc.since(st.Since, 24)
}

// reached reports whether what the goal asks for is the case already, and what shows
// it.
func (sc *scene) reached(p *Plan, m *matter) ([]graph.Record, bool) {
	switch p.Goal {
	case Repeal:
		for _, t := range p.Texts {
			if t.InForce != graph.InForceFalse {
				return nil, false
			}
		}
		return []graph.Record{p.Target}, true
	case Restore:
		if len(p.Ties) == 0 {
			return nil, false
		}
		s := p.Ties[0].Status.Status
		return []graph.Record{p.Ties[0].Link}, s == graph.StatusActive
	case Keep:
		return asRecords([]*graph.City{p.From, p.Target}), len(p.Ties) > 0 && p.Ties[0].Status.Status == graph.StatusActive && !sc.atRisk(p.Ties[0].Link, &p.Ties[0].Status)
	case Join:
		for _, pledge := range sc.on(m.target).pledges {
			if pledge.Campaign == m.campaign.ID {
				return []graph.Record{pledge}, true
			}
		}
	case Partner:
		for _, project := range sc.on(m.target).partnerships {
			if slices.Contains(project.Cities, p.From.ID) && sc.isRunning(project) {
				return []graph.Record{project}, true
			}
		}
	}
	return nil, false
}

// deeds returns what a city itself did that one can thank for: texts given up, ties
// restored or reaffirmed on its side, commitments and pledges; latest first.
func (sc *scene) deeds(city *graph.City) []Fact {
	deeds := []Fact{}
	for _, t := range sc.on(city).texts {
		if when, ok := t.givenUp(sc.day); ok {
			deeds = append(deeds, factOf(OwnWithdrawal, t.Resolution).on(when))
		}
	}
	for _, t := range sc.tiesOf(city.ID) {
		l := t.TwinningLink
		for _, c := range sc.claims(l) {
			if c.Side != city.ID {
				continue
			}
			switch c.Type {
			case graph.Restored:
				deeds = append(deeds, factOf(TieRestored, l, c).on(c.Effective()))
			case graph.Reaffirmed:
				deeds = append(deeds, factOf(TieReaffirmed, l, c).on(c.Effective()))
			}
		}
	}
	for _, r := range sc.on(city).commitments {
		deeds = append(deeds, factOf(Commitment, r).on(r.Adopted))
	}
	for _, p := range sc.on(city).pledges {
		deeds = append(deeds, factOf(Pledged, p).on(p.Date))
	}
	slices.SortStableFunc(deeds, func(a, b Fact) int { return compareDates(b.Dates, a.Dates) })
	return deeds
}

// compareDates orders by the first date; none comes before any, so that in the reverse
// order it comes last.
func compareDates(a, b []graph.PartialDate) int {
	switch {
	case len(a) == 0 && len(b) == 0:
		return 0
	case len(a) == 0:
		return -1
	case len(b) == 0:
		return 1
	}
	return a[0].Compare(b[0])
}
