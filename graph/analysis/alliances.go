package analysis

import (
	"cmp"
	"context"
	"math"
	"slices"

	"twingraph/graph"
)

// MaxRuns bounds the seeded runs of one question for alliances.
const MaxRuns = 50

// AllianceQuery asks for alliances: groups of cities with many links within and few
// to others. Which links bind is up to the network; Through(Active()) is customary.
type AllianceQuery struct {
	Bonds      []Bond  // what binds beside links; empty for links alone
	MinSize    int     // the fewest members of an alliance in the answer; 0 for 3
	Resolution float64 // above 1 for smaller alliances, below 1 for larger; 0 for 1
	Runs       int     // 1 to MaxRuns; 0 for 10
	Seed       uint64
	Progress   Progress // of the runs
}

// Division is what takes long to find of Alliances: all the rest follows from it and the
// network.
type Division struct {
	Of         []int     // of each city, the number of its part, the largest first
	Modularity float64   // see Alliances
	Certainty  []float64 // see Alliances
	Runs       int
}

// Alliances is a division of all cities into alliances.
type Alliances struct {
	// Parts is the whole division, those below MinSize included.
	Parts Parts
	// Modularity of the division; see bonds.go for the formula.
	Modularity float64
	Runs       int
	// Certainty is, of each city, the share of runs that agree with its place: runs in
	// which more than half of the other members of its alliance are with it. A city
	// that is alone agrees with runs in which it is alone.
	Certainty []float64
	// List describes the alliances of at least MinSize members, the largest first.
	List []Alliance
}

// Alliance is one group of cities.
type Alliance struct {
	Members   []Member // by number
	Countries []CountryCount
	Inside    int      // pairs of neighbours that are both members
	Outward   int      // pairs of neighbours of which one is
	Density   float64  // Inside as a share of all pairs of members
	Share     float64  // of the modularity
	Brokers   []Broker // members with neighbours outside, those with most alliances first
	// Bridges and Joints are the links and members whose loss would split the alliance
	// if its members had no links but those inside it.
	Bridges []Bridge
	Joints  []Joint
	// SuspendedInside and SuspendedOutward are the links with status SUSPENDED, whatever
	// the network chose, between members and between a member and another city; by id.
	SuspendedInside, SuspendedOutward []Link
}

// Member is a city in its alliance.
type Member struct {
	City            int
	Certainty       float64
	Inside, Outward int // neighbours that are members and others
}

// Broker is a member with neighbours in other alliances.
type Broker struct {
	City      int
	Alliances int // others in which it has a neighbour
	Outward   int // neighbours in others
	// Participation is 1 - Σ over alliances of (its neighbours there / its degree)²: 0
	// when all are in one, near 1 when they are spread evenly over many. Guimerà and
	// Amaral, Functional cartography of complex metabolic networks, Nature 433, 2005.
	Participation float64
}

// FindAlliances divides the cities by the algorithm of leiden.go, in several seeded
// runs, and takes the run of highest modularity, of equals the first. It is a
// statistical answer: other divisions can be nearly as good, which Certainty shows.
// Components, KCores and SharedPartners are the exact answers beside it. Codes:
// BadUserInput, LimitExceeded and Timeout.
func FindAlliances(ctx context.Context, n *Network, q AllianceQuery) (*Alliances, error) {
	d, err := Divide(ctx, n, q)
	if err != nil {
		return nil, err
	}
	return Describe(n, d, q)
}

// Divide finds the division of FindAlliances alone. Codes are the same.
func Divide(ctx context.Context, n *Network, q AllianceQuery) (*Division, error) {
	q, err := q.settled(n)
	if err != nil {
		return nil, err
	}
	runs, err := divide(ctx, newBonds(n, q.Bonds), q)
	if err != nil {
		return nil, err
	}
	best := 0
	for i, r := range runs {
		if r.quality > runs[best].quality {
			best = i
		}
	}
	parts := newParts(runs[best].part, runs[best].count)
	return &Division{Of: parts.Of, Modularity: runs[best].quality, Certainty: certainty(parts, runs), Runs: q.Runs}, nil
}

// Describe returns the alliances of a division that Divide found of the same network by the
// same query. Codes: BadUserInput and LimitExceeded.
func Describe(n *Network, d *Division, q AllianceQuery) (*Alliances, error) {
	q, err := q.settled(n)
	if err != nil {
		return nil, err
	}
	part, count := make([]int32, len(d.Of)), 0
	for city, p := range d.Of {
		part[city], count = int32(p), max(count, p+1)
	}
	a := &Alliances{Parts: newParts(part, count), Modularity: d.Modularity, Runs: d.Runs, Certainty: d.Certainty}
	a.describe(n, newBonds(n, q.Bonds), q)
	return a, nil
}

// settled returns the query with what was left open filled in.
func (q AllianceQuery) settled(n *Network) (AllianceQuery, error) {
	if q.Runs == 0 {
		q.Runs = 10
	}
	if q.Resolution == 0 {
		q.Resolution = 1
	}
	if q.MinSize == 0 {
		q.MinSize = 3
	}
	if err := within("runs", q.Runs, MaxRuns); err != nil {
		return q, err
	}
	if q.MinSize < 1 {
		return q, graph.Errorf(graph.BadUserInput, "an alliance has at least 1 member, not %d", q.MinSize).At("minSize")
	}
	if !(q.Resolution > 0 && q.Resolution <= 1000) {
		return q, graph.Errorf(graph.BadUserInput, "the resolution lies above 0 and up to 1000; 1 is customary").At("resolution")
	}
	for _, e := range q.Bonds {
		if min(e.A, e.B) < 0 || max(e.A, e.B) >= n.Len() || !(e.Weight > 0) || math.IsInf(e.Weight, 0) {
			return q, graph.Errorf(graph.BadUserInput, "a bond joins two cities of the network with a positive weight").At("basis")
		}
	}
	return q, nil
}

