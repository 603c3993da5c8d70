package dialogue

import "twingraph/graph"

// Goal is what an approach is for.
type Goal string

// The goals.
const (
	Repeal  Goal = "REPEAL"  // that a discriminating resolution is withdrawn
	Restore Goal = "RESTORE" // that a suspended or ended tie is taken up again
	Keep    Goal = "KEEP"    // that a tie at risk is kept
	Join    Goal = "JOIN"    // that a city answers a campaign with a pledge
	Partner Goal = "PARTNER" // that two cities enter a partnership on a theme
)

// Goals lists the goals.
func Goals() []Goal { return []Goal{Repeal, Restore, Keep, Join, Partner} }

// servedBy reports whether campaigns of the stance ask for what the goal is for.
func (g Goal) servedBy(s graph.Stance) bool {
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

// contradictedBy reports whether campaigns of the stance ask for the contrary.
func (g Goal) contradictedBy(s graph.Stance) bool {
	switch s {
	case graph.StanceSuspend, graph.StanceEnd:
		return g == Repeal || g == Restore || g == Keep
	case graph.StancePromoteCharter:
		return g == Repeal
	}
	return false
}

// aboutTies reports whether the goal is about ties that are there, so that their
// status is what matters first.
func (g Goal) aboutTies() bool { return g == Repeal || g == Restore || g == Keep }

// discriminates reports whether resolutions of the kind are what REPEAL is about.
func discriminates(k graph.ResolutionKind) bool {
	return k == graph.AntiLGBTDeclaration || k == graph.FamilyCharter
}
