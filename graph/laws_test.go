package graph_test

import (
	"cmp"
	"slices"
	"time"

	"twingraph/graph"
)

// knowledge is what is known about a link at one instant. Its methods are laws 2
// to 6 read aloud for one day: slow, without order, spells or memory, and sharing
// no code with package graph. TestHistoriesObeyTheLaws compares the two.
type knowledge struct {
	link    *graph.TwinningLink
	claims  []*graph.Claim
	texts   []*graph.Resolution
	sources []*graph.Source
}

// date is when a claim takes effect: on its own date, else on the assumed one.
func date(c *graph.Claim) graph.PartialDate {
	if c.Date != (graph.PartialDate{}) {
		return c.Date
	}
	return c.Assumed
}

func firstDay(c *graph.Claim) graph.Day { return date(c).First() }

// doubtUntil is the last day on which what the claim governs is uncertain.
func doubtUntil(c *graph.Claim) graph.Day {
	if c.Date == (graph.PartialDate{}) {
		return graph.MaxDay
	}
	return c.Date.Last()
}

func weight(c *graph.Claim) int {
	return 3 - slices.Index([]graph.Authority{"PARTY_DECISION", "OFFICIAL_STATEMENT", "THIRD_PARTY"}, c.Authority)
}

// stated is the state that a claim brings about or reports.
func stated(c *graph.Claim) graph.Status {
	switch c.Type {
	case "ESTABLISHED", "RESTORED", "REAFFIRMED", "LISTED":
		return "ACTIVE"
	case "SUSPENDED", "ENDED":
		return graph.Status(c.Type)
	}
	return c.Observed
}

func isAct(c *graph.Claim) bool {
	return c.Type != graph.Listed && c.Type != graph.Observed && c.Type != graph.NotListed
}

// about are the claims about one side that have taken effect on a day and count on it. A list
// counts until its directory drops the link; see dropped.
func (k knowledge) about(side graph.ID, day graph.Day) []*graph.Claim {
	return keep(k.claims, func(c *graph.Claim) bool {
		return (c.Side == side || c.Side == "") && firstDay(c) <= day && c.Type != graph.NotListed && !k.dropped(c, day)
	})
}

// dropped reports whether the directory that lists the link lists it no more on a day.
func (k knowledge) dropped(listed *graph.Claim, day graph.Day) bool {
	for _, c := range k.claims {
		if c.Type == graph.NotListed && listed.Type == graph.Listed && c.Directory == listed.Directory && firstDay(listed) < firstDay(c) && firstDay(c) <= day {
			return true
		}
	}
	return false
}

// lastDay is the latest day on which one of the claims took effect.
func lastDay(claims []*graph.Claim) graph.Day {
	last := graph.MinDay
	for _, c := range claims {
		last = max(last, firstDay(c))
	}
	return last
}

func keep(claims []*graph.Claim, of func(*graph.Claim) bool) []*graph.Claim {
	var list []*graph.Claim
	for _, c := range claims {
		if of(c) {
			list = append(list, c)
		}
	}
	return list
}

func givesState(c *graph.Claim) bool { return isAct(c) && c.Type != graph.ReviewOpened }

// opinion is how a side stands after some of its claims, and by what.
type opinion struct {
	state    graph.Status // empty for nothing
	by       []*graph.Claim
	acts     []*graph.Claim // in force; none where observations alone give the state
	pillars  []*graph.Claim // the strongest claims that support the state
	disputed bool
}

func strength(claims []*graph.Claim) int {
	most := 0
	for _, c := range claims {
		most = max(most, weight(c))
	}
	return most
}

// unison is what claims of one day and weight say together.
func unison(claims []*graph.Claim) graph.Status {
	for _, c := range claims {
		if stated(c) != stated(claims[0]) {
			return graph.StatusContested
		}
	}
	return stated(claims[0])
}

