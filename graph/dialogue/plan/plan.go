package plan

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/candidate"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/question"
	"twingraph/graph/dialogue/route"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/world"
)

// Question asks for the plan of one approach: of one city to another.
type Question struct {
	Target, From graph.ID
	Goal         score.Goal
	// ThroughSuspended, Campaign, Theme and AsOf are as in candidate.Question.
	ThroughSuspended bool
	Campaign         graph.ID
	Theme            string
	AsOf             graph.Day
}

// Plan is one channel opened up. Everything in it is what the viewer may see.
type Plan struct {
	Goal         score.Goal
	AsOf         graph.Day
	Target, From *graph.City
	Campaign     *graph.Campaign // the campaign to join, for JOIN; nil otherwise
	// Candidate is the best channel, as candidate.Rank would rank it; nil when there is none.
	Candidate *candidate.Candidate
	Steps     []Step // the hops of the channel; empty when it is an organisation or there is none
	// Links are those between the two cities, however they stand; the one that the plan is
	// about comes first.
	Links      []Step
	Texts      []index.Text // discriminating resolutions of the target, however they stand
	Deeds      []score.Fact // what the target itself did that one can thank for, latest first
	Contacts   []score.ContactPoint
	Occasions  []score.Fact // anniversaries by date, partnerships, pledges
	Advice     []Advice
	Cases      []Case
	Approaches []*graph.Approach // to the target, by anyone, in order of id
	Cautions   []score.Caution   // judgements to be weighed
	Verify     []score.Caution   // doubts to be settled before anything is written
	// Sources are those of everything in the plan that were published by the day, PublishedLater
	// those that were not or are not known to have been; each in order of id.
	Sources, PublishedLater []*graph.Source

	// Known is what the plan was drawn up from: the names of what its records refer to.
	Known *world.Moment
}

// Step is a link with all that was claimed of it by the day, in order.
type Step struct {
	route.Hop
	Founded graph.PartialDate // the earliest founding date; zero when not known
	History []*graph.Claim
}

// planner draws up one plan.
type planner struct {
	*score.Scorer
	plan    *Plan
	subject *score.Subject
}

// For opens up the best channel from one city to another.
//
// Errors: BadUserInput for a question that cannot be meant, NotFound for a city or
// campaign that is not known, or when the goal is about a link and the two cities have
// neither a link nor a channel; Timeout when ctx ends.
func For(ctx context.Context, s *world.Moment, q Question) (*Plan, error) {
	if err := q.Goal.Check(); err != nil {
		return nil, err
	}
	target, err := question.City(s, q.Target, "target")
	if err != nil {
		return nil, err
	}
	from, err := question.City(s, q.From, "from")
	if err != nil {
		return nil, err
	}
	if q.Target == q.From {
		return nil, graph.Errorf(graph.BadUserInput, "target and from are the same city; name two").At("from")
	}
	if err := question.Stopped(ctx); err != nil {
		return nil, err
	}
	if err := q.Goal.CheckNarrowed(q.Campaign, q.Theme); err != nil {
		return nil, err
	}
	scorer, err := score.New(index.New(s, q.AsOf), q.Goal, nil)
	if err != nil {
		return nil, err
	}
	p := planner{Scorer: scorer, plan: &Plan{Goal: q.Goal, AsOf: q.AsOf, Target: target, From: from, Known: s}}
	p.plan.Links = p.steps(p.links())
	var inQuestion *graph.TwinningLink
	if len(p.plan.Links) > 0 && (q.Goal == score.Restore || q.Goal == score.Keep) {
		inQuestion = p.plan.Links[0].Link
	}
	p.subject, p.plan.Candidate, err = candidate.Best(ctx, scorer, candidate.Question{
		For: candidate.Asker{Cities: []graph.ID{q.From}}, Goal: q.Goal, ThroughSuspended: q.ThroughSuspended, Campaign: q.Campaign, Theme: q.Theme, AsOf: q.AsOf,
	}, target, inQuestion)
	if err != nil {
		return nil, err
	}
	if p.plan.Candidate == nil && len(p.plan.Links) == 0 && q.Goal.AboutLinks() {
		return nil, graph.Errorf(graph.NotFound,
			"%s and %s have no link, and no channel of at most %d active links leads from one to the other on %s; begin at another city, or allow suspended links",
			from.Name, target.Name, route.MaxHops, q.AsOf).At("from")
	}
	p.fill()
	return p.plan, nil
}

