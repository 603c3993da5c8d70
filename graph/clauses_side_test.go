package graph_test

import (
	"testing"

	"twingraph/graph"
)

// claims, of and after make cases short.
func claims(lines ...string) clauseCase { return clauseCase{claims: lines} }

func (c clauseCase) on(day, want string) clauseCase {
	c.want = append(c.want, answer{day, want})
	return c
}

func (c clauseCase) ofSide() clauseCase { c.sides = true; return c }

func clausesOfTime() []clause {
	march := claims("a SUSPENDED 2022-03 decision")
	return []clause{
		{"1.1", []clauseCase{claims("both ESTABLISHED 2005-06-01 report", "a ENDED 2022-03-30 decision").
			on("2022-03-29", "ACTIVE since 2005-06-01 by c1 (OBSERVATION, confirmed 2005-06-01)").
			on("2022-03-30", "ENDED since 2022-03-30 by c2 (DECISION, confirmed 2022-03-30) unilateral")}},
		{"2.1", []clauseCase{
			march.on("2022-02-28", "UNKNOWN").on("2022-03-01", "SUSPENDED since 2022-03 by c1 (DECISION, confirmed 2022-03) unilateral"),
			claims("a SUSPENDED 2022 decision").on("2021-12-31", "UNKNOWN").on("2022-01-01", "SUSPENDED since 2022 by c1 (DECISION, confirmed 2022) unilateral"),
		}},
		{"2.2", []clauseCase{
			march.on("2022-03-02", "SUSPENDED since 2022-03 by c1 (DECISION, confirmed 2022-03) unilateral inexact").
				on("2022-03-31", "SUSPENDED since 2022-03 by c1 (DECISION, confirmed 2022-03) unilateral inexact").
				on("2022-04-01", "SUSPENDED since 2022-03 by c1 (DECISION, confirmed 2022-03) unilateral"),
		}},
		{"2.4", []clauseCase{
			withHistory(claims("both ESTABLISHED 1989-05-03 report", "a SUSPENDED 2022 report", "a ENDED 2024-05-01 report"), func(t *testing.T, h graph.History) {
				invasion, spring := on(t, "2022-02-24"), on(t, "2024-06-01")
				suspended := graph.DiffItem{Before: h.At(on(t, "2021-01-01")), After: h.At(invasion)}
				same(t, "the date of the event", suspended.Began(on(t, "2021-01-01"), invasion).String(), "2022")
				same(t, "a year that contains the later day", suspended.Uncertain(on(t, "2021-01-01"), invasion), true)
				same(t, "the same backwards", (&graph.DiffItem{Before: h.At(invasion), After: h.At(on(t, "2021-01-01"))}).Uncertain(invasion, on(t, "2021-01-01")), true)
				ended := graph.DiffItem{Before: h.At(invasion), After: h.At(spring)}
				same(t, "a day", ended.Uncertain(invasion, spring), false)
			}),
		}},
		{"2.5", []clauseCase{
			withHistory(claims("a SUSPENDED 2022-03-01 decision"), func(t *testing.T, h graph.History) {
				days, known := h[len(h)-1].Days(on(t, "2022-03-11"))
				same(t, "days", days, 10)
				same(t, "known", known, true)
			}),
		}},
		{"3.1", []clauseCase{withHistory(claims(), func(t *testing.T, _ graph.History) {
			for i, kind := range graph.ClaimTypes() {
				same(t, string(kind), kind.Act(), i < 6)
			}
		})}},
		{"3.2", []clauseCase{
			claims("b SUSPENDED 2022-03-01 decision").ofSide().on("2022-03-01", "UNKNOWN"),
			claims("both SUSPENDED 2022-03-01 report").ofSide().on("2022-03-01", "SUSPENDED since 2022-03-01 by c1 (OBSERVATION, confirmed 2022-03-01)"),
		}},
		{"3.3", []clauseCase{claims("a REAFFIRMED 2022-03-01 report", "a SUSPENDED 2022-03-01 statement", "a ENDED 2022-03-01 decision").ofSide().
			on("2022-03-01", "ENDED since 2022-03-01 by c3 (DECISION, confirmed 2022-03-01)")}},
	}
}

