package plan

import (
	"cmp"
	"maps"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/score"
)

// CaseKind says what others did.
type CaseKind string

// The kinds of case.
const (
	CaseAnswered  CaseKind = "TEXT_ANSWERED" // a city acted on a link in answer to a discriminating text
	CaseRestored  CaseKind = "TIE_RESTORED"  // a broken link was taken up again
	CaseKept      CaseKind = "TIE_KEPT"      // a link was reaffirmed
	CaseJoined    CaseKind = "JOINED"        // a city gave the pledge
	CasePartnered CaseKind = "PARTNERED"     // cities entered a partnership
)

// Nearness says how like a case is to the plan it is listed in.
type Nearness string

// The degrees of nearness, nearest first.
const (
	NearSameText   Nearness = "SAME_TEXT"   // about a text of the same body
	NearSameCity   Nearness = "SAME_CITY"   // one of the two cities takes part
	NearSameRegion Nearness = "SAME_REGION" // a body of the same region
	NearSamePair   Nearness = "SAME_PAIR"   // between the same two countries
	NearCountry    Nearness = "SAME_COUNTRY"
	NearElsewhere  Nearness = "ELSEWHERE"
)

func (n Nearness) rank() int {
	return slices.Index([]Nearness{NearSameText, NearSameCity, NearSameRegion, NearSamePair, NearCountry, NearElsewhere}, n)
}

// Case is what others did in a like case, and what came of it.
type Case struct {
	Kind        CaseKind
	Nearness    Nearness
	City, Other *graph.City         // who acted, and towards whom; Other is nil for JOINED
	Link        *graph.TwinningLink // nil for JOINED and PARTNERED
	Claims      []*graph.Claim      // the acts, in order
	Status      graph.LinkStatus    // of the link on the day
	Texts       []index.Text        // the texts of one body that the acts answered, in order of id; none for other kinds
	Text        *index.Text         // of Texts one that was given up after the first of the acts, the first without one
	EndedAfter  bool                // the body itself gave the text up after the first of the acts
	Pledge      *graph.Pledge       // for JOINED
	Partnership *graph.Partnership  // for PARTNERED
	When        graph.PartialDate   // of the first act, the restoration, the pledge or the beginning
	Sources     []graph.ID
}

// maxCases bounds the cases of a plan.
const maxCases = 10

// cases returns what others did in like cases, nearest first, then latest first, then
// by id.
func (p planner) cases() []Case {
	var found []Case
	switch p.Goal {
	case score.Repeal:
		found = p.answers()
	case score.Restore:
		found = p.linkCases(graph.Restored, CaseRestored)
	case score.Keep:
		found = p.linkCases(graph.Reaffirmed, CaseKept)
	case score.Join:
		found = p.joiners()
	case score.Partner:
		found = p.partners()
	}
	slices.SortStableFunc(found, func(a, b Case) int {
		return cmp.Or(cmp.Compare(a.Nearness.rank(), b.Nearness.rank()), first(a.EndedAfter, b.EndedAfter), b.When.Compare(a.When))
	})
	return append([]Case{}, found[:min(len(found), maxCases)]...)
}

// from returns the city at which the route of the plan begins.
func (p planner) from() graph.ID { return p.subject.Route.From.ID }

// answers returns the cases of REPEAL: acts on links that answered discriminating texts,
// by link and the body that adopted them. The plan's own link is shown with its steps.
func (p planner) answers() []Case {
	var found []Case
	for _, l := range p.Links {
		if l.A == p.from() && l.B == p.plan.Target.ID || l.B == p.from() && l.A == p.plan.Target.ID {
			continue
		}
		claims := p.ClaimsOn(l)
		texts := map[graph.ID][]index.Text{} // by body
		for _, c := range claims {
			for _, id := range c.RespondsTo {
				r, ok := p.Record(graph.WordResolution, id).(*graph.Resolution)
				had := func(t index.Text) bool { return t.Resolution == r }
				if ok && index.Discriminates(r.Kind) && p.City(r.City) != nil && !slices.ContainsFunc(texts[r.City], had) {
					texts[r.City] = append(texts[r.City], p.Text(r))
				}
			}
		}
		for _, body := range slices.Sorted(maps.Keys(texts)) {
			slices.SortFunc(texts[body], func(a, b index.Text) int { return cmp.Compare(a.Resolution.ID, b.Resolution.ID) })
			other := func(c *graph.Claim) bool {
				return !slices.ContainsFunc(texts[body], func(t index.Text) bool { return slices.Contains(c.RespondsTo, t.Resolution.ID) })
			}
			found = append(found, p.answer(l, p.City(body), texts[body], slices.DeleteFunc(slices.Clone(claims), other)))
		}
	}
	return found
}

