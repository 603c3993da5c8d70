package lists

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// EditionOf returns the edition that the records of a folder hold which Convert made before,
// with the pairs that it shows: those of the links that its LISTED claims are about. Links
// of the folder itself and known ones are looked for. Code NotFound when there is no
// edition, or several.
func EditionOf(records []graph.Record, known Known) (*Edition, error) {
	var found *graph.Edition
	links := map[graph.ID]*graph.TwinningLink{}
	for _, link := range known.Links {
		links[link.ID] = link
	}
	for _, r := range records {
		switch r := r.(type) {
		case *graph.Edition:
			if found != nil {
				return nil, graph.Errorf(graph.NotFound, "there are two editions, %s and %s: name the folder of one", found.ID, r.ID)
			}
			found = r
		case *graph.TwinningLink:
			links[r.ID] = r
		}
	}
	if found == nil {
		return nil, graph.Errorf(graph.NotFound, "there is no edition: name a folder that lists convert made")
	}
	e := &Edition{About: About{Directory: found.Directory, Date: found.Date}, Edition: found, Covered: found.Covers}
	for _, r := range records {
		claim, is := r.(*graph.Claim)
		if !is || claim.Type != graph.Listed || !slices.Contains(claim.Sources, found.Source) {
			continue
		}
		if link := links[claim.Link]; link != nil {
			key := pairOf(link.A, link.B)
			e.Pairs = append(e.Pairs, Pair{A: key[0], B: key[1], Link: link.ID})
		}
	}
	slices.SortFunc(e.Pairs, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B)) })
	return e, nil
}