// withHistory adds a look at the whole history.
func withHistory(c clauseCase, look func(*testing.T, graph.History)) clauseCase {
	c.also = func(t *testing.T, _ []*graph.Claim, h graph.History) { look(t, h) }
	return c
}

func clausesOfSides() []clause {
	const suspended = "SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2022-03-01)"
	said := func(lines ...string) clauseCase {
		return claims(append([]string{"a SUSPENDED 2022-03-01 statement"}, lines...)...).ofSide()
	}
	return []clause{
		{"4.1", []clauseCase{said("a RESTORED 2023-01-01 statement", "a ENDED 2023-01-01 decision").on("2023-01-01", "ENDED since 2023-01-01 by c3 (DECISION, confirmed 2023-01-01)")}},
		{"4.2", []clauseCase{
			said("a SUSPENDED 2022-03 statement").on("2022-03-15", "SUSPENDED since 2022-03-01 by c1+c2 (STATEMENT, confirmed 2022-03-01)"),
			said("a OBSERVED=SUSPENDED 2022-03-01 statement").on("2022-03-15", "SUSPENDED since 2022-03-01 by c1+c2 (STATEMENT, confirmed 2022-03-01)"),
		}},
		{"4.3", []clauseCase{
			said("a ENDED 2022-03-01 statement").on("2022-03-01", "CONTESTED since 2022-03-01 by c1+c2 (STATEMENT, confirmed 2022-03-01) disputed"),
			said("a OBSERVED=ACTIVE 2022-03-01 statement").on("2022-03-01", "CONTESTED since 2022-03-01 by c1+c2 (STATEMENT, confirmed 2022-03-01) disputed"),
			claims("a OBSERVED=ACTIVE 2022-03-01 report", "a OBSERVED=ENDED 2022-03-01 report").ofSide().
				on("2022-03-01", "CONTESTED by c1+c2 (OBSERVATION, confirmed 2022-03-01) disputed"),
		}},
		{"4.4", []clauseCase{
			said("a ENDED 2022-03-01 statement", "a RESTORED 2022-03-01 statement").on("2022-03-01", "CONTESTED since 2022-03-01 by c1+c2+c3 (STATEMENT, confirmed 2022-03-01) disputed"),
			claims("a ENDED 2022-03 statement", "a SUSPENDED 2022-03-01 statement").
				on("2022-03-15", "CONTESTED since 2022-03-01 by c2+c1 (STATEMENT, confirmed 2022-03-01) disputed inexact").
				on("2022-04-01", "CONTESTED since 2022-03-01 by c2+c1 (STATEMENT, confirmed 2022-03-01) disputed"),
			claims("a ENDED 2022-03-01 statement", "a SUSPENDED ?2022-03-01 statement").
				on("2026-04-01", "CONTESTED since 2022-03-01 by c1+c2 (STATEMENT, confirmed 2022-03-01) disputed inexact"),
		}},
		{"4.5", []clauseCase{
			said("a ENDED 2022-03-01 statement", "a RESTORED 2023-01-01 report").on("2023-01-01", "ACTIVE since 2023-01-01 by c3 (OBSERVATION, confirmed 2023-01-01)"),
			said("a ENDED 2022-03-01 statement", "a OBSERVED=ENDED 2023-01-01 statement").on("2023-01-01", "CONTESTED since 2022-03-01 by c1+c2 (STATEMENT, confirmed 2022-03-01) disputed"),
			said("a ENDED 2022-03-01 statement", "a OBSERVED=ENDED 2023-01-01 decision").on("2023-01-01", "ENDED by c3 (OBSERVATION, confirmed 2023-01-01)"),
			claims("a OBSERVED=ACTIVE 2022-03-01 report", "a OBSERVED=ENDED 2022-03-01 report", "a OBSERVED=ENDED 2023-01-01 report", "both LISTED 2023-02-01 report").ofSide().
				on("2023-02-01", "CONTESTED by c1+c2 (OBSERVATION, confirmed 2022-03-01) disputed"),
		}},
		{"4.6", []clauseCase{
			said("a RESTORED 2023-01-01 report").on("2023-01-01", suspended+" disputed"),
			said("a RESTORED 2023-01-01 statement").on("2023-01-01", "ACTIVE since 2023-01-01 by c2 (STATEMENT, confirmed 2023-01-01)"),
		}},
		{"4.7", []clauseCase{said("a SUSPENDED 2023-01-01 report", "a RESTORED 2024-01-01 report").
			on("2023-01-01", "SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2023-01-01)").
			on("2024-01-01", "SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2023-01-01) disputed")}},
		{"4.8", []clauseCase{
			said("a OBSERVED=ACTIVE 2023-01-01 decision").on("2023-01-01", "ACTIVE by c2 (OBSERVATION, confirmed 2023-01-01)"),
			said("a OBSERVED=ACTIVE 2023-01-01 statement").on("2023-01-01", "CONTESTED by c1+c2 (STATEMENT, confirmed 2023-01-01) disputed"),
			said("a OBSERVED=ACTIVE 2023-01-01 report").on("2023-01-01", suspended+" disputed"),
			// A strong observation that agreed is what a later one is weighed against, and its rival.
			said("a OBSERVED=SUSPENDED 2022-06-01 decision", "a OBSERVED=ACTIVE 2023-01-01 statement").
				on("2023-01-01", "SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2022-06-01) disputed"),
			said("a OBSERVED=SUSPENDED 2022-06-01 decision", "a OBSERVED=ACTIVE 2023-01-01 decision").
				on("2023-01-01", "CONTESTED by c1+c2+c3 (STATEMENT, confirmed 2023-01-01) disputed"),
		}},
		{"4.9", []clauseCase{
			said("a OBSERVED=ACTIVE 2022-03-01 decision").on("2022-03-01", suspended),
			said("a OBSERVED=ACTIVE 2022-02-01 decision").on("2022-03-01", suspended),
		}},
		{"4.10", []clauseCase{
			said("both LISTED 2023-01-01 report").on("2023-01-01", suspended),
			claims("a ENDED 2022-03-01 statement", "both LISTED 2023-01-01 report").ofSide().on("2023-01-01", "ENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2022-03-01) disputed"),
			claims("a ENDED 2022-03-01 report", "both LISTED 2022-03-01 report").ofSide().on("2022-03-01", "ENDED since 2022-03-01 by c1 (OBSERVATION, confirmed 2022-03-01) disputed"),
			claims("a OBSERVED=ENDED 2022-03-01 report", "both LISTED 2022-03-01 report").ofSide().on("2022-03-01", "ENDED by c1 (OBSERVATION, confirmed 2022-03-01) disputed"),
		}},
		{"4.11", []clauseCase{
			said("a OBSERVED=ACTIVE 2023-01-01 report", "a OBSERVED=SUSPENDED 2024-01-01 report", "a SUSPENDED 2025-01-01 report").
				on("2025-01-01", "SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2025-01-01) disputed"),
			said("a OBSERVED=ACTIVE 2023-01-01 report", "a SUSPENDED 2024-01-01 statement").on("2024-01-01", "SUSPENDED since 2022-03-01 by c3 (STATEMENT, confirmed 2024-01-01)"),
			said("a OBSERVED=ACTIVE 2023-01-01 report", "a OBSERVED=SUSPENDED 2024-01-01 decision").on("2024-01-01", "SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2024-01-01)"),
		}},
		{"4.12", []clauseCase{
			claims("a OBSERVED=SUSPENDED 2022-03-01 statement", "a OBSERVED=ENDED 2023-01-01 report").ofSide().on("2023-01-01", "ENDED by c2 (OBSERVATION, confirmed 2023-01-01)"),
			claims("a OBSERVED=SUSPENDED 2022-03-01 statement", "a OBSERVED=ENDED 2022-03-01 report").ofSide().on("2022-03-01", "SUSPENDED by c1 (OBSERVATION, confirmed 2022-03-01)"),
			claims("both LISTED 2022-03-01 report", "a OBSERVED=SUSPENDED 2022-03-01 report").ofSide().on("2022-03-01", "SUSPENDED by c2 (OBSERVATION, confirmed 2022-03-01)"),
		}},
		{"4.13", []clauseCase{claims().ofSide().on("2022-03-01", "UNKNOWN")}},
		{"4.14", []clauseCase{
			claims("b ESTABLISHED 1989 decision", "both NOT_LISTED@w 1950-01-01 report").ofSide().on("1988-12-31", "NOT_ESTABLISHED").on("1989-01-01", "UNKNOWN"),
			claims("both ESTABLISHED ?1989 report").ofSide().on("1988-12-31", "UNKNOWN"),
			claims("both ESTABLISHED 1989 report", "both LISTED 1980-01-01 report").ofSide().on("1979-12-31", "UNKNOWN"),
		}},
		{"4.15", []clauseCase{
			claims("a ENDED 2022-03-01 decision").ofSide().on("2022-03-01", "ENDED since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01)"),
			said().on("2022-03-01", suspended),
			claims("a ENDED 2022-03-01 report").ofSide().on("2022-03-01", "ENDED since 2022-03-01 by c1 (OBSERVATION, confirmed 2022-03-01)"),
			claims("a OBSERVED=ENDED 2022-03-01 decision").ofSide().on("2022-03-01", "ENDED by c1 (OBSERVATION, confirmed 2022-03-01)"),
			claims("both LISTED 2022-03-01 report").ofSide().on("2022-03-01", "ACTIVE by c1 (LISTING, confirmed 2022-03-01) listed since 2022-03-01"),
		}},
		{"4.16", []clauseCase{
			withReasons("2022-06-01", "NO_CLAIM", "NO_CLAIM"),
			withReasons("2022-06-01", "BEFORE_FIRST_CLAIM", "OTHER_SIDE_ONLY", "a SUSPENDED 2023-01-01 decision"),
			withReasons("2022-06-01", "NO_STATE", "OTHER_SIDE_ONLY", "a REVIEW_OPENED 2022-01-01 decision"),
			withReasons("2022-06-01", "DROPPED_FROM_LIST", "DROPPED_FROM_LIST", "both LISTED@w 2020-01-01 report", "both NOT_LISTED@w 2021-01-01 report", "a ENDED 2023-01-01 report"),
			withHistory(claims("both LISTED@w 2020-01-01 report", "both NOT_LISTED@w 2021-01-01 report", "a ENDED 2023-01-01 report"), func(t *testing.T, h graph.History) {
				before, after := h.Nearest(on(t, "2022-06-01"))
				same(t, "before", before.Status, graph.StatusActive)
				same(t, "after", after.Status, graph.StatusEnded)
			}),
		}},
	}
}

