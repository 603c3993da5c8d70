package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// precedent weighs whether it has been done nearby. Only what bodies did themselves
// counts: a text annulled by a court or of whose end nothing is known is no precedent.
//
//	REPEAL   the target gave up another text 300; texts given up no more than 50 km away
//	         200 each, in the region 150 each, 600 at most; elsewhere in the country 20
//	         each, 100 at most; ties of the country restored 200 each, 400 at most
//	RESTORE  ties of the target's country restored 300 each, 600 at most; ties between
//	         the two countries reaffirmed 50 each, 400 at most; of ties restored or
//	         reaffirmed only those count that are active on the day, and not the tie itself
//	KEEP     ties between the two countries reaffirmed 50 each, 600 at most; ties of the
//	         target's country restored 200 each, 400 at most
//	JOIN     cities with an active link to the target that pledged 150 each, 600 at most;
//	         others of the country 50 each, 400 at most
//	PARTNER  partnerships between cities of the two countries 100 each, 1000 at most
func (sc *scene) precedent(m *matter, t *tally) {
	switch m.goal {
	case Repeal:
		sc.withdrawalsNear(m.target, t)
		sc.restoredTies(m, 200, 400, t)
	case Restore:
		sc.restoredTies(m, 300, 600, t)
		sc.reaffirmedTies(m, 400, t)
	case Keep:
		sc.reaffirmedTies(m, 600, t)
		sc.restoredTies(m, 200, 400, t)
	case Join:
		sc.joinedNearby(m, t)
	case Partner:
		left := allowance(1000)
		for _, p := range sc.partnershipsBetween(country(m.speaker), m.target.Country) {
			if grain := left.take(100); grain > 0 {
				t.add(grain, func() Fact { return factOf(CountriesPartner, p).on(p.Start) })
			}
		}
	}
}

// withdrawal is a discriminating text that the body itself repealed or amended.
type withdrawal struct {
	text   *graph.Resolution
	city   *graph.City
	region string
	when   graph.PartialDate
}

// nearWithdrawal is a withdrawal as seen from a target.
type nearWithdrawal struct {
	withdrawal
	kind       FactKind
	kilometres int // for NEAR_WITHDRAWAL
}

// withdrawals returns the texts of a country that their bodies had given up by the
// day, in order of id.
func (sc *scene) withdrawals(country string) []withdrawal {
	if sc.withdrawn == nil {
		sc.withdrawn = map[string][]withdrawal{}
		for _, r := range sc.Resolutions {
			c := sc.City(r.City)
			if when, ok := (text{Resolution: r}).givenUp(sc.day); ok && discriminates(r.Kind) && c != nil {
				sc.withdrawn[c.Country] = append(sc.withdrawn[c.Country], withdrawal{r, c, regionOf(c), when})
			}
		}
	}
	return sc.withdrawn[country]
}

// withdrawalsAround returns the withdrawals in the target's country as seen from it:
// its own first, then the near ones by distance, those of the region, the others.
func (sc *scene) withdrawalsAround(target *graph.City) []nearWithdrawal {
	if found, ok := sc.nearby[target.ID]; ok {
		return found
	}
	rank := map[FactKind]int{OwnWithdrawal: 0, NearWithdrawal: 1, RegionWithdrawal: 2, Withdrawal: 3}
	region := regionOf(target)
	var found []nearWithdrawal
	for _, w := range sc.withdrawals(target.Country) {
		n := nearWithdrawal{withdrawal: w, kind: Withdrawal}
		km, known := kilometres(target.Location, w.city.Location)
		switch {
		case w.city.ID == target.ID:
			n.kind = OwnWithdrawal
		case known && km <= 50:
			n.kind, n.kilometres = NearWithdrawal, km
		case region != "" && region == w.region:
			n.kind = RegionWithdrawal
		}
		found = append(found, n)
	}
	slices.SortStableFunc(found, func(a, b nearWithdrawal) int {
		return cmp.Or(cmp.Compare(rank[a.kind], rank[b.kind]), cmp.Compare(a.kilometres, b.kilometres))
	})
	sc.nearby[target.ID] = found
	return found
}

func (sc *scene) withdrawalsNear(target *graph.City, t *tally) {
	around, elsewhere, own := allowance(600), allowance(100), allowance(300)
	for _, w := range sc.withdrawalsAround(target) {
		var grain int
		switch w.kind {
		case OwnWithdrawal:
			grain = own.take(300)
		case NearWithdrawal:
			grain = around.take(200)
		case RegionWithdrawal:
			grain = around.take(150)
		default:
			grain = elsewhere.take(20)
		}
		if grain > 0 {
			t.add(grain, func() Fact { return factOf(w.kind, w.text).on(w.when).counting(w.kilometres) })
		}
	}
}

