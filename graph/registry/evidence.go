package registry

import (
	"context"
	"slices"

	"twingraph/graph"
)

// reviewed notes the links of which a review names a text that the batch corrects.
func (p *plan) reviewed(ctx context.Context) error {
	var texts []graph.ID
	for _, r := range p.corrected {
		if r.Word() == graph.WordResolution {
			texts = append(texts, r.Base().ID)
		}
	}
	for _, edge := range []string{"claims", "responses"} {
		for part := range slices.Chunk(texts, readChunk) {
			err := p.across(ctx, graph.WordResolution, edge, part, func(_ graph.ID, r graph.Record) {
				if c := r.(*graph.Claim); len(c.ReviewedTexts()) > 0 {
					p.bearing[c.Link] = true
				}
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// readEvidence reads what else than claims the histories of the links affected follow from.
func (p *plan) readEvidence(ctx context.Context) error {
	var all []graph.Target
	for _, claims := range p.claims {
		all = append(all, named(claims)...)
	}
	return p.read(ctx, all)
}

// evidence returns what the history of a link follows from as known after the batch.
func (p *plan) evidence(link *graph.TwinningLink, claims []*graph.Claim) graph.Evidence {
	e := graph.Evidence{Link: link, Claims: claims}
	for _, t := range named(claims) {
		switch r := p.after(t).(type) {
		case *graph.Resolution:
			e.Texts = append(e.Texts, r)
		case *graph.Source:
			e.Sources = append(e.Sources, r)
		}
	}
	return e
}

// named returns the texts and sources on which the history depends that the claims of one
// link make: sources only where one of them is an end.
func named(claims []*graph.Claim) (all []graph.Target) {
	ended := slices.ContainsFunc(claims, func(c *graph.Claim) bool { return c.Type == graph.Ended })
	for _, c := range claims {
		for _, id := range c.ReviewedTexts() {
			all = append(all, graph.Target{Word: graph.WordResolution, ID: id})
		}
		if !ended {
			continue
		}
		for _, id := range c.RefoundedBy() {
			all = append(all, graph.Target{Word: graph.WordSource, ID: id})
		}
	}
	return all
}