// withReasons asks why nothing is known of the two sides, and of the link, which has the
// reason of side a.
func withReasons(day string, a, b graph.UnknownBecause, lines ...string) clauseCase {
	return withHistory(claims(lines...), func(t *testing.T, h graph.History) {
		s := h.At(on(t, day))
		same(t, "side a", s.Sides[0].UnknownBecause, a)
		same(t, "side b", s.Sides[1].UnknownBecause, b)
		same(t, "the link", s.UnknownBecause, a)
	})
}

func clausesOfReviews() []clause {
	opened := func(lines ...string) clauseCase {
		return claims(append([]string{"a REAFFIRMED 2019-01-01 decision", "a REVIEW_OPENED 2020-03-15 report"}, lines...)...).ofSide()
	}
	const kept, reviewed = "ACTIVE since 2019-01-01 by c1 (DECISION, confirmed 2019-01-01)", "ACTIVE since 2019-01-01 by c1 (DECISION, confirmed 2019-01-01) under review"
	naming := func(text *graph.Resolution, by func(c *graph.Claim)) clauseCase {
		c := opened()
		text.ID, c.texts, c.names = "t1", []*graph.Resolution{text}, func(claims []*graph.Claim) { by(claims[1]) }
		return c
	}
	answers := func(c *graph.Claim) { c.RespondsTo, c.Resolution = []graph.ID{"t1"}, "t2" }
	behind := func(c *graph.Claim) { c.Resolution = "t1" }
	day := func(y int, m, d uint8) graph.PartialDate { return graph.PartialDate{Year: int16(y), Month: m, Day: d} }
	repealed := func() *graph.Resolution {
		return &graph.Resolution{Adopted: day(2019, 5, 1), Repealed: day(2021, 6, 1), Outcome: graph.OutcomeRepealed}
	}
	lapsed := &graph.Resolution{Adopted: day(2019, 5, 1), Outcome: graph.OutcomeLapsed}
	refounded := func(lines []string, published string) clauseCase {
		c := claims(lines...).ofSide()
		c.dates = map[graph.ID]string{"s1": published}
		c.names = func(claims []*graph.Claim) { claims[1].Sources = []graph.ID{"s1"} }
		return c
	}
	statement, decision := []string{"a ENDED 2022-03-01 statement", "both ESTABLISHED 2024-05-01 report"}, []string{"a ENDED 2022-03-01 decision", "both ESTABLISHED 2024-05-01 report"}
	return []clause{
		{"4.17", []clauseCase{
			opened().on("2020-03-14", kept).on("2020-03-15", reviewed),
			withHistory(opened("a REVIEW_OPENED 2020-10-01 report"), func(t *testing.T, h graph.History) {
				same(t, "reviews", joined(h.At(on(t, "2020-10-01")).Sides[0].Reviews), "c3")
			}),
		}},
		{"4.18", []clauseCase{
			opened("a OBSERVED=ACTIVE 2020-04-01 report").on("2020-04-01", "ACTIVE since 2019-01-01 by c1 (DECISION, confirmed 2020-04-01) under review"),
			opened("a SUSPENDED 2020-05-01 report").on("2020-05-01", kept+" disputed"),
			opened("a REAFFIRMED 2020-03-15 statement").on("2020-03-15", "ACTIVE since 2019-01-01 by c1 (DECISION, confirmed 2020-03-15)"),
		}},
		{"4.19", []clauseCase{
			naming(repealed(), answers).on("2021-05-31", reviewed).on("2021-06-01", kept),
			naming(repealed(), behind).on("2021-05-31", reviewed).on("2021-06-01", kept),
			naming(lapsed, answers).on("2021-06-01", reviewed),
			naming(&graph.Resolution{Outcome: graph.OutcomeRejected}, answers).on("2020-03-15", kept),
		}},
		{"4.20", []clauseCase{opened().on("2023-03-14", reviewed).on("2023-03-15", kept)}},
		{"4.21", []clauseCase{withHistory(opened("a REVIEW_OPENED 2020-03-15 statement"), func(t *testing.T, h graph.History) {
			same(t, "reviews", joined(h.At(on(t, "2020-04-01")).Sides[0].Reviews), "c2+c3")
		})}},
		{"4.22", []clauseCase{
			refounded(statement, "2024-06").on("2024-05-01", "ACTIVE since 2024-05-01 by c2 (OBSERVATION, confirmed 2024-05-01)"),
			refounded(statement, "2022").on("2024-05-01", "ENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2022-03-01) disputed"),
			refounded([]string{"a ENDED 2022-03-01 statement", "both ESTABLISHED ?2024-05-01 report"}, "2024-06").
				on("2024-05-01", "ENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2022-03-01) disputed"),
			refounded([]string{"a SUSPENDED 2022-03-01 statement", "both ESTABLISHED 2024-05-01 report"}, "2024-06").
				on("2024-05-01", "SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2022-03-01) disputed"),
		}},
		{"4.23", []clauseCase{refounded(decision, "2024-06").on("2024-05-01", "ACTIVE since 2024-05-01 by c2 (OBSERVATION, confirmed 2024-05-01) disputed")}},
	}
}
