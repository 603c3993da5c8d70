package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// freshFor is for how long a contact point counts as fresh after it was last seen to
// be right, in months.
const freshFor = 24

// reach weighs whether somebody can be reached.
//
//	target      each contact point 400 when fresh, 250 otherwise
//	speaker     each 200 or 100
//	advisers    organisers of campaigns that ask for the same and are about these ties;
//	            the organisation that is the channel; and, where the goal is about a tie
//	            or text, organisations seated in the target's country that do not ask for
//	            the contrary: each 150 or 100, 400 at most
//
// A contact point is fresh when it was seen to be right in the last 24 months.
func (sc *scene) reach(m *matter, t *tally) {
	for _, p := range sc.contacts(m) {
		t.add(p.grain, func() Fact { return factOf(p.kind, p.Contact).on(p.Verified) })
	}
}

// point is a contact point with what it is to a matter.
type point struct {
	*graph.Contact
	kind  FactKind
	grain int
}

// contacts returns the contact points of a matter: the target's, those of the city
// that speaks, those of advisers, each group in order of id, fresh ones first.
func (sc *scene) contacts(m *matter) []point {
	var points []point
	add := func(contacts []*graph.Contact, kind FactKind, fresh, stale int, left allowance) {
		for _, wantFresh := range []bool{true, false} {
			for _, c := range contacts {
				grain := stale
				if wantFresh {
					grain = fresh
				}
				if sc.fresh(c) != wantFresh {
					continue
				}
				if grain = left.take(grain); grain > 0 {
					points = append(points, point{c, kind, grain})
				}
			}
		}
	}
	add(sc.on(m.target).contacts, TargetContact, 400, 250, 1000)
	if m.speaker != nil {
		add(sc.on(m.speaker).contacts, ChannelContact, 200, 100, 1000)
	}
	add(sc.advisers(m), AdviserContact, 150, 100, 400)
	return points
}

// fresh reports whether a contact point was seen to be right in the last two years,
// or after the day asked about.
func (sc *scene) fresh(c *graph.Contact) bool {
	return !c.Verified.IsZero() && c.Verified.Last() >= sc.ago(freshFor)
}

// adviceKey is what the advisers of a matter depend on.
type adviceKey struct {
	goal           Goal
	asking, target string // countries
	organisation   *graph.Organisation
}

// advisers returns the contact points of organisations that can advise, in order of id.
func (sc *scene) advisers(m *matter) []*graph.Contact {
	key := adviceKey{m.goal, country(m.speaker), m.target.Country, m.way.organisation}
	contacts, ok := sc.advisedBy[key]
	if ok {
		return contacts
	}
	of := func(id graph.ID) {
		if org := sc.Record(graph.WordOrganisation, id); org != nil {
			contacts = append(contacts, snapshot.Across[*graph.Contact](sc.Snapshot, org, "contacts")...)
		}
	}
	if m.goal.aboutTies() && m.target.Country != "" {
		for _, org := range sc.seatedIn(m.target.Country) {
			if !sc.organisesAgainst(org, m.goal) {
				of(org)
			}
		}
	}
	for _, c := range sc.campaigns() {
		if m.goal.servedBy(c.Stance) && sc.begun(c.Start) && sc.about(c.Campaign, country(m.speaker), m.target.Country) {
			of(c.Organiser)
		}
	}
	if m.way.organisation != nil {
		of(m.way.organisation.ID)
	}
	slices.SortFunc(contacts, func(a, b *graph.Contact) int { return cmp.Compare(a.ID, b.ID) })
	contacts = slices.Compact(contacts)
	sc.advisedBy[key] = contacts
	return contacts
}

// seatedIn returns the organisations that are seated in a country and have a contact
// point, in order of the ids of those.
func (sc *scene) seatedIn(country string) []graph.ID {
	if sc.offices == nil {
		sc.offices = map[string][]graph.ID{}
		for _, c := range sc.Contacts {
			if org, ok := sc.Record(graph.WordOrganisation, c.Organisation).(*graph.Organisation); ok {
				if !slices.Contains(sc.offices[org.Country], org.ID) {
					sc.offices[org.Country] = append(sc.offices[org.Country], org.ID)
				}
			}
		}
	}
	return sc.offices[country]
}

// organisesAgainst reports whether an organisation has a campaign that asks for the
// contrary of a goal.
func (sc *scene) organisesAgainst(org graph.ID, g Goal) bool {
	return slices.ContainsFunc(sc.Campaigns, func(c *graph.Campaign) bool { return c.Organiser == org && g.contradictedBy(c.Stance) })
}