// acts indexes the acts by which ties that are active were restored, by the country of
// either side, and reaffirmed, by both countries. Each link counts once, by its latest such act.
func (sc *scene) acts() {
	sc.restored, sc.standFirm = map[string][]*graph.Claim{}, map[[2]string][]*graph.Claim{}
	latest := map[graph.ClaimType]map[graph.ID]*graph.Claim{graph.Restored: {}, graph.Reaffirmed: {}}
	for _, c := range sc.Claims {
		if c.Type != graph.Restored && c.Type != graph.Reaffirmed {
			continue
		}
		had := latest[c.Type]
		if c.Effective().First() > sc.day {
			continue
		}
		if before := had[c.Link]; before == nil || byDay(before, c) < 0 {
			had[c.Link] = c
		}
	}
	for _, l := range sc.Links {
		if latest[graph.Restored][l.ID] == nil && latest[graph.Reaffirmed][l.ID] == nil || sc.status(l) != graph.StatusActive {
			continue
		}
		one, two := country(sc.City(l.A)), country(sc.City(l.B))
		if c := latest[graph.Restored][l.ID]; c != nil {
			sc.restored[one] = append(sc.restored[one], c)
			if two != one {
				sc.restored[two] = append(sc.restored[two], c)
			}
		}
		if c := latest[graph.Reaffirmed][l.ID]; c != nil && one != "" && two != "" {
			sc.standFirm[pairOf(one, two)] = append(sc.standFirm[pairOf(one, two)], c)
		}
	}
}

func (sc *scene) restoredTies(m *matter, each, most int, t *tally) {
	if sc.restored == nil {
		sc.acts()
	}
	if m.target.Country != "" {
		sc.tieActs(m, TieRestored, sc.restored[m.target.Country], each, most, t)
	}
}

func (sc *scene) reaffirmedTies(m *matter, most int, t *tally) {
	if sc.restored == nil {
		sc.acts()
	}
	sc.tieActs(m, TieReaffirmed, sc.standFirm[pairOf(country(m.speaker), m.target.Country)], 50, most, t)
}

func (sc *scene) tieActs(m *matter, kind FactKind, claims []*graph.Claim, each, most int, t *tally) {
	left := allowance(most)
	for _, c := range claims {
		if m.tie != nil && c.Link == m.tie.ID {
			continue
		}
		grain := left.take(each)
		if grain == 0 {
			return
		}
		t.add(grain, func() Fact { return factOf(kind, sc.Link(c.Link), c).on(c.Effective()) })
	}
}

func (sc *scene) joinedNearby(m *matter, t *tally) {
	tied, others := allowance(600), allowance(400)
	counted := map[graph.ID]bool{m.target.ID: true}
	ties := sc.tiesOf(m.target.ID)
	for i := range ties {
		if !sc.joined[ties[i].number] || ties[i].status() != graph.StatusActive {
			continue
		}
		id := ties[i].city.ID
		if counted[id] {
			continue
		}
		counted[id] = true
		grain := tied.take(150)
		if grain == 0 {
			break
		}
		t.add(grain, func() Fact { return sc.factOfPledge(PartnerJoined, m.campaign, id) })
	}
	for _, p := range sc.joinedIn[m.target.Country] {
		if p.City != "" && counted[p.City] {
			continue
		}
		grain := others.take(50)
		if grain == 0 {
			return
		}
		t.add(grain, func() Fact { return factOf(CountryJoined, p).on(p.Date) })
	}
}

// factOfPledge returns the fact that a city pledged to a campaign.
func (sc *scene) factOfPledge(kind FactKind, campaign *graph.Campaign, city graph.ID) Fact {
	for _, p := range sc.on(sc.City(city)).pledges {
		if p.Campaign == campaign.ID {
			return factOf(kind, p).on(p.Date)
		}
	}
	return factOf(kind)
}

// partnershipsBetween returns the partnerships between cities of two countries that
// had begun by the day, in order of id.
func (sc *scene) partnershipsBetween(a, b string) []*graph.Partnership {
	if sc.projects == nil {
		sc.projects = map[[2]string][]*graph.Partnership{}
		for _, p := range sc.Partnerships {
			if !sc.begun(p.Start) {
				continue
			}
			var countries []string
			for _, id := range p.Cities {
				if c := country(sc.City(id)); c != "" {
					countries = append(countries, c)
				}
			}
			slices.Sort(countries)
			countries = slices.Compact(countries)
			for i, one := range countries {
				for _, two := range countries[i+1:] {
					sc.projects[[2]string{one, two}] = append(sc.projects[[2]string{one, two}], p)
				}
			}
		}
	}
	return sc.projects[pairOf(a, b)]
}