// after is the opinion after the claims of one more day that have one weight.
func (k knowledge) after(o opinion, voices []*graph.Claim) opinion {
	acts := keep(voices, givesState)
	seen := keep(voices, func(c *graph.Claim) bool { return c.Type == graph.Observed })
	lists := keep(voices, func(c *graph.Claim) bool { return c.Type == graph.Listed })
	contested := o.state == graph.StatusContested
	switch {
	case len(acts) > 0 && (len(o.acts) == 0 || contested || weight(acts[0]) >= strength(o.acts) || k.refounded(o, acts)):
		return k.takeHold(o, acts, seen, lists)
	case len(o.acts) > 0:
		same := firstDay(voices[0]) == firstDay(o.acts[0])
		for _, c := range acts {
			if stated(c) != o.state {
				o.disputed = true
			}
		}
		if len(seen) > 0 && !same {
			o = weigh(o, seen)
		}
		if len(lists) > 0 && !same && o.state == graph.StatusEnded {
			o.disputed = true
		}
	case len(seen) > 0:
		if !contested || weight(seen[0]) > strength(o.by) {
			o = opinion{state: unison(seen), by: seen, pillars: seen}
			o.disputed = o.state == graph.StatusEnded && len(lists) > 0
		}
	case len(lists) > 0 && !contested:
		o = opinion{state: graph.StatusActive, by: lists, pillars: lists}
	}
	return o
}

// refounded: a link that had ended is founded anew, as was published after its end.
func (k knowledge) refounded(o opinion, acts []*graph.Claim) bool {
	ended := o.state == graph.StatusEnded && len(keep(o.by, func(c *graph.Claim) bool { return c.Type == graph.Ended })) > 0
	for _, c := range acts {
		for _, source := range k.sources {
			cites := slices.Contains(c.Sources, source.ID) && source.Date != (graph.PartialDate{})
			if ended && cites && c.Type == graph.Established && c.Date == date(c) && firstDay(c) > firstDay(o.acts[0]) && source.Date.First() > firstDay(o.acts[0]) {
				return true
			}
		}
	}
	return false
}

func (k knowledge) takeHold(o opinion, acts, seen, lists []*graph.Claim) opinion {
	fresh := opinion{by: slices.Concat(acts, seen), acts: acts}
	fresh.state, fresh.pillars = unison(fresh.by), fresh.by
	if fresh.state == o.state && o.state != graph.StatusContested {
		if strength(o.pillars) > weight(acts[0]) {
			fresh.pillars = o.pillars
		}
		fresh.disputed = o.disputed && weight(acts[0]) < strength(o.by)
	} else if o.state == graph.StatusEnded && strength(o.acts) == 3 && weight(acts[0]) < 3 {
		fresh.disputed = true // a council's end, and others say that there is a new life
	}
	if fresh.state == graph.StatusEnded && len(lists) > 0 {
		fresh.disputed = true
	}
	return fresh
}

// weigh holds what was observed after the acts in force against what supports the state.
func weigh(o opinion, seen []*graph.Claim) opinion {
	said, stronger := unison(seen), weight(seen[0]) > strength(o.pillars)
	switch {
	case stronger && (said != o.state || said == graph.StatusContested):
		return opinion{state: said, by: seen, acts: o.acts, pillars: seen}
	case o.state == graph.StatusContested:
		return o
	case said == o.state:
		if weight(seen[0]) > strength(o.by) {
			o.disputed = false
		}
		if stronger {
			o.pillars = seen
		}
	case weight(seen[0]) == strength(o.pillars):
		rivals := slices.Clone(o.by)
		for _, c := range slices.Concat(o.pillars, seen) {
			if !slices.Contains(rivals, c) {
				rivals = append(rivals, c)
			}
		}
		o.state, o.by = graph.StatusContested, rivals
	default:
		o.disputed = true
	}
	return o
}

// side is law 4, but for what depends on the stretch.
func (k knowledge) side(side graph.ID, day graph.Day) graph.SideStatus {
	all := k.about(side, day)
	var o opinion
	for _, d := range daysOf(all) {
		for w := 1; w <= 3; w++ {
			if voices := keep(all, func(c *graph.Claim) bool { return firstDay(c) == d && weight(c) == w }); len(voices) > 0 {
				o = k.after(o, voices)
			}
		}
	}
	answer := graph.SideStatus{Status: o.state, Exact: true, SinceDay: graph.MinDay, ConfirmedTo: graph.MinDay}
	for _, c := range k.openReviews(all, day) {
		answer.UnderReview = true
		answer.Reviews = append(answer.Reviews, c.ID)
	}
	slices.Sort(answer.Reviews)
	gone := keep(k.claims, func(c *graph.Claim) bool {
		return (c.Side == side || c.Side == "") && firstDay(c) <= day && k.dropped(c, day)
	})
	if o.state == "" {
		answer.Status, answer.UnknownBecause = k.nothing(side, day, gone)
		if answer.Status == graph.StatusUnknown {
			confirmedBy(&answer, gone)
		}
		return answer
	}
	answer.Disputed = o.disputed || o.state == graph.StatusContested
	slices.SortFunc(o.by, func(a, b *graph.Claim) int {
		return cmp.Or(cmp.Compare(doubtUntil(a), doubtUntil(b)), cmp.Compare(a.ID, b.ID))
	})
	certain := keep(o.by, func(c *graph.Claim) bool { return day > doubtUntil(c) || c.Date == date(c) && day == firstDay(c) })
	answer.Exact = len(certain) > 0
	if o.state == graph.StatusContested {
		answer.Exact = len(certain) == len(o.by)
	}
	for _, c := range o.by {
		answer.Governing = append(answer.Governing, c.ID)
		if givesState(c) && c.Side == side {
			answer.Own = true
		}
	}
	for _, basis := range []graph.Basis{graph.BasisListing, graph.BasisObservation, graph.BasisStatement, graph.BasisDecision} {
		for _, c := range o.by {
			if basisOf(c) == basis {
				answer.Basis = basis
			}
		}
	}
	agreeing := keep(slices.Concat(all, gone), func(c *graph.Claim) bool { return stated(c) == o.state })
	if o.state == graph.StatusContested {
		agreeing = o.by
	}
	confirmedBy(&answer, agreeing)
	return answer
}

