package lists

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/matching"
)

// entry is what a list has on one place: the rows that stand on its page, or under its name.
// It is one city, so that what settles one of its rows settles all.
type entry struct {
	name  name
	rows  []int
	first bool // of a run: the alphabet begins anew, as it does where another region begins
}

// enter finds the entries: rows that follow one another and have one name first. Only a list
// that says what it covers has entries.
func (c *conversion) enter() {
	c.own = map[name]bool{}
	if !c.about.Covers {
		return
	}
	var last *entry
	for i, row := range c.rows {
		n := c.ends[i][0]
		if last == nil || last.name != n || c.rows[last.rows[0]].File != row.File {
			first := last == nil || last.name.country != n.country || graph.Fold(n.text) < graph.Fold(last.name.text)
			last = &entry{name: n, first: first}
			c.entries = append(c.entries, last)
			c.own[n] = true
		}
		last.rows = append(last.rows, i)
	}
}

func (c *conversion) hasEntry(n name) bool { return c.own[n] }

// ends are what the two ends of each row mean.
type ends [][2]*identity

// settleEnds returns what the ends of each row mean, nil where that is in doubt: each by
// itself, then by the entry in which it stands and by that of the other city.
func (c *conversion) settleEnds() ends {
	settled := make(ends, len(c.rows))
	for i := range c.rows {
		settled[i] = [2]*identity{c.end(i, 0), c.end(i, 1)}
	}
	if len(c.entries) == 0 {
		return settled
	}
	byRegion := c.groupedByRegion(settled)
	pages := c.pages(byRegion)
	for changed := true; changed; {
		changed = c.sameEntry(settled, pages) || c.sameRegion(settled, byRegion) || c.returned(settled) || c.onlyOneLeft(settled, pages)
	}
	c.placeless(settled, pages)
	for c.returned(settled) {
	}
	return settled
}

// open reports whether an end waits to be settled.
func (c *conversion) open(settled ends, row, side int) bool {
	m := c.names[c.ends[row][side]]
	return settled[row][side] == nil && m.identity == nil && !m.skipped && !m.unknown
}

// pages returns the entries that are of one city: those of one name in a country, since a
// list writes two of its towns differently; where it is grouped by regions, each by itself.
func (c *conversion) pages(byRegion map[string]bool) [][]int {
	at := map[name]int{}
	var pages [][]int
	for _, e := range c.entries {
		i, seen := at[e.name]
		if !seen || byRegion[e.name.country] {
			i = len(pages)
			at[e.name] = i
			pages = append(pages, nil)
		}
		pages[i] = append(pages[i], e.rows...)
	}
	return pages
}

// sameEntry settles rows of an entry as the others of it are, where these agree.
func (c *conversion) sameEntry(settled ends, pages [][]int) bool {
	changed := false
	for _, rows := range pages {
		found, agree := c.meaningOf(settled, rows)
		if found == nil || !agree {
			continue
		}
		for _, i := range rows {
			if c.open(settled, i, 0) {
				settled[i][0], changed = found, true
				c.report.ByEntry++
			}
		}
	}
	return changed
}

// meaningOf returns what the rows of an entry mean, nil when none is settled, and whether
// those that are agree.
func (c *conversion) meaningOf(settled ends, rows []int) (found *identity, agree bool) {
	for _, i := range rows {
		if i := settled[i][0]; i != nil {
			if found != nil && found != i {
				return nil, false
			}
			found = i
		}
	}
	return found, true
}

// How a list must be for the region of its entries to say something of those between them:
// so many entries that follow one another in the alphabet, and so many of a hundred of them
// in the region of the one before.
const (
	leastNeighbours = 20
	mostInOrder     = 75
)

// groupedByRegion returns the countries of which the list has the entries region by region,
// as lists of the United States have them state by state: wherever the alphabet goes on, so
// does the region.
func (c *conversion) groupedByRegion(settled ends) map[string]bool {
	type tally struct{ all, same int }
	tallies := map[string]*tally{}
	regions := map[string]map[string]bool{}
	before := ""
	for _, e := range c.entries {
		if e.first {
			before = ""
		}
		region := c.regionOf(settled, e)
		if region == "" {
			continue
		}
		if before != "" {
			t := tallies[e.name.country]
			if t == nil {
				t = &tally{}
				tallies[e.name.country], regions[e.name.country] = t, map[string]bool{}
			}
			t.all++
			if before == region {
				t.same++
			}
			regions[e.name.country][region] = true
		}
		before = region
	}
	grouped := map[string]bool{}
	for country, t := range tallies {
		grouped[country] = t.all >= leastNeighbours && 100*t.same >= mostInOrder*t.all && len(regions[country]) > 1
	}
	return grouped
}

// regionOf returns the region of an entry that is settled.
func (c *conversion) regionOf(settled ends, e *entry) string {
	found, agree := c.meaningOf(settled, e.rows)
	if found == nil || !agree {
		return ""
	}
	return found.region
}

// sameRegion settles an entry by the region of those around it: the only candidate in the
// region that all of its run have, or the ones before and after.
func (c *conversion) sameRegion(settled ends, byRegion map[string]bool) bool {
	changed := false
	for from := 0; from < len(c.entries); {
		to := from + 1
		for to < len(c.entries) && !c.entries[to].first {
			to++
		}
		run := c.entries[from:to]
		from = to
		if !byRegion[run[0].name.country] {
			continue
		}
		regions := make([]string, len(run))
		for i, e := range run {
			regions[i] = c.regionOf(settled, e)
		}
		for i, e := range run {
			if region := between(regions, i); region != "" {
				changed = c.inRegion(settled, e, region) || changed
			}
		}
	}
	return changed
}

