package ingest

import (
	"context"
	"fmt"
	"slices"

	"twingraph/graph"
)

// dropped adds to a step what its editions say by what they do not show: NOT_LISTED for a link
// that the edition before shows and that is gone by the rule of graph.Drops. Both editions have
// to say what they cover: what lists a curated dataset cites is no edition of theirs (LAWS
// 7.6). It returns the ids of the claims.
func (s *Step) dropped(ctx context.Context, reader graph.Reader) (map[graph.ID]bool, error) {
	made := map[graph.ID]bool{}
	for _, r := range slices.Clone(s.Records) {
		edition, ok := r.(*graph.Edition)
		if !ok || edition.Previous == "" || len(edition.Covers) == 0 {
			continue
		}
		claims, err := s.droppedBy(ctx, reader, edition)
		if err != nil {
			return nil, fmt.Errorf("compare edition %s with the one before: %w", edition.ID, err)
		}
		for _, claim := range claims {
			s.Records = append(s.Records, graph.Canonical(claim))
			s.places[graph.TargetOf(claim)] = s.places[graph.TargetOf(edition)]
			made[claim.ID] = true
		}
	}
	return made, nil
}

// takenBack leaves out of a step the NOT_LISTED claims that somebody retracted: nobody entered
// them, so that the same lists, imported again, say nothing new against that decision. It takes
// their ids out of those that the step made, and returns how many they are.
func (s *Step) takenBack(ctx context.Context, reader graph.Reader, made map[graph.ID]bool) (int, error) {
	var claims []graph.Target
	for _, r := range s.Records {
		if c, ok := r.(*graph.Claim); ok && c.Type == graph.NotListed && c.Directory != "" && graph.ValidID(c.ID) {
			claims = append(claims, graph.TargetOf(c))
		}
	}
	gone := map[graph.Target]bool{}
	for part := range slices.Chunk(claims, graph.MaxFirst) {
		lives, err := reader.Versions(ctx, everything(), part)
		if err != nil {
			return 0, fmt.Errorf("look for claims that were taken back: %w", err)
		}
		for i, life := range lives {
			if len(life) > 0 && life[len(life)-1].Record == nil {
				gone[part[i]] = true
				delete(made, part[i].ID)
			}
		}
	}
	s.Records = slices.DeleteFunc(s.Records, func(r graph.Record) bool { return gone[graph.TargetOf(r)] })
	return len(gone), nil
}

// droppedBy returns the claims that follow from one edition, in order of the links.
func (s *Step) droppedBy(ctx context.Context, reader graph.Reader, edition *graph.Edition) ([]*graph.Claim, error) {
	previous, err := s.edition(ctx, reader, edition.Previous)
	if err != nil || previous == nil || len(previous.Covers) == 0 || previous.Directory != edition.Directory {
		return nil, err
	}
	before, err := s.shownBy(ctx, reader, previous, graph.Listed)
	if err != nil {
		return nil, err
	}
	now, err := s.shownBy(ctx, reader, edition, graph.Listed, graph.NotListed)
	if err != nil {
		return nil, err
	}
	ends, err := s.ends(ctx, reader, slices.Concat(before.links, now.links))
	if err != nil {
		return nil, err
	}
	shows := map[graph.ID]bool{} // cities with a link in the new edition
	for _, link := range now.links {
		if now.claims[link].Type == graph.Listed {
			shows[ends[link][0]], shows[ends[link][1]] = true, true
		}
	}
	covers, covered := edition.Covering(), previous.Covering()
	var claims []*graph.Claim
	for _, link := range before.links {
		cities, known := ends[link]
		said := now.claims[link] != nil || !known
		if said || !graph.Drops(covers, shows, cities[0], cities[1]) || !covered[cities[0]] && !covered[cities[1]] {
			continue
		}
		claims = append(claims, &graph.Claim{
			Statement: graph.Statement{ID: link + "--not-listed-" + graph.ID(edition.Date.String()), Sources: []graph.ID{edition.Source}, Confidence: edition.Confidence},
			Link:      link, Type: graph.NotListed, Date: edition.Date, Authority: graph.ThirdParty, Directory: edition.Directory,
		})
	}
	return claims, nil
}

// edition returns an edition of the step, or of the store; nil when neither has it.
func (s *Step) edition(ctx context.Context, reader graph.Reader, id graph.ID) (*graph.Edition, error) {
	for _, r := range s.Records {
		if e, ok := r.(*graph.Edition); ok && e.ID == id {
			return e, nil
		}
	}
	found, err := reader.Records(ctx, everything(), graph.WordEdition, []graph.ID{id})
	if err != nil || found[0] == nil {
		return nil, err
	}
	return found[0].(*graph.Edition), nil
}

// shown is what an edition says of links.
type shown struct {
	links  []graph.ID // in order
	claims map[graph.ID]*graph.Claim
}

// shownBy returns the claims of some types that cite the source of an edition and are of its
// directory: those of the step and those that stand in the store, the step's first.
func (s *Step) shownBy(ctx context.Context, reader graph.Reader, e *graph.Edition, types ...graph.ClaimType) (shown, error) {
	found := shown{claims: map[graph.ID]*graph.Claim{}}
	take := func(c *graph.Claim) {
		if c.Directory != e.Directory || !slices.Contains(types, c.Type) || !slices.Contains(c.Sources, e.Source) || found.claims[c.Link] != nil {
			return
		}
		found.claims[c.Link] = c
		found.links = append(found.links, c.Link)
	}
	for _, r := range s.Records {
		if c, ok := r.(*graph.Claim); ok {
			take(c)
		}
	}
	retracted := map[graph.ID]bool{}
	for _, r := range s.Retractions {
		retracted[r.ID] = retracted[r.ID] || r.Word == graph.WordClaim
	}
	words := make([]string, len(types))
	for i, t := range types {
		words[i] = string(t)
	}
	where := graph.All(graph.In("directory", e.Directory), graph.In("type", words...), graph.Has("sources", graph.In("id", string(e.Source))))
	err := graph.Each(ctx, reader, everything(), graph.Query{Word: graph.WordClaim, Where: where, First: graph.MaxFirst}, func(r graph.Record) error {
		if _, here := s.places[graph.TargetOf(r)]; !here && !retracted[r.Base().ID] {
			take(r.(*graph.Claim))
		}
		return nil
	})
	slices.Sort(found.links)
	return found, err
}

// ends returns the cities of links, of the step or of the store; those that neither has are
// left out.
func (s *Step) ends(ctx context.Context, reader graph.Reader, links []graph.ID) (map[graph.ID][2]graph.ID, error) {
	ends := map[graph.ID][2]graph.ID{}
	for _, r := range s.Records {
		if l, ok := r.(*graph.TwinningLink); ok {
			ends[l.ID] = [2]graph.ID{l.A, l.B}
		}
	}
	missing := slices.DeleteFunc(slices.Clone(links), func(id graph.ID) bool { _, here := ends[id]; return here || !graph.ValidID(id) })
	slices.Sort(missing)
	for part := range slices.Chunk(slices.Compact(missing), graph.MaxFirst) {
		found, err := reader.Records(ctx, everything(), graph.WordTwinningLink, part)
		if err != nil {
			return nil, err
		}
		for _, r := range found {
			if l, ok := r.(*graph.TwinningLink); ok {
				ends[l.ID] = [2]graph.ID{l.A, l.B}
			}
		}
	}
	return ends, nil
}
