package dialogue_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/dialogue/candidate"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/score"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata/")

// golden compares an answer with the one in testdata/.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := must(os.ReadFile(path))(t)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (run with -update when it is meant):\n%s", path, diff)
	}
}

func TestCandidatesOnTheBundledDataset(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	var b strings.Builder
	for _, c := range []struct {
		title string
		candidate.Question
	}{
		{"German cities: repeal, summer 2020", candidate.Question{For: candidate.Asker{Country: "DE"}, Goal: score.Repeal, AsOf: day("2020-06-30")}},
		{"German cities: repeal, spring 2021", candidate.Question{For: candidate.Asker{Country: "DE"}, Goal: score.Repeal, AsOf: day("2021-03-01")}},
		{"German cities: repeal, spring 2021, suspended ties too", candidate.Question{For: candidate.Asker{Country: "DE"}, Goal: score.Repeal, AsOf: day("2021-03-01"), ThroughSuspended: true}},
		{"French cities: repeal, spring 2021", candidate.Question{For: candidate.Asker{Country: "FR"}, Goal: score.Repeal, AsOf: day("2021-03-01")}},
		{"KPH: repeal, summer 2023", candidate.Question{For: candidate.Asker{Organisation: "kph"}, Goal: score.Repeal, AsOf: day("2023-06-01")}},
		{"LSVD: repeal, summer 2020", candidate.Question{For: candidate.Asker{Organisation: "lsvd"}, Goal: score.Repeal, AsOf: day("2020-06-30")}},
		{"Schwerte: restore, at the end of 2022, the suspended tie itself", candidate.Question{For: candidate.Asker{Cities: []graph.ID{"schwerte-de"}}, Goal: score.Restore, AsOf: day("2022-12-31"), ThroughSuspended: true}},
		{"French cities: restore, over suspended ties", candidate.Question{For: candidate.Asker{Country: "FR"}, Goal: score.Restore, AsOf: day("2026-11-22"), ThroughSuspended: true}},
		{"German cities: restore", candidate.Question{For: candidate.Asker{Country: "DE"}, Goal: score.Restore, AsOf: day("2026-11-22")}},
		{"German cities: keep", candidate.Question{For: candidate.Asker{Country: "DE"}, Goal: score.Keep, AsOf: day("2026-11-22")}},
		{"US cities: keep, spring 2022", candidate.Question{For: candidate.Asker{Country: "US"}, Goal: score.Keep, AsOf: day("2022-04-01"), Window: graph.Window[candidate.Position]{First: 5}}},
		{"UCLG's committee: join", candidate.Question{For: candidate.Asker{Organisation: "uclg-csipdhr"}, Goal: score.Join, AsOf: day("2026-11-22"), Window: graph.Window[candidate.Position]{First: 8}}},
		{"Falun: partner", candidate.Question{For: candidate.Asker{Cities: []graph.ID{"falun-se"}}, Goal: score.Partner, AsOf: day("2026-11-22")}},
		{"Munich and Nuremberg: partner on LGBTQI", candidate.Question{For: candidate.Asker{Cities: []graph.ID{"munich-de", "nuremberg-de"}}, Goal: score.Partner, Theme: "lgbtqi", AsOf: day("2026-11-22")}},
		{"nobody to reach", candidate.Question{For: candidate.Asker{Cities: []graph.ID{"aachen-de"}}, Goal: score.Repeal, AsOf: day("2026-11-22")}},
	} {
		if c.Window.First == 0 {
			c.Window.First = 10
		}
		page := must(candidate.Rank(t.Context(), s, c.Question))(t)
		fmt.Fprintf(&b, "# %s\n%s\n", c.title, rows(page))
	}
	golden(t, "candidates.txt", b.String())
}

// facts writes everything behind a candidate.
func facts(c candidate.Candidate) string {
	var b strings.Builder
	for _, part := range c.Parts {
		fmt.Fprintf(&b, "%s %d x %d = %d\n", part.Part, part.Weight, part.Value, part.Points)
		for _, f := range part.Facts {
			fmt.Fprintf(&b, "  %4d %s", f.Value, f.Kind)
			writeEvidence(&b, f.Records, f.Dates(), f.Sources)
			if f.Number() > 0 {
				fmt.Fprintf(&b, " %d", f.Number())
			}
			b.WriteString("\n")
		}
	}
	for _, w := range c.Cautions {
		fmt.Fprintf(&b, "! %s", w.Kind)
		writeEvidence(&b, w.Records, w.Dates(), w.Sources)
		b.WriteString("\n")
	}
	return b.String()
}

func writeEvidence(b *strings.Builder, records []graph.Record, dates []graph.PartialDate, sources []graph.ID) {
	for _, r := range records {
		fmt.Fprintf(b, " %s", r.Base().ID)
	}
	for _, d := range dates {
		fmt.Fprintf(b, " %s", d)
	}
	fmt.Fprintf(b, " %v", sources)
}

