package score

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/world"
)

// freshFor is for how long a contact point counts as fresh after it was last seen to be
// right, in months.
const freshFor = 24

// reach weighs whether somebody can be reached.
//
//	target      each contact point 400 when fresh, 250 otherwise
//	speaker     each 200 or 100
//	advisers    organisers of campaigns that ask for the same and are about these links;
//	            the organisation that is the route; and, where the goal is about a link
//	            or text, organisations seated in the target's country that do not ask for
//	            the contrary: each 150 or 100, 400 at most
//
// A contact point is fresh when it was seen to be right in the last 24 months.
func (s *Scorer) reach(subject *Subject, e *evidence) {
	for _, p := range s.Contacts(subject) {
		e.add(p.value, func() Fact { return FactOf(p.Of, p.Contact).On(s.Past(p.Contact.Verified)) })
	}
}

// ContactPoint is a way to reach somebody about a subject.
type ContactPoint struct {
	Contact *graph.Contact
	Of      FactKind // TARGET_CONTACT, CHANNEL_CONTACT or ADVISER_CONTACT
	Fresh   bool     // seen to be right in the last two years

	value int
}

// Contacts returns the contact points of a subject: the target's, those of the city that
// speaks, those of advisers, each group in order of id, fresh ones first.
func (s *Scorer) Contacts(subject *Subject) []ContactPoint {
	points := []ContactPoint{}
	add := func(contacts []*graph.Contact, of FactKind, fresh, stale, left int) {
		for _, p := range []ContactPoint{{Of: of, Fresh: true, value: fresh}, {Of: of, value: stale}} {
			for _, c := range contacts {
				isFresh := !s.Past(c.Verified).IsZero() && c.Verified.Last() >= s.Ago(freshFor)
				if isFresh == p.Fresh && left > 0 {
					p.Contact, p.value = c, min(p.value, left)
					points = append(points, p)
					left -= p.value
				}
			}
		}
	}
	add(s.RecordsOf(subject.Target).Contacts, TargetContact, 400, 250, 1000)
	add(s.RecordsOf(subject.Route.Speaker).Contacts, ChannelContact, 200, 100, 1000)
	add(s.advising(subject), AdviserContact, 150, 100, 400)
	return points
}

// adviceKey is what the advisers of a subject depend on.
type adviceKey struct {
	asking, target string // countries
	organisation   *graph.Organisation
}

// advising returns the contact points of organisations that can advise, in order of id.
func (s *Scorer) advising(subject *Subject) []*graph.Contact {
	key := adviceKey{subject.Route.Speaker.Country, subject.Target.Country, subject.Route.Organisation}
	contacts, ok := s.advisers[key]
	if ok {
		return contacts
	}
	add := func(org *graph.Organisation) {
		for _, c := range world.Across[*graph.Contact](s.Moment, org, "contacts") {
			if s.KnownContact(c) {
				contacts = append(contacts, c)
			}
		}
	}
	for _, org := range s.Organisations {
		if s.Goal.AboutLinks() && org.Country == key.target && key.target != "" && !s.organisesAgainst(org) {
			add(org)
		}
	}
	for _, c := range s.Advising() {
		org, known := s.Record(graph.WordOrganisation, c.Organiser).(*graph.Organisation)
		if known && s.Goal.ServedBy(c.Stance) && s.Underway(c, c.Start) && index.About(c.Campaign, key.asking, key.target) {
			add(org)
		}
	}
	if key.organisation != nil {
		add(key.organisation)
	}
	slices.SortFunc(contacts, func(a, b *graph.Contact) int { return cmp.Compare(a.ID, b.ID) })
	contacts = slices.Compact(contacts)
	s.advisers[key] = contacts
	return contacts
}

// organisesAgainst reports whether an organisation has a campaign that asks for the
// contrary of the goal.
func (s *Scorer) organisesAgainst(org *graph.Organisation) bool {
	return slices.ContainsFunc(s.Campaigns, func(c *graph.Campaign) bool {
		return c.Organiser == org.ID && s.Goal.ContradictedBy(c.Stance)
	})
}
