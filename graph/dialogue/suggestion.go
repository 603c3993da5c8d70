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

// PartnerSuggestions suggests partners to a city: cities to which it has no tie of any
// status, ranked by how like they are to what cities tie themselves to. They come best
// first, then in order of id. With a theme only cities that name it in a partnership or
// pledge are suggested.
//
// It is a prediction from the shape of the network: Backtest tells how good it is.
//
// Errors: NotFound for a city that is not known, BadUserInput for a theme that nobody
// names, and for first as in Candidates; Timeout when ctx ends.
func PartnerSuggestions(ctx context.Context, s *snapshot.Snapshot, city graph.ID, theme string, asOf graph.Day, first int) ([]Suggestion, error) {
	u, err := cityOf(s, city, "city")
	if err != nil {
		return nil, err
	}
	if err := checkFirst(first); err != nil {
		return nil, err
	}
	sc := newScene(s, asOf)
	p := newPredictor(sc, func(l *graph.TwinningLink) bool {
		status := sc.status(l)
		return status == graph.StatusActive || status == graph.StatusContested
	})
	wanted := graph.Fold(theme)
	if theme != "" && !p.named(wanted) {
		return nil, graph.Errorf(graph.BadUserInput, "no city names the theme %q in a partnership or pledge", theme).At("theme")
	}
	had := map[graph.ID]bool{city: true}
	for _, t := range sc.tiesOf(city) {
		had[t.city.ID] = true
	}
	overlaps := p.overlaps(city)
	rules := TraitRules()
	type ranked struct {
		city   *graph.City
		traits traits
		score  int
	}
	var all []ranked
	for i, v := range s.Cities {
		if i%1024 == 0 {
			if err := stopped(ctx); err != nil {
				return nil, err
			}
		}
		if had[v.ID] || theme != "" && !slices.ContainsFunc(p.themes[v.ID], func(t themed) bool { return alike(t.words, wanted) }) {
			continue
		}
		t := p.measure(u, v, overlaps[v.ID])
		all = append(all, ranked{v, t, t.score(rules)})
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.city.ID, b.city.ID))
	})
	suggestions := []Suggestion{}
	for _, r := range all[:min(len(all), first)] {
		g := Suggestion{City: r.city, Score: r.score, Themes: p.sharedNames(city, r.city.ID), Common: []*graph.City{}}
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
		suggestions = append(suggestions, g)
	}
	return suggestions, nil
}

// named reports whether any city names a theme.
func (p *predictor) named(wanted string) bool {
	for _, themes := range p.themes {
		if slices.ContainsFunc(themes, func(t themed) bool { return alike(t.words, wanted) }) {
			return true
		}
	}
	return false
}
