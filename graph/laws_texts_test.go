package graph_test

import "twingraph/graph"

// inForce is the law of the life of a resolution read aloud for one day: whether it was in
// force, and whether that is certain. It shares no code with package graph.
func inForce(r *graph.Resolution, day graph.Day) (graph.InForce, bool) {
	if r.Outcome == "REJECTED" || r.Rejected.Year != 0 {
		return graph.InForceFalse, true
	}
	known := func(d graph.PartialDate) bool { return d.Year != 0 }
	if known(r.Adopted) && day < r.Adopted.First() {
		return graph.InForceFalse, true
	}
	replaced := r.Outcome == "AMENDED" && r.Kind == "SUSPENSION_DECISION"
	// Days on which a source shows it in force.
	var shown []graph.PartialDate
	for _, d := range []graph.PartialDate{r.Adopted, r.InForceOn, r.Amended}[:map[bool]int{true: 2, false: 3}[replaced]] {
		if known(d) {
			shown = append(shown, d)
		}
	}
	// An end takes effect on its first day, but after what shows it in force within it.
	effect := func(end graph.PartialDate) graph.Day {
		from := end.First()
		for _, d := range shown {
			if d.First() >= from && d.First() < end.Last() {
				from = d.First() + 1
			}
		}
		return from
	}
	final := !known(r.NotInForceBy)
	var end, appealed graph.PartialDate // appealed: annulled, and final only later
	earliest := func(d graph.PartialDate) {
		if known(d) && (!known(end) || d.First() < end.First() || d.First() == end.First() && d.Last() < end.Last()) {
			end = d
		}
	}
	earliest(r.Repealed)
	earliest(r.Lapsed)
	if replaced {
		earliest(r.Amended)
	}
	if final {
		earliest(r.Annulled)
	} else {
		appealed = r.Annulled
	}
	if known(appealed) && known(end) && (appealed.First() > end.First() || appealed.First() == end.First() && appealed.Last() >= end.Last()) {
		appealed = graph.PartialDate{}
	}
	gone := graph.MaxDay
	if !final {
		gone = r.NotInForceBy.Last()
		if known(r.Adopted) {
			gone = max(gone, r.Adopted.First())
		}
	}
	if known(end) {
		gone = min(gone, effect(end))
	}
	exact := true
	for _, d := range append(append([]graph.PartialDate{}, shown...), end, appealed) {
		if known(d) && d.First() < day && day <= d.Last() && (d == end || d == appealed || d == r.Adopted || d.First() < gone) {
			exact = false
		}
	}
	begins := graph.MaxDay
	switch {
	case known(r.Adopted):
		begins = r.Adopted.First()
	default:
		if known(r.AdoptedBy) {
			begins = r.AdoptedBy.Last()
		}
		if known(r.InForceOn) {
			begins = min(begins, r.InForceOn.First())
		}
	}
	doubt := graph.MaxDay // from when it is not known to be in force any more
	switch {
	case known(appealed):
		doubt = effect(appealed)
	case !known(end) && (!final || replaced || r.Outcome == "REPEALED" || r.Outcome == "ANNULLED" || r.Outcome == "LAPSED"):
		if begins != graph.MaxDay {
			doubt = begins + 1
		} else {
			doubt = graph.MinDay
		}
		for _, d := range shown {
			doubt = max(doubt, d.First()+1)
		}
	}
	switch {
	case day >= gone:
		return graph.InForceFalse, exact
	case day >= begins && day < doubt:
		return graph.InForceTrue, exact
	}
	return graph.InForceUnknown, exact
}
