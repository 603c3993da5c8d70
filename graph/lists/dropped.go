package lists

import (
	"slices"

	"twingraph/graph"
)

// dropped adds NOT_LISTED for each pair that the edition before shows and this one does
// not, by the rule of graph.Drops. A pair that a row may mean which is held back is not
// taken for dropped, nor one of the members of an association.
func (c *conversion) dropped() {
	if c.about.Previous == nil {
		return
	}
	unread := map[graph.ID]bool{}
	shown := map[graph.ID]bool{} // with others
	for key := range c.pairs {
		shown[key[0]], shown[key[1]] = true, true
	}
	covers := map[graph.ID]bool{}
	for _, id := range c.edition.Covered {
		covers[id] = true
	}
	for _, pair := range c.about.Previous.Pairs {
		key := [2]graph.ID{pair.A, pair.B}
		switch {
		case c.pairs[key] != nil || c.within[key]:
		case c.maybe[key]:
			c.report.Maybe++
			unread[pair.A], unread[pair.B] = true, true
		case !graph.Drops(covers, shown, pair.A, pair.B):
			c.report.Uncovered++
		default:
			c.report.Dropped++
			c.claim(pair.Link, graph.NotListed, "not-listed")
		}
	}
	// Of whose list a row is held back, that was not read whole: the import of the edition would
	// take the pair for dropped.
	c.edition.Covered = slices.DeleteFunc(c.edition.Covered, func(id graph.ID) bool { return unread[id] })
}

// possible notes the pairs that a row may mean which is held back.
func (c *conversion) possible(row int, ends [2]*identity) {
	var may [2][]graph.ID
	for side, end := range ends {
		if end != nil {
			may[side] = []graph.ID{end.city.ID}
			continue
		}
		for _, candidate := range c.names[c.ends[row][side]].candidates {
			if city := c.places.byID[candidate.Place.ID].city; city != nil {
				may[side] = append(may[side], city.ID)
			} else if known := c.places.byID[candidate.Place.ID].known; known != nil {
				may[side] = append(may[side], known.ID)
			}
		}
	}
	for _, a := range may[0] {
		for _, b := range may[1] {
			c.maybe[pairOf(a, b)] = true
		}
	}
}