// links returns the links between the two cities: for RESTORE broken ones first, for KEEP
// those at risk, then those that stand best.
func (p planner) links() []index.Link {
	links := slices.Clone(p.Between(p.Number(p.plan.From.ID), p.Number(p.plan.Target.ID)))
	rank := func(l index.Link) int {
		switch goal := p.Goal; {
		case goal == score.Restore && l.Status() == graph.StatusSuspended:
			return -2
		case goal == score.Restore && l.Status() == graph.StatusEnded, goal == score.Keep && p.AtRisk(l.TwinningLink):
			return -1
		}
		return index.Footing(l.Status())
	}
	slices.SortFunc(links, func(a, b index.Link) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(a.ID, b.ID)) })
	return links
}

// steps returns links between the two cities with all that was claimed of them.
func (p planner) steps(links []index.Link) []Step {
	steps := []Step{}
	for _, l := range links {
		steps = append(steps, p.step(route.Hop{From: p.plan.From, To: p.plan.Target, Links: []index.Link{l}}.Open(p.Index)))
	}
	return steps
}

func (p planner) step(h route.Hop) Step {
	s := Step{Hop: h, History: p.ClaimsOn(h.Link)}
	if c := p.Founding(h.Link); c != nil {
		s.Founded = c.Date
	}
	return s
}

// fill fills in what the plan is about.
func (p planner) fill() {
	p.plan.Campaign = p.Campaign
	p.plan.Steps = []Step{}
	if p.plan.Candidate != nil {
		for _, h := range p.plan.Candidate.Route.Hops {
			p.plan.Steps = append(p.plan.Steps, p.step(h))
		}
	}
	p.plan.Texts = append([]index.Text{}, p.RecordsOf(p.plan.Target).Texts...)
	p.plan.Deeds = p.deeds()
	p.plan.Contacts, p.plan.Occasions = p.Contacts(p.subject), p.Occasions(p.subject)
	p.plan.Advice, p.plan.Cases = p.advice(), p.cases()
	p.plan.Approaches = append([]*graph.Approach{}, p.ApproachesTo(p.plan.Target.ID)...)
	p.plan.Cautions, p.plan.Verify = []score.Caution{}, []score.Caution{}
	for _, c := range p.warnings() {
		if c.Kind.ToVerify() {
			p.plan.Verify = append(p.plan.Verify, c)
		} else {
			p.plan.Cautions = append(p.plan.Cautions, c)
		}
	}
	p.publishedFirst()
	p.plan.Sources, p.plan.PublishedLater = p.cited()
}

// warnings returns the cautions of the subject and those that only a plan can know.
func (p planner) warnings() score.Cautions {
	all := p.Cautions(p.subject)
	if p.plan.Candidate == nil {
		all.Raise(score.CautionNoChannel, nil, p.plan.From, p.plan.Target)
	}
	if records, reached := p.reached(); reached {
		all.Raise(score.CautionGoalReached, nil, records...)
	}
	for _, s := range p.plan.Links {
		p.WarnOfLink(s.Link, &all)
		if p.changedLately(s.Link) {
			all.Raise(score.CautionRecentStatus, []graph.PartialDate{s.Status.Since}, s.Link)
		}
	}
	for _, t := range p.plan.Texts {
		if t.InForce == graph.InForceFalse && t.Resolution.Outcome != graph.OutcomeRejected {
			all.Raise(score.CautionTextGone, []graph.PartialDate{t.Ended}, t.Resolution)
		}
	}
	for _, o := range p.plan.Occasions {
		if founded := o.Founded(); o.Kind == score.Anniversary && founded.Day == 0 {
			all.Raise(score.CautionPartialDate, []graph.PartialDate{founded}, o.Link())
		}
	}
	return all
}

// changedLately reports whether the status of a link became what it is in the last 24
// months, and was another known one before.
func (p planner) changedLately(l *graph.TwinningLink) bool {
	var before, now graph.Status
	for _, spell := range p.History(l.ID).Merged() {
		if spell.From > p.Day {
			break
		}
		if spell.Status.Known() && spell.Status != now {
			before, now = now, spell.Status
		}
	}
	st := p.State(l)
	return before != "" && st.Status == now && p.Within(st.Since, 24)
}

// reached reports whether what the goal asks for is the case already, and what shows
// it.
func (p planner) reached() ([]graph.Record, bool) {
	active := len(p.plan.Links) > 0 && p.plan.Links[0].Status.Status == graph.StatusActive
	switch p.Goal {
	case score.Repeal:
		over := func(t index.Text) bool { return t.InForce != graph.InForceFalse }
		return []graph.Record{p.plan.Target}, !slices.ContainsFunc(p.plan.Texts, over)
	case score.Restore:
		if active {
			return []graph.Record{p.plan.Links[0].Link}, true
		}
	case score.Keep:
		return []graph.Record{p.plan.From, p.plan.Target}, active && !p.AtRisk(p.plan.Links[0].Link)
	case score.Join:
		for _, pledge := range p.RecordsOf(p.plan.Target).Pledges {
			if pledge.Campaign == p.Campaign.ID {
				return []graph.Record{pledge}, true
			}
		}
	case score.Partner:
		for _, project := range p.RecordsOf(p.plan.Target).Partnerships {
			if slices.Contains(project.Cities, p.plan.From.ID) && p.IsRunning(project) {
				return []graph.Record{project}, true
			}
		}
	}
	return nil, false
}

