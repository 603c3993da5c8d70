package dialogue

import (
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
//	advisers    organisations seated in the target's country, and organisers of
//	            campaigns that ask for the same and are about these ties: each 150 or
//	            100, 400 at most
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
	add(snapshot.Across[*graph.Contact](sc.Snapshot, m.target, "contacts"), TargetContact, 400, 250, 1000)
	if m.speaker != nil {
		add(snapshot.Across[*graph.Contact](sc.Snapshot, m.speaker, "contacts"), ChannelContact, 200, 100, 1000)
	}
	add(sc.advisers(m), AdviserContact, 150, 100, 400)
	return points
}

// fresh reports whether a contact point was seen to be right in the last two years,
// or after the day asked about.
func (sc *scene) fresh(c *graph.Contact) bool {
	return !c.Verified.IsZero() && c.Verified.Last() >= addMonths(sc.day, -freshFor)
}

// advisers returns the contact points of organisations that can advise, in order of id.
func (sc *scene) advisers(m *matter) []*graph.Contact {
	if sc.offices == nil {
		sc.offices = map[string][]*graph.Contact{}
		for _, c := range sc.Contacts {
			if org, ok := sc.Record(graph.WordOrganisation, c.Organisation).(*graph.Organisation); ok {
				sc.offices[org.Country] = append(sc.offices[org.Country], c)
			}
		}
	}
	var contacts []*graph.Contact
	if m.target.Country != "" {
		contacts = slices.Clone(sc.offices[m.target.Country])
	}
	for _, c := range sc.campaigns() {
		if c.Organiser == "" || !m.goal.servedBy(c.Stance) || !sc.begun(c.Start) || !sc.about(c.Campaign, country(m.speaker), m.target.Country) {
			continue
		}
		if org := sc.Record(graph.WordOrganisation, c.Organiser); org != nil {
			contacts = append(contacts, snapshot.Across[*graph.Contact](sc.Snapshot, org, "contacts")...)
		}
	}
	slices.SortFunc(contacts, func(a, b *graph.Contact) int { return compareIDs(a.ID, b.ID) })
	return slices.Compact(contacts)
}

// compareIDs orders ids.
func compareIDs(a, b graph.ID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
