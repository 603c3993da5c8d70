package graph_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"twingraph/graph"
)

// A clause is one sentence of LAWS.md, by its number, with the cases that show it.
type clause struct {
	number string
	cases  []clauseCase
}

// clauseCase asks how a link stands after some claims, or whether a text was in force, or
// names the test of another package that shows the clause.
type clauseCase struct {
	claims []string // of c1, c2 …, in the notation of the stories
	texts  []*graph.Resolution
	dates  map[graph.ID]string         // of sources
	names  func(claims []*graph.Claim) // fills in what the notation has no place for
	act    []string                    // of a resolution; then the answers are whether it was in force
	sides  bool                        // the answers are of side a, not of the link
	want   []answer
	also   func(t *testing.T, claims []*graph.Claim, h graph.History)

	file, text string // of the test elsewhere, and what stands in it
}

// TestTheClausesOfTheLaws runs the cases of every clause.
func TestTheClausesOfTheLaws(t *testing.T) {
	for _, c := range clauses() {
		t.Run(c.number, func(t *testing.T) {
			for _, one := range c.cases {
				one.run(t)
			}
		})
	}
}

func (c clauseCase) run(t *testing.T) {
	t.Helper()
	switch {
	case c.file != "":
		content, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(c.file)))
		if err != nil || !strings.Contains(string(content), c.text) {
			t.Errorf("%s does not hold %q: %v", c.file, c.text, err)
		}
	case c.act != nil:
		life := act(t, c.act...).Life()
		for _, a := range c.want {
			got, exact := life.At(on(t, a.day))
			text := string(got)
			if !exact {
				text += "~"
			}
			same(t, a.day, text, a.want)
		}
	default:
		claims := story(t, c.claims...)
		if c.names != nil {
			c.names(claims)
		}
		e := graph.Evidence{Link: theLink(), Claims: claims, Texts: c.texts}
		for id, date := range c.dates {
			d, err := graph.ParsePartialDate(date)
			if err != nil {
				t.Fatal(err)
			}
			e.Sources = append(e.Sources, &graph.Source{Statement: graph.Statement{ID: id}, Date: d})
		}
		h := e.History()
		for _, a := range c.want {
			s := h.At(on(t, a.day))
			got := linkText(s)
			if c.sides {
				got = sideText(s.Sides[0])
			}
			same(t, a.day, got, a.want)
		}
		if c.also != nil {
			c.also(t, claims, h)
		}
	}
}

// TestEveryClauseHasACase compares the numbers in LAWS.md with those of the cases.
func TestEveryClauseHasACase(t *testing.T) {
	content, err := os.ReadFile("LAWS.md")
	if err != nil {
		t.Fatal(err)
	}
	content, _, _ = bytes.Cut(content, []byte("\n## Where the laws leave room"))
	written := map[string]bool{}
	for _, found := range regexp.MustCompile(`(?m)^- \*\*(\d+\.\d+)\*\* `).FindAllStringSubmatch(string(content), -1) {
		if written[found[1]] {
			t.Errorf("clause %s is there twice", found[1])
		}
		written[found[1]] = true
	}
	if n := strings.Count(string(content), "\n- **"); n != len(written) {
		t.Errorf("%d clauses, %d of them with a number of their own", n, len(written))
	}
	shown := map[string]bool{}
	for _, c := range clauses() {
		if !written[c.number] {
			t.Errorf("case %s is of no clause in LAWS.md", c.number)
		}
		if shown[c.number] || len(c.cases) == 0 {
			t.Errorf("the cases of clause %s are in two places, or there are none", c.number)
		}
		shown[c.number] = true
	}
	for number := range written {
		if !shown[number] {
			t.Errorf("clause %s has no case", number)
		}
	}
}

// clauses lists the cases of all clauses.
func clauses() []clause {
	var all []clause
	for _, part := range [][]clause{clausesOfTime(), clausesOfSides(), clausesOfReviews(), clausesOfLinks(), clausesOfStretches(), clausesOfLists(), clausesOfTexts(), clausesElsewhere()} {
		all = append(all, part...)
	}
	return all
}

// elsewhere is a case that another package's test is.
func elsewhere(number, file, text string) clause {
	return clause{number, []clauseCase{{file: file, text: text}}}
}

func clausesElsewhere() []clause {
	const tiers, records, erasure = "graph/storetest/cases_tiers.go", "graph/storetest/cases_records.go", "graph/storetest/cases_erasure.go"
	return []clause{
		elsewhere("1.2", "graph/time_test.go", "TIME.md"),
		elsewhere("1.3", "graph/history_random_test.go", "func TestOlderAnswersNeverChange("),
		elsewhere("1.4", "graph/storetest/cases_append.go", "refuses what does not follow the head, and then holds nothing of it"),
		elsewhere("4.24", "graph/ingest/import_test.go", "clause 4.24"),
		elsewhere("6.8", "graph/atlas/diff_test.go", "clause 6.8"),
		elsewhere("6.9", "graph/analysis/journeys_test.go", "clause 6.9"),
		elsewhere("7.6", "graph/storetest/cases_dropped.go", "clause 7.6"),
		elsewhere("9.1", "graph/history_random_test.go", "func TestOrderOfClaimsHasNoBearing("),
		elsewhere("9.2", "graph/check/check_test.go", "on it is ACTIVE by its claims, ENDED by the store"),
		elsewhere("9.3", "graph/ingest/import_test.go", "a Claim needs at least one source"),
		elsewhere("9.4", "graph/registry/laws_test.go", "an id that is no slug"),
		elsewhere("9.5", "graph/storetest/cases_tiers.go", "what became of a record is for those who saw it"),
		elsewhere("9.6", "graph/ingest/import_test.go", "did you mean"),
		elsewhere("9.7", "graph/dialogue/days_test.go", "func TestPlansAndLettersOfAPastDayDoNotKnowTheFuture("),
		elsewhere("10.1", "graph/registry/laws_test.go", "func TestContactTiers("),
		elsewhere("10.2", "cmd/internal/secrecy/secrets_test.go", "func TestSecrets("),
		elsewhere("10.3", tiers, "a record is as restricted as its newest version, at every instant"),
		elsewhere("10.4", tiers, "a source is as public as the most public record that cites it"),
		elsewhere("10.5", tiers, "a change without a visible item does not exist, and numbers have no gap"),
		elsewhere("10.6", erasure, "what was erased never was"),
		elsewhere("10.7", "resolvers/dialogue_test.go", "func TestSupportTwinningsAreCountedAtNoPastInstant("),
		elsewhere("2.3", records, "a claim without a date takes its source's, and follows its correction"),
	}
}