func basisOf(c *graph.Claim) graph.Basis {
	switch {
	case c.Type == graph.Listed:
		return graph.BasisListing
	case c.Type == graph.Observed || c.Authority == graph.ThirdParty:
		return graph.BasisObservation
	case c.Authority == graph.OfficialStatement:
		return graph.BasisStatement
	}
	return graph.BasisDecision
}

func confirmedBy(answer *graph.SideStatus, claims []*graph.Claim) {
	answer.LastConfirmed = latestDate(claims)
	for _, c := range claims {
		answer.ConfirmedTo = max(answer.ConfirmedTo, date(c).Last())
	}
}

// openReviews are the reviews of the latest day with an act, which gives no state.
func (k knowledge) openReviews(all []*graph.Claim, day graph.Day) []*graph.Claim {
	acts := keep(all, isAct)
	last := lastDay(acts)
	acts = keep(acts, func(c *graph.Claim) bool { return firstDay(c) == last })
	if slices.ContainsFunc(acts, givesState) {
		return nil
	}
	return keep(acts, func(c *graph.Claim) bool { return !k.over(c, day) })
}

// over reports whether three years have passed since a review was opened, or all texts that it
// names were FALSE on one day since.
func (k knowledge) over(review *graph.Claim, day graph.Day) bool {
	begins := date(review).First().Time()
	if !day.Time().Before(time.Date(begins.Year()+3, begins.Month(), begins.Day(), 0, 0, 0, 0, time.UTC)) {
		return true
	}
	named := review.RespondsTo
	if len(named) == 0 && review.Resolution != "" {
		named = []graph.ID{review.Resolution}
	}
	for d := firstDay(review); d <= day && len(named) > 0; d++ {
		void := 0
		for _, text := range k.texts {
			if answer, _ := inForce(text, d); slices.Contains(named, text.ID) && answer == graph.InForceFalse {
				void++
			}
		}
		if void == len(named) {
			return true
		}
	}
	return false
}

// nothing is the answer where no claim has given a state, and why.
func (k knowledge) nothing(side graph.ID, day graph.Day, gone []*graph.Claim) (graph.Status, graph.UnknownBecause) {
	begins := graph.MaxDay
	for _, c := range k.claims {
		if c.Type != graph.NotListed {
			begins = min(begins, firstDay(c))
		}
	}
	for _, c := range k.claims {
		if c.Type == graph.Established && c.Date == date(c) && firstDay(c) == begins && begins > day {
			return graph.StatusNotEstablished, ""
		}
	}
	mine := keep(k.claims, func(c *graph.Claim) bool { return c.Side == side || c.Side == "" })
	switch {
	case len(gone) > 0:
		return graph.StatusUnknown, graph.DroppedFromList
	case slices.ContainsFunc(mine, func(c *graph.Claim) bool { return firstDay(c) <= day }):
		return graph.StatusUnknown, graph.NoState
	case len(mine) > 0:
		return graph.StatusUnknown, graph.BeforeFirstClaim
	case len(k.claims) > 0:
		return graph.StatusUnknown, graph.OtherSideOnly
	}
	return graph.StatusUnknown, graph.NoClaim
}

// daysOf are the days on which claims take effect, in order.
func daysOf(claims []*graph.Claim) []graph.Day {
	var days []graph.Day
	for _, c := range claims {
		days = append(days, firstDay(c))
	}
	slices.Sort(days)
	return slices.Compact(days)
}
