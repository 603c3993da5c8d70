package dialogue

import (
	"cmp"
	"slices"
	"strings"

	"twingraph/graph"
)

// themed is where a city names a theme: a partnership or a pledge.
type themed struct {
	name   string // as written
	words  string // folded
	record graph.Record
}

// themesOf returns the themes of a city's partnerships and the focus areas of its
// pledges, in order of folded name, then id.
func (sc *scene) themesOf(c *graph.City) []themed {
	var themes []themed
	for _, p := range sc.on(c).partnerships {
		for _, t := range p.Themes {
			themes = append(themes, themed{t, graph.Fold(t), p})
		}
	}
	for _, p := range sc.on(c).pledges {
		for _, t := range p.FocusAreas {
			themes = append(themes, themed{t, graph.Fold(t), p})
		}
	}
	slices.SortFunc(themes, func(a, b themed) int {
		return cmp.Or(cmp.Compare(a.words, b.words), cmp.Compare(a.record.Base().ID, b.record.Base().ID))
	})
	return themes
}

// alike reports whether two folded themes are about the same: they are equal, or one
// contains all words of the other ("youth" and "women and youth").
func alike(a, b string) bool { return a != "" && b != "" && (hasWords(a, b) || hasWords(b, a)) }

// hasWords reports whether text contains the words of part, whole and in a row.
func hasWords(text, part string) bool { return strings.Contains(" "+text+" ", " "+part+" ") }

// sharedTheme is a theme of the asking cities that a target has too.
type sharedTheme struct {
	name          string
	asking, asked []graph.Record
}

// wantedThemes returns the themes to look for: the one of the question, or all that
// the asking cities have, each once by its folded name.
func (x *search) wantedThemes() ([]sharedTheme, error) {
	var own []themed
	for _, id := range x.from.cities {
		own = append(own, x.themesOf(x.City(id))...)
	}
	slices.SortStableFunc(own, func(a, b themed) int { return cmp.Compare(a.words, b.words) })
	if x.q.Theme != "" {
		wanted := sharedTheme{name: x.q.Theme}
		for _, t := range own {
			if alike(t.words, graph.Fold(x.q.Theme)) {
				wanted.asking = append(wanted.asking, t.record)
			}
		}
		return []sharedTheme{wanted}, nil
	}
	var wanted []sharedTheme
	for _, t := range own {
		if n := len(wanted); n > 0 && graph.Fold(wanted[n-1].name) == t.words {
			wanted[n-1].asking = append(wanted[n-1].asking, t.record)
			continue
		}
		wanted = append(wanted, sharedTheme{name: t.name, asking: []graph.Record{t.record}})
	}
	if len(wanted) == 0 {
		return nil, graph.Errorf(graph.BadUserInput,
			"the asking cities name no theme in a partnership or pledge; name one, for example %q", "youth").At("theme")
	}
	return wanted, nil
}

// sharedThemes returns those of the wanted themes that the target has, with where
// either side names them. A partnership of both is no reason for a new one: a theme
// counts when the asking cities name it elsewhere too, or ask for it by name and the
// target names it without them.
func (sc *scene) sharedThemes(wanted []sharedTheme, target *graph.City) []sharedTheme {
	own := sc.themesOf(target)
	if len(own) == 0 {
		return nil
	}
	var shared []sharedTheme
	for _, w := range wanted {
		theme := sharedTheme{name: w.name}
		for _, t := range own {
			if alike(t.words, graph.Fold(w.name)) && !slices.Contains(theme.asked, t.record) {
				theme.asked = append(theme.asked, t.record)
			}
		}
		for _, r := range w.asking {
			if !slices.Contains(theme.asked, r) && !slices.Contains(theme.asking, r) {
				theme.asking = append(theme.asking, r)
			}
		}
		if len(theme.asked) > 0 && (len(theme.asking) > 0 || len(w.asking) == 0) {
			shared = append(shared, theme)
		}
	}
	return shared
}

// touches reports whether a theme or focus area touches the matter of a goal: for
// ties and texts equality, discrimination and human rights.
func (g Goal) touches(words string) bool {
	about := []string{
		"lgbtqi", "lgbti", "lgbt", "anti discrimination", "fight discrimination", "discrimination", "equality",
		"gender equality", "tolerance", "diversity", "hr education", "hr mechanisms", "hrd protection", "human rights",
		"minorities", "minority rights",
	}
	switch g {
	case Restore, Keep:
		about = append(about, "peace", "intercultural dialogue", "memory", "citizen dialogue", "democratic resilience", "international cooperation")
	case Join, Partner:
		about = append(about, "child and youth rights", "participation transparency", "housing", "migration")
	}
	return slices.ContainsFunc(about, func(a string) bool { return hasWords(words, a) })
}
