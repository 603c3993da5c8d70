package dialogue_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/dialogue/letter"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/score"
)

// TestLettersOnRealPlans writes every purpose in every language for every plan, and
// looks for what a letter may not hold.
func TestLettersOnRealPlans(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	wrong := regexp.MustCompile(`<no value>|%!|\{\{|\}\}|  |…| ,| \.|\(\)|“”|„“|„”|\n\n\n`)
	cited := regexp.MustCompile(`\[(\d+)\]`)
	written := map[letter.Purpose]int{}
	for _, q := range plans() {
		p := must(plan.For(t.Context(), s, q))(t)
		for _, purpose := range letter.Purposes() {
			for _, language := range letter.Languages() {
				t.Run(fmt.Sprintf("%s %s to %s %s %s", q.Goal, q.From, q.Target, purpose, language), func(t *testing.T) {
					l, err := letter.Write(p, purpose, language, q.AsOf)
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
					for _, w := range slices.Concat(l.Warnings, l.Verify) {
						if strings.Contains(l.Text, w) || strings.Contains(l.Markdown, w) {
							t.Errorf("%q is in the letter and not beside it", w)
						}
						if found := wrong.FindString(w); found != "" {
							t.Errorf("%q in: %s", found, w)
						}
					}
				})
			}
		}
	}
	for _, purpose := range letter.Purposes() {
		if written[purpose] < 3*len(letter.Languages()) {
			t.Errorf("%s was written %d times", purpose, written[purpose])
		}
	}
}

func TestLettersInFull(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	all := plans()
	for _, c := range []struct {
		plan    int
		purpose letter.Purpose
	}{
		{1, letter.PurposeDialogue}, {3, letter.PurposeDialogue}, {6, letter.PurposeDialogue}, {8, letter.PurposeDialogue}, {11, letter.PurposeDialogue}, {10, letter.PurposeThank},
		{6, letter.PurposeThank}, {1, letter.PurposeInformation}, {0, letter.PurposeSuspension}, {3, letter.PurposeRestoration},
	} {
		q := all[c.plan]
		p := must(plan.For(t.Context(), s, q))(t)
		var b strings.Builder
		for _, language := range letter.Languages() {
			l := must(letter.Write(p, c.purpose, language, q.AsOf))(t)
			text := l.Text
			if language == letter.English {
				text = l.Markdown
			}
			fmt.Fprintf(&b, "%s\n%s\n", strings.Repeat("=", 72), text)
			for _, beside := range []struct {
				name  string
				lines []string
			}{{"warning", l.Warnings}, {"to verify", l.Verify}, {"published later", titles(l.PublishedLater)}} {
				for _, line := range beside.lines {
					fmt.Fprintf(&b, "%s: %s\n", beside.name, line)
				}
			}
		}
		golden(t, strings.ToLower(fmt.Sprintf("letter-%s-%s-%s.txt", q.Goal, q.From, c.purpose)), b.String())
	}
}

func titles(sources []*graph.Source) (titles []string) {
	for _, s := range sources {
		titles = append(titles, s.Title)
	}
	return titles
}

func TestAWarningStandsBeside(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	for _, c := range []struct {
		name    string
		q       plan.Question
		purpose letter.Purpose
		want    string
	}{
		{"disputed", plan.Question{Target: "nowy-sacz-pl", From: "schwerte-de", Goal: score.Keep, AsOf: day("2026-11-22")}, letter.PurposeDialogue, "It is disputed how a tie stands (last confirmed on 15 February 2023): Schwerte – Nowy Sącz."},
		{"changed", plan.Question{Target: "nowy-sacz-pl", From: "schwerte-de", Goal: score.Keep, AsOf: day("2023-11-22")}, letter.PurposeDialogue, "The status of a tie changed on 15 February 2023"},
		{"already so", plan.Question{Target: "nowy-sacz-pl", From: "schwerte-de", Goal: score.Restore, AsOf: day("2026-11-22")}, letter.PurposeRestoration, "The tie stands already as this letter asks"},
		{"suspended already", plan.Question{Target: "pulawy-pl", From: "douai-fr", Goal: score.Restore, AsOf: day("2026-11-22")}, letter.PurposeSuspension, "The tie stands already as this letter asks"},
		{"text gone", plan.Question{Target: "pulawy-pl", From: "stendal-de", Goal: score.Repeal, AsOf: day("2026-11-22")}, letter.PurposeDialogue, "A text no longer applies (October 2021)"},
		{"goal reached", plan.Question{Target: "pulawy-pl", From: "stendal-de", Goal: score.Repeal, AsOf: day("2026-11-22")}, letter.PurposeDialogue, "seems to be the case already"},
		{"advice against", plan.Question{Target: "pulawy-pl", From: "stendal-de", Goal: score.Repeal, AsOf: day("2021-03-01")}, letter.PurposeSuspension, "“Do not end the tie”"},
		{"under review", plan.Question{Target: "pulawy-pl", From: "stendal-de", Goal: score.Repeal, AsOf: day("2021-03-01")}, letter.PurposeInformation, "A tie is under review"},
		{"pledged already", plan.Question{Target: "amsterdam-nl", From: "munich-de", Goal: score.Join, AsOf: day("2023-03-01")}, letter.PurposeDialogue, "seems to be the case already"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := must(plan.For(t.Context(), s, c.q))(t)
			l := must(letter.Write(p, c.purpose, letter.English, c.q.AsOf))(t)
			if !slices.ContainsFunc(l.Warnings, func(w string) bool { return strings.Contains(w, c.want) }) {
				t.Errorf("no %q among %q", c.want, l.Warnings)
			}
		})
	}
}

