package dialogue_test

import (
	"fmt"
	"os/exec"
	"slices"
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
		if len(p.NamedIn) > 0 {
			fmt.Fprintf(&b, "named in %q, examples only: %t; its organiser says: %v\n", titles(p.NamedIn), c.ExamplesOnly, c.ClaimedFocusAreas)
		}
		for _, m := range p.ByMonth {
			fmt.Fprintf(&b, "%s: %d, %d in all\n", m.Month, m.New, m.Total)
		}
		for _, m := range p.Milestones {
			fmt.Fprintf(&b, "%d by %q: reached %t on %q, %d missing, %.2f a month, late %t, claimed by %q\n", m.Pledges, m.By, m.Reached, m.ReachedOn, m.Missing, m.PerMonth, m.Late, m.Claimed)
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
		fmt.Fprintf(b, " %s certain %t %v", a.Date, a.Certain, a.Sources)
		for _, text := range a.Texts {
			fmt.Fprintf(b, " about %s", text.ID)
		}
		b.WriteString("\n")
	}
}

// TestProgressIsWhatTheScriptAnswers compares the acts that count with those that
// progress.py counts, which knows the rule and nothing of the program.
func TestProgressIsWhatTheScriptAnswers(t *testing.T) {
	command := exec.CommandContext(t.Context(), "python3", "-B", "progress.py")
	command.Dir = "../dataset"
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s := bundled(t, graph.TierPublic)
	var b strings.Builder
	b.WriteString("| campaign | asks | about | as it asks | the other way |\n| --- | --- | --- | ---: | ---: |\n")
	for _, c := range s.Campaigns {
		switch c.Stance {
		case graph.StanceEnd, graph.StanceSuspend, graph.StanceMaintain, graph.StanceDialogue, graph.StanceMaintainAndDialogue, graph.StancePromoteCharter:
			p := must(progress.Of(t.Context(), s, c.ID, day("2026-11-22")))(t)
			fmt.Fprintf(&b, "| %s | %s | %s | %d | %d |\n", c.ID, c.Stance, c.Subject, p.AnsweredCount, p.AgainstCount)
		}
	}
	if diff := cmp.Diff(string(out), b.String()); diff != "" {
		t.Error(diff)
	}
}

