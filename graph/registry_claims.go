package graph

import (
	"context"
	"fmt"
	"slices"
)

// assume fills in the date from which a claim without one counts: the latest date
// among its sources, else the day it was recorded. Claims of the store that take
// their date from a source whose date is corrected follow.
func (p *plan) assume(ctx context.Context) error {
	if err := p.readOlderSources(ctx); err != nil {
		return err
	}
	for _, r := range p.allRecords() {
		if c, ok := r.(*Claim); ok {
			p.assumeOne(c)
		}
	}
	redated := p.redatedSources()
	for chunk := range slices.Chunk(redated, readChunk) {
		var follow []*Claim
		err := p.across(ctx, WordSource, "claims", chunk, func(_ ID, r Record) {
			if c := r.(*Claim); c.Date.IsZero() && p.after(TargetOf(c)) == r {
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
func (p *plan) follow(ctx context.Context, claims []*Claim) error {
	var sources []Target
	for _, c := range claims {
		for _, id := range c.Sources {
			sources = append(sources, Target{WordSource, id})
		}
	}
	if err := p.read(ctx, sources); err != nil {
		return err
	}
	for _, stored := range claims {
		c := Canonical(stored).(*Claim)
		p.assumeOne(c)
		if c.Assumed != stored.Assumed {
			p.derived[TargetOf(c)] = c
		}
	}
	return nil
}

// readOlderSources reads the sources that the stored versions of undated claims
// cite: they tell whether the assumed date came from a source.
func (p *plan) readOlderSources(ctx context.Context) error {
	var sources []Target
	for _, r := range p.allRecords() {
		c, ok := r.(*Claim)
		if !ok || !c.Date.IsZero() {
			continue
		}
		if had, ok := p.stored[TargetOf(c)].(*Claim); ok {
			for _, id := range had.Sources {
				sources = append(sources, Target{WordSource, id})
			}
		}
	}
	return p.read(ctx, sources)
}

// assumeOne sets the assumed date of a claim.
func (p *plan) assumeOne(c *Claim) {
	c.Assumed = PartialDate{}
	if !c.Date.IsZero() {
		return
	}
	c.Assumed = latestDate(c.Sources, func(id ID) Record { return p.after(Target{WordSource, id}) })
	if !c.Assumed.IsZero() {
		return
	}
	c.Assumed = DayOf(p.at).Date()
	had, ok := p.stored[TargetOf(c)].(*Claim)
	if !ok || !had.Date.IsZero() {
		return
	}
	if latestDate(had.Sources, func(id ID) Record { return p.stored[Target{WordSource, id}] }).IsZero() {
		c.Assumed = had.Assumed // the day it was first recorded
	}
}

// latestDate returns the latest date among sources, zero when none has one.
func latestDate(ids []ID, source func(ID) Record) PartialDate {
	var latest PartialDate
	for _, id := range ids {
		s, ok := source(id).(*Source)
		if ok && !s.Date.IsZero() && (latest.IsZero() || s.Date.Compare(latest) > 0) {
			latest = s.Date
		}
	}
	return latest
}

// redatedSources returns the sources of the store whose date the submission
// corrects.
func (p *plan) redatedSources() []ID {
	var ids []ID
	for _, r := range p.records {
		s, ok := r.(*Source)
		if !ok {
			continue
		}
		if had, ok := p.stored[TargetOf(s)].(*Source); ok && had.Date != s.Date {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// readClaims gathers, for every link whose history the batch changes, the claims
// known after it.
func (p *plan) readClaims(ctx context.Context) error {
	affected := p.affectedLinks()
	targets := make([]Target, len(affected))
	for i, id := range affected {
		targets[i] = Target{WordTwinningLink, id}
		p.claims[id] = nil
	}
	if err := p.read(ctx, targets); err != nil {
		return err
	}
	for _, r := range p.allRecords() {
		if c, ok := r.(*Claim); ok {
			if _, affected := p.claims[c.Link]; affected {
				p.claims[c.Link] = append(p.claims[c.Link], c)
			}
		}
	}
	stored := slices.DeleteFunc(affected, func(id ID) bool { return p.stored[Target{WordTwinningLink, id}] == nil })
	for chunk := range slices.Chunk(stored, MaxFirst) {
		err := p.across(ctx, WordTwinningLink, "claims", chunk, func(link ID, r Record) {
			if p.after(TargetOf(r)) == r { // neither corrected nor retracted
				p.claims[link] = append(p.claims[link], r.(*Claim))
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// affectedLinks returns the links whose own record or whose claims change.
func (p *plan) affectedLinks() []ID {
	affected := map[ID]bool{}
	mark := func(r Record) {
		switch r := r.(type) {
		case *TwinningLink:
			affected[r.ID] = true
		case *Claim:
			affected[r.Link] = true
		}
	}
	for _, r := range slices.Concat(p.added, p.corrected) {
		mark(r)
		mark(p.stored[TargetOf(r)])
	}
	for _, r := range p.retractions {
		mark(p.stored[Target{r.Word, r.ID}])
	}
	ids := make([]ID, 0, len(affected))
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
		link, ok := p.after(Target{WordTwinningLink, id}).(*TwinningLink)
		if !ok {
			continue // noted already, or retracted
		}
		for _, c := range claims {
			if c.Side == "" || c.Side == link.A || c.Side == link.B {
				continue
			}
			p.reject(TargetOf(c), "side", "%q is not a city of the link %q, which joins %q and %q", c.Side, link.ID, link.A, link.B)
		}
	}
	return nil
}

// histories derives the history of every affected link; empty for a retracted one.
func (p *plan) histories() map[ID]History {
	histories := make(map[ID]History, len(p.claims))
	for id, claims := range p.claims {
		histories[id] = nil
		if link, ok := p.after(Target{WordTwinningLink, id}).(*TwinningLink); ok {
			histories[id] = NewHistory(link, claims)
		}
	}
	return histories
}

// across calls each with every record across the edge from each of ids, and
// remembers the record.
func (p *plan) across(ctx context.Context, from Word, edge string, ids []ID, each func(ID, Record)) error {
	e, _ := ShapeOf(from).Edge(edge)
	first := Query{Word: e.To, First: MaxFirst}
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
