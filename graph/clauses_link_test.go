package graph_test

import (
	"math/rand/v2"
	"testing"

	"twingraph/graph"
)

func clausesOfLinks() []clause {
	const founded = "both ESTABLISHED 1989-05-03 report" // c1
	link := func(lines ...string) clauseCase { return claims(append([]string{founded}, lines...)...) }
	return []clause{
		{"5.1", []clauseCase{
			link("a SUSPENDED 2022-03-01 decision", "b ENDED 2022-04-01 report").on("2022-04-01", "ENDED since 2022-04-01 by c3 (OBSERVATION, confirmed 2022-04-01) unilateral"),
			link("a SUSPENDED 2022-03-01 report", "b SUSPENDED 2022-03-01 decision", "b REAFFIRMED 2022-03-01 decision").
				on("2022-03-01", "SUSPENDED since 2022-03-01 by c2 (OBSERVATION, confirmed 2022-03-01) unilateral disputed"),
			link("b ENDED 2022-03-01 decision", "b REAFFIRMED 2022-03-01 decision").on("2022-03-01", "CONTESTED since 2022-03-01 by c2+c3 (DECISION, confirmed 2022-03-01) disputed"),
			claims("a REAFFIRMED 2022-03-01 decision").on("2022-03-01", "ACTIVE since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01)").on("2022-02-28", "UNKNOWN"),
			link().on("1989-05-02", "NOT_ESTABLISHED"),
		}},
		{"5.2", []clauseCase{
			// The same, whatever the ids: of a side and of the link as a whole on one day.
			claims("a SUSPENDED 2022-03-01 statement", "both SUSPENDED 2022-03-01 statement").on("2022-03-01", "SUSPENDED since 2022-03-01 by c1+c2 (STATEMENT, confirmed 2022-03-01) unilateral"),
			claims("both SUSPENDED 2022-03-01 statement", "a SUSPENDED 2022-03-01 statement").on("2022-03-01", "SUSPENDED since 2022-03-01 by c1+c2 (STATEMENT, confirmed 2022-03-01) unilateral"),
			claims("both SUSPENDED 2022-03-01 statement", "a SUSPENDED 2022-03-01 statement", "b SUSPENDED 2022-03-01 statement").
				on("2022-03-01", "SUSPENDED since 2022-03-01 by c1+c2+c3 (STATEMENT, confirmed 2022-03-01)"),
			claims("a OBSERVED=SUSPENDED 2022-03-01 statement").on("2022-03-01", "SUSPENDED by c1 (OBSERVATION, confirmed 2022-03-01)"),
		}},
		{"5.3", []clauseCase{
			link("b ENDED 2022-03-01 decision", "a OBSERVED=SUSPENDED 2022-06-01 statement", "a OBSERVED=ACTIVE 2023-01-01 report").
				on("2023-01-01", "ENDED since 2022-03-01 by c2 (DECISION, confirmed 2022-03-01) unilateral disputed"),
			withHistory(claims(founded), func(t *testing.T, _ graph.History) {
				s := graph.StatusAt(theLink(graph.DisputeParties), story(t, founded), on(t, "2022-01-01"))
				same(t, "an editor's", s.Disputed, true)
				same(t, "no side's", s.Sides[0].Disputed || s.Sides[1].Disputed, false)
			}),
		}},
		{"5.4", []clauseCase{
			link("a SUSPENDED 2022-03-01 statement", "b SUSPENDED 2022-04-01 statement", "a RESTORED 2024-01-01 statement").
				on("2024-01-01", "SUSPENDED since 2022-03-01 by c3 (STATEMENT, confirmed 2022-04-01) unilateral"),
			link("a SUSPENDED 2022-03-01 statement", "b SUSPENDED 2022-04-01 statement", "both RESTORED 2024-01-01 statement").
				on("2024-01-01", "ACTIVE since 2024-01-01 by c4 (STATEMENT, confirmed 2024-01-01)"),
		}},
		{"5.5", []clauseCase{
			link("a SUSPENDED 2022-03-01 decision", "b SUSPENDED 2022-05 decision", "a RESTORED 2024-01-01 decision", "b RESTORED 2024-02 decision").
				on("2022-05-15", "SUSPENDED since 2022-03-01 by c2+c3 (DECISION, confirmed 2022-05)").
				on("2024-02-15", "ACTIVE since 2024-02 by c4+c5 (DECISION, confirmed 2024-02) inexact"),
		}},
		{"5.6", []clauseCase{
			link("a SUSPENDED 2022-03-01 decision", "b REAFFIRMED 2023-01-01 decision", "both LISTED 2024-01-01 report").
				on("2024-01-01", "SUSPENDED since 2022-03-01 by c2 (DECISION, confirmed 2022-03-01) unilateral"),
			link("both LISTED 2024-01-01 report").on("2024-01-01", "ACTIVE since 1989-05-03 by c1 (OBSERVATION, confirmed 2024-01-01) listed since 2024-01-01"),
		}},
	}
}

