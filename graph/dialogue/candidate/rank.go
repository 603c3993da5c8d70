package candidate

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/question"
	"twingraph/graph/dialogue/route"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/world"
)

// Candidate is one channel for dialogue.
type Candidate struct {
	Target   *graph.City
	Link     *graph.TwinningLink // the link in question for RESTORE and KEEP; nil otherwise
	Route    route.Route         // opened
	Score    int                 // points, thousandths: the sum of the points of Parts, exactly
	Parts    []score.Share
	Cautions []score.Caution
	Position Position
}

// Position is the place of a candidate in a ranking: what a cursor holds.
type Position struct {
	Score                 int
	Target, From, Speaker graph.ID
	Link                  graph.ID // empty when the candidate has none
}

// Compare orders positions: the highest score first, then by ids.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(q.Score, p.Score), cmp.Compare(p.Target, q.Target), cmp.Compare(p.From, q.From),
		cmp.Compare(p.Speaker, q.Speaker), cmp.Compare(p.Link, q.Link))
}

// Page is one page of a ranking.
type Page struct {
	Candidates     []Candidate // best first
	Earlier, Later bool        // there are candidates before and after this page
	Total          int         // of all candidates
	// WithoutChannel counts what the goal is about but no channel leads to: targets or,
	// for RESTORE, broken links. Suspended links can be asked for with ThroughSuspended.
	WithoutChannel int
	Through        Through         // which cities asked, for an organisation
	Campaign       *graph.Campaign // the campaign to join, for JOIN; nil otherwise
	Weights        score.Weights   // as applied
}

// Rank ranks the channels for dialogue that a question asks for.
//
// Errors: BadUserInput for a question that cannot be meant, NotFound for a city,
// country, organisation or campaign that is not known, LimitExceeded for too many
// cities or too long a page, Timeout when ctx ends.
func Rank(ctx context.Context, s *world.Moment, q Question) (Page, error) {
	if err := q.Goal.Check(); err != nil {
		return Page{}, err
	}
	if err := q.Window.Check(graph.MaxFirst); err != nil {
		return Page{}, err
	}
	if err := q.Goal.CheckNarrowed(q.Campaign, q.Theme); err != nil {
		return Page{}, err
	}
	ix := index.Of(q.Index, s, q.AsOf)
	scorer, err := score.New(ix, q.Goal, q.Weights)
	if err != nil {
		return Page{}, err
	}
	groups, err := q.For.groups(ix)
	if err != nil {
		return Page{}, err
	}
	x := &search{Scorer: scorer, ctx: ctx, q: q}
	if q.Goal == score.Join {
		if err := x.setCampaign(); err != nil {
			return Page{}, err
		}
	}
	for _, from := range groups {
		x.begin(from)
		if err := x.collect(); err != nil {
			return Page{}, err
		}
		if len(x.subjects) > 0 {
			break
		}
	}
	ranked, err := x.rank()
	if err != nil {
		return Page{}, err
	}
	page := Page{
		Candidates: []Candidate{}, Total: len(ranked), WithoutChannel: x.without, Through: x.from.through,
		Campaign: x.Campaign, Weights: x.Weights(),
	}
	ranked, page.Earlier, page.Later = question.Page(ranked, func(p row) Position { return p.at }, q.Window)
	for _, p := range ranked {
		page.Candidates = append(page.Candidates, x.open(p))
	}
	return page, nil
}

// Best returns what a question of one city about one target is about, with its best
// channel; nil when there is none. Campaign and goal are those of the scorer, to which the
// campaign to join is set; link is the one in question for RESTORE and KEEP, nil when the
// two have none, and no channel is looked for then.
//
// Errors: BadUserInput and NotFound for the campaign of the question, Timeout when ctx ends.
func Best(ctx context.Context, scorer *score.Scorer, q Question, target *graph.City, link *graph.TwinningLink) (*score.Subject, *Candidate, error) {
	x := &search{Scorer: scorer, ctx: ctx, q: q}
	x.begin(newGroup(ThroughNamed, slices.Clone(q.For.Cities)))
	from := x.City(q.For.Cities[0])
	subject := &score.Subject{
		Target: target, Number: x.Number(target.ID), Link: link,
		Route: route.Route{From: from, Speaker: from, Number: x.Number(from.ID)},
	}
	switch q.Goal {
	case score.Join:
		if err := x.setCampaign(); err != nil {
			return nil, nil, err
		}
	case score.Partner:
		if wanted, err := x.wantedThemes(); err == nil {
			subject.Themes = x.commonThemes(wanted, target)
		}
	}
	routes := x.spread().To(subject.Number, x.most())
	if len(routes) == 0 && !q.Goal.AboutLinks() {
		routes = route.ByOrganisation(x.Index, route.Memberships(x.Index, x.from.cities), target)
	}
	if (q.Goal == score.Restore || q.Goal == score.Keep) && link == nil {
		routes = nil // nothing to restore or keep
	}
	x.add(*subject, routes)
	ranked, err := x.rank()
	if err != nil || len(ranked) == 0 {
		return subject, nil, err
	}
	best := x.open(ranked[0])
	return ranked[0].subject, &best, nil
}

// row is a subject with its place in the ranking.
type row struct {
	at      Position
	subject *score.Subject
}

// rank scores all subjects and puts them in order. Of the routes to one city that is to be
// invited or partnered with only the best is kept.
func (x *search) rank() ([]row, error) {
	ranked := make([]row, 0, len(x.subjects))
	for i := range x.subjects {
		if i%256 == 0 {
			if err := question.Stopped(x.ctx); err != nil {
				return nil, err
			}
		}
		subject := &x.subjects[i]
		at := Position{Score: x.Score(subject), Target: subject.Target.ID, From: subject.Route.From.ID, Speaker: subject.Route.Speaker.ID}
		if subject.Link != nil {
			at.Link = subject.Link.ID
		}
		ranked = append(ranked, row{at, subject})
	}
	slices.SortFunc(ranked, func(a, b row) int { return a.at.Compare(b.at) })
	if !x.Goal.AboutLinks() {
		seen := make([]bool, len(x.Cities))
		ranked = slices.DeleteFunc(ranked, func(p row) bool {
			had := seen[p.subject.Number]
			seen[p.subject.Number] = true
			return had
		})
	}
	return ranked, nil
}

// open turns a ranked subject into a candidate with all its evidence.
func (x *search) open(p row) Candidate {
	c := Candidate{
		Target: p.subject.Target, Link: p.subject.Link, Route: p.subject.Route.Open(x.Index), Score: p.at.Score,
		Parts: x.Shares(p.subject), Cautions: x.Cautions(p.subject), Position: p.at,
	}
	for _, part := range c.Parts {
		for i := range part.Facts {
			part.Facts[i].Sources = x.PublishedFirst(part.Facts[i].Sources)
		}
	}
	for i := range c.Cautions {
		c.Cautions[i].Sources = x.PublishedFirst(c.Cautions[i].Sources)
	}
	return c
}
