package score

import (
	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/route"
	"twingraph/graph/world"
)

// Subject is what a score is of: a target, the link in question where the goal is about
// one, and the route to the target.
type Subject struct {
	Target *graph.City
	Number int32               // of the target
	Link   *graph.TwinningLink // RESTORE, KEEP; nil otherwise
	Route  route.Route
	Themes []CommonTheme // PARTNER; empty otherwise
}

// CommonTheme is a theme of the asking cities that a target names too, with where they do.
type CommonTheme struct {
	Name          string
	Asking, Asked []graph.Record
}

// Scorer scores the subjects of one question. It remembers what it has found, and serves
// that question only.
type Scorer struct {
	*index.Index
	Goal     Goal
	Campaign *graph.Campaign   // the campaign to join, for JOIN; nil otherwise
	Asking   map[graph.ID]bool // the cities for which the question is asked

	weights     []int // in points, in the order of PartRules
	rules       []func(*Subject, *evidence)
	credibility map[*graph.City]int
	withdrawals map[graph.ID][]nearWithdrawal
	advisers    map[adviceKey][]*graph.Contact
	joined      []bool                     // pledged to the campaign, by number of the city
	joinedIn    map[string][]*graph.Pledge // pledges to the campaign by country
}

// New returns a scorer. Errors, for weights that cannot be meant, have code BadUserInput.
func New(ix *index.Index, goal Goal, weights Weights) (*Scorer, error) {
	points, err := weights.points()
	s := &Scorer{
		Index: ix, Goal: goal, weights: points, credibility: map[*graph.City]int{},
		withdrawals: map[graph.ID][]nearWithdrawal{}, advisers: map[adviceKey][]*graph.Contact{},
	}
	s.rules = []func(*Subject, *evidence){s.need, s.channel, s.credible, s.occasion, s.precedent, s.reach, s.approached}
	return s, err
}

// SetCampaign makes it about joining a campaign.
func (s *Scorer) SetCampaign(c *graph.Campaign) {
	s.Campaign, s.joined, s.joinedIn = c, make([]bool, len(s.Cities)), map[string][]*graph.Pledge{}
	for _, p := range world.Across[*graph.Pledge](s.Moment, c, "pledges") {
		if !s.Underway(p, p.Date) {
			continue
		}
		if i := s.Number(p.City); i >= 0 {
			s.joined[i] = true
		}
		if p.Country != "" {
			s.joinedIn[p.Country] = append(s.joinedIn[p.Country], p)
		}
	}
}

// Joined reports whether the city with the number has pledged to the campaign.
func (s *Scorer) Joined(city int32) bool { return s.joined[city] }

// Score returns the points of a subject, without their parts.
func (s *Scorer) Score(subject *Subject) int {
	score := 0
	for i, rule := range s.rules {
		e := evidence{quiet: true}
		rule(subject, &e)
		score += s.points(i, e.value())
	}
	return score
}

// Share is what one part gives to a score.
type Share struct {
	Part   Part
	Weight int    // the most points it can give, or take for APPROACHES
	Value  int    // 0 to 1000: the sum of the values of the facts, 1000 at most
	Points int    // Weight × Value / 1000, rounded down; negative for APPROACHES
	Facts  []Fact // in the order of the rule
}

// Shares returns the parts of the score of a subject, with their facts.
func (s *Scorer) Shares(subject *Subject) []Share {
	shares := make([]Share, len(s.rules))
	for i, rule := range s.rules {
		e := evidence{facts: []Fact{}}
		rule(subject, &e)
		shares[i] = Share{PartRules()[i].Part, s.weights[i], e.value(), s.points(i, e.value()), e.facts}
	}
	return shares
}

// points turns the value of a part into points.
func (s *Scorer) points(part, value int) int {
	p := s.weights[part] * value / 1000
	if part == len(s.weights)-1 { // APPROACHES is the last part
		return -p
	}
	return p
}

// Weights returns the weights as applied.
func (s *Scorer) Weights() Weights {
	w := Weights{}
	for i, rule := range PartRules() {
		w[rule.Part] = float64(s.weights[i]) / 1000
	}
	return w
}

// approached weighs what others did lately: an approach to the same body by a city that
// does not ask, in the last 12 months 500, in the last 36 months or undated 250. It is
// taken from the score, because a body approached from all sides at once closes up, and
// because the next step should be agreed with those who made the last.
func (s *Scorer) approached(subject *Subject, e *evidence) {
	for _, a := range s.ApproachesTo(subject.Target.ID) {
		if s.Asking[a.From] || a.From == subject.Route.Speaker.ID {
			continue
		}
		switch {
		case s.Within(a.Date, 12):
			e.add(500, func() Fact { return FactOf(ApproachedNow, a).On(a.Date) })
		case s.Within(a.Date, 36), a.Date.IsZero():
			e.add(250, func() Fact { return FactOf(ApproachedThen, a).On(a.Date) })
		}
	}
}
