package dialogue

import "twingraph/graph"

// Share is what one part gives to a score.
type Share struct {
	Part   Part
	Weight int    // the most points it can give, or take for APPROACHES
	Value  int    // 0 to 1000: the sum of the grains of the facts, 1000 at most
	Points int    // Weight × Value / 1000, rounded down; negative for APPROACHES
	Facts  []Fact // in the order of the rule
}

// rules returns the rules of the parts, in the order of PartRules.
func (sc *scene) rules() []func(*matter, *tally) {
	return []func(*matter, *tally){
		sc.need, sc.channel, sc.credibility, sc.occasion, sc.precedent, sc.reach, sc.approached,
	}
}

// score returns the score of a matter by the rules, without its parts.
func (m *matter) score(rules []func(*matter, *tally), weights scale) int {
	score := 0
	for i, rule := range rules {
		t := tally{quiet: true}
		rule(m, &t)
		score += points(i, weights, t.value())
	}
	return score
}

// shares returns the parts of the score of a matter, with their facts.
func (sc *scene) shares(m *matter, weights scale) []Share {
	shares := make([]Share, len(weights))
	for i, rule := range sc.rules() {
		t := tally{facts: []Fact{}}
		rule(m, &t)
		shares[i] = Share{
			Part: PartRules()[i].Part, Weight: weights[i], Value: t.value(), Points: points(i, weights, t.value()), Facts: t.facts,
		}
	}
	return shares
}

// points turns the value of a part into points.
func points(part int, weights scale, value int) int {
	p := weights[part] * value / 1000
	if part == len(weights)-1 { // APPROACHES is the last part
		return -p
	}
	return p
}

// Hop is one link of a channel.
type Hop struct {
	From, To *graph.City
	Link     *graph.TwinningLink
	Others   []*graph.TwinningLink // parallel links that could carry it too, best first
	Status   graph.LinkStatus      // of Link
	Claims   []*graph.Claim        // the claims that give the status, strongest first
}

// Channel is how a target is reached.
type Channel struct {
	From    *graph.City // the asking city
	Speaker *graph.City // the last city before the target, and so the one that speaks to it
	Hops    []Hop       // from From to the target; empty when the channel is an organisation
	// Organisation is what both take part in, where there is no tie; nil otherwise.
	Organisation *graph.Organisation
}

// show opens up a way.
func (sc *scene) show(w way) Channel {
	c := Channel{From: sc.City(w.from), Speaker: sc.City(w.through), Hops: []Hop{}, Organisation: w.organisation}
	for _, s := range w.stretches {
		best := s.ties[0]
		c.Hops = append(c.Hops, Hop{
			From: sc.City(s.from), To: sc.City(s.to), Link: best.TwinningLink, Others: linksOf(s.ties[1:]), Status: *best.standing, Claims: sc.governing(best.standing),
		})
	}
	return c
}