// deeds returns what the target itself did that one can thank for: texts given up, links
// restored or reaffirmed on its side, commitments and pledges; latest first.
func (p planner) deeds() []score.Fact {
	deeds := []score.Fact{}
	add := func(kind score.FactKind, date graph.PartialDate, records ...graph.Record) {
		deeds = append(deeds, score.FactOf(kind, records...).On(date))
	}
	on := p.RecordsOf(p.plan.Target)
	for _, t := range on.Texts {
		if when, ok := p.GivenUp(t.Resolution); ok {
			add(score.OwnWithdrawal, when, t.Resolution)
		}
	}
	for _, l := range p.LinksFrom(p.subject.Number) {
		for _, c := range p.ClaimsOn(l.TwinningLink) {
			switch {
			case c.Side != p.plan.Target.ID:
			case c.Type == graph.Restored:
				add(score.LinkRestored, c.Effective(), l.TwinningLink, c)
			case c.Type == graph.Reaffirmed:
				add(score.LinkReaffirmed, c.Effective(), l.TwinningLink, c)
			}
		}
	}
	for _, r := range on.Commitments {
		add(score.Commitment, r.Adopted, r)
	}
	for _, pledge := range on.Pledges {
		add(score.Pledged, pledge.Date, pledge)
	}
	slices.SortStableFunc(deeds, func(a, b score.Fact) int { return compareDates(b.Dates(), a.Dates()) })
	return deeds
}

// compareDates orders by the first date; none comes before any, so that in the reverse
// order it comes last.
func compareDates(a, b []graph.PartialDate) int {
	if len(a) == 0 || len(b) == 0 {
		return cmp.Compare(len(a), len(b))
	}
	return a[0].Compare(b[0])
}

// publishedFirst puts the sources of everything in the plan into the order in which they are cited.
func (p planner) publishedFirst() {
	for _, facts := range [][]score.Fact{p.plan.Deeds, p.plan.Occasions} {
		for i := range facts {
			facts[i].Sources = p.PublishedFirst(facts[i].Sources)
		}
	}
	for _, cautions := range [][]score.Caution{p.plan.Cautions, p.plan.Verify} {
		for i := range cautions {
			cautions[i].Sources = p.PublishedFirst(cautions[i].Sources)
		}
	}
	for i := range p.plan.Cases {
		p.plan.Cases[i].Sources = p.PublishedFirst(p.plan.Cases[i].Sources)
	}
}

// cited returns every source that the plan cites, those first that were published by the day, each
// list in order of id.
func (p planner) cited() (published, later []*graph.Source) {
	var ids []graph.ID
	cite := func(sources []graph.ID) { ids = append(ids, sources...) }
	facts := slices.Concat(p.plan.Deeds, p.plan.Occasions)
	if p.plan.Candidate != nil {
		for _, part := range p.plan.Candidate.Parts {
			facts = append(facts, part.Facts...)
		}
	}
	for _, f := range facts {
		cite(f.Sources)
	}
	var records []graph.Record
	for _, s := range slices.Concat(p.plan.Steps, p.plan.Links) {
		records = append(append(records, s.Link), index.Records(s.History...)...)
	}
	for _, t := range p.plan.Texts {
		records = append(records, t.Resolution)
	}
	for _, c := range p.plan.Contacts {
		records = append(records, c.Contact)
	}
	for _, a := range p.plan.Advice {
		records = append(records, a.Practice)
	}
	if p.plan.Campaign != nil {
		records = append(records, p.plan.Campaign)
	}
	cite(index.SourcesOf(append(records, index.Records(p.plan.Approaches...)...)...))
	for _, c := range p.plan.Cases {
		cite(c.Sources)
	}
	for _, c := range slices.Concat(p.plan.Cautions, p.plan.Verify) {
		cite(c.Sources)
	}
	slices.Sort(ids)
	published, later = []*graph.Source{}, []*graph.Source{}
	for _, id := range slices.Compact(ids) {
		if s, ok := p.Record(graph.WordSource, id).(*graph.Source); ok {
			if s.PublishedBy(p.Day) {
				published = append(published, s)
			} else {
				later = append(later, s)
			}
		}
	}
	return published, later
}
