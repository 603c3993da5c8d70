package index

import (
	"cmp"
	"slices"
	"strings"

	"twingraph/graph"
)

// Mention is where a city names a theme: a partnership or a pledge.
type Mention struct {
	Name   string // as written
	Words  string // folded
	Record graph.Record
}

// ThemesOf returns the themes of a city's partnerships and the focus areas of its
// pledges, in order of folded name, then id.
func (ix *Index) ThemesOf(c *graph.City) []Mention {
	var themes []Mention
	add := func(r graph.Record, names []string) {
		for _, name := range names {
			themes = append(themes, Mention{name, graph.Fold(name), r})
		}
	}
	for _, p := range ix.RecordsOf(c).Partnerships {
		add(p, p.Themes)
	}
	for _, p := range ix.RecordsOf(c).Pledges {
		add(p, p.FocusAreas)
	}
	slices.SortFunc(themes, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Words, b.Words), cmp.Compare(a.Record.Base().ID, b.Record.Base().ID))
	})
	return themes
}

// Alike reports whether two folded themes are about the same: they are equal, or one
// contains all words of the other ("youth" and "women and youth").
func Alike(a, b string) bool { return a != "" && b != "" && (HasWords(a, b) || HasWords(b, a)) }

// HasWords reports whether text contains the words of part, in full and in a row.
func HasWords(text, part string) bool { return strings.Contains(" "+text+" ", " "+part+" ") }

// Affiliation is that a city takes part in an organisation: in a partnership that
// involves it, or by a pledge to a campaign that it organises.
type Affiliation struct {
	Organisation graph.ID
	Record       graph.Record
}

// Affiliations returns the affiliations of a city: by its partnerships, then by its
// pledges, each in order of id.
func (ix *Index) Affiliations(c *graph.City) []Affiliation {
	var found []Affiliation
	add := func(organisation graph.ID, r graph.Record) {
		if ix.Record(graph.WordOrganisation, organisation) != nil {
			found = append(found, Affiliation{organisation, r})
		}
	}
	for _, p := range ix.RecordsOf(c).Partnerships {
		for _, id := range p.Organisations {
			add(id, p)
		}
	}
	for _, p := range ix.RecordsOf(c).Pledges {
		if campaign, ok := ix.Record(graph.WordCampaign, p.Campaign).(*graph.Campaign); ok {
			add(campaign.Organiser, p)
		}
	}
	return found
}
