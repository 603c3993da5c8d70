package lists

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"twingraph/graph"
)

// examine looks at the edition before anything is written.
func (c *conversion) examine() {
	for _, city := range c.edition.Cities {
		for _, problem := range graph.Validate(city) {
			c.report.Invalid = append(c.report.Invalid, problem.String())
		}
	}
	c.elsewhere()
	c.alike()
}

// tooFar is how many kilometres a place may be from where the list says that it is.
const tooFar = 100

// elsewhere reports the places that the list puts far from where they are.
func (c *conversion) elsewhere() {
	said := map[*identity]bool{}
	for i, row := range c.rows {
		for side, w := range []Written{row.A, row.B} {
			m := c.names[c.ends[i][side]]
			if w.Location == nil || m.identity == nil || said[m.identity] || m.identity.location() == nil {
				continue
			}
			if km := graph.Kilometres(*w.Location, *m.identity.location()); km > tooFar {
				said[m.identity] = true
				c.report.Elsewhere = append(c.report.Elsewhere, fmt.Sprintf("%s: the list puts it %.0f km from where it is (%s)", w, km, m.identity.id))
			}
		}
	}
}

// alike asks about cities that may be one: of one name in one place.
func (c *conversion) alike() {
	type cell struct{ x, y int }
	at := map[cell][]*graph.City{}
	byCode := map[string]*graph.City{}
	all := slices.Concat(c.known.Cities, c.edition.Cities)
	fresh := map[*graph.City]bool{}
	for _, city := range c.edition.Cities {
		fresh[city] = true
	}
	for _, city := range all {
		for _, code := range graph.CodesOf(city) {
			if other := byCode[code]; other != nil {
				c.likeness(city, other, "have the id "+code)
			}
			byCode[code] = city
		}
		if city.Location == nil {
			continue
		}
		x, y := int(math.Floor(city.Location.Longitude*10)), int(math.Floor(city.Location.Latitude*10))
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, other := range at[cell{x + dx, y + dy}] {
					if (fresh[city] || fresh[other]) && city.Kind == other.Kind && sameName(city, other) {
						c.likeness(city, other, "have one name and lie in one place")
					}
				}
			}
		}
		at[cell{x, y}] = append(at[cell{x, y}], city)
	}
}

func sameName(a, b *graph.City) bool {
	first := func(c *graph.City) string {
		word, _, _ := strings.Cut(graph.Fold(c.Name), " ")
		return word
	}
	return graph.Fold(a.Name) == graph.Fold(b.Name) || graph.Fold(a.LocalName) == graph.Fold(b.LocalName) && first(a) == first(b)
}

// likeness asks whether two cities are one, unless somebody decided.
func (c *conversion) likeness(city, other *graph.City, why string) {
	q := Question{Kind: AreAlike, Name: string(city.ID), Country: city.Country, Partner: string(other.ID), Links: 1, Why: why}
	if _, decided := c.decisions.by[q.subject()]; !decided {
		c.review = append(c.review, q)
	}
}

// ask makes the review file: what is open, and what was decided before.
func (c *conversion) ask() {
	for _, n := range sortedNames(c.names) {
		m := c.names[n]
		switch {
		case m.identity == nil && c.placelessRows(n) > 0 && m.rows == 0:
		case m.unknown || m.rows == 0 && !m.bySize && (m.identity == nil || !strings.HasPrefix(m.identity.id, "name:")):
			continue
		}
		q := Question{Kind: WhichPlace, Name: n.text, Region: n.region, Country: n.country, Links: m.rows + c.placelessRows(n), Why: m.why}
		if _, decided := c.decisions.place(n, ""); decided && m.why == "" {
			continue
		}
		if m.bySize {
			q.Decision, q.Target, q.Links, q.Why = Same, m.identity.id, m.identity.written[n.text], "the largest of its namesakes by far, or in one place with them"
		} else if m.identity != nil { // nothing in the gazetteer
			q.Decision, q.Links, q.Why = New, m.identity.written[n.text], "neither known nor in the gazetteer"
		}
		var named []string
		for _, candidate := range m.candidates {
			p := candidate.Place
			named = append(named, fmt.Sprintf("%s %s (%s)", p.ID, p.Name, strings.Trim(fmt.Sprintf("%s, %d", p.Region, p.Population), ", ")))
		}
		q.Candidates = strings.Join(named, "; ")
		c.review = append(c.review, q)
	}
	for _, q := range c.decisions.all {
		if q.Decision != "" {
			c.review = append(c.review, q)
		}
	}
	slices.SortFunc(c.review, func(a, b Question) int { return cmp.Compare(b.Links, a.Links) })
	c.edition.Review = c.review
}
