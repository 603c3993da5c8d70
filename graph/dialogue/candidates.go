package dialogue

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// Candidate is one channel for dialogue.
type Candidate struct {
	Target   *graph.City
	Tie      *graph.TwinningLink // the tie in question for RESTORE and KEEP; nil otherwise
	Channel  Channel
	Score    int // points, thousandths: the sum of the points of Parts, exactly
	Parts    []Share
	Cautions []Caution
	Position Position
}

// Position is the place of a candidate in a ranking: what a cursor holds.
type Position struct {
	Score                 int
	Target, From, Speaker graph.ID
	Tie                   graph.ID // empty when the candidate has none
}

// Compare orders positions: the highest score first, then by ids.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(q.Score, p.Score), cmp.Compare(p.Target, q.Target), cmp.Compare(p.From, q.From),
		cmp.Compare(p.Speaker, q.Speaker), cmp.Compare(p.Tie, q.Tie))
}

// Page is one page of a ranking.
type Page struct {
	Candidates []Candidate // best first
	More       bool        // there are candidates after this page
	Total      int         // of all candidates
	// WithoutChannel counts what the goal is about but no channel leads to: targets or,
	// for RESTORE, broken ties. Suspended ties can be asked for with ThroughSuspended.
	WithoutChannel int
	Through        Through         // which cities asked, for an organisation
	Campaign       *graph.Campaign // the campaign to join, for JOIN; nil otherwise
	Weights        Weights         // as applied
}

// Candidates ranks the channels for dialogue that a question asks for.
//
// Errors: BadUserInput for a question that cannot be meant, NotFound for a city,
// country, organisation or campaign that is not known, LimitExceeded for too many
// cities or too long a page, Timeout when ctx ends.
func Candidates(ctx context.Context, s *snapshot.Snapshot, q Question) (Page, error) {
	if !slices.Contains(Goals(), q.Goal) {
		return Page{}, graph.Errorf(graph.BadUserInput, "%q is not a goal; goals are REPEAL, RESTORE, KEEP, JOIN and PARTNER", string(q.Goal)).At("goal")
	}
	if err := checkFirst(q.First); err != nil {
		return Page{}, err
	}
	if q.Campaign != "" && q.Goal != Join {
		return Page{}, graph.Errorf(graph.BadUserInput, "a campaign can be named for the goal JOIN only").At("campaign")
	}
	if q.Theme != "" && q.Goal != Partner {
		return Page{}, graph.Errorf(graph.BadUserInput, "a theme can be named for the goal PARTNER only").At("theme")
	}
	weights, err := q.Weights.scale()
	if err != nil {
		return Page{}, err
	}
	sc := q.Ground.on(s, q.AsOf)
	circles, err := q.For.circles(sc)
	if err != nil {
		return Page{}, err
	}
	x := &search{scene: sc, ctx: ctx, q: q}
	if q.Goal == Join {
		if x.campaign, err = sc.campaignToJoin(q.Campaign, q.For.Organisation); err != nil {
			return Page{}, err
		}
	}
	for _, from := range circles {
		x.from = from
		if err := x.collect(); err != nil {
			return Page{}, err
		}
		if len(x.matters) > 0 {
			break
		}
	}
	ranked, err := x.rank(weights)
	if err != nil {
		return Page{}, err
	}
	page := Page{
		Candidates: []Candidate{}, Total: len(ranked), WithoutChannel: x.without, Through: x.from.through,
		Campaign: x.campaign, Weights: weights.applied(),
	}
	if q.After != nil {
		i, found := slices.BinarySearchFunc(ranked, *q.After, func(r place, p Position) int { return r.at.Compare(p) })
		if found {
			i++
		}
		ranked = ranked[i:]
	}
	page.More = len(ranked) > q.First
	for _, r := range ranked[:min(len(ranked), q.First)] {
		page.Candidates = append(page.Candidates, x.open(r, weights))
	}
	return page, nil
}

// place is a matter with its place in the ranking.
type place struct {
	at     Position
	matter *matter
}

// rank scores all matters and puts them in order. Of the ways to one city that is to
// be invited or partnered with only the best is kept.
func (x *search) rank(weights scale) ([]place, error) {
	ranked, rules := make([]place, 0, len(x.matters)), x.rules()
	for i := range x.matters {
		if i%256 == 0 {
			if err := stopped(x.ctx); err != nil {
				return nil, err
			}
		}
		m := &x.matters[i]
		ranked = append(ranked, place{x.position(m, m.score(rules, weights)), m})
	}
	slices.SortFunc(ranked, func(a, b place) int { return a.at.Compare(b.at) })
	if !x.q.Goal.aboutTies() {
		seen := make([]bool, len(x.Cities))
		ranked = slices.DeleteFunc(ranked, func(p place) bool {
			had := seen[p.matter.at]
			seen[p.matter.at] = true
			return had
		})
	}
	return ranked, nil
}

func (x *search) position(m *matter, score int) Position {
	p := Position{Score: score, Target: m.target.ID, From: m.way.from, Speaker: m.way.through}
	if m.tie != nil {
		p.Tie = m.tie.ID
	}
	return p
}

// open turns a ranked matter into a candidate with all its evidence.
func (x *search) open(r place, weights scale) Candidate {
	m := r.matter
	c := Candidate{
		Target: m.target, Tie: m.tie, Channel: x.show(m.way), Parts: x.shares(m, weights), Cautions: x.cautions(m), Position: r.at,
	}
	for _, part := range c.Parts {
		c.Score += part.Points
	}
	return c
}

// applied returns the weights that a scale stands for.
func (s scale) applied() Weights {
	w := Weights{}
	for i, rule := range PartRules() {
		w[rule.Part] = float64(s[i]) / 1000
	}
	return w
}