func clausesOfStretches() []clause {
	became := func(day string, want graph.Became, lines ...string) clauseCase {
		return withHistory(claims(lines...), func(t *testing.T, h graph.History) {
			s := h.At(on(t, day))
			same(t, "became", s.Became(), want)
		})
	}
	stale := func(day string, want bool, lines ...string) clauseCase {
		return withHistory(claims(lines...), func(t *testing.T, h graph.History) {
			s := h.At(on(t, day))
			same(t, day, s.Stale(on(t, day)), want)
			same(t, day+", side a", s.Sides[0].Stale(on(t, day)), want)
		})
	}
	const listed = "both LISTED 2023-04-22 report"
	return []clause{
		{"6.1", []clauseCase{
			claims(listed).on("2023-04-22", "ACTIVE by c1 (LISTING, confirmed 2023-04-22) listed since 2023-04-22"),
			claims("a OBSERVED=SUSPENDED 2023-04-22 report").on("2023-04-22", "SUSPENDED by c1 (OBSERVATION, confirmed 2023-04-22)"),
			claims("both ESTABLISHED 1989 report", "a REAFFIRMED 2022-03-01 decision").on("2022-03-01", "ACTIVE since 1989 by c2+c1 (DECISION, confirmed 2022-03-01)"),
		}},
		{"6.2", []clauseCase{
			claims(listed, "both LISTED 2015 report", "a RESTORED 2024-01-01 report").on("2024-01-01", "ACTIVE since 2024-01-01 at the latest by c3+c1 (OBSERVATION, confirmed 2024-01-01) listed since 2015"),
			claims(listed, "a SUSPENDED 2024-01-01 decision", "both LISTED 2025-01-01 report").on("2025-01-01", "SUSPENDED since 2024-01-01 by c2 (DECISION, confirmed 2024-01-01) unilateral"),
			claims("a SUSPENDED 2022-01-01 decision", listed, "a RESTORED 2024-01-01 decision", "both LISTED 2025-01-01 report").ofSide().
				on("2025-01-01", "ACTIVE since 2024-01-01 by c3 (DECISION, confirmed 2025-01-01) listed since 2025-01-01"),
		}},
		{"6.3", []clauseCase{
			claims(listed, "both ESTABLISHED 2024-01-01 report").on("2024-01-01", "ACTIVE since 2024-01-01 at the latest by c2 (OBSERVATION, confirmed 2024-01-01) listed since 2023-04-22"),
			claims("both ESTABLISHED 2001-01-01 report", listed).on("2024-01-01", "ACTIVE since 2001-01-01 by c1 (OBSERVATION, confirmed 2023-04-22) listed since 2023-04-22"),
			claims("a OBSERVED=ENDED 2023-01-01 report", "a ENDED 2024-01-01 decision").on("2024-01-01", "ENDED since 2024-01-01 at the latest by c2 (DECISION, confirmed 2024-01-01) unilateral"),
		}},
		{"6.4", []clauseCase{
			claims("a SUSPENDED 2022-03-01 decision", "b SUSPENDED 2022-06-01 decision").on("2022-06-01", "SUSPENDED since 2022-03-01 by c1+c2 (DECISION, confirmed 2022-06-01)"),
			claims("b SUSPENDED 2022-03-01 decision", "a ENDED 2022-04-01 decision", "a RESTORED 2024-06 decision").
				on("2024-07-01", "SUSPENDED since 2024-06 by c1 (DECISION, confirmed 2022-03-01) unilateral"),
		}},
		{"6.5", []clauseCase{
			became("2022-03-01", graph.Happened, "both ESTABLISHED 2022-03-01 report", "both LISTED 2021-01-01 report", "a ENDED 2021-06-01 decision"),
			became("2022-03-01", graph.Happened, "a SUSPENDED 2022-03-01 report"), became("2022-03-01", graph.Happened, "a ENDED 2022-03-01 report"),
			became("2022-03-01", graph.Happened, "a RESTORED 2022-03-01 report"), became("2022-03-01", graph.BecameKnown, "a REAFFIRMED 2022-03-01 decision"),
			became("2022-03-01", graph.BecameKnown, "both LISTED 2022-03-01 report"), became("2022-03-01", graph.BecameKnown, "a OBSERVED=ENDED 2022-03-01 report"),
			became("2022-02-28", "", "a SUSPENDED 2022-03-01 report"),
		}},
		{"6.6", []clauseCase{
			became("2024-01-01", graph.Happened, listed, "a OBSERVED=ENDED 2024-01-01 report"),
			became("2024-01-01", graph.BecameKnown, "a OBSERVED=ENDED 2023-01-01 report", "both LISTED 2024-01-01 report"),
		}},
		{"6.7", []clauseCase{became("2024-01-01", graph.BecameKnown, "both LISTED@w 2023-04-22 report", "both NOT_LISTED@w 2024-01-01 report")}},
		{"6.10", []clauseCase{
			stale("2028-04-22", false, listed), stale("2028-04-23", true, listed), stale("2030-12-31", true, listed),
			stale("2020-12-31", false, "a SUSPENDED 2015 decision", "a SUSPENDED 2015-03-01 report"), stale("2021-01-01", true, "a SUSPENDED 2015 decision", "a SUSPENDED 2015-03-01 report"),
			stale("2040-01-01", false, "both ENDED 2015 report"), stale("2000-01-01", false, listed),
		}},
	}
}

