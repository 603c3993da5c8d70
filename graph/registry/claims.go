package registry

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"twingraph/graph"
)

// assume fills in the date from which a claim without one counts: the latest date
// among its sources, else the day it was recorded. Claims of the store that take
// their date from a source whose date is corrected follow.
func (p *plan) assume(ctx context.Context) error {
	if err := p.readOlderSources(ctx); err != nil {
		return err
	}
	for _, r := range p.allRecords() {
		if c, ok := r.(*graph.Claim); ok {
			p.assumeOne(c)
		}
	}
	redated := p.redatedSources()
	for chunk := range slices.Chunk(redated, readChunk) {
		var follow []*graph.Claim
		err := p.across(ctx, graph.WordSource, "claims", chunk, func(_ graph.ID, r graph.Record) {
			c := r.(*graph.Claim)
			if len(c.RefoundedBy()) > 0 {
				p.bearing[c.Link] = true
			}
			if c.Date.IsZero() && p.after(graph.TargetOf(c)) == r {
				follow = append(follow, c)
			}
		})
		if err != nil {
			return err
		}
		if err := p.follow(ctx, follow); err != nil {
			return err
		}
	}
	return nil
}

// follow corrects the assumed dates of claims of the store.
func (p *plan) follow(ctx context.Context, claims []*graph.Claim) error {
	var sources []graph.Target
	for _, c := range claims {
		for _, id := range c.Sources {
			sources = append(sources, graph.Target{Word: graph.WordSource, ID: id})
		}
	}
	if err := p.read(ctx, sources); err != nil {
		return err
	}
	for _, stored := range claims {
		c := graph.Canonical(stored).(*graph.Claim)
		p.assumeOne(c)
		if c.Assumed != stored.Assumed {
			p.derived[graph.TargetOf(c)] = c
		}
	}
	return nil
}

// readOlderSources reads the sources that the stored versions of undated claims
// cite: they show whether the assumed date came from a source.
func (p *plan) readOlderSources(ctx context.Context) error {
	var sources []graph.Target
	for _, r := range p.allRecords() {
		c, ok := r.(*graph.Claim)
		if !ok || !c.Date.IsZero() {
			continue
		}
		if had, ok := p.stored[graph.TargetOf(c)].(*graph.Claim); ok {
			for _, id := range had.Sources {
				sources = append(sources, graph.Target{Word: graph.WordSource, ID: id})
			}
		}
	}
	return p.read(ctx, sources)
}

// assumeOne sets the assumed date of a claim.
func (p *plan) assumeOne(c *graph.Claim) {
	c.Assumed = graph.PartialDate{}
	if !c.Date.IsZero() {
		return
	}
	c.Assumed = latestDate(c.Sources, func(id graph.ID) graph.Record { return p.after(graph.Target{Word: graph.WordSource, ID: id}) })
	if !c.Assumed.IsZero() {
		return
	}
	c.Assumed = graph.DayOf(p.at).Date()
	had, ok := p.stored[graph.TargetOf(c)].(*graph.Claim)
	if !ok || !had.Date.IsZero() {
		return
	}
	if latestDate(had.Sources, func(id graph.ID) graph.Record { return p.stored[graph.Target{Word: graph.WordSource, ID: id}] }).IsZero() {
		c.Assumed = had.Assumed // the day it was first recorded
	}
}

// latestDate returns the latest date among sources, zero when none has one.
func latestDate(ids []graph.ID, source func(graph.ID) graph.Record) graph.PartialDate {
	var latest graph.PartialDate
	for _, id := range ids {
		s, ok := source(id).(*graph.Source)
		if ok && !s.Date.IsZero() && (latest.IsZero() || s.Date.Compare(latest) > 0) {
			latest = s.Date
		}
	}
	return latest
}