func TestTheEvidenceBehindACandidate(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	var b strings.Builder
	for _, q := range []candidate.Question{
		{For: candidate.Asker{Cities: []graph.ID{"illingen-saar-de"}}, Goal: score.Repeal, AsOf: day("2023-06-01")},
		{For: candidate.Asker{Cities: []graph.ID{"douai-fr"}}, Goal: score.Restore, AsOf: day("2023-03-01"), ThroughSuspended: true},
		{For: candidate.Asker{Cities: []graph.ID{"plon-de"}}, Goal: score.Keep, AsOf: day("2025-03-01")},
		{For: candidate.Asker{Cities: []graph.ID{"nuremberg-de"}}, Goal: score.Join, AsOf: day("2026-11-22")},
		{For: candidate.Asker{Cities: []graph.ID{"lund-se"}}, Goal: score.Partner, Theme: "youth participation", AsOf: day("2023-03-01")},
	} {
		q.Window.First = 1
		page := must(candidate.Rank(t.Context(), s, q))(t)
		fmt.Fprintf(&b, "# %s on %s\n%s%s\n", q.Goal, q.AsOf, rows(page), facts(page.Candidates[0]))
	}
	golden(t, "evidence.txt", b.String())
}

func TestPlansOnTheBundledDataset(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	var b strings.Builder
	for _, q := range plans() {
		p := must(plan.For(t.Context(), s, q))(t)
		fmt.Fprintf(&b, "# %s: %s to %s on %s\n%s\n", q.Goal, q.From, q.Target, q.AsOf, outline(p))
	}
	golden(t, "plans.txt", b.String())
}

// plans are the plans that tests draw up and write letters for.
func plans() []plan.Question {
	return []plan.Question{
		{Target: "pulawy-pl", From: "stendal-de", Goal: score.Repeal, AsOf: day("2021-03-01")},
		{Target: "tuchow-pl", From: "illingen-saar-de", Goal: score.Repeal, AsOf: day("2023-06-01")},
		{Target: "nowy-sacz-pl", From: "schwerte-de", Goal: score.Repeal, AsOf: day("2022-06-01"), ThroughSuspended: true},
		{Target: "pulawy-pl", From: "douai-fr", Goal: score.Restore, AsOf: day("2026-11-22")},
		{Target: "moscow-ru", From: "berlin-de", Goal: score.Restore, AsOf: day("2026-11-22")},
		{Target: "nowa-deba-pl", From: "fermoy-ie", Goal: score.Restore, AsOf: day("2022-01-01")},
		{Target: "nowy-sacz-pl", From: "schwerte-de", Goal: score.Keep, AsOf: day("2023-11-22")},
		{Target: "munich-de", From: "kyiv-ua", Goal: score.Keep, AsOf: day("2024-01-15")},
		{Target: "krakow-pl", From: "nuremberg-de", Goal: score.Join, AsOf: day("2026-11-22")},
		{Target: "amsterdam-nl", From: "munich-de", Goal: score.Join, AsOf: day("2023-03-01")},
		{Target: "leuven-be", From: "krakow-pl", Goal: score.Join, AsOf: day("2026-11-22")},
		{Target: "palapye-bw", From: "falun-se", Goal: score.Partner, AsOf: day("2023-03-01")},
		{Target: "lobatse-bw", From: "bollnas-se", Goal: score.Partner, AsOf: day("2023-03-01")},
	}
}

// outline writes what is in a plan, by ids.
func outline(p *plan.Plan) string {
	var b strings.Builder
	if p.Candidate != nil {
		b.WriteString(rows(candidate.Page{Candidates: []candidate.Candidate{*p.Candidate}}))
	}
	for _, l := range p.Links {
		fmt.Fprintf(&b, "tie %s %s since %s, founded %s, %d claims\n", l.Link.ID, l.Status.Status, l.Status.Since, l.Founded, len(l.History))
	}
	for _, x := range p.Texts {
		fmt.Fprintf(&b, "text %s in force %s, ended %s (by %t)\n", x.Resolution.ID, x.InForce, x.Ended, x.EndedBy)
	}
	for _, f := range append(append([]score.Fact{}, p.Deeds...), p.Occasions...) {
		fmt.Fprintf(&b, "%s %s %v %d\n", f.Kind, f.Records[0].Base().ID, f.Dates(), f.Number())
	}
	for _, c := range p.Contacts {
		fmt.Fprintf(&b, "contact %s %s fresh %t\n", c.Contact.ID, c.Of, c.Fresh)
	}
	for _, a := range p.Advice {
		fmt.Fprintf(&b, "advice %s fits %t seen here %t\n", a.Practice.ID, a.Fits, a.SeenHere)
	}
	for _, c := range p.Cases {
		fmt.Fprintf(&b, "case %s %s %s", c.Kind, c.Nearness, c.City.ID)
		if c.Other != nil {
			fmt.Fprintf(&b, " %s", c.Other.ID)
		}
		fmt.Fprintf(&b, " %s, text given up after %t, now %s\n", c.When, c.EndedAfter, c.Status.Status)
	}
	for _, c := range append(append([]score.Caution{}, p.Cautions...), p.Verify...) {
		fmt.Fprintf(&b, "! %s", c.Kind)
		for _, r := range c.Records {
			fmt.Fprintf(&b, " %s", r.Base().ID)
		}
		fmt.Fprintf(&b, " %v\n", c.Dates())
	}
	fmt.Fprintf(&b, "%d sources\n", len(p.Sources))
	return b.String()
}
