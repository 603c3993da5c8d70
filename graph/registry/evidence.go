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
	var named []graph.Target
	for _, claims := range p.claims {
		ended := endedOnce(claims)
		for _, c := range claims {
			named = targets(named, graph.WordResolution, c.ReviewedTexts())
			if ended {
				named = targets(named, graph.WordSource, c.RefoundedBy())
			}
		}
	}
	return p.read(ctx, named)
}

// evidence returns what the history of a link follows from as known after the batch.
func (p *plan) evidence(link *graph.TwinningLink, claims []*graph.Claim) graph.Evidence {
	e := graph.Evidence{Link: link, Claims: claims}
	ended := endedOnce(claims)
	for _, c := range claims {
		for _, t := range targets(nil, graph.WordResolution, c.ReviewedTexts()) {
			if text, known := p.after(t).(*graph.Resolution); known {
				e.Texts = append(e.Texts, text)
			}
		}
		if !ended {
			continue
		}
		for _, t := range targets(nil, graph.WordSource, c.RefoundedBy()) {
			if source, known := p.after(t).(*graph.Source); known {
				e.Sources = append(e.Sources, source)
			}
		}
	}
	return e
}

// endedOnce reports whether one of the claims is an end.
func endedOnce(claims []*graph.Claim) bool {
	for _, c := range claims {
		if c.Type == graph.Ended {
			return true
		}
	}
	return false
}

// targets adds records of a word to a list.
func targets(list []graph.Target, word graph.Word, ids []graph.ID) []graph.Target {
	for _, id := range ids {
		list = append(list, graph.Target{Word: word, ID: id})
	}
	return list
}
