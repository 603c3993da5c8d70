package lists

import (
	"slices"
	"strings"

	"twingraph/graph"
)

// nearby is within how many kilometres a part of a place lies from it.
const nearby = 50

// verify looks again at names that say of what their place is a part: "Wuzhong (Suzhou)",
// "Newport, Pembrokeshire". The place that has the first name is meant where it lies in, or
// near, what has the second. Where that lies elsewhere another place is meant; and where it
// cannot be seen, while the list has the first name otherwise too.
func (c *conversion) verify() {
	var parts []name
	of := map[*identity]map[string]bool{} // names of the list that mean a place
	wanted := map[string]bool{}
	for _, n := range sortedNames(c.names) {
		i := c.names[n].identity
		if i == nil || strings.HasPrefix(i.id, "name:") {
			continue
		}
		if of[i] == nil {
			of[i] = map[string]bool{}
		}
		of[i][strings.Join(dividedBy(n.text), "+")] = true
		if _, decided := c.decisions.place(n, ""); decided || len(dividedBy(n.text)) < 2 {
			continue
		}
		parts = append(parts, n)
		for _, part := range dividedBy(n.text) {
			wanted[n.country+" "+part] = true
		}
	}
	at := c.places.called(wanted)
	for _, n := range parts {
		m := c.names[n]
		switch c.lies(m.identity, n, at) {
		case there:
		case elsewhere:
			m.identity, m.candidates, m.bySize = c.fresh(n), nil, false
		case nobodyKnows:
			if len(of[m.identity]) > 1 {
				m.identity, m.candidates, m.bySize = c.fresh(n), nil, false
			}
		}
	}
}

// join makes one of the two ways to write a part of a place, "Haaren – Esch" and "Esch
// (Haaren)", where one of them is known and the other is not.
func (c *conversion) join() {
	known := map[string]*identity{}
	key := func(n name) string { return strings.Join(append(partsOf(n.text), n.country), "|") }
	for _, n := range sortedNames(c.names) {
		if m := c.names[n]; isPart(n.text) && m.identity != nil && !strings.HasPrefix(m.identity.id, "name:") {
			known[key(n)] = m.identity
		}
	}
	for n, m := range c.names {
		_, decided := c.decisions.place(n, "")
		if found := known[key(n)]; found != nil && !decided && isPart(n.text) && m.identity != nil && strings.HasPrefix(m.identity.id, "name:") {
			m.identity = found
		}
	}
}

// Whether a place lies where a name says.
type lies int

const (
	nobodyKnows lies = iota
	there
	elsewhere
)

// lies says whether a place lies where the further parts of a name say.
func (c *conversion) lies(i *identity, n name, at map[string][]graph.Location) lies {
	names := namesOf(i)
	found := there
	for _, part := range dividedBy(n.text) {
		switch {
		case slices.Contains(names, part), alikeRegion(part, i.region), slices.ContainsFunc(names, func(name string) bool { return hasWords(name, part) }):
			continue
		}
		places := at[n.country+" "+part]
		l := i.location()
		switch {
		case l == nil || len(places) == 0:
			found = nobodyKnows
		case !slices.ContainsFunc(places, func(other graph.Location) bool { return graph.Kilometres(*l, other) <= nearby }):
			return elsewhere
		}
	}
	return found
}

// dividedBy returns the parts of a name, those after a comma too.
func dividedBy(text string) []string { return partsOf(strings.ReplaceAll(text, ", ", "(")) }

// namesOf returns the names of a place, folded.
func namesOf(i *identity) []string {
	var names []string
	add := func(all ...string) {
		for _, name := range all {
			names = append(names, graph.Fold(name))
		}
	}
	if i.known != nil {
		add(i.known.Name, i.known.LocalName)
		add(i.known.Aliases...)
	}
	if i.place != nil {
		add(i.place.Name)
		add(i.place.Others...)
	}
	return names
}

// alikeRegion reports whether a part of a name is a region: its name, or words of it.
func alikeRegion(part, region string) bool {
	region = graph.Fold(region)
	return region != "" && (hasWords(region, part) || hasWords(part, region))
}

// hasWords reports whether a text has all words of another.
func hasWords(text, other string) bool {
	words := strings.Fields(text)
	return !slices.ContainsFunc(strings.Fields(other), func(word string) bool { return !slices.Contains(words, word) })
}

// called returns where the places are that have names, by country and folded name.
func (p *places) called(wanted map[string]bool) map[string][]graph.Location {
	at := map[string][]graph.Location{}
	for _, i := range p.byID {
		l := i.location()
		if l == nil {
			continue
		}
		for _, name := range namesOf(i) {
			if key := i.country + " " + name; wanted[key] {
				at[key] = append(at[key], *l)
			}
		}
	}
	return at
}