// TestALetterAsksTheSideThatCanAct: a request to take a link up again goes to the side
// that broke it.
func TestALetterAsksTheSideThatCanAct(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	for _, c := range []struct {
		from, target graph.ID
		purpose      letter.Purpose
		want         graph.ID
	}{
		{"douai-fr", "pulawy-pl", letter.PurposeRestoration, "douai-fr"},
		{"pulawy-pl", "douai-fr", letter.PurposeRestoration, "douai-fr"},
		{"douai-fr", "pulawy-pl", letter.PurposeSuspension, "douai-fr"},
		{"douai-fr", "pulawy-pl", letter.PurposeDialogue, "pulawy-pl"},
		{"akureyri-is", "murmansk-ru", letter.PurposeRestoration, "murmansk-ru"}, // both ended it
	} {
		p := must(plan.For(t.Context(), s, plan.Question{Target: c.target, From: c.from, Goal: score.Restore, AsOf: day("2026-11-22")}))(t)
		l := must(letter.Write(p, c.purpose, letter.German, p.AsOf))(t)
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
	p := must(plan.For(t.Context(), m.moment(t), plan.Question{Target: cityID(1), From: cityID(0), Goal: score.Keep, AsOf: day(today)}))(t)
	l := must(letter.Write(p, letter.PurposeDialogue, letter.English, p.AsOf))(t)
	if !strings.Contains(l.Text, "office@example.org") || strings.Contains(l.Text+l.Markdown, "a.person") {
		t.Error(l.Text)
	}
}

// TestALinkThatNoActBeganHasNoSince: what only a list or a report says of a link is said as such.
func TestALinkThatNoActBeganHasNoSince(t *testing.T) {
	for _, c := range []struct {
		name string
		say  func(m *memory, l *graph.TwinningLink)
		want [3]string // English, German, Polish
	}{
		{"listed", func(m *memory, l *graph.TwinningLink) { m.claim(l, graph.Listed, "", "2023-02-08") }, [3]string{
			"One and Two have been listed as partners since 8 February 2023 [1].",
			"One und Two sind seit dem 8. Februar 2023 als Partner verzeichnet [1].",
			"One i Two figurują w wykazach jako samorządy partnerskie od 8 lutego 2023 r. [1].",
		}},
		{"reported to be suspended", func(m *memory, l *graph.TwinningLink) {
			m.claim(l, graph.Observed, "", "2023").Observed = graph.StatusSuspended
		}, [3]string{
			"The tie between One and Two is reported to be suspended [1].",
			"Die Verbindung zwischen One und Two ruht nach Berichten [1].",
			"Współpraca partnerska (One i Two) jest według doniesień zawieszona [1].",
		}},
		{"reported to have ended", func(m *memory, l *graph.TwinningLink) {
			m.claim(l, graph.Observed, "", "2023").Observed = graph.StatusEnded
		}, [3]string{
			"The tie between One and Two is reported to have ended [1].",
			"Die Verbindung zwischen One und Two ist nach Berichten beendet [1].",
			"Współpraca partnerska (One i Two) jest według doniesień zakończona [1].",
		}},
		{"listed, and founded", func(m *memory, l *graph.TwinningLink) {
			m.claim(l, graph.Listed, "", "2023-02-08")
			m.claim(l, graph.Established, "", "1999")
		}, [3]string{"One and Two have been partners since 1999 [1].", "seit 1999 partnerschaftlich verbunden [1].", "to samorządy partnerskie od 1999 r. [1]."}},
	} {
		m := newMemory(
			&graph.Source{Statement: graph.Statement{ID: "source-a"}, Title: "A source", Date: date("2023-02-08")},
			&graph.City{Statement: graph.Statement{ID: cityID(0)}, Name: "One", LocalName: "One", Country: "DE"},
			&graph.City{Statement: graph.Statement{ID: cityID(1)}, Name: "Two", LocalName: "Two", Country: "PL"},
		)
		c.say(m, m.link(cityID(0), cityID(1)))
		p := must(plan.For(t.Context(), m.moment(t), plan.Question{Target: cityID(1), From: cityID(0), Goal: score.Restore, AsOf: day(today)}))(t)
		for i, language := range letter.Languages() {
			l := must(letter.Write(p, letter.PurposeInformation, language, day(today)))(t)
			if !strings.Contains(l.Text, c.want[i]) {
				t.Errorf("%s: no %q in:\n%s", c.name, c.want[i], l.Text)
			}
		}
	}
}
