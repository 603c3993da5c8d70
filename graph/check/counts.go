package check

import (
	"context"
	"fmt"
	"slices"

	"twingraph/graph"
)

// tally compares the store's counts with what was listed and derived.
func (s *survey) tally(ctx context.Context) error {
	tally, err := s.reader.Tally(ctx, s.view(), nil)
	if err != nil {
		return fmt.Errorf("tally: %w", err)
	}
	links := s.count[graph.WordTwinningLink]
	s.findings.Links = links
	s.counts("links", tally.Links, links)
	s.counts("disputed links", tally.Disputed, s.disputed)
	for _, word := range graph.Words() {
		s.counts(string(word), tally.Records[word], s.count[word])
	}
	for _, status := range graph.Statuses() {
		s.counts(string(status), tally.ByStatus[status], s.byStatus[status])
		ofKinds := 0
		for _, byStatus := range tally.ByKind {
			ofKinds += byStatus[status]
		}
		s.counts(string(status)+" over all kinds", ofKinds, s.byStatus[status])
	}
	return nil
}

func (s *survey) counts(what string, counted, listed int) {
	if counted != listed {
		s.find(Counts, graph.Target{}, "%s: %d are counted, %d listed", what, counted, listed)
	}
}

// tiers checks that a viewer sees nothing above the own tier, in lists and in
// counts.
func (s *survey) tiers(ctx context.Context) error {
	for _, tier := range []graph.Tier{graph.TierPublic, graph.TierPartner} {
		view := s.view()
		view.Tier = tier
		tally, err := s.reader.Tally(ctx, view, nil)
		if err != nil {
			return fmt.Errorf("tally for %s: %w", tier, err)
		}
		for _, word := range graph.Words() {
			if graph.ShapeOf(word).Open {
				continue
			}
			seen, total := 0, 0
			err := s.list(ctx, view, graph.Query{Word: word, Count: true}, func(p graph.Page) error {
				total = max(total, p.Total)
				seen += len(p.Records)
				for _, record := range p.Records {
					if of := s.tierOf(record, nil); !tier.Sees(of) {
						s.find(NoHarm, graph.TargetOf(record), "is %s, but a %s viewer sees it", of, tier)
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			if total != seen || tally.Records[word] != seen {
				s.find(NoHarm, graph.Target{Word: word}, "a %s viewer sees %d, but %d and %d are counted", tier, seen, total, tally.Records[word])
			}
		}
	}
	return nil
}

// tierOf returns the tier of a record: of a source that of the most public record that
// cites it, as far as it is not on the way already; RESTRICTED where that is all.
func (s *survey) tierOf(record graph.Record, way []graph.ID) graph.Tier {
	if !graph.ShapeOf(record.Word()).CitedBy || len(s.cited[record.Base().ID]) == 0 {
		return graph.TierOf(record)
	}
	most := graph.TierRestricted
	for _, citer := range s.cited[record.Base().ID] {
		if slices.Contains(way, citer.Base().ID) && citer.Word() == record.Word() {
			continue
		}
		if of := s.tierOf(citer, append(way, record.Base().ID)); of.Rank() < most.Rank() {
			most = of
		}
	}
	return most
}
