package lists

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/matching"
)

// meaning is what a name of the list means, as far as that is known.
type meaning struct {
	identity   *identity // nil while it is in doubt or left out
	candidates []matching.Candidate
	skipped    bool
	bySize     bool // by the sizes and places of its namesakes
	unknown    bool // its country is not known
	rows       int  // that wait for a decision
	why        string
}

// decisions finds what was decided.
type decisions struct {
	all []Question
	by  map[subject]Question
}

func newDecisions(all []Question) *decisions {
	d := &decisions{all, map[subject]Question{}}
	for _, q := range all {
		if q.Decision != "" {
			d.by[q.subject()] = q
		}
	}
	return d
}

// place returns the decision about a name, of that beside a partner if partner is given.
func (d *decisions) place(n name, partner string) (Question, bool) {
	q, ok := d.by[subject{WhichPlace, n.text, n.region, n.country, partner}]
	return q, ok
}

// name collects the names of the list, with countries as codes.
func (c *conversion) name() {
	c.names = map[name]*meaning{}
	c.ends = make([][2]name, len(c.rows))
	unknown := map[string]int{}
	for i, row := range c.rows {
		for side, w := range []Written{row.A, row.B} {
			if w.Country == "" && w.Code == "" {
				w = within(w)
			}
			code, region := countryOf(w.Country)
			if decided, ok := c.decisions.by[subject{kind: WhichCountry, name: w.Country}]; ok && code == "" {
				if code = decided.Target; decided.Decision == Skip {
					code = ""
				}
			}
			n := name{w.Name, cmp.Or(w.Region, region), code, w.Code}
			if code == "" && w.Code == "" {
				unknown[w.Country]++
				n.country = "?" + w.Country
			}
			c.ends[i][side] = n
			m := c.names[n]
			if m == nil {
				m = &meaning{unknown: code == "" && w.Code == ""}
				c.names[n] = m
			}
		}
	}
	for _, text := range slices.Sorted(maps.Keys(unknown)) {
		if _, decided := c.decisions.by[subject{kind: WhichCountry, name: text}]; !decided {
			c.review = append(c.review, Question{Kind: WhichCountry, Name: text, Links: unknown[text], Why: "no country has this name"})
		}
	}
}

// settle finds out what each name means by itself.
func (c *conversion) settle() {
	var merged []name // into others, which come first
	for _, n := range sortedNames(c.names) {
		m := c.names[n]
		if m.unknown {
			m.why = "its country is not known"
			continue
		}
		if q, decided := c.decisions.place(n, ""); decided {
			if q.Decision == Merge {
				merged = append(merged, n)
			} else {
				c.decide(n, m, q)
			}
			continue
		}
		result := c.places.index.Match(matching.Row{Name: n.text, Country: n.country, Region: n.region, Code: n.code})
		m.candidates = result.Candidates
		if result.Outcome == matching.Matched {
			m.identity = c.places.byID[result.Candidates[0].Place.ID]
			continue
		}
		c.weigh(n, m)
	}
	c.verify()
	c.join()
	for _, n := range merged {
		q, _ := c.decisions.place(n, "")
		c.decide(n, c.names[n], q)
	}
}

// weigh settles a name that matching leaves open, where a list of twin towns leaves no doubt.
func (c *conversion) weigh(n name, m *meaning) {
	exact, others := sorted(m.candidates)
	switch {
	case len(exact)+len(others) == 0:
		m.identity, m.candidates = c.fresh(n), nil
	case isPart(n.text) && !slices.ContainsFunc(exact, func(found matching.Candidate) bool { return graph.Fold(found.Name) == graph.Fold(n.text) }):
		m.identity, m.candidates = c.fresh(n), nil // a part of a town is not the town
	case len(exact) == 0 && c.hasEntry(n):
		m.identity, m.candidates = c.fresh(n), nil // it has a list of its own, and is not a slip of the pen
	case len(exact) == 0:
		m.why = "nothing has this name, and what comes near it may be meant or not"
	case onlyTown(exact, others) || onePlace(exact):
		m.identity = c.places.byID[exact[0].Place.ID]
		m.bySize = true
	default:
		m.why = "several places could be meant"
	}
}

// sorted parts the candidates that are where the list says: those that have the name, the
// largest first, and those whose name comes near it.
func sorted(candidates []matching.Candidate) (exact, others []matching.Candidate) {
	for _, found := range candidates {
		has := func(reasons ...matching.Reason) bool {
			return slices.ContainsFunc(reasons, func(r matching.Reason) bool { return slices.Contains(found.Reasons, r) })
		}
		switch {
		case has(matching.CountryDiffers, matching.RegionDiffers):
		case found.Place.Country != "" && has(matching.RegionNotKnown) && !has(matching.InCountry, matching.InRegion): // the country but claims it
		case has(matching.ByName, matching.ByAlias, matching.BySpelling, matching.ByCode):
			exact = append(exact, found)
		default:
			others = append(others, found)
		}
	}
	slices.SortStableFunc(exact, func(a, b matching.Candidate) int { return cmp.Compare(b.Place.Population, a.Place.Population) })
	return exact, others
}