// redatedSources returns the sources of the store whose date the submission
// corrects.
func (p *plan) redatedSources() []graph.ID {
	var ids []graph.ID
	for _, r := range p.records {
		s, ok := r.(*graph.Source)
		if !ok {
			continue
		}
		if had, ok := p.stored[graph.TargetOf(s)].(*graph.Source); ok && had.Date != s.Date {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// readClaims gathers, for every link whose history the batch changes, the claims
// known after it.
func (p *plan) readClaims(ctx context.Context) error {
	if err := p.reviewed(ctx); err != nil {
		return err
	}
	affected := p.affectedLinks()
	targets := make([]graph.Target, len(affected))
	for i, id := range affected {
		targets[i] = graph.Target{Word: graph.WordTwinningLink, ID: id}
		p.claims[id] = nil
	}
	if err := p.read(ctx, targets); err != nil {
		return err
	}
	for _, r := range p.allRecords() {
		if c, ok := r.(*graph.Claim); ok {
			if _, affected := p.claims[c.Link]; affected {
				p.claims[c.Link] = append(p.claims[c.Link], c)
			}
		}
	}
	stored := slices.DeleteFunc(affected, func(id graph.ID) bool { return p.stored[graph.Target{Word: graph.WordTwinningLink, ID: id}] == nil })
	for chunk := range slices.Chunk(stored, graph.MaxFirst) {
		err := p.across(ctx, graph.WordTwinningLink, "claims", chunk, func(link graph.ID, r graph.Record) {
			if p.after(graph.TargetOf(r)) == r { // neither corrected nor retracted
				p.claims[link] = append(p.claims[link], r.(*graph.Claim))
			}
		})
		if err != nil {
			return err
		}
	}
	return p.readEvidence(ctx)
}

// affectedLinks returns the links whose own record or whose claims change, or what else their
// history follows from.
func (p *plan) affectedLinks() []graph.ID {
	affected := maps.Clone(p.bearing)
	mark := func(r graph.Record) {
		switch r := r.(type) {
		case *graph.TwinningLink:
			affected[r.ID] = true
		case *graph.Claim:
			affected[r.Link] = true
		}
	}
	for _, r := range slices.Concat(p.added, p.corrected) {
		mark(r)
		mark(p.stored[graph.TargetOf(r)])
	}
	for _, r := range p.retractions {
		mark(p.stored[graph.Target{Word: r.Word, ID: r.ID}])
	}
	ids := make([]graph.ID, 0, len(affected))
	for id := range affected {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// sides checks that every claim of an affected link is on a side that the link
// has.
func (p *plan) sides(context.Context) error {
	for id, claims := range p.claims {
		link, ok := p.after(graph.Target{Word: graph.WordTwinningLink, ID: id}).(*graph.TwinningLink)
		if !ok {
			continue // noted already, or retracted
		}
		for _, c := range claims {
			if c.Side == "" || c.Side == link.A || c.Side == link.B {
				continue
			}
			p.reject(graph.TargetOf(c), "side", "%q is not a city of the link %q, which joins %q and %q", c.Side, link.ID, link.A, link.B)
		}
	}
	return nil
}

// histories derives the history of every affected link; empty for a retracted one.
func (p *plan) histories() map[graph.ID]graph.History {
	histories := make(map[graph.ID]graph.History, len(p.claims))
	for id, claims := range p.claims {
		histories[id] = nil
		if link, ok := p.after(graph.Target{Word: graph.WordTwinningLink, ID: id}).(*graph.TwinningLink); ok {
			histories[id] = p.evidence(link, claims).History()
		}
	}
	return histories
}

// across calls each with every record across the edge from each of ids, and
// remembers the record.
func (p *plan) across(ctx context.Context, from graph.Word, edge string, ids []graph.ID, each func(graph.ID, graph.Record)) error {
	e, _ := graph.ShapeOf(from).Edge(edge)
	first := graph.Query{Word: e.To, First: graph.MaxFirst}
	pages, err := p.reader.ListAcross(ctx, p.view(), from, edge, ids, first)
	if err != nil {
		return fmt.Errorf("list %s of %s: %w", edge, from, err)
	}
	for i, page := range pages {
		for {
			for _, r := range page.Records {
				each(ids[i], p.keep(r))
			}
			if !page.More || len(page.Positions) == 0 {
				break
			}
			next := first
			next.After = &page.Positions[len(page.Positions)-1]
			more, err := p.reader.ListAcross(ctx, p.view(), from, edge, ids[i:i+1], next)
			if err != nil {
				return fmt.Errorf("list %s of %s: %w", edge, from, err)
			}
			page = more[0]
		}
	}
	return nil
}