// between returns the region of all of a run when two have it and none another, or else that
// of the ones before and after; empty when that says nothing.
func between(regions []string, at int) string {
	known := slices.DeleteFunc(slices.Clone(regions), func(region string) bool { return region == "" })
	if len(known) >= 2 && len(slices.Compact(slices.Clone(known))) == 1 {
		return known[0]
	}
	before, after := "", ""
	for _, region := range regions[:at] {
		if region != "" {
			before = region
		}
	}
	for _, region := range slices.Backward(regions[at+1:]) {
		if region != "" {
			after = region
		}
	}
	if before == after {
		return before
	}
	return ""
}

// inRegion settles an entry as the only candidate in a region.
func (c *conversion) inRegion(settled ends, e *entry, region string) bool {
	exact, _ := sorted(c.names[e.name].candidates)
	there := slices.DeleteFunc(slices.Clone(exact), func(found matching.Candidate) bool { return found.Place.Region != region })
	if len(there) != 1 || len(exact) == 1 {
		return false
	}
	changed := false
	for _, i := range e.rows {
		if c.open(settled, i, 0) {
			settled[i][0], changed = c.places.byID[there[0].Place.ID], true
			c.report.ByNeighbours++
		}
	}
	return changed
}

// returned settles the ends of which the other city's entry, or one of the candidates' own,
// has the same pair: the only candidate of which that is so.
func (c *conversion) returned(settled ends) bool {
	pairs := map[[2]*identity]bool{} // the one whose entry it is, the other
	for _, ends := range settled {
		if ends[0] != nil && ends[1] != nil {
			pairs[[2]*identity{ends[0], ends[1]}] = true
		}
	}
	changed := false
	for i := range c.rows {
		for side := range 2 {
			other := settled[i][1-side]
			if other == nil || !c.open(settled, i, side) {
				continue
			}
			var found []*identity
			for _, candidate := range c.mayMean(c.ends[i][side]) {
				if side == 1 && pairs[[2]*identity{candidate, other}] || side == 0 && pairs[[2]*identity{other, candidate}] {
					found = append(found, candidate)
				}
			}
			if len(found) == 1 {
				settled[i][side], changed = found[0], true
				c.report.ByReturn++
			}
		}
	}
	return changed
}

// onlyOneLeft settles an entry as the only candidate that has no entry under another name,
// when all others have one: a list has a place once.
func (c *conversion) onlyOneLeft(settled ends, pages [][]int) bool {
	has := map[*identity]name{}
	for _, rows := range pages {
		if found, agree := c.meaningOf(settled, rows); found != nil && agree {
			has[found] = c.ends[rows[0]][0]
		}
	}
	changed := false
	for _, rows := range pages {
		n := c.ends[rows[0]][0]
		exact, _ := sorted(c.names[n].candidates)
		var left []*identity
		for _, found := range exact {
			i := c.places.byID[found.Place.ID]
			if other, is := has[i]; !is || other == n {
				left = append(left, i)
			}
		}
		if len(left) != 1 || len(exact) == 1 {
			continue
		}
		for _, i := range rows {
			if c.open(settled, i, 0) {
				settled[i][0], changed = left[0], true
				c.report.ByEntry++
			}
		}
	}
	return changed
}

// mayMean returns what a name in doubt may mean: the candidates that have it, and the city of
// its own entry, where nobody knows which of them that is.
func (c *conversion) mayMean(n name) []*identity {
	exact, _ := sorted(c.names[n].candidates)
	var all []*identity
	for _, found := range exact {
		all = append(all, c.places.byID[found.Place.ID])
	}
	if own := c.places.byID[freshID(n)]; own != nil && own.among > 0 {
		all = append(all, own)
	}
	return all
}

// placelessRows returns how many rows an entry has of which nobody knows where its city is:
// they are there, and the question where that is waits for a decision as others do.
func (c *conversion) placelessRows(n name) int { return c.waiting[n] }

// placeless makes a city of each entry that is still in doubt: one without a place, since
// the entry is of one city, and of which is not known. Not so where one of the candidates is
// met otherwise or is known, for it may be that one; nor where another entry has the name.
func (c *conversion) placeless(settled ends, pages [][]int) {
	met := map[*identity]bool{}
	for _, ends := range settled {
		met[ends[0]], met[ends[1]] = true, true
	}
	c.waiting = map[name]int{}
	times := map[name]int{}
	for _, rows := range pages {
		times[c.ends[rows[0]][0]]++
	}
	for _, rows := range pages {
		n := c.ends[rows[0]][0]
		waits := !slices.ContainsFunc(rows, func(i int) bool { return !c.open(settled, i, 0) })
		exact, _ := sorted(c.names[n].candidates)
		taken := slices.ContainsFunc(exact, func(found matching.Candidate) bool {
			i := c.places.byID[found.Place.ID]
			return met[i] || i.known != nil
		})
		if !waits || taken || len(exact) == 0 || times[n] > 1 {
			continue
		}
		own := c.fresh(n)
		own.among = len(exact)
		c.report.Placeless++
		c.waiting[n] = len(rows)
		for _, i := range rows {
			settled[i][0] = own
		}
	}
}
