package dialogue_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/dialogue"
)

// TestLettersOnRealPlans writes every purpose in every language for every plan, and
// looks for what a letter may not hold.
func TestLettersOnRealPlans(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	wrong := regexp.MustCompile(`<no value>|%!|\{\{|\}\}|  |…| ,| \.|\(\)|“”|„“|„”|\n\n\n`)
	cited := regexp.MustCompile(`\[(\d+)\]`)
	written := map[dialogue.Purpose]int{}
	for _, q := range plans() {
		p, err := dialogue.PlanFor(t.Context(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, purpose := range dialogue.Purposes() {
			for _, language := range dialogue.Languages() {
				t.Run(fmt.Sprintf("%s %s to %s %s %s", q.Goal, q.From, q.Target, purpose, language), func(t *testing.T) {
					l, err := dialogue.Write(p, purpose, language)
					if graph.CodeOf(err) == graph.BadUserInput {
						t.Skip(err)
					}
					if err != nil {
						t.Fatal(err)
					}
					written[purpose]++
					for _, text := range []string{l.Markdown, l.Text, l.Subject} {
						if found := wrong.FindString(text); found != "" {
							t.Errorf("%q in:\n%s", found, text)
						}
					}
					if l.Subject == "" || !strings.Contains(l.Text, l.Subject) || len(l.Verify) == 0 {
						t.Errorf("subject %q, verify %q", l.Subject, l.Verify)
					}
					for _, m := range cited.FindAllStringSubmatch(l.Text, -1) {
						if n := m[1]; !strings.Contains(l.Text, "- ["+n+"] ") {
							t.Errorf("source %s is cited but not listed", n)
						}
					}
					if n := strings.Count(l.Text, "\n- ["); n != len(l.Sources) {
						t.Errorf("%d sources listed, %d given", n, len(l.Sources))
					}
					for i, w := range l.Warnings {
						if !strings.HasPrefix(strings.Split(l.Text, "\n")[i], "! ") || !strings.Contains(l.Text, w) {
							t.Errorf("warning %q is not on top", w)
						}
					}
				})
			}
		}
	}
	for _, purpose := range dialogue.Purposes() {
		if written[purpose] < 3*len(dialogue.Languages()) {
			t.Errorf("%s was written %d times", purpose, written[purpose])
		}
	}
}

func TestLettersInFull(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	all := plans()
	for _, c := range []struct {
		plan    int
		purpose dialogue.Purpose
	}{
		{1, dialogue.PurposeDialogue}, {3, dialogue.PurposeDialogue}, {6, dialogue.PurposeDialogue}, {8, dialogue.PurposeDialogue}, {11, dialogue.PurposeDialogue}, {10, dialogue.PurposeThank},
		{6, dialogue.PurposeThank}, {1, dialogue.PurposeInformation}, {0, dialogue.PurposeSuspension}, {3, dialogue.PurposeRestoration},
	} {
		q := all[c.plan]
		p, err := dialogue.PlanFor(t.Context(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, language := range dialogue.Languages() {
			l, err := dialogue.Write(p, c.purpose, language)
			if err != nil {
				t.Fatal(err)
			}
			text := l.Text
			if language == dialogue.English {
				text = l.Markdown
			}
			fmt.Fprintf(&b, "%s\n%s\n", strings.Repeat("=", 72), text)
		}
		golden(t, strings.ToLower(fmt.Sprintf("letter-%s-%s-%s.txt", q.Goal, q.From, c.purpose)), b.String())
	}
}

func TestAWarningStandsOnTop(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	for _, c := range []struct {
		name    string
		q       dialogue.PlanQuestion
		purpose dialogue.Purpose
		want    string
	}{
		{"disputed", dialogue.PlanQuestion{Target: "nowy-sacz-pl", From: "schwerte-de", Goal: dialogue.Keep, AsOf: day("2026-11-22")}, dialogue.PurposeDialogue, "It is disputed how a tie stands: Schwerte – Nowy Sącz."},
		{"changed", dialogue.PlanQuestion{Target: "nowy-sacz-pl", From: "schwerte-de", Goal: dialogue.Keep, AsOf: day("2023-11-22")}, dialogue.PurposeDialogue, "The status of a tie changed on 15 February 2023"},
		{"already so", dialogue.PlanQuestion{Target: "nowy-sacz-pl", From: "schwerte-de", Goal: dialogue.Restore, AsOf: day("2026-11-22")}, dialogue.PurposeRestoration, "The tie stands already as this letter asks"},
		{"suspended already", dialogue.PlanQuestion{Target: "pulawy-pl", From: "douai-fr", Goal: dialogue.Restore, AsOf: day("2026-11-22")}, dialogue.PurposeSuspension, "The tie stands already as this letter asks"},
		{"text gone", dialogue.PlanQuestion{Target: "pulawy-pl", From: "stendal-de", Goal: dialogue.Repeal, AsOf: day("2026-11-22")}, dialogue.PurposeDialogue, "A text no longer applies (October 2021)"},
		{"goal reached", dialogue.PlanQuestion{Target: "pulawy-pl", From: "stendal-de", Goal: dialogue.Repeal, AsOf: day("2026-11-22")}, dialogue.PurposeDialogue, "seems to be the case already"},
		{"advice against", dialogue.PlanQuestion{Target: "pulawy-pl", From: "stendal-de", Goal: dialogue.Repeal, AsOf: day("2021-03-01")}, dialogue.PurposeSuspension, "“Do not end the tie”"},
		{"under review", dialogue.PlanQuestion{Target: "pulawy-pl", From: "stendal-de", Goal: dialogue.Repeal, AsOf: day("2021-03-01")}, dialogue.PurposeInformation, "A tie is under review"},
		{"pledged already", dialogue.PlanQuestion{Target: "amsterdam-nl", From: "munich-de", Goal: dialogue.Join, AsOf: day("2023-03-01")}, dialogue.PurposeDialogue, "seems to be the case already"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := dialogue.PlanFor(t.Context(), s, c.q)
			if err != nil {
				t.Fatal(err)
			}
			l, err := dialogue.Write(p, c.purpose, dialogue.English)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(l.Warnings, func(w string) bool { return strings.Contains(w, c.want) }) {
				t.Errorf("no %q among %q", c.want, l.Warnings)
			}
		})
	}
}

// TestALetterAsksTheSideThatCanAct: a request to take a tie up again goes to the side
// that broke it.
func TestALetterAsksTheSideThatCanAct(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	for _, c := range []struct {
		from, target graph.ID
		purpose      dialogue.Purpose
		want         graph.ID
	}{
		{"douai-fr", "pulawy-pl", dialogue.PurposeRestoration, "douai-fr"},
		{"pulawy-pl", "douai-fr", dialogue.PurposeRestoration, "douai-fr"},
		{"douai-fr", "pulawy-pl", dialogue.PurposeSuspension, "douai-fr"},
		{"douai-fr", "pulawy-pl", dialogue.PurposeDialogue, "pulawy-pl"},
		{"akureyri-is", "murmansk-ru", dialogue.PurposeRestoration, "murmansk-ru"}, // both ended it
	} {
		p, err := dialogue.PlanFor(t.Context(), s, dialogue.PlanQuestion{Target: c.target, From: c.from, Goal: dialogue.Restore, AsOf: day("2026-11-22")})
		if err != nil {
			t.Fatal(err)
		}
		l, err := dialogue.Write(p, c.purpose, dialogue.German)
		if err != nil {
			t.Fatal(err)
		}
		if l.Addressee.ID != c.want {
			t.Errorf("%s of %s to %s goes to %s, want %s", c.purpose, c.from, c.target, l.Addressee.ID, c.want)
		}
	}
}

// TestALetterNamesNoPersonsContact: what identifies a person stays out of letters.
func TestALetterNamesNoPersonsContact(t *testing.T) {
	m := newMemory(
		&graph.Source{Statement: graph.Statement{ID: "source-a"}, Title: "A source"},
		&graph.City{Statement: graph.Statement{ID: cityID(0)}, Name: "Asking", Country: "DE"},
		&graph.City{Statement: graph.Statement{ID: cityID(1)}, Name: "Asked", Country: "PL"},
		&graph.Contact{Statement: graph.Statement{ID: "office"}, City: cityID(1), Role: "Town hall", Value: "office@example.org", Tier: graph.TierPublic, Verified: date("2024")},
		&graph.Contact{Statement: graph.Statement{ID: "person"}, City: cityID(1), Role: "Mayor's aide", Value: "a.person@example.org", Tier: graph.TierPublic, Personal: true, Verified: date("2024")},
	)
	m.claim(m.link(cityID(0), cityID(1)), graph.Reaffirmed, "", "2024-01-01")
	p, err := dialogue.PlanFor(t.Context(), m.snapshot(t), dialogue.PlanQuestion{Target: cityID(1), From: cityID(0), Goal: dialogue.Keep, AsOf: day(today)})
	if err != nil {
		t.Fatal(err)
	}
	l, err := dialogue.Write(p, dialogue.PurposeDialogue, dialogue.English)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(l.Text, "office@example.org") || strings.Contains(l.Text+l.Markdown, "a.person") {
		t.Error(l.Text)
	}
}