// division is the outcome of one run.
type division struct {
	part    []int32
	count   int
	quality float64 // modularity
	err     error
}

// divide makes the runs, each with its own stream of the seed.
func divide(ctx context.Context, b *bonds, q AllianceQuery) ([]division, error) {
	runs := make([]division, q.Runs)
	err := inShares(ctx, "alliances", q.Runs, q.Progress, func() func(int, func() error) error {
		return func(share int, step func() error) error {
			for i := share; i < q.Runs; i += shares {
				runs[i] = divideOnce(ctx, b, q.Resolution, newRandom(q.Seed, i))
				if err := cmp.Or(runs[i].err, step()); err != nil {
					return err
				}
			}
			return nil
		}
	})
	return runs, err
}

// divideOnce divides from single cities on.
func divideOnce(ctx context.Context, b *bonds, resolution float64, random *random) division {
	l := newLeiden(ctx, b, resolution, random)
	single := make([]int32, b.len())
	for i := range single {
		single[i] = int32(i)
	}
	var d division
	if d.part, d.count, d.err = l.run(single); d.err == nil {
		d.quality, _ = b.modularity(d.part, d.count, resolution)
	}
	return d
}

// certainty returns the share of runs that agree with each city's place.
func certainty(parts Parts, runs []division) []float64 {
	agree := make([]int, len(parts.Of))
	for _, r := range runs {
		size := make([]int, r.count)
		for _, p := range r.part {
			size[p]++
		}
		together := make([]int, r.count) // members of one alliance by their part in the run
		for _, members := range parts.Members {
			for _, city := range members {
				together[r.part[city]]++
			}
			for _, city := range members {
				p := r.part[city]
				if 2*(together[p]-1) > len(members)-1 || len(members) == 1 && size[p] == 1 {
					agree[city]++
				}
			}
			for _, city := range members {
				together[r.part[city]] = 0
			}
		}
	}
	share := make([]float64, len(agree))
	for i, k := range agree {
		share[i] = float64(k) / float64(len(runs))
	}
	return share
}

// describe fills in List.
func (a *Alliances) describe(n *Network, b *bonds, q AllianceQuery) {
	part := make([]int32, len(a.Parts.Of))
	for i, p := range a.Parts.Of {
		part[i] = int32(p)
	}
	_, share := b.modularity(part, len(a.Parts.Members), q.Resolution)
	a.List = []Alliance{}
	for number, members := range a.Parts.Members {
		if len(members) < q.MinSize {
			break // the largest come first
		}
		a.List = append(a.List, a.describeOne(n, number, members, share[number]))
	}
	inside := n.within(func(x, y int32) bool { return part[x] == part[y] })
	bridges, joints := fragile(inside)
	for _, bridge := range bridges {
		if p := a.Parts.Of[bridge.Side]; p < len(a.List) {
			a.List[p].Bridges = append(a.List[p].Bridges, bridge)
		}
	}
	for _, joint := range joints {
		if p := a.Parts.Of[joint.City]; p < len(a.List) {
			a.List[p].Joints = append(a.List[p].Joints, joint)
		}
	}
	a.addSuspended(n)
}

// describeOne counts the links of one alliance.
func (a *Alliances) describeOne(n *Network, number int, members []int, share float64) Alliance {
	al := Alliance{Members: make([]Member, len(members)), Countries: n.countCountries(members), Share: share, Brokers: []Broker{}}
	to := newTally(len(a.Parts.Members))
	for i, city := range members {
		m := Member{City: city, Certainty: a.Certainty[city]}
		for _, v := range n.around(int32(city)) {
			to.add(int32(a.Parts.Of[v]), 1)
		}
		m.Inside = int(to.of[number])
		m.Outward = n.Degree(city) - m.Inside
		if m.Outward > 0 {
			b := Broker{City: city, Alliances: len(to.keys), Outward: m.Outward, Participation: 1}
			if m.Inside > 0 {
				b.Alliances--
			}
			for _, p := range to.keys {
				of := to.of[p] / float64(n.Degree(city))
				b.Participation -= of * of
			}
			al.Brokers = append(al.Brokers, b)
		}
		to.clear()
		al.Inside += m.Inside
		al.Outward += m.Outward
		al.Members[i] = m
	}
	al.Inside /= 2
	if k := len(members); k > 1 {
		al.Density = float64(al.Inside) / (float64(k) * float64(k-1) / 2)
	}
	slices.SortFunc(al.Brokers, func(x, y Broker) int {
		return cmp.Or(cmp.Compare(y.Alliances, x.Alliances), cmp.Compare(y.Outward, x.Outward),
			cmp.Compare(y.Participation, x.Participation), cmp.Compare(x.City, y.City))
	})
	return al
}

// addSuspended files the suspended links under the alliances of their ends.
func (a *Alliances) addSuspended(n *Network) {
	for t, code := range n.status {
		if code.status() != graph.StatusSuspended {
			continue
		}
		l := n.link(int32(t))
		from, to := a.Parts.Of[l.A], a.Parts.Of[l.B]
		if from == to {
			if from < len(a.List) {
				a.List[from].SuspendedInside = append(a.List[from].SuspendedInside, l)
			}
			continue
		}
		for _, p := range []int{from, to} {
			if p < len(a.List) {
				a.List[p].SuspendedOutward = append(a.List[p].SuspendedOutward, l)
			}
		}
	}
}