// muchLarger is how many times the inhabitants of each namesake a town must have to be meant
// beyond doubt. Of 66 ends in the lists of 2026 with a namesake of 5,000 inhabitants and
// more, 10 to 20 times smaller, Wikidata's twinned cities of 2022 have 65 at the larger; of 82
// with one 5 to 10 times smaller 80, of 95 with one less than 3 times smaller 66.
const muchLarger = 10

// onlyTown reports whether the first is the only town of the name that lists of twin towns
// mean: sizeable, and every other one of the name, or whose name begins with it, much
// smaller. A town that has it as another name is not, where it is another's own: Austin was
// Waterloo once, and New Orleans is called Crescent City.
func onlyTown(exact, others []matching.Candidate) bool {
	first := exact[0].Place
	own := func(found matching.Candidate) bool { return slices.Contains(found.Reasons, matching.ByName) }
	if first.Population < sizeable || !own(exact[0]) && slices.ContainsFunc(exact, own) {
		return false
	}
	for i, found := range slices.Concat(exact, others) {
		if i > 0 && found.Place.Population*muchLarger > first.Population {
			return false
		}
	}
	return true
}

// onePlace reports whether all that have the name lie in one place, as a town and its seat or
// its centre do: then it is the largest of them.
func onePlace(exact []matching.Candidate) bool {
	first := exact[0].Place.Location
	return first != nil && !slices.ContainsFunc(exact, func(found matching.Candidate) bool {
		return found.Place.Location == nil || graph.Kilometres(*found.Place.Location, *first) > here
	})
}

// isPart reports whether a name is that of a part of a town: "Berlin – Spandau", "Spandau
// (Berlin)".
func isPart(text string) bool { return len(partsOf(text)) > 1 }

// partsOf returns the parts of such a name, folded and in order, so that both ways to write
// it are one.
func partsOf(text string) []string {
	var parts []string
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(text, " – ", "("), func(r rune) bool { return r == '(' || r == ')' }) {
		if folded := graph.Fold(part); folded != "" {
			parts = append(parts, folded)
		}
	}
	slices.Sort(parts)
	return parts
}

// decide does as a line of the review file says.
func (c *conversion) decide(n name, m *meaning, q Question) {
	switch q.Decision {
	case Same:
		if m.identity = c.places.find(q.Target); m.identity == nil {
			m.why = fmt.Sprintf("the decision names %s, which is neither known nor in the gazetteer", q.Target)
		}
	case New:
		m.identity = c.fresh(n)
	case Merge:
		other := name{text: q.Target, region: n.region, country: n.country}
		if found := c.names[other]; found != nil && found.identity != nil {
			m.identity = found.identity
		} else {
			m.identity = c.fresh(other)
		}
	case Skip:
		m.skipped = true
	}
}

// freshID returns the id of the identity of a name that means a place of its own.
func freshID(n name) string {
	return "name:" + strings.Join([]string{strings.Join(partsOf(n.text), "+"), graph.Fold(n.region), n.country}, "|")
}

// fresh returns the identity of a name that means a place of its own.
func (c *conversion) fresh(n name) *identity {
	id := freshID(n)
	found := c.places.byID[id]
	if found == nil {
		found = &identity{id: id, country: n.country, region: n.region, written: map[string]int{}}
		c.places.byID[id] = found
	}
	return found
}

func sortedNames(names map[name]*meaning) []name {
	return slices.SortedFunc(maps.Keys(names), func(a, b name) int {
		return cmp.Or(cmp.Compare(a.country, b.country), cmp.Compare(a.text, b.text), cmp.Compare(a.region, b.region), cmp.Compare(a.code, b.code))
	})
}

// How near the place of a list must be to one candidate, and how far from all others, to
// decide between them; in kilometres.
const (
	near = 20
	far  = 60
)

// end returns what one end of a row means: by a decision about it beside its partner, by
// the name, by where the list says that it is, or by a link that is known.
func (c *conversion) end(row, side int) *identity {
	n, other := c.ends[row][side], c.ends[row][1-side]
	if q, decided := c.decisions.place(n, other.text); decided {
		var m meaning
		c.decide(n, &m, q)
		return m.identity
	}
	m := c.names[n]
	if m.identity != nil || m.skipped {
		return c.compared(row, side, m)
	}
	if found := c.byLocation(row, side, m); found != nil {
		c.report.ByLocation++
		return found
	}
	if found := c.byWitness(row, side, m); found != nil {
		c.report.ByWitness++
		return found
	}
	if found := c.byLink(m, c.names[other].identity); found != nil {
		c.report.ByLink++
		return found
	}
	return nil
}

// byLocation returns the only candidate where the list says that the place is.
func (c *conversion) byLocation(row, side int, m *meaning) *identity {
	at := c.rows[row].A.Location
	if side == 1 {
		at = c.rows[row].B.Location
	}
	if at == nil {
		return nil
	}
	return c.only(m, *at)
}

// byLink returns the only candidate that is known to be linked with the other end.
func (c *conversion) byLink(m *meaning, other *identity) *identity {
	if other == nil || other.known == nil {
		return nil
	}
	var found *identity
	for _, candidate := range m.candidates {
		i := c.places.byID[candidate.Place.ID]
		if i.known == nil || c.linked[pairOf(i.known.ID, other.known.ID)] == nil {
			continue
		}
		if found != nil {
			return nil
		}
		found = i
	}
	return found
}