// TestWhichActsCountForACampaign has a German, a Polish and a Russian city, a text of the
// Polish one from May 2019 to June 2021, and one act.
func TestWhichActsCountForACampaign(t *testing.T) {
	const neither, answered, against = "", "answered", "against"
	texts, war := graph.SubjectTexts, graph.SubjectWar
	for name, c := range map[string]struct {
		stance  graph.Stance
		subject graph.CampaignSubject
		about   string
		act     graph.ClaimType
		side    graph.ID
		on      string
		answers bool // the act responds to the text
		want    string
	}{
		"an end answers END":                            {graph.StanceEnd, war, "RU", graph.Ended, "german", "2022-05", false, answered},
		"a suspension does not answer END":              {graph.StanceEnd, war, "RU", graph.Suspended, "german", "2022-05", false, neither},
		"a restoration is the other way of END":         {graph.StanceEnd, war, "RU", graph.Restored, "german", "2022-05", false, against},
		"a suspension answers SUSPEND":                  {graph.StanceSuspend, war, "RU", graph.Suspended, "german", "2022-05", false, answered},
		"an end goes further than SUSPEND":              {graph.StanceSuspend, war, "RU", graph.Ended, "german", "2022-05", false, answered},
		"a suspension is the other way of DIALOGUE":     {graph.StanceDialogue, war, "RU", graph.Suspended, "german", "2022-05", false, against},
		"a founding answers nothing":                    {graph.StanceMaintain, war, "RU", graph.Established, "german", "2022-05", false, neither},
		"a review answers nothing":                      {graph.StanceSuspend, war, "RU", graph.ReviewOpened, "german", "2022-05", false, neither},
		"an act of those it does not ask":               {graph.StanceEnd, war, "RU", graph.Ended, "russian", "2022-05", false, neither},
		"an act on a link with another country":         {graph.StanceEnd, war, "RU", graph.Ended, "german-pl", "2022-05", false, neither},
		"an act before it began":                        {graph.StanceEnd, war, "RU", graph.Ended, "german", "2018", false, neither},
		"an act of the year in which it began":          {graph.StanceEnd, war, "RU", graph.Ended, "german", "2019", false, answered},
		"an act on a text, against a campaign on a war": {graph.StanceSuspend, war, "PL", graph.Suspended, "german-pl", "2020-05", true, neither},
		"an act while a text was in force":              {graph.StanceSuspend, texts, "PL", graph.Suspended, "german-pl", "2020-05", false, answered},
		"an act within the month of the adoption":       {graph.StanceSuspend, texts, "PL", graph.Suspended, "german-pl", "2019-05", false, answered},
		"an act before the adoption":                    {graph.StanceSuspend, texts, "PL", graph.Suspended, "german-pl", "2019-04", false, neither},
		"an act after the repeal":                       {graph.StanceDialogue, texts, "PL", graph.Restored, "german-pl", "2022-05", false, neither},
		"an act after the repeal that responds to it":   {graph.StanceDialogue, texts, "PL", graph.Restored, "german-pl", "2022-05", true, answered},
		"an act towards a city that had none":           {graph.StanceSuspend, texts, "RU", graph.Suspended, "german", "2020-05", false, neither},
		"an act where the subject is not recorded":      {graph.StanceEnd, "", "RU", graph.Ended, "german", "2022-05", false, neither},
		"no country is named, so that none is reached":  {graph.StanceEnd, war, "", graph.Ended, "german", "2022-05", false, neither},
	} {
		t.Run(name, func(t *testing.T) {
			campaign := &graph.Campaign{Statement: graph.Statement{ID: "c"}, Name: "C", Stance: c.stance, Scope: []string{"DE"}, Subject: c.subject, Start: date("2019-03")}
			if c.about != "" {
				campaign.About = []string{c.about}
			}
			text := &graph.Resolution{Statement: graph.Statement{ID: "text"}, City: "polish", Title: "A text", Kind: graph.FamilyCharter, Adopted: date("2019-05-20"), Repealed: date("2021-06-01"), Outcome: graph.OutcomeRepealed}
			m := newMemory(campaign, text, &graph.Source{Statement: graph.Statement{ID: "source-a"}, Title: "A source"})
			for id, country := range map[graph.ID]string{"german": "DE", "polish": "PL", "russian": "RU"} {
				m.add(&graph.City{Statement: graph.Statement{ID: id}, Name: string(id), Country: country})
			}
			east, pl := m.link("german", "russian"), m.link("german", "polish")
			l, side := east, c.side
			if side == "german-pl" {
				l, side = pl, "german"
			}
			act := m.claim(l, c.act, side, c.on)
			if c.answers {
				act.RespondsTo = []graph.ID{"text"}
			}
			p := must(progress.Of(t.Context(), m.moment(t), "c", day("2026-11-22")))(t)
			got := neither
			switch {
			case p.AnsweredCount == 1 && p.AgainstCount == 0:
				got = answered
			case p.AnsweredCount == 0 && p.AgainstCount == 1:
				got = against
			case p.AnsweredCount+p.AgainstCount != 0:
				t.Fatalf("%d and %d acts", p.AnsweredCount, p.AgainstCount)
			}
			if got != c.want {
				t.Errorf("counts as %q, want %q", got, c.want)
			}
			if about := c.subject == texts && got != neither; about != (len(append(p.Answered, p.Against...)) == 1 && len(append(p.Answered, p.Against...)[0].Texts) == 1) {
				t.Errorf("the texts that it is about: %v, %v", p.Answered, p.Against)
			}
		})
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

// TestWhatTheOrganiserClaimsStandsBeside: a milestone that is not reached by what is recorded has the
// date by which the organiser says to have had as many, from that day on.
func TestWhatTheOrganiserClaimsStandsBeside(t *testing.T) {
	m := newMemory(&graph.Campaign{
		Statement: graph.Statement{ID: "c"}, Name: "A campaign", Stance: graph.StanceCommit, Start: date("2022-07"),
		Milestones:     []graph.Milestone{{Pledges: 10}, {Pledges: 100}, {Pledges: 1000}},
		ClaimedPledges: []graph.Milestone{{By: date("2022-10"), Pledges: 12}, {By: date("2022-12-10"), Pledges: 100}},
	})
	s := m.moment(t)
	for on, want := range map[string][3]string{
		"2022-09-30": {"", "", ""}, "2022-10-01": {"2022-10", "", ""}, "2022-12-09": {"2022-10", "", ""}, "2023-01-01": {"2022-10", "2022-12-10", ""},
	} {
		p := must(progress.Of(t.Context(), s, "c", day(on)))(t)
		for i, milestone := range p.Milestones {
			if got := milestone.Claimed; got != (graph.PartialDate{}) && got.String() != want[i] || got == (graph.PartialDate{}) && want[i] != "" {
				t.Errorf("%s: %d claimed by %s, want %q", on, milestone.Pledges, got, want[i])
			}
			if milestone.Reached || milestone.Missing != milestone.Pledges {
				t.Errorf("%s: a claim counts as pledges: %+v", on, milestone)
			}
		}
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
	// The public page of a programme names no country of the pairs that the count withholds.
	s := bundled(t, graph.TierRestricted)
	for _, twinning := range s.SupportTwinnings {
		for _, c := range s.Campaigns {
			for _, country := range []string{twinning.MandateCountry, twinning.DefenderCountry} {
				if c.Stance == graph.StanceProtect && (slices.Contains(c.Scope, country) || slices.Contains(c.About, country)) {
					t.Errorf("campaign %s names %s", c.ID, country)
				}
			}
		}
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