func clausesOfLists() []clause {
	const listed, dropped = "both LISTED@w 2023-04-22 report", "both NOT_LISTED@w 2026-02-08 report"
	return []clause{
		{"7.1", []clauseCase{claims(listed).on("2023-04-22", "ACTIVE by c1 (LISTING, confirmed 2023-04-22) listed since 2023-04-22")}},
		{"7.2", []clauseCase{
			claims(listed, dropped, "both LISTED@w 2027-01-01 report").
				on("2026-02-07", "ACTIVE by c1 (LISTING, confirmed 2023-04-22) listed since 2023-04-22").
				on("2026-02-08", "UNKNOWN (dropped, confirmed 2023-04-22)").
				on("2027-01-01", "ACTIVE by c3 (LISTING, confirmed 2027-01-01) listed since 2027-01-01"),
			claims("a LISTED@w 2023-04-22 report", dropped).on("2026-02-08", "UNKNOWN (dropped, confirmed 2023-04-22)"),
			claims("a ENDED 2022-01-01 decision", listed, dropped).
				on("2026-02-07", "ENDED since 2022-01-01 by c1 (DECISION, confirmed 2022-01-01) unilateral disputed").
				on("2026-02-08", "ENDED since 2022-01-01 by c1 (DECISION, confirmed 2022-01-01) unilateral"),
		}},
		{"7.3", []clauseCase{
			claims(listed, dropped, "both LISTED@r 2015-08-15 report").on("2026-02-08", "ACTIVE by c3 (LISTING, confirmed 2023-04-22) listed since 2015-08-15"),
			claims(listed, dropped, "both LISTED 2015-08-15 report").on("2026-02-08", "ACTIVE by c3 (LISTING, confirmed 2023-04-22) listed since 2015-08-15"),
		}},
		{"7.4", []clauseCase{
			withReasons("2026-02-08", graph.DroppedFromList, graph.DroppedFromList, listed, dropped),
			claims(listed, dropped).ofSide().on("2026-02-08", "UNKNOWN (dropped, confirmed 2023-04-22)"),
		}},
		{"7.5", []clauseCase{claims("a REAFFIRMED 2022-03-01 decision", listed, dropped).
			on("2026-02-08", "ACTIVE since 2022-03-01 by c1 (DECISION, confirmed 2023-04-22) listed since 2023-04-22")}},
	}
}

