package dialogue_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/progress"
	"twingraph/graph/dialogue/support"
)

func TestCampaignsOnTheBundledDataset(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	var b strings.Builder
	for _, c := range s.Campaigns {
		p := must(progress.Of(t.Context(), s, c.ID, day("2026-11-22")))(t)
		fmt.Fprintf(&b, "# %s %s\n", c.ID, c.Stance)
		fmt.Fprintf(&b, "%d pledges of %d cities and %d organisations, %d undated; %.2f a month, %.2f in the last year\n",
			p.Pledges, p.Cities, p.Organisations, p.Undated, p.Pace.Overall, p.Pace.LastYear)
		for _, counts := range [][]progress.Count{p.ByCountry, p.ByFocusArea} {
			for _, n := range counts {
				fmt.Fprintf(&b, "%s %d; ", n.Key, n.Number)
			}
			b.WriteString("\n")
		}
		for _, m := range p.ByMonth {
			fmt.Fprintf(&b, "%s: %d, %d in all\n", m.Month, m.New, m.Total)
		}
		for _, m := range p.Milestones {
			fmt.Fprintf(&b, "%d by %q: reached %t on %q, %d missing, %.2f a month, late %t\n", m.Pledges, m.By, m.Reached, m.ReachedOn, m.Missing, m.PerMonth, m.Late)
		}
		writeAnswers(&b, "+", p.Answered)
		writeAnswers(&b, "-", p.Against)
		for _, r := range p.Opposed {
			fmt.Fprintf(&b, "opposed: %s, recorded %t, %d pledges, %d answered, %d acted against\n", r.Campaign.ID, r.Recorded, r.Pledges, r.Answered, r.Against)
		}
		b.WriteString("\n")
	}
	golden(t, "campaigns.txt", b.String())
}

func writeAnswers(b *strings.Builder, sign string, answers []progress.Answer) {
	for _, a := range answers {
		fmt.Fprintf(b, "%s %s", sign, a.City.ID)
		if a.Claim != nil {
			fmt.Fprintf(b, " %s towards %s", a.Claim.Type, a.Partner.ID)
		} else {
			fmt.Fprintf(b, " %s", a.Resolution.ID)
		}
		fmt.Fprintf(b, " %s certain %t %v\n", a.Date, a.Certain, a.Sources)
	}
}

func TestMilestones(t *testing.T) {
	milestones := []graph.Milestone{{By: date("2023-06-30"), Pledges: 5}, {By: date("2023"), Pledges: 20}, {By: date("2024-12-31"), Pledges: 40}}
	m := newMemory(&graph.Campaign{
		Statement: graph.Statement{ID: "c"}, Name: "A campaign", Stance: graph.StanceCommit, Start: date("2023-01-01"), Milestones: milestones,
	})
	for i := range 12 {
		m.add(&graph.Pledge{Statement: m.says("pledge"), Campaign: "c", EntityName: "One", Date: graph.PartialDate{Year: 2023, Month: uint8(i + 1), Day: 15}})
	}
	p := must(progress.Of(t.Context(), m.moment(t), "c", day("2024-01-01")))(t)
	want := []progress.MilestoneProgress{
		{Milestone: milestones[0], Reached: true, ReachedOn: date("2023-05-15")},
		{Milestone: milestones[1], Missing: 8, Late: true},
		{Milestone: milestones[2], Missing: 28, PerMonth: 2.33}, // 366 days are 12.02 months
	}
	if diff := cmp.Diff(want, p.Milestones); diff != "" {
		t.Error(diff)
	}
	if p.Pace.LastYear != 1 || p.Pace.Overall != 1 {
		t.Errorf("pace %+v, want one a month", p.Pace)
	}
}

// summary takes a moment of support twinnings: how many of each mandate country,
// defender country and programme.
func summary(t *testing.T, groups map[[3]string]int) (*support.Overview, error) {
	m := newMemory()
	for group, n := range groups {
		for range n {
			m.add(&graph.SupportTwinning{Statement: m.says("support"), MandateCountry: group[0], DefenderCountry: group[1], Programme: group[2], Theme: "secret"})
		}
	}
	return support.Summary(m.moment(t), day("2026-11-22"))
}

func TestSupportTwinningsAreShownOnlyWhereSafe(t *testing.T) {
	o, err := summary(t, map[[3]string]int{
		{"BE", "BI", "one"}: 4, {"BE", "BI", "two"}: 3, {"NL", "CD", "one"}: 2, {"FR", "CD", "one"}: 2, {"FR", "CD", "two"}: 2, {"DE", "BI", "one"}: 3,
	})
	if err != nil {
		t.Fatal(err)
	}
	want := &support.Overview{
		Pairs: []support.Pair{
			{MandateCountry: "BE", DefenderCountry: "BI", Count: 7},
			{MandateCountry: "FR", DefenderCountry: "CD", Count: 4},
			{MandateCountry: "DE", DefenderCountry: "BI", Count: 3},
		},
		Total: 14, Withheld: true, Programmes: []support.Programme{},
	}
	if diff := cmp.Diff(want, o); diff != "" {
		t.Error(diff)
	}
}

func TestSupportTwinningsOfTheBundledDatasetAreTooFewToShow(t *testing.T) {
	o := must(support.Summary(bundled(t, graph.TierRestricted), day("2026-11-22")))(t)
	if len(o.Pairs) != 0 || o.Total != 0 || !o.Withheld {
		t.Errorf("%d pairs, %d in all, withheld %t", len(o.Pairs), o.Total, o.Withheld)
	}
	if len(o.Programmes) != 1 || o.Programmes[0].Campaign.ID != "pi-mp-hrd" || len(o.Programmes[0].Courses) != 7 {
		t.Errorf("programmes %+v", o.Programmes)
	}
	if _, err := support.Summary(bundled(t, graph.TierPublic), day("2026-11-22")); graph.CodeOf(err) != graph.Internal {
		t.Errorf("error %v for a moment that holds none", err)
	}
}

// TestNothingRestrictedIsInAnyAnswer looks for restricted and partner records in what
// is computed for the public.
func TestNothingRestrictedIsInAnyAnswer(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	if len(s.SupportTwinnings) != 0 || len(s.Approaches) != 0 {
		t.Fatal("the moment holds what the public may not see")
	}
	for _, q := range plans() {
		p := must(plan.For(t.Context(), s, q))(t)
		for _, c := range p.Contacts {
			if c.Contact.Tier != graph.TierPublic {
				t.Errorf("contact %s is %s", c.Contact.ID, c.Contact.Tier)
			}
		}
		if len(p.Approaches) > 0 {
			t.Error("approaches are shown to the public")
		}
	}
}
