package candidate

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/score"
)

// wantedThemes returns the themes to look for: the one of the question, or all that the
// asking cities have, each once by its folded name. Errors have code BadUserInput.
func (x *search) wantedThemes() ([]score.CommonTheme, error) {
	var own []index.Mention
	for _, id := range x.from.cities {
		own = append(own, x.ThemesOf(x.City(id))...)
	}
	slices.SortStableFunc(own, func(a, b index.Mention) int { return cmp.Compare(a.Words, b.Words) })
	if x.q.Theme != "" {
		wanted := score.CommonTheme{Name: x.q.Theme}
		for _, m := range own {
			if index.Alike(m.Words, graph.Fold(x.q.Theme)) {
				wanted.Asking = append(wanted.Asking, m.Record)
			}
		}
		return []score.CommonTheme{wanted}, nil
	}
	var wanted []score.CommonTheme
	for i, m := range own {
		if i == 0 || own[i-1].Words != m.Words {
			wanted = append(wanted, score.CommonTheme{Name: m.Name})
		}
		last := &wanted[len(wanted)-1]
		last.Asking = append(last.Asking, m.Record)
	}
	if len(wanted) == 0 {
		return nil, graph.Errorf(graph.BadUserInput,
			"the asking cities name no theme in a partnership or pledge; name one, for example %q", "youth").At("theme")
	}
	return wanted, nil
}

// commonThemes returns those of the wanted themes that the target has, with where either
// side names them. A partnership of both is no reason for a new one: a theme counts when
// the asking cities name it elsewhere too, or ask for it by name and the target names it
// without them.
func (x *search) commonThemes(wanted []score.CommonTheme, target *graph.City) []score.CommonTheme {
	own := x.ThemesOf(target)
	if len(own) == 0 {
		return nil
	}
	var common []score.CommonTheme
	for _, w := range wanted {
		theme := score.CommonTheme{Name: w.Name}
		for _, m := range own {
			if index.Alike(m.Words, graph.Fold(w.Name)) && !slices.Contains(theme.Asked, m.Record) {
				theme.Asked = append(theme.Asked, m.Record)
			}
		}
		for _, r := range w.Asking {
			if !slices.Contains(theme.Asked, r) && !slices.Contains(theme.Asking, r) {
				theme.Asking = append(theme.Asking, r)
			}
		}
		if len(theme.Asked) > 0 && (len(theme.Asking) > 0 || len(w.Asking) == 0) {
			common = append(common, theme)
		}
	}
	return common
}
