package lists

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"twingraph/graph"
)

// associate asks about groups in which everybody has everybody, and makes memberships of the
// pairs within those of which somebody decided that they are associations. Links that are
// known stay links.
func (c *conversion) associate() {
	country := map[graph.ID]string{}
	for _, city := range c.known.Cities {
		country[city.ID] = city.Country
	}
	for id, city := range c.cities {
		country[id] = city.Country
	}
	c.within = map[[2]graph.ID]bool{}
	for _, group := range groups(c.pairs, func(id graph.ID) string { return country[id] }) {
		if q, decided := c.decisionAbout(group); !decided {
			c.review = append(c.review, q)
		} else if q.Decision == Merge {
			c.member(group, q)
		}
	}
}

// decisionAbout returns the decision about a group, or the question that it is.
func (c *conversion) decisionAbout(group []graph.ID) (Question, bool) {
	for _, q := range c.decisions.all {
		if q.Kind == IsAssociated && q.Decision != "" && slices.Contains(group, graph.ID(q.Name)) {
			return q, true
		}
	}
	inside := len(c.inside(group))
	return Question{
		Kind: IsAssociated, Name: string(group[0]), Links: inside,
		Why:        fmt.Sprintf("%d cities have %d of the %d links that they could have: it may be an association", len(group), inside, len(group)*(len(group)-1)/2),
		Candidates: strings.Join(ids(group), " "),
	}, false
}

// inside returns the pairs within a group.
func (c *conversion) inside(group []graph.ID) [][2]graph.ID {
	var pairs [][2]graph.ID
	for i, a := range group {
		for _, b := range group[i+1:] {
			if key := pairOf(a, b); c.pairs[key] != nil {
				pairs = append(pairs, key)
			}
		}
	}
	return pairs
}

func ids(group []graph.ID) []string {
	all := make([]string, len(group))
	for i, id := range group {
		all[i] = string(id)
	}
	return all
}

// member makes members of a group, as the decision says: of the organisation with the id
// that its target begins with.
func (c *conversion) member(group []graph.ID, q Question) {
	id, called, _ := strings.Cut(q.Target, " ")
	organisation := graph.ID(id)
	if !slices.ContainsFunc(c.known.Organisations, func(o *graph.Organisation) bool { return o.ID == organisation }) {
		c.edition.Organisations = append(c.edition.Organisations, &graph.Organisation{
			Statement: graph.Statement{ID: organisation, Sources: []graph.ID{c.about.Source.ID}, Confidence: graph.Documented},
			Name:      cmp.Or(called, id), Kind: graph.OrganisationNetwork,
		})
	}
	for _, city := range group {
		c.edition.Memberships = append(c.edition.Memberships, &graph.Membership{
			Statement: graph.Statement{ID: organisation + "--" + city, Sources: []graph.ID{c.about.Source.ID}, Confidence: graph.Documented},
			City:      city, Organisation: organisation,
		})
	}
	for _, key := range c.inside(group) {
		c.within[key] = true
		if c.linked[key] == nil {
			c.report.Within++
			delete(c.pairs, key)
		}
	}
}
