package resolvers

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue"
	"twingraph/graph/model"
	"twingraph/graph/results"
)

// DialogueCandidates answers Query.dialogueCandidates.
func (q query) DialogueCandidates(ctx context.Context, asker model.Asker, goal dialogue.Goal, among map[string]any, weights []*model.PartWeight,
	throughSuspended bool, campaign *string, theme *string, first int, after *string, asOf *graph.Day, knownAt *time.Time,
) (*model.DialogueCandidateConnection, error) {
	v := viewAt(ctx, asOf, knownAt)
	w, err := q.wholeAt(ctx, v)
	if err != nil {
		return nil, err
	}
	question := dialogue.Question{Goal: goal, ThroughSuspended: throughSuspended, Theme: text(theme), AsOf: w.asOf, First: first}
	if question.For, err = w.asker(ctx, asker); err != nil {
		return nil, err
	}
	if question.Among, err = w.among(among); err != nil {
		return nil, err
	}
	if question.Weights, err = weightsOf(weights); err != nil {
		return nil, err
	}
	if question.Campaign, err = w.optional(ctx, graph.WordCampaign, campaign, "campaign"); err != nil {
		return nil, err
	}
	bound := questionOf(owner(ctx)+v.given, arguments(ctx, "first", "after"))
	if question.After, err = candidateAfter(bound, after); err != nil {
		return nil, err
	}
	page, err := answer(ctx, w, "", func(ctx context.Context) (dialogue.Page, error) {
		var err error
		if question.Ground, err = w.ground(ctx); err != nil {
			return dialogue.Page{}, err
		}
		return dialogue.Candidates(ctx, w.Snapshot, question)
	})
	if err != nil {
		return nil, err
	}
	return candidates(page, bound, question.After != nil), w.prefetchCandidates(ctx, page)
}

// ground returns the network laid out for questions about dialogue on the day. It is
// laid once a day asked for.
func (w whole) ground(ctx context.Context) (*dialogue.Ground, error) {
	return results.Get(ctx, w.networks, results.On(w.Snapshot, w.asOf, "ground"), func(context.Context) (*dialogue.Ground, error) {
		return dialogue.Lay(w.Snapshot, w.asOf), nil
	})
}

// candidates writes a page of channels as the schema has it.
func candidates(page dialogue.Page, bound string, behind bool) *model.DialogueCandidateConnection {
	c := &model.DialogueCandidateConnection{
		Edges: []*model.DialogueCandidateEdge{}, Nodes: []*dialogue.Candidate{}, TotalCount: page.Total,
		PageInfo:       &model.PageInfo{HasNextPage: page.More, HasPreviousPage: behind},
		WithoutChannel: page.WithoutChannel, Through: page.Through, Campaign: page.Campaign,
	}
	for i := range page.Candidates {
		node := &page.Candidates[i]
		cursor := encode(bound, positionOf(node.Position))
		c.Nodes = append(c.Nodes, node)
		c.Edges = append(c.Edges, &model.DialogueCandidateEdge{Cursor: cursor, Node: node})
		if i == 0 {
			c.PageInfo.StartCursor = &cursor
		}
		c.PageInfo.EndCursor = &cursor
	}
	for _, rule := range dialogue.PartRules() {
		c.Weights = append(c.Weights, &model.PartRule{Part: rule.Part, Weight: page.Weights[rule.Part], Default: rule.Default, Meaning: rule.Meaning})
	}
	return c
}

// prefetchCandidates loads what is selected of a page of channels.
func (w whole) prefetchCandidates(ctx context.Context, page dialogue.Page) error {
	known := below{}
	for i := range page.Candidates {
		known.candidate(w, "", &page.Candidates[i])
	}
	if err := known.ahead(ctx, viewOf(ctx), selected(ctx).nodes()); err != nil || page.Campaign == nil {
		return err
	}
	return below{"campaign": {page.Campaign}}.ahead(ctx, viewOf(ctx), selected(ctx))
}

// Status returns how the link stands on the day.
func (dialogueHop) Status(ctx context.Context, obj *dialogue.Hop) (*model.LinkStatus, error) {
	return statusOf(ctx, obj.Link)
}

// asker reads who asks. Errors have code BadUserInput or NotFound.
func (w whole) asker(ctx context.Context, given model.Asker) (dialogue.Asker, error) {
	asker := dialogue.Asker{Country: text(given.Country.Value())}
	for _, s := range given.Cities.Value() {
		id, err := w.idOf(ctx, graph.WordCity, s, "for.cities")
		if err != nil {
			return asker, err
		}
		asker.Cities = append(asker.Cities, id)
	}
	var err error
	asker.Organisation, err = w.optional(ctx, graph.WordOrganisation, given.Organisation.Value(), "for.organisation")
	return asker, err
}

// among reads which cities to look at; nil for all. Errors have code BadUserInput or
// LimitExceeded.
func (w whole) among(input map[string]any) (func(*graph.City) bool, error) {
	if input == nil {
		return nil, nil
	}
	where, err := partsOf(graph.WordCity, plain(input), "among")
	if err != nil {
		return nil, err
	}
	if err := where.Check(graph.WordCity); err != nil {
		return nil, at(err, "among")
	}
	return func(c *graph.City) bool { return w.Selects(where, c, w.asOf) }, nil
}

// weightsOf reads weights; a part can be weighed once. Errors have code BadUserInput.
func weightsOf(given []*model.PartWeight) (dialogue.Weights, error) {
	weights := dialogue.Weights{}
	for _, w := range given {
		if had, twice := weights[w.Part]; twice {
			return nil, graph.Errorf(graph.BadUserInput, "%s is weighed twice, with %v and %v; give each part one weight", w.Part, had, w.Weight).At("weights")
		}
		weights[w.Part] = w.Weight
	}
	return weights, nil
}

// positionOf writes the place of a channel as a cursor holds it.
func positionOf(p dialogue.Position) graph.Position {
	return graph.Position{Key: fmt.Sprintf("%d %s %s %s", p.Score, p.From, p.Speaker, p.Tie), ID: p.Target}
}

// candidateAfter reads a cursor of channels. Errors have code BadUserInput.
func candidateAfter(bound string, after *string) (*dialogue.Position, error) {
	if text(after) == "" {
		return nil, nil
	}
	place, err := decode(bound, *after)
	if err != nil {
		return nil, err
	}
	p := dialogue.Position{Target: place.ID}
	key, _ := place.Key.(string)
	parts := strings.Split(key, " ")
	if len(parts) == 4 {
		p.Score, err = strconv.Atoi(parts[0])
		p.From, p.Speaker, p.Tie = graph.ID(parts[1]), graph.ID(parts[2]), graph.ID(parts[3])
	}
	if err != nil || len(parts) != 4 {
		return nil, noCursor(*after)
	}
	return &p, nil
}
