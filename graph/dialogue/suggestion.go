package dialogue

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// Suggestion is a city worth a look as a partner.
type Suggestion struct {
	City   *graph.City
	Score  int // points, thousandths: the sum of the points of Traits, exactly
	Traits []Trait
	Themes []string      // that both name; the one asked for, where one was
	Common []*graph.City // common partners, in order of id
}

// Trait is one measure of a pair of cities.
type Trait struct {
	Trait   TraitKind
	Measure float64 // as TraitRules says; -1 for a distance that is not known
	Weight  int
	Value   int // 0 to 1000
	Points  int // Weight × Value / 1000, rounded down
}

// SuggestionPosition is the place of a suggestion in a ranking: what a cursor holds.
type SuggestionPosition struct {
	Score int
	City  graph.ID
}

// Compare orders positions: the highest score first, then by id.
func (p SuggestionPosition) Compare(q SuggestionPosition) int {
	return cmp.Or(cmp.Compare(q.Score, p.Score), cmp.Compare(p.City, q.City))
}

// SuggestionQuestion asks for partners of a city.
type SuggestionQuestion struct {
	City  graph.ID
	Theme string // only cities that name it in a partnership or pledge; empty for all
	AsOf  graph.Day
	First int                 // 1 to graph.MaxFirst
	After *SuggestionPosition // nil for the first page
}

// SuggestionPage is one page of suggestions.
type SuggestionPage struct {
	Suggestions []Suggestion // best first, then in order of id
	More        bool         // there are suggestions after this page
	Total       int          // of all suggestions
}

// PartnerSuggestions suggests partners to a city: cities to which it has no tie of any
// status, ranked by how like they are to what cities tie themselves to.
//
// It is a prediction from the shape of the network: Backtest tells how good it is.
//
// Errors: NotFound for a city that is not known, BadUserInput for a theme that nobody
// names, and for first as in Candidates; Timeout when ctx ends.
func PartnerSuggestions(ctx context.Context, s *snapshot.Snapshot, q SuggestionQuestion) (SuggestionPage, error) {
	city, theme := q.City, q.Theme
	u, err := cityOf(s, city, "city")
	if err != nil {
		return SuggestionPage{}, err
	}
	if err := checkFirst(q.First); err != nil {
		return SuggestionPage{}, err
	}
	sc := newScene(s, q.AsOf)
	p := newPredictor(sc, func(l *graph.TwinningLink) bool {
		status := sc.status(l)
		return status == graph.StatusActive || status == graph.StatusContested
	})
	wanted := graph.Fold(theme)
	if theme != "" && !p.named(wanted) {
		return SuggestionPage{}, graph.Errorf(graph.BadUserInput, "no city names the theme %q in a partnership or pledge", theme).At("theme")
	}
	asking := p.marks[u]
	had := map[graph.ID]bool{city: true}
	for _, t := range sc.tiesOf(city) {
		had[t.city.ID] = true
	}
	overlaps := p.overlaps(city)
	rules := TraitRules()
	type ranked struct {
		city   *graph.City
		traits traits
		at     SuggestionPosition
	}
	var all []ranked
	for i, v := range s.Cities {
		if i%1024 == 0 {
			if err := stopped(ctx); err != nil {
				return SuggestionPage{}, err
			}
		}
		if had[v.ID] || theme != "" && !p.marks[v].names(wanted) {
			continue
		}
		t := p.measure(asking, p.marks[v], overlaps[v.ID])
		all = append(all, ranked{v, t, SuggestionPosition{t.score(rules), v.ID}})
	}
	slices.SortFunc(all, func(a, b ranked) int { return a.at.Compare(b.at) })
	page := SuggestionPage{Suggestions: []Suggestion{}, Total: len(all)}
	if q.After != nil {
		i, found := slices.BinarySearchFunc(all, *q.After, func(r ranked, p SuggestionPosition) int { return r.at.Compare(p) })
		if found {
			i++
		}
		all = all[i:]
	}
	page.More = len(all) > q.First
	for _, r := range all[:min(len(all), q.First)] {
		g := Suggestion{City: r.city, Score: r.at.Score, Themes: asking.shared(p.marks[r.city]), Common: []*graph.City{}}
		if theme != "" && !slices.ContainsFunc(g.Themes, func(t string) bool { return alike(graph.Fold(t), wanted) }) {
			g.Themes = append(g.Themes, theme)
		}
		values := r.traits.values()
		for i, rule := range rules {
			g.Traits = append(g.Traits, Trait{rule.Trait, r.traits[i], rule.Weight, values[i], rule.Weight * values[i] / 1000})
		}
		if o := overlaps[r.city.ID]; o != nil {
			for _, id := range o.partners {
				g.Common = append(g.Common, s.City(id))
			}
		}
		page.Suggestions = append(page.Suggestions, g)
	}
	return page, nil
}

// named reports whether any city names a theme.
func (p *predictor) named(wanted string) bool {
	return slices.ContainsFunc(p.Cities, func(c *graph.City) bool { return p.marks[c].names(wanted) })
}
