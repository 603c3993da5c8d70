package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// CaseKind says what others did.
type CaseKind string

// The kinds of case.
const (
	CaseAnswered  CaseKind = "TEXT_ANSWERED" // a city acted on a tie in answer to a discriminating text
	CaseRestored  CaseKind = "TIE_RESTORED"  // a broken tie was taken up again
	CaseKept      CaseKind = "TIE_KEPT"      // a tie was reaffirmed
	CaseJoined    CaseKind = "JOINED"        // a city gave the pledge
	CasePartnered CaseKind = "PARTNERED"     // cities entered a partnership
)

// Nearness says how like a case is to the plan it is told with.
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
	Text        *TextState          // the text answered; nil for other kinds
	EndedAfter  bool                // the body itself gave the text up after the first of the acts
	Pledge      *graph.Pledge       // for JOINED
	Partnership *graph.Partnership  // for PARTNERED
	When        graph.PartialDate   // of the first act, the restoration, the pledge or the beginning
	Sources     []graph.ID
}

// maxCases bounds the cases told with a plan.
const maxCases = 10

// cases returns what others did in like cases, nearest first, then latest first, then
// by id.
func (sc *scene) cases(m *matter) []Case {
	var found []Case
	switch m.goal {
	case Repeal:
		found = sc.answers(m)
	case Restore:
		found = sc.tieCases(m, graph.Restored, CaseRestored)
	case Keep:
		found = sc.tieCases(m, graph.Reaffirmed, CaseKept)
	case Join:
		found = sc.joiners(m)
	case Partner:
		found = sc.partners(m)
	}
	slices.SortStableFunc(found, func(a, b Case) int {
		return cmp.Or(cmp.Compare(a.Nearness.rank(), b.Nearness.rank()), first(a.EndedAfter, b.EndedAfter), b.When.Compare(a.When))
	})
	return append([]Case{}, found[:min(len(found), maxCases)]...)
}

// answers returns the cases of REPEAL: acts on ties that answered a discriminating
// text, by link and text.
func (sc *scene) answers(m *matter) []Case {
	var found []Case
	for _, l := range sc.Links {
		if l.A == m.way.from && l.B == m.target.ID || l.B == m.way.from && l.A == m.target.ID {
			continue // the plan's own tie is told with its steps
		}
		byText := map[graph.ID][]*graph.Claim{}
		var order []graph.ID
		for _, c := range sc.claims(l) {
			for _, id := range c.RespondsTo {
				if byText[id] == nil {
					order = append(order, id)
				}
				byText[id] = append(byText[id], c)
			}
		}
		slices.Sort(order)
		for _, id := range order {
			r, ok := sc.Record(graph.WordResolution, id).(*graph.Resolution)
			if !ok || !discriminates(r.Kind) || sc.City(r.City) == nil {
				continue
			}
			found = append(found, sc.answer(m, l, sc.text(r), byText[id]))
		}
	}
	return found
}

func (sc *scene) answer(m *matter, l *graph.TwinningLink, t text, acts []*graph.Claim) Case {
	body := sc.City(t.City)
	state := t.state()
	c := Case{
		Kind: CaseAnswered, City: sc.City(other(l, body.ID)), Other: body, Link: l, Claims: acts, Status: *sc.standing(l),
		Text: &state, When: acts[0].Effective(),
		Sources: sourcesOf(append(asRecords(acts), t.Resolution)...),
	}
	if when, ok := t.givenUp(sc.day); ok && when.Last() > c.When.First() {
		c.EndedAfter = true
	}
	switch {
	case body.ID == m.target.ID:
		c.Nearness = NearSameText
	case c.City != nil && (c.City.ID == m.way.from || c.City.ID == m.way.through):
		c.Nearness = NearSameCity
	case regionOf(body) != "" && regionOf(body) == regionOf(m.target):
		c.Nearness = NearSameRegion
	default:
		c.Nearness = nearness(m, c.City, body)
	}
	return c
}

// nearness tells how near two cities are to those of a matter, by their countries.
func nearness(m *matter, one, two *graph.City) Nearness {
	pair := pairOf(country(one), country(two))
	switch {
	case pair == pairOf(country(m.speaker), m.target.Country):
		return NearSamePair
	case m.target.Country != "" && slices.Contains(pair[:], m.target.Country):
		return NearCountry
	}
	return NearElsewhere
}

