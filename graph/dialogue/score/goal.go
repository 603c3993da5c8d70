package score

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// Goal is what an approach is for.
type Goal string

// The goals.
const (
	Repeal  Goal = "REPEAL"  // that a discriminating resolution is withdrawn
	Restore Goal = "RESTORE" // that a suspended or ended link is taken up again
	Keep    Goal = "KEEP"    // that a link at risk is kept
	Join    Goal = "JOIN"    // that a city answers a campaign with a pledge
	Partner Goal = "PARTNER" // that two cities enter a partnership on a theme
)

// Goals lists the goals.
func Goals() []Goal { return []Goal{Repeal, Restore, Keep, Join, Partner} }

// ServedBy reports whether campaigns of the stance ask for what the goal is for.
func (g Goal) ServedBy(s graph.Stance) bool {
	switch s {
	case graph.StanceMaintainAndDialogue:
		return g == Repeal || g == Restore || g == Keep
	case graph.StanceDialogue:
		return g == Repeal || g == Restore
	case graph.StanceMaintain:
		return g == Restore || g == Keep
	case graph.StanceCommit:
		return g == Join
	case graph.StancePartner:
		return g == Partner
	}
	return false
}

// ContradictedBy reports whether campaigns of the stance ask for the contrary.
func (g Goal) ContradictedBy(s graph.Stance) bool {
	switch s {
	case graph.StanceSuspend, graph.StanceEnd:
		return g == Repeal || g == Restore || g == Keep
	case graph.StancePromoteCharter:
		return g == Repeal
	}
	return false
}

// AboutLinks reports whether the goal is about links that are there, so that their
// status comes first.
func (g Goal) AboutLinks() bool { return g == Repeal || g == Restore || g == Keep }

// Check checks that the goal is one of them. Errors have code BadUserInput.
func (g Goal) Check() error {
	if !slices.Contains(Goals(), g) {
		return graph.Errorf(graph.BadUserInput, "%q is not a goal; goals are REPEAL, RESTORE, KEEP, JOIN and PARTNER", string(g)).At("goal")
	}
	return nil
}

// CheckNarrowed checks what a question names beside its goal, both of which may be empty.
// Errors have code BadUserInput.
func (g Goal) CheckNarrowed(campaign graph.ID, theme string) error {
	if campaign != "" && g != Join {
		return graph.Errorf(graph.BadUserInput, "a campaign can be named for the goal JOIN only").At("campaign")
	}
	if theme != "" && g != Partner {
		return graph.Errorf(graph.BadUserInput, "a theme can be named for the goal PARTNER only").At("theme")
	}
	return nil
}

// touches reports whether a theme or focus area touches a goal: for
// links and texts equality, discrimination and human rights.
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
	return slices.ContainsFunc(about, func(a string) bool { return index.HasWords(words, a) })
}
