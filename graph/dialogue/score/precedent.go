package score

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// precedent weighs whether it has been done nearby. Only what bodies did themselves
// counts: a text annulled by a court or of whose end nothing is known is no precedent.
//
//	REPEAL   the target gave up another text 300; texts given up no more than 50 km away
//	         200 each, in the region 150 each, 600 at most; elsewhere in the country 20
//	         each, 100 at most; links of the country restored 200 each, 400 at most
//	RESTORE  links of the target's country restored 300 each, 600 at most; links between
//	         the two countries reaffirmed 50 each, 400 at most; of links restored or
//	         reaffirmed only those count that are active on the day, and not the link itself
//	KEEP     links between the two countries reaffirmed 50 each, 600 at most; links of the
//	         target's country restored 200 each, 400 at most
//	JOIN     cities with an active link to the target that pledged 150 each, 600 at most;
//	         others of the country 50 each, 400 at most
//	PARTNER  partnerships between cities of the two countries 100 each, 1000 at most
func (s *Scorer) precedent(subject *Subject, e *evidence) {
	own, theirs := subject.Route.Speaker.Country, subject.Target.Country
	restored := func(each, most int) {
		if theirs != "" {
			s.acts(subject, LinkRestored, s.Restored(theirs), each, e.upTo(most))
		}
	}
	reaffirmed := func(most int) {
		s.acts(subject, LinkReaffirmed, s.Reaffirmed(own, theirs), 50, e.upTo(most))
	}
	switch s.Goal {
	case Repeal:
		s.withdrawn(subject.Target, e)
		restored(200, 400)
	case Restore:
		restored(300, 600)
		reaffirmed(400)
	case Keep:
		reaffirmed(600)
		restored(200, 400)
	case Join:
		s.joinedNearby(subject, e)
	case Partner:
		partnerships := e.upTo(1000)
		for _, p := range s.PartnershipsBetween(own, theirs) {
			partnerships.add(100, func() Fact { return FactOf(CountriesPartner, p).On(p.Start) })
		}
	}
}

// nearWithdrawal is a withdrawal as seen from a target.
type nearWithdrawal struct {
	index.Withdrawal
	kind       FactKind
	kilometres int // for NEAR_WITHDRAWAL
}

// withdrawalsAround returns the withdrawals in the target's country as seen from it: its
// own first, then the near ones by distance, those of the region, the others.
func (s *Scorer) withdrawalsAround(target *graph.City) []nearWithdrawal {
	if found, ok := s.withdrawals[target.ID]; ok {
		return found
	}
	rank := []FactKind{OwnWithdrawal, NearWithdrawal, RegionWithdrawal, Withdrawal}
	region := index.RegionOf(target)
	var found []nearWithdrawal
	for _, w := range s.Withdrawals(target.Country) {
		n := nearWithdrawal{Withdrawal: w, kind: Withdrawal}
		km, known := index.Kilometres(target.Location, w.City.Location)
		switch {
		case w.City.ID == target.ID:
			n.kind = OwnWithdrawal
		case known && km <= 50:
			n.kind, n.kilometres = NearWithdrawal, km
		case region != "" && region == index.RegionOf(w.City):
			n.kind = RegionWithdrawal
		}
		found = append(found, n)
	}
	slices.SortStableFunc(found, func(a, b nearWithdrawal) int {
		return cmp.Or(cmp.Compare(slices.Index(rank, a.kind), slices.Index(rank, b.kind)), cmp.Compare(a.kilometres, b.kilometres))
	})
	s.withdrawals[target.ID] = found
	return found
}

func (s *Scorer) withdrawn(target *graph.City, e *evidence) {
	own, around, elsewhere := e.upTo(300), e.upTo(600), e.upTo(100)
	for _, w := range s.withdrawalsAround(target) {
		fact := func() Fact { return FactOf(w.kind, w.Text).On(w.When).counting(w.kilometres) }
		switch w.kind {
		case OwnWithdrawal:
			own.add(300, fact)
		case NearWithdrawal:
			around.add(200, fact)
		case RegionWithdrawal:
			around.add(150, fact)
		default:
			elsewhere.add(20, fact)
		}
	}
}

// acts weighs acts on other links than the one in question.
func (s *Scorer) acts(subject *Subject, kind FactKind, claims []*graph.Claim, each int, left *allowance) {
	for _, c := range claims {
		if subject.Link != nil && c.Link == subject.Link.ID {
			continue
		}
		if !left.add(each, func() Fact { return FactOf(kind, s.Link(c.Link), c).On(c.Effective()) }) {
			return
		}
	}
}

func (s *Scorer) joinedNearby(subject *Subject, e *evidence) {
	linked, others := e.upTo(600), e.upTo(400)
	counted := map[graph.ID]bool{subject.Target.ID: true}
	links := s.LinksFrom(subject.Number)
	for i := range links {
		l := &links[i]
		if !s.joined[l.Number] || l.Status() != graph.StatusActive || counted[l.Other.ID] {
			continue
		}
		counted[l.Other.ID] = true
		if !linked.add(150, func() Fact { return s.factOfPledge(l.Other) }) {
			break
		}
	}
	for _, p := range s.joinedIn[subject.Target.Country] {
		if p.City != "" && counted[p.City] {
			continue
		}
		if !others.add(50, func() Fact { return FactOf(CountryJoined, p).On(p.Date) }) {
			return
		}
	}
}

// factOfPledge returns the fact that a linked city pledged to the campaign.
func (s *Scorer) factOfPledge(city *graph.City) Fact {
	for _, p := range s.RecordsOf(city).Pledges {
		if p.Campaign == s.Campaign.ID {
			return FactOf(PartnerJoined, p).On(p.Date)
		}
	}
	return FactOf(PartnerJoined)
}