// tieCases returns the links with an act of the type, with the acts that led to it.
func (sc *scene) tieCases(m *matter, act graph.ClaimType, kind CaseKind) []Case {
	var found []Case
	for _, l := range sc.Links {
		if m.tie == l {
			continue
		}
		var acts []*graph.Claim
		var last *graph.Claim
		for _, c := range sc.claims(l) {
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
		c := Case{Kind: kind, Link: l, City: sc.City(l.A), Other: sc.City(l.B), Claims: acts, Status: *sc.standing(l), When: last.Effective()}
		if last.Side == l.B {
			c.City, c.Other = c.Other, c.City
		}
		c.Sources = sourcesOf(asRecords(acts)...)
		switch {
		case l.A == m.target.ID || l.B == m.target.ID || l.A == m.way.from || l.B == m.way.from:
			c.Nearness = NearSameCity
		default:
			c.Nearness = nearness(m, c.City, c.Other)
		}
		found = append(found, c)
	}
	return found
}

// joiners returns the pledges of other cities to the campaign: of those tied to the
// target, and of its country.
func (sc *scene) joiners(m *matter) []Case {
	tied := map[graph.ID]bool{}
	for _, t := range sc.tiesOf(m.target.ID) {
		if t.status() == graph.StatusActive {
			tied[t.city.ID] = true
		}
	}
	var found []Case
	for _, p := range sc.Pledges {
		city := sc.City(p.City)
		if p.Campaign != m.campaign.ID || city == nil || city.ID == m.target.ID || !sc.begun(p.Date) {
			continue
		}
		c := Case{Kind: CaseJoined, City: city, Pledge: p, When: p.Date, Claims: []*graph.Claim{}, Sources: sourcesOf(p)}
		switch {
		case tied[city.ID]:
			c.Nearness = NearSameCity
		case country(city) == m.target.Country && m.target.Country != "":
			c.Nearness = NearCountry
		default:
			continue
		}
		found = append(found, c)
	}
	return found
}

// partners returns the partnerships between cities of the two countries.
func (sc *scene) partners(m *matter) []Case {
	var found []Case
	for _, p := range sc.partnershipsBetween(country(m.speaker), m.target.Country) {
		c := Case{Kind: CasePartnered, Nearness: NearSamePair, Partnership: p, When: p.Start, Claims: []*graph.Claim{}, Sources: sourcesOf(p)}
		for _, id := range p.Cities {
			switch city := sc.City(id); {
			case city == nil:
			case country(city) == country(m.speaker) && c.City == nil:
				c.City = city
			case country(city) == m.target.Country && c.Other == nil:
				c.Other = city
			}
		}
		if slices.Contains(p.Cities, m.target.ID) || slices.Contains(p.Cities, m.way.from) {
			c.Nearness = NearSameCity
		}
		found = append(found, c)
	}
	return found
}

// cited returns every source that a plan cites, in order of id.
func (sc *scene) cited(p *Plan) []*graph.Source {
	var ids []graph.ID
	take := func(given []graph.ID) { ids = append(ids, given...) }
	for _, steps := range [][]Step{p.Steps, p.Ties} {
		for _, s := range steps {
			take(s.Link.Sources)
			take(sourcesOf(asRecords(s.History)...))
		}
	}
	if p.Candidate != nil {
		for _, part := range p.Candidate.Parts {
			for _, f := range part.Facts {
				take(f.Sources)
			}
		}
	}
	for _, t := range p.Texts {
		take(t.Resolution.Sources)
	}
	for _, facts := range [][]Fact{p.Deeds, p.Occasions} {
		for _, f := range facts {
			take(f.Sources)
		}
	}
	for _, c := range p.Contacts {
		take(c.Contact.Sources)
	}
	for _, a := range p.Advice {
		take(a.Practice.Sources)
	}
	for _, c := range p.Cases {
		take(c.Sources)
	}
	for _, cautions := range [][]Caution{p.Cautions, p.Verify} {
		for _, c := range cautions {
			take(c.Sources)
		}
	}
	if p.Campaign != nil {
		take(p.Campaign.Sources)
	}
	for _, a := range p.Approaches {
		take(a.Sources)
	}
	slices.Sort(ids)
	sources := []*graph.Source{}
	for _, id := range slices.Compact(ids) {
		if s, ok := sc.Record(graph.WordSource, id).(*graph.Source); ok {
			sources = append(sources, s)
		}
	}
	return sources
}
