package analysis

import (
	"context"
	"slices"

	"twingraph/graph"
)

// JourneyQuery asks for paths that respect time.
type JourneyQuery struct {
	PathQuery
	Begin, End graph.Day // the first and the last day on which a step can be taken
	// Through chooses links: of its kinds, on days when they have one of its
	// statuses on one of its bases. Without statuses it is the ACTIVE ones.
	Through Selection
}

// Journeys returns paths whose steps can be taken one after the other: each on a day
// on which a link of the step has one of the statuses asked for, no earlier than the
// step before, from q.Begin to q.End. Between two steps any time may pass; several
// steps can share a day, since a link is a state and not an event. Such paths are
// called time-respecting (Holme and Saramäki, Temporal networks, Physics Reports 519,
// 2012, section 3.1).
//
// The order is that of Paths: by length, then by cities. Each step carries the
// earliest day on which it can be taken, the steps before it being taken as early as
// they can, and the links that stand on that day. What a journey answers is whether
// word could have passed over links that stood: a path of links that never stood in
// this order is none. For Begin = End it is a path on that day.
//
// A link that a list alone shows was there before the list, nobody says since when: its
// step is open from the end of what is known before, and marked (Step.ByList). An arrival
// that rests on one is one at the latest (Path.AtLatest).
//
// The network must have been built with histories; a link without one takes no part.
// What n itself chose has no bearing. Codes as for Paths.
func Journeys(ctx context.Context, n *Network, q JourneyQuery) ([]Path, error) {
	if err := q.Check(n); err != nil {
		return nil, err
	}
	if len(q.Through.Statuses) == 0 {
		q.Through.Statuses = []graph.Status{graph.StatusActive}
	}
	c := &calendar{roster: n.roster, first: q.Begin, final: q.End, choice: newChoice(q.Through)}
	ever := *n
	ever.connect(func(t int32) bool { _, ok := c.nextOf(t, q.Begin); return ok },
		func(pair int32) bool { _, ok := c.nextTogether(pair, q.Begin); return ok })
	return newSearch(ctx, &ever, q.PathQuery, c).best(q.Limit)
}

// Check returns what is wrong with the question, as Journeys does.
func (q JourneyQuery) Check(n *Network) error {
	if err := q.PathQuery.Check(n); err != nil {
		return err
	}
	if q.Begin > q.End {
		return graph.Errorf(graph.BadUserInput, "%s is after %s; a journey begins before it ends", q.Begin, q.End).At("during.begin")
	}
	return nil
}

// calendar is the clock of journeys.
type calendar struct {
	*roster
	first, final graph.Day
	choice       choice
}

func (c *calendar) begin() graph.Day { return c.first }
func (c *calendar) end() graph.Day   { return c.final }

func (c *calendar) next(pair int32, day graph.Day) (graph.Day, bool) {
	first, found := c.final, false
	for _, t := range c.allLinksOf(pair) {
		if d, ok := c.nextOf(t, day); ok {
			first, found = min(first, d), true
		}
	}
	if d, ok := c.nextTogether(pair, day); ok {
		first, found = min(first, d), true
	}
	return first, found
}

func (c *calendar) last(pair int32, day graph.Day) (graph.Day, bool) {
	last, found := c.first, false
	for _, t := range c.allLinksOf(pair) {
		if d, ok := c.lastOf(t, day); ok {
			last, found = max(last, d), true
		}
	}
	if d, ok := c.lastTogether(pair, day); ok {
		last, found = max(last, d), true
	}
	return last, found
}

// nextTogether returns the first day from day on, up to the final one, on which the two
// cities of a pair are members of one group.
func (c *calendar) nextTogether(pair int32, day graph.Day) (graph.Day, bool) {
	for _, s := range c.spansOf(pair) {
		if s.last >= day {
			d := max(day, s.first)
			return d, d <= c.final
		}
	}
	return 0, false
}

// lastTogether returns the last day up to day, from the first one, on which the two cities
// of a pair are members of one group.
func (c *calendar) lastTogether(pair int32, day graph.Day) (graph.Day, bool) {
	for _, s := range slices.Backward(c.spansOf(pair)) {
		if s.first <= day {
			d := min(day, s.last)
			return d, d >= c.first
		}
	}
	return 0, false
}

// nextOf returns the first day from day on, up to the final one, on which a link can
// be passed.
func (c *calendar) nextOf(t int32, day graph.Day) (graph.Day, bool) {
	if !c.choice.hasKind(c.links[t].kind) {
		return 0, false
	}
	for _, s := range c.stretchesOf(t) {
		if s.last >= day && c.choice.hasStatus(s.status) && c.choice.hasBasis(s.basis) {
			d := max(day, s.first)
			return d, d <= c.final
		}
	}
	return 0, false
}

// lastOf returns the last day up to day, from the first one, on which a link can be
// passed.
func (c *calendar) lastOf(t int32, day graph.Day) (graph.Day, bool) {
	if !c.choice.hasKind(c.links[t].kind) {
		return 0, false
	}
	for _, s := range slices.Backward(c.stretchesOf(t)) {
		if s.first <= day && c.choice.hasStatus(s.status) && c.choice.hasBasis(s.basis) {
			d := min(day, s.last)
			return d, d >= c.first
		}
	}
	return 0, false
}

func (c *calendar) step(n *Network, pair int32, day graph.Day) Step {
	step := Step{Day: day}
	for _, t := range c.allLinksOf(pair) {
		if d, ok := c.nextOf(t, day); ok && d == day {
			link := n.link(t)
			link.Status = link.History.At(day).Status
			step.Links = append(step.Links, link)
			c.rest(&step, t, day)
		}
	}
	if d, ok := c.nextTogether(pair, day); ok && d == day {
		step.ByList = false // it rests on a membership of that day too
	}
	return step
}

// rest notes whether one more link of a step rests on a list alone.
func (c *calendar) rest(step *Step, t int32, day graph.Day) {
	listed, byList := day, false
	for _, s := range c.stretchesOf(t) {
		if s.byList && s.first <= day && day <= s.last && c.choice.hasStatus(s.status) {
			listed, byList = max(day, s.known), day < s.known || c.links[t].history.At(day).Basis == graph.BasisListing
			break
		}
	}
	if first := len(step.Links) == 1; first {
		step.ByList, step.Listed = byList, listed
	} else {
		step.ByList, step.Listed = step.ByList && byList, min(step.Listed, listed)
	}
}
