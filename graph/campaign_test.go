package graph_test

import (
	"testing"

	"twingraph/graph"
)

// campaign returns a campaign with the milestones.
func campaign(milestones ...string) *graph.Campaign {
	c := &graph.Campaign{Statement: graph.Statement{ID: "n", Confidence: graph.Documented}, Name: "C", Stance: graph.StanceCommit}
	for _, written := range milestones {
		m, err := graph.ParseMilestone(written)
		if err != nil {
			panic(err)
		}
		c.Milestones = append(c.Milestones, m)
	}
	return c
}

func TestMilestonesAreWrittenAsTheyAreRead(t *testing.T) {
	for _, written := range []string{":10", "2030:1000", "2030-06:1", "2030-06-30:250"} {
		m, err := graph.ParseMilestone(written)
		if err != nil {
			t.Fatal(err)
		}
		if m.String() != written {
			t.Errorf("%q is written as %q", written, m)
		}
	}
	for _, bad := range []string{"", ":", "1000", "2030:", "2030:0", ":-1", "x:10", "2030-13:5", "2030:ten"} {
		if m, err := graph.ParseMilestone(bad); graph.CodeOf(err) != graph.BadUserInput {
			t.Errorf("milestone %q: %v, error %v", bad, m, err)
		}
	}
}

func TestMilestonesKeepTheirOrder(t *testing.T) {
	given := campaign(":10", ":100", "2030:1000")
	kept := graph.Canonical(given).(*graph.Campaign)
	if got, want := len(kept.Milestones), 3; got != want {
		t.Fatalf("%d milestones, want %d", got, want)
	}
	for i, m := range kept.Milestones {
		if m != given.Milestones[i] {
			t.Errorf("milestone %d is %s, want %s", i, m, given.Milestones[i])
		}
	}
	if problems := graph.Validate(kept); len(problems) > 0 {
		t.Error(problems)
	}
	kept.Milestones[0].Pledges = 11
	if given.Milestones[0].Pledges != 10 {
		t.Error("the canonical record shares its milestones with the given one")
	}
	if none := graph.Canonical(&graph.Campaign{Milestones: []graph.Milestone{}}).(*graph.Campaign); none.Milestones != nil {
		t.Error("an empty list of milestones stays")
	}
}
