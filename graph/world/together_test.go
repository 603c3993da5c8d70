package world_test

import (
	"slices"
	"testing"

	"twingraph/graph"
)

// Haparanda and Solwezi have a partnership from 2022 to 2025.
func TestPartneredTogetherWhileItRuns(t *testing.T) {
	_, moments := bundled(t)
	s := moments["own"]
	pair := []graph.ID{"haparanda-se", "solwezi-zm"}
	for _, c := range []struct {
		year int
		runs bool
	}{{2021, false}, {2022, true}, {2025, true}, {2026, false}} {
		groups := s.PartneredTogether(dayOf(c.year, 6))
		got := slices.ContainsFunc(groups, func(g []graph.ID) bool { return slices.Equal(g, pair) })
		if got != c.runs {
			t.Errorf("in %d it runs: %v, want %v", c.year, got, c.runs)
		}
	}
}

func TestPledgedTogether(t *testing.T) {
	_, moments := bundled(t)
	s := moments["own"]
	groups := s.PledgedTogether(dayOf(2026, 11))
	both := slices.ContainsFunc(groups, func(g []graph.ID) bool {
		return slices.Contains(g, "amsterdam-nl") && slices.Contains(g, "lyon-fr")
	})
	if !both {
		t.Errorf("Amsterdam and Lyon, which both pledged to protect defenders, are in none of %d groups", len(groups))
	}
	for _, g := range groups {
		if len(g) < 2 || !slices.IsSorted(g) || len(slices.Compact(slices.Clone(g))) != len(g) {
			t.Errorf("a group is not two or more cities in order, each once: %v", g)
		}
	}
	if before := s.PledgedTogether(dayOf(1900, 1)); len(before) >= len(groups) {
		t.Errorf("%d groups in 1900, %d in 2026", len(before), len(groups))
	}
}