// answer returns the case of acts on a link that answered texts of a body.
func (p planner) answer(l *graph.TwinningLink, body *graph.City, texts []index.Text, acts []*graph.Claim) Case {
	records := index.Records(acts...)
	c := Case{
		Kind: CaseAnswered, City: p.City(index.OtherSide(l, body.ID)), Other: body, Link: l, Claims: acts, Status: *p.State(l),
		Texts: texts, Text: &texts[0], When: acts[0].Effective(),
	}
	for i, t := range texts {
		records = append(records, t.Resolution)
		if when, ok := p.GivenUp(t.Resolution); ok && when.Last() > c.When.First() && !c.EndedAfter {
			c.EndedAfter, c.Text = true, &texts[i]
		}
	}
	c.Sources = index.SourcesOf(records...)
	switch {
	case body.ID == p.plan.Target.ID:
		c.Nearness = NearSameText
	case c.City != nil && (c.City.ID == p.from() || c.City == p.subject.Route.Speaker):
		c.Nearness = NearSameCity
	case index.RegionOf(body) != "" && index.RegionOf(body) == index.RegionOf(p.plan.Target):
		c.Nearness = NearSameRegion
	default:
		c.Nearness = p.nearness(c.City, body)
	}
	return c
}

// nearness returns how near two cities are to those of the plan, by their countries.
func (p planner) nearness(one, two *graph.City) Nearness {
	pair := index.Pair(index.Country(one), index.Country(two))
	switch {
	case pair == index.Pair(p.subject.Route.Speaker.Country, p.plan.Target.Country):
		return NearSamePair
	case p.plan.Target.Country != "" && slices.Contains(pair[:], p.plan.Target.Country):
		return NearCountry
	}
	return NearElsewhere
}

// linkCases returns the links with an act of the type, with the acts that led to it.
func (p planner) linkCases(act graph.ClaimType, kind CaseKind) []Case {
	var found []Case
	for _, l := range p.Links {
		if p.subject.Link == l {
			continue
		}
		var acts []*graph.Claim
		var last *graph.Claim
		for _, c := range p.ClaimsOn(l) {
			if _, gives := c.Type.Gives(); gives && c.Type != graph.Established {
				acts = append(acts, c)
			}
			if c.Type == act {
				last = c
			}
		}
		if last == nil {
			continue
		}
		c := Case{
			Kind: kind, Link: l, City: p.City(l.A), Other: p.City(l.B), Claims: acts, Status: *p.State(l),
			Texts: []index.Text{}, When: last.Effective(), Sources: index.SourcesOf(index.Records(acts...)...),
		}
		if last.Side == l.B {
			c.City, c.Other = c.Other, c.City
		}
		c.Nearness = p.nearness(c.City, c.Other)
		if l.A == p.plan.Target.ID || l.B == p.plan.Target.ID || l.A == p.from() || l.B == p.from() {
			c.Nearness = NearSameCity
		}
		found = append(found, c)
	}
	return found
}

// joiners returns the pledges of other cities to the campaign: of those linked to the
// target, and of its country.
func (p planner) joiners() []Case {
	linked := map[graph.ID]bool{}
	for _, l := range p.LinksFrom(p.subject.Number) {
		if l.Status() == graph.StatusActive {
			linked[l.Other.ID] = true
		}
	}
	var found []Case
	for _, pledge := range p.Pledges {
		city := p.City(pledge.City)
		if pledge.Campaign != p.Campaign.ID || city == nil || city.ID == p.plan.Target.ID || !p.Underway(pledge, pledge.Date) {
			continue
		}
		c := Case{
			Kind: CaseJoined, Nearness: NearCountry, City: city, Pledge: pledge, When: pledge.Date,
			Claims: []*graph.Claim{}, Texts: []index.Text{}, Sources: index.SourcesOf(pledge),
		}
		if linked[city.ID] {
			c.Nearness = NearSameCity
		} else if city.Country == "" || city.Country != p.plan.Target.Country {
			continue
		}
		found = append(found, c)
	}
	return found
}

// partners returns the partnerships between cities of the two countries.
func (p planner) partners() []Case {
	var found []Case
	own, theirs := p.subject.Route.Speaker.Country, p.plan.Target.Country
	for _, project := range p.PartnershipsBetween(own, theirs) {
		c := Case{
			Kind: CasePartnered, Nearness: NearSamePair, Partnership: project, When: project.Start,
			Claims: []*graph.Claim{}, Texts: []index.Text{}, Sources: index.SourcesOf(project),
		}
		for _, id := range project.Cities {
			switch city := p.City(id); {
			case city == nil:
			case city.Country == own && c.City == nil:
				c.City = city
			case city.Country == theirs && c.Other == nil:
				c.Other = city
			}
		}
		if slices.Contains(project.Cities, p.plan.Target.ID) || slices.Contains(project.Cities, p.from()) {
			c.Nearness = NearSameCity
		}
		found = append(found, c)
	}
	return found
}
