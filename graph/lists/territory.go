package lists

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"

	"twingraph/graph"
	"twingraph/graph/gazetteer"
	"twingraph/graph/matching"
)

// territoriesTable has the territories that several states claim: which places lie there, by
// the gazetteer's regions, by its places, or by the names of places that it has not; who
// administers and who claims them; and the source of that with its date. Of several rows
// that a place lies in, the first holds.
//
//go:embed territories.csv
var territoriesTable string

// Territory is a place, or many, that several states claim.
type Territory struct {
	Name           string
	Country        string   // under which the gazetteer has it
	Regions        []string // the gazetteer's codes of first-level divisions; * for all of the country
	Places         []string // GeoNames ids
	Names          []string // of places that the gazetteer has not, folded
	AdministeredBy string   // empty when no state with a code does, or no source says which
	ClaimedBy      []string
	Note           string
	Source         graph.Source
}

// Territories returns the territories of the table, in its order.
var Territories = sync.OnceValue(func() []Territory {
	rows, err := csv.NewReader(strings.NewReader(territoriesTable)).ReadAll()
	if err != nil {
		panic(err) // it is a file of this package
	}
	var all []Territory
	for _, row := range rows[1:] {
		date, err := graph.ParsePartialDate(row[12])
		if err != nil {
			panic(fmt.Sprintf("%s: %v", row[0], err))
		}
		t := Territory{
			Name: row[0], Country: row[1], Regions: listCell(row[2]), Places: listCell(row[3]), Names: listCell(row[4]),
			AdministeredBy: row[5], ClaimedBy: listCell(row[6]), Note: row[7],
			Source: graph.Source{
				Statement: graph.Statement{ID: graph.ID(row[8]), Confidence: graph.Confidence(strings.ToUpper(row[13]))},
				Title:     row[9], Publisher: row[10], URL: row[11], Date: date,
			},
		}
		for i, name := range t.Names {
			t.Names[i] = graph.Fold(name)
		}
		all = append(all, t)
	}
	return all
})

func listCell(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ";")
}

// territoryOf returns the territory that a place of the gazetteer lies in, or that a name
// which the gazetteer has not is of; nil for none.
func territoryOf(place *gazetteer.Place, country string, names ...string) *Territory {
	all := Territories()
	i := slices.IndexFunc(all, func(t Territory) bool {
		switch {
		case t.Country != country:
			return false
		case place == nil:
			return slices.Contains(t.Regions, "*") && len(t.Names) == 0 || slices.ContainsFunc(names, func(name string) bool { return slices.Contains(t.Names, graph.Fold(name)) })
		}
		return slices.Contains(t.Regions, "*") || slices.Contains(t.Regions, place.RegionCode) && place.RegionCode != "" || slices.Contains(t.Places, place.Code())
	})
	if i < 0 {
		return nil
	}
	return &all[i]
}

// claimed says of a place of the index which states beside its country a list may write it
// under.
func claimed(p *matching.Place, place *gazetteer.Place) {
	if t := territoryOf(place, place.Country); t != nil {
		p.ClaimedBy = t.ClaimedBy
	}
}

// territory says of a new city whether it lies in a territory that several states claim, and
// under which countries the list has it.
func (c *conversion) territory(i *identity) {
	city := i.city
	t := territoryOf(i.place, city.Country, slices.Concat([]string{city.Name}, city.Aliases)...)
	if t == nil {
		return
	}
	city.AdministeredBy, city.ClaimedBy, city.TerritoryNote = t.AdministeredBy, slices.Clone(t.ClaimedBy), t.Note
	city.ListedUnder = slices.Compact(slices.Sorted(slices.Values(i.under)))
	city.Sources = append(city.Sources, t.Source.ID)
	if !slices.ContainsFunc(c.territories, func(s graph.Source) bool { return s.ID == t.Source.ID }) {
		c.territories = append(c.territories, t.Source)
	}
}
