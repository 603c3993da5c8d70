package partner

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/question"
	"twingraph/graph/world"
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

// Position is the place of a suggestion in a ranking: what a cursor holds.
type Position struct {
	Score int
	City  graph.ID
}

// Compare orders positions: the highest score first, then by id.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(q.Score, p.Score), cmp.Compare(p.City, q.City))
}

// Question asks for partners of a city.
type Question struct {
	City  graph.ID
	Theme string // only cities that name it in a partnership or pledge; empty for all
	AsOf  graph.Day
	// Window says which part of the ranking is wanted, of at most graph.MaxFirst.
	Window graph.Window[Position]
}

// Page is one page of suggestions.
type Page struct {
	Suggestions    []Suggestion // best first, then in order of id
	Earlier, Later bool         // there are suggestions before and after this page
	Total          int          // of all suggestions
}

// Suggest suggests partners to a city: cities to which it has no link of any status, ranked
// by how like they are to what cities link themselves to.
//
// It is a prediction from the shape of the network: Backtest says how good it is.
//
// Errors: NotFound for a city that is not known, BadUserInput for a theme that nobody
// names; those of Window.Check; Timeout when ctx ends.
func Suggest(ctx context.Context, s *world.Moment, q Question) (Page, error) {
	if _, err := question.City(s, q.City, "city"); err != nil {
		return Page{}, err
	}
	if err := q.Window.Check(graph.MaxFirst); err != nil {
		return Page{}, err
	}
	ix := index.New(s, q.AsOf)
	p := newPredictor(ix, func(l *graph.TwinningLink) bool {
		status := ix.State(l).Status
		return status == graph.StatusActive || status == graph.StatusContested
	})
	theme := graph.Fold(q.Theme)
	if q.Theme != "" && !slices.ContainsFunc(p.profiles, func(c profile) bool { return c.names(theme) }) {
		return Page{}, graph.Errorf(graph.BadUserInput, "no city names the theme %q in a partnership or pledge", q.Theme).At("theme")
	}
	asking := ix.Number(q.City)
	had := map[int32]bool{asking: true}
	for _, l := range ix.LinksFrom(asking) {
		had[l.Number] = true
	}
	overlaps, rules := p.overlaps(asking), TraitRules()
	var all []ranked
	for i := range p.profiles {
		if i%1024 == 0 {
			if err := question.Stopped(ctx); err != nil {
				return Page{}, err
			}
		}
		number := int32(i)
		if had[number] || q.Theme != "" && !p.profiles[i].names(theme) {
			continue
		}
		t := p.measure(asking, number, overlaps[number])
		all = append(all, ranked{number, t, Position{t.score(rules), p.profiles[i].ID}})
	}
	slices.SortFunc(all, func(a, b ranked) int { return a.at.Compare(b.at) })
	page := Page{Suggestions: []Suggestion{}, Total: len(all)}
	all, page.Earlier, page.Later = question.Page(all, func(r ranked) Position { return r.at }, q.Window)
	for _, r := range all {
		city := &p.profiles[r.number]
		g := Suggestion{City: city.City, Score: r.at.Score, Themes: p.profiles[asking].shared(city), Common: []*graph.City{}}
		if q.Theme != "" && !slices.ContainsFunc(g.Themes, func(t string) bool { return index.Alike(graph.Fold(t), theme) }) {
			g.Themes = append(g.Themes, q.Theme)
		}
		values := r.traits.values()
		for i, rule := range rules {
			g.Traits = append(g.Traits, Trait{rule.Trait, r.traits[i], rule.Weight, values[i], rule.Weight * values[i] / 1000})
		}
		if o := overlaps[r.number]; o != nil {
			for _, partner := range o.partners {
				g.Common = append(g.Common, s.Cities[partner])
			}
		}
		page.Suggestions = append(page.Suggestions, g)
	}
	return page, nil
}

// ranked is a city, by number, with its measures and its place in the ranking.
type ranked struct {
	number int32
	traits traits
	at     Position
}
