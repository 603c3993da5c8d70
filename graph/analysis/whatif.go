package analysis

import (
	"context"
	"slices"
	"sync"

	"twingraph/graph"
)

// MaxChanges bounds the changes of one what-if question. The cities at both ends of
// the changed links fill one walk of 64 sources.
const MaxChanges = 32

// WhatIfQuery supposes that some links had another status. Which links count is up to
// the network; Through(Active()) is customary.
type WhatIfQuery struct {
	Changes    []Change // 1 to MaxChanges
	Distances  bool     // also compare diameter and mean distance, exactly: as long as AllDistances, twice
	Resolution float64  // of alliances; 0 for 1
	Seed       uint64   // of alliances
}

// Outlook is the network before and after the supposed changes, and what differs.
// Before and After are what Picture says of the network and of one built from changed
// records.
type Outlook struct {
	Before, After Picture
	Links         []LinkOutlook // one for each change, in the order given
	Cities        []CityOutlook // the cities at the ends of changed links, by number
	// Apart are the groups of cities that the changes cut off from a larger rest of
	// their component, Together those that they join to a larger component; larger
	// groups first, then by first city.
	Apart, Together [][]int
	// NewBridges and NewJoints are fragile after the changes and were not before; a
	// bridge that was lost is in neither list.
	NewBridges []Bridge
	NewJoints  []Joint
	// GoneBridges and GoneJoints were fragile before and are not any more.
	GoneBridges []Bridge
	GoneJoints  []Joint
	// Moves are the cities that would change alliance if those of before adapted to
	// the changes and to nothing else, by number.
	Moves []Move
}

// Picture describes a network in short.
type Picture struct {
	Links, Pairs        int
	Components, Largest int
	// Reachable is the number of pairs of cities that some path joins.
	Reachable       int64
	Bridges, Joints int
	// Alliances and Modularity are those of one run of FindAlliances with the
	// question's seed. Alliances counts those of 3 members or more.
	Alliances  int
	Modularity float64
	// Diameter and MeanDistance are of the largest component; nil when not asked for
	// or when it has one city.
	Diameter     *int
	MeanDistance *float64
}

// LinkOutlook is a supposed change of one link.
type LinkOutlook struct {
	Link          Link // as it is
	Status        graph.Status
	Before, After *int // links between its two cities; nil when no path joins them
}

// CityOutlook is what the changes mean for one city.
type CityOutlook struct {
	City          int
	Before, After Reach
}

// Reach is how far a city's links lead.
type Reach struct {
	Within [3]int // cities at a distance of 1, of 1 or 2, of 1 to 3 links
	All    int    // cities at any distance
	// Mean is the average distance to them in links; 0 when there are none.
	Mean float64
}

// Move is a city that would change alliance.
type Move struct {
	City int
	// With are the members of the alliance it is in before and after that were in its
	// alliance before: those it stays with.
	With int
	// Left and Joined are the members it parts from and comes together with.
	Left, Joined int
}

// WhatIf answers what would differ if the links had the given statuses. Nothing is
// changed: the answer is that for a network rebuilt from changed records. Codes:
// BadUserInput, LimitExceeded, NotFound for an unknown link, Timeout.
func WhatIf(ctx context.Context, n *Network, q WhatIfQuery) (*Outlook, error) {
	if err := within("changes", len(q.Changes), MaxChanges); err != nil {
		return nil, err
	}
	changed, err := n.With(q.Changes)
	if err != nil {
		return nil, err
	}
	o := &Outlook{}
	var before, after portrait
	var errs [2]error
	var group sync.WaitGroup
	group.Go(func() { before, errs[0] = paint(ctx, n, q) })
	group.Go(func() { after, errs[1] = paint(ctx, changed, q) })
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	o.Before, o.After = before.Picture, after.Picture
	o.Apart = apart(before.components, after.components)
	o.Together = apart(after.components, before.components)
	o.NewBridges, o.GoneBridges = compareBridges(changed, before.bridges, after.bridges)
	o.NewJoints, o.GoneJoints = compareJoints(before.joints, after.joints)
	o.compareReach(n, changed, q.Changes)
	o.Moves = moves(ctx, before, after, changedCities(n, q.Changes), q)
	return o, stopped(ctx)
}

// TakePicture describes a network as WhatIf does, with the resolution, seed and
// distances of q. Codes as for WhatIf.
func TakePicture(ctx context.Context, n *Network, q WhatIfQuery) (Picture, error) {
	p, err := paint(ctx, n, q)
	return p.Picture, err
}

// portrait is a Picture with what it was made from.
type portrait struct {
	Picture
	components Parts
	bridges    []Bridge
	joints     []Joint
	bonds      *bonds
	run        division
}

func paint(ctx context.Context, n *Network, q WhatIfQuery) (portrait, error) {
	p := portrait{components: Components(n), bonds: newBonds(n, nil)}
	p.bridges, p.joints = fragile(n)
	p.Pairs, p.Components, p.Largest = n.Pairs(), len(p.components.Members), p.components.Largest()
	for range n.Links() {
		p.Links++
	}
	for _, members := range p.components.Members {
		size := int64(len(members))
		p.Reachable += size * (size - 1) / 2
	}
	p.Bridges, p.Joints = len(p.bridges), len(p.joints)
	alliances, err := AllianceQuery{Runs: 1, Resolution: q.Resolution}.settled(n)
	if err != nil {
		return p, err
	}
	p.run = divideOnce(ctx, p.bonds, alliances.Resolution, newRandom(q.Seed, 0))
	if p.run.err != nil {
		return p, p.run.err
	}
	p.Modularity = p.run.quality
	for _, members := range newParts(p.run.part, p.run.count).Members {
		if len(members) >= alliances.MinSize {
			p.Alliances++
		}
	}
	if q.Distances {
		d, err := AllDistances(ctx, n, nil)
		if err != nil {
			return p, err
		}
		if p.Largest > 1 {
			p.Diameter, p.MeanDistance = new(d.Diameter), new(d.Mean)
		}
	}
	return p, nil
}

// changedCities returns the cities at the ends of changed links, ascending.
func changedCities(n *Network, changes []Change) []int32 {
	var cities []int32
	for _, c := range changes {
		of := n.links[n.numberOfLink[c.Link]]
		cities = append(cities, of.a, of.b)
	}
	slices.Sort(cities)
	return slices.Compact(cities)
}