func clausesOfTexts() []clause {
	life := func(lines ...string) clauseCase { return clauseCase{act: lines} }
	return []clause{
		{"8.1", []clauseCase{
			life("adopted 2019-06-19", "repealed 2021-09-22", "outcome REPEALED").on("2019-06-18", "FALSE").on("2019-06-19", "TRUE").on("2021-09-21", "TRUE").on("2021-09-22", "FALSE"),
			life("adopted 2019-01-01", "repealed 2021-01-01", "lapsed 2020-01-01", "outcome LAPSED").on("2020-01-01", "FALSE"),
		}},
		{"8.2", []clauseCase{
			life("adopted 2019-10-15", "outcome LAPSED").on("2019-10-15", "TRUE").on("2019-10-16", "UNKNOWN"),
			life("adopted 2019-10-15", "in force on 2022-11-01", "outcome LAPSED").on("2022-11-01", "TRUE").on("2022-11-02", "UNKNOWN"),
			life("adopted 2019-10-15", "amended 2021-05-05", "outcome LAPSED").on("2021-05-05", "TRUE").on("2021-05-06", "UNKNOWN"),
		}},
		{"8.3", []clauseCase{
			life("adopted by 2020-03").on("2020-03-30", "UNKNOWN").on("2020-03-31", "TRUE"),
			life("adopted 2019-01-01", "not in force by 2023", "outcome LAPSED").on("2023-12-30", "UNKNOWN").on("2023-12-31", "FALSE"),
		}},
		{"8.4", []clauseCase{
			life("adopted 2020-01-01", "amended 2021-09-28", "outcome AMENDED").on("2021-09-28", "TRUE").on("2026-11-22", "TRUE"),
			life("adopted 2020-01-01", "amended 2021-09-28", "not in force by 2025-04-24", "outcome AMENDED").on("2021-09-28", "TRUE").on("2021-09-29", "UNKNOWN").on("2025-04-24", "FALSE"),
			life("adopted 2020-01-01", "amended 2021-09-28", "repealed 2023-01-01", "outcome REPEALED").on("2022-12-31", "TRUE").on("2023-01-01", "FALSE"),
		}},
		{"8.5", []clauseCase{
			life("kind SUSPENSION_DECISION", "adopted 2020-07-23", "amended 2020-10", "outcome AMENDED").on("2020-09-30", "TRUE").on("2020-10-01", "FALSE").on("2020-10-15", "FALSE~").on("2026-11-22", "FALSE"),
			life("kind SUSPENSION_DECISION", "adopted 2020-07-23", "outcome AMENDED").on("2020-07-23", "TRUE").on("2020-07-24", "UNKNOWN"),
		}},
		{"8.6", []clauseCase{
			life("adopted 2019", "in force on 2021-05", "amended 2020-02", "outcome IN_FORCE").on("2019-06-01", "TRUE~").on("2020-02-02", "TRUE~").on("2021-05-31", "TRUE~").on("2021-06-01", "TRUE"),
			life("in force on 2022-11", "not in force by 2023-07-31", "outcome LAPSED").on("2022-11-15", "UNKNOWN~"),
			life("adopted 2019-01-01", "repealed 2021-01-01", "lapsed 2022", "outcome LAPSED").on("2022-06-01", "FALSE"),
		}},
		{"8.7", []clauseCase{life("adopted 2020-05-04", "repealed 2020", "outcome REPEALED").on("2020-05-04", "TRUE~").on("2020-05-05", "FALSE~")}},
		{"8.8", []clauseCase{life("adopted 2019-04-25", "annulled 2022-05-09", "not in force by 2023-10-12", "outcome ANNULLED").on("2022-05-09", "UNKNOWN").on("2023-10-12", "FALSE")}},
		{"8.9", []clauseCase{life("rejected 2019-06-28", "outcome REJECTED").on("1990-01-01", "FALSE").on("2026-11-22", "FALSE")}},
	}
}

// TestLivesAreTheLaw compares random lives with the law read aloud, day by day.
func TestLivesAreTheLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 2026))
	for range 1500 {
		text := randomText(r, "t1", years)
		life := text.Life()
		for day := on(t, years.first); day <= on(t, years.last); day++ {
			got, exact := life.At(day)
			want, certain := inForce(text, day)
			if got != want || exact != certain {
				t.Fatalf("%+v\non %s got %s, exact %v; want %s, exact %v", *text, day, got, exact, want, certain)
			}
		}
	}
}
