package graph_test

import (
	"testing"

	"twingraph/graph"
)

// answer is what one side, or the link, is expected to answer on a day.
type answer struct{ day, want string }

// TestStatusOfASide is law 4, clause by clause, seen from side a.
func TestStatusOfASide(t *testing.T) {
	for _, c := range []struct {
		name   string
		claims []string
		want   []answer
	}{
		// No act that gives a state.
		{"nothing at all is UNKNOWN, not active", nil, []answer{{"2022-01-01", "UNKNOWN"}}},
		{
			"before the founding it is NOT_ESTABLISHED",
			[]string{"both ESTABLISHED 1989-05-03 report"},
			[]answer{
				{"1989-05-02", "NOT_ESTABLISHED"},
				{"1989-05-03", "ACTIVE since 1989-05-03 by c1 (OBSERVATION, confirmed 1989-05-03)"},
				{"2026-11-22", "ACTIVE since 1989-05-03 by c1 (OBSERVATION, confirmed 1989-05-03)"},
			},
		},
		{
			"a founding on the other side counts for both before, for the other alone after",
			[]string{"b ESTABLISHED 1989-05-03 decision"},
			[]answer{{"1989-05-02", "NOT_ESTABLISHED"}, {"1989-05-03", "UNKNOWN"}},
		},
		{
			"before a first claim that is no founding it is UNKNOWN",
			[]string{"both LISTED 2015-08-15 report", "both ESTABLISHED 2016-01-01 report"},
			[]answer{
				{"2015-08-14", "UNKNOWN"},
				{"2015-08-15", "ACTIVE by c1 (LISTING, confirmed 2015-08-15) listed since 2015-08-15"},
			},
		},
		{
			"a founding and a listing of one day: the founding is the first claim",
			[]string{"both LISTED 2015-08-15 report", "both ESTABLISHED 2015-08-15 report"},
			[]answer{{"2015-08-14", "NOT_ESTABLISHED"}},
		},
		{
			"without an act the latest observation counts, whatever its authority",
			[]string{"a OBSERVED=SUSPENDED 2022-05-01 statement", "both LISTED 2023-04-22 report", "a OBSERVED=ENDED 2024-01-01 report"},
			[]answer{
				{"2022-05-01", "SUSPENDED by c1 (OBSERVATION, confirmed 2022-05-01)"},
				{"2023-04-22", "ACTIVE by c2 (LISTING, confirmed 2023-04-22) listed since 2023-04-22"},
				{"2024-01-01", "ENDED by c3 (OBSERVATION, confirmed 2024-01-01)"},
			},
		},
		{
			"of the observations of one day the strongest counts",
			[]string{"a OBSERVED=ENDED 2022-05-01 report", "a OBSERVED=SUSPENDED 2022-05-01 statement"},
			[]answer{{"2022-05-01", "SUSPENDED by c2 (OBSERVATION, confirmed 2022-05-01)"}},
		},
		{
			"observations of one day and authority that differ are CONTESTED until the next",
			[]string{"a OBSERVED=ENDED 2022-05-01 report", "a OBSERVED=SUSPENDED 2022-05-01 report", "a OBSERVED=ENDED 2022-06-01 report"},
			[]answer{
				{"2022-05-01", "CONTESTED by c1+c2 (OBSERVATION, confirmed 2022-05-01) disputed"},
				{"2022-06-01", "CONTESTED by c1+c2 (OBSERVATION, confirmed 2022-05-01) disputed"},
			},
		},
		{
			"a survey and a list of one day: it is not active by a listing alone",
			[]string{"both LISTED 2023-04-22 report", "a OBSERVED=ACTIVE 2023-04-22 report"},
			[]answer{{"2023-04-22", "ACTIVE by c2 (OBSERVATION, confirmed 2023-04-22) listed since 2023-04-22"}},
		},
		{
			"a listing of the day on which it is seen as suspended contradicts nothing",
			[]string{"both LISTED 2023-04-22 report", "a OBSERVED=SUSPENDED 2023-04-22 report"},
			[]answer{{"2023-04-22", "SUSPENDED by c2 (OBSERVATION, confirmed 2023-04-22)"}},
		},
		{
			"a listing of the day on which it is seen as ended disputes that",
			[]string{"both LISTED 2023-04-22 report", "a OBSERVED=ENDED 2023-04-22 report"},
			[]answer{{"2023-04-22", "ENDED by c2 (OBSERVATION, confirmed 2023-04-22) disputed"}},
		},
		{
			"a founding without a date does not say that it came later",
			[]string{"both ESTABLISHED ?2022-03 report"},
			[]answer{{"2010-01-01", "UNKNOWN"}, {"2022-03-01", "ACTIVE since 2022-03 by c1 (OBSERVATION, confirmed 2022-03) inexact"}},
		},

		// Acts.
		{
			"an act of equal or higher authority replaces the state (Aachen and Kostroma)",
			[]string{"both ESTABLISHED 2005 report", "a SUSPENDED 2022-03-30 decision", "a RESTORED 2030-01-01 decision", "a ENDED 2031-01-01 decision"},
			[]answer{
				{"2022-03-29", "ACTIVE since 2005 by c1 (OBSERVATION, confirmed 2005)"},
				{"2022-03-30", "SUSPENDED since 2022-03-30 by c2 (DECISION, confirmed 2022-03-30)"},
				{"2030-01-01", "ACTIVE since 2030-01-01 by c3 (DECISION, confirmed 2030-01-01)"},
				{"2031-01-01", "ENDED since 2031-01-01 by c4 (DECISION, confirmed 2031-01-01)"},
			},
		},
		{
			"each type of act gives its state",
			[]string{"a ESTABLISHED 2001-01-01 report", "a SUSPENDED 2002-01-01 report", "a REAFFIRMED 2003-01-01 report", "a ENDED 2004-01-01 report", "a RESTORED 2005-01-01 report"},
			[]answer{
				{"2001-01-01", "ACTIVE since 2001-01-01 by c1 (OBSERVATION, confirmed 2001-01-01)"},
				{"2002-01-01", "SUSPENDED since 2002-01-01 by c2 (OBSERVATION, confirmed 2002-01-01)"},
				{"2003-01-01", "ACTIVE since 2003-01-01 by c3 (OBSERVATION, confirmed 2003-01-01)"},
				{"2004-01-01", "ENDED since 2004-01-01 by c4 (OBSERVATION, confirmed 2004-01-01)"},
				{"2005-01-01", "ACTIVE since 2005-01-01 by c5 (OBSERVATION, confirmed 2005-01-01)"},
			},
		},
		{
			"an act of lower authority that differs leaves the state and disputes it, until a strong one",
			[]string{"a SUSPENDED 2022-03-01 decision", "a RESTORED 2023-01-01 statement", "a REAFFIRMED 2023-02-01 report", "a SUSPENDED 2024-01-01 decision"},
			[]answer{
				{"2022-12-31", "SUSPENDED since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01)"},
				{"2023-01-01", "SUSPENDED since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01) disputed"},
				{"2023-02-01", "SUSPENDED since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01) disputed"},
				{"2024-01-01", "SUSPENDED since 2022-03-01 by c4 (DECISION, confirmed 2024-01-01)"},
			},
		},
		{
			"an act of lower authority that agrees confirms; the stronger one stays in force",
			[]string{"a SUSPENDED 2022-03-01 decision", "a SUSPENDED 2023-01-01 report", "a RESTORED 2024-01-01 statement"},
			[]answer{
				{"2023-01-01", "SUSPENDED since 2022-03-01 by c1 (DECISION, confirmed 2023-01-01)"},
				{"2024-01-01", "SUSPENDED since 2022-03-01 by c1 (DECISION, confirmed 2023-01-01) disputed"},
			},
		},
		{
			"of the acts of one day the strongest prevails undisputed",
			[]string{"a REAFFIRMED 2022-03-01 decision", "a SUSPENDED 2022-03-01 statement", "a ENDED 2022-03-01 report"},
			[]answer{{"2022-03-01", "ACTIVE since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01)"}},
		},
		{
			"a weaker act of the day does not interrupt the state",
			[]string{"a SUSPENDED 2022-03-01 report", "a RESTORED 2022-06-01 report", "a SUSPENDED 2022-06-01 decision"},
			[]answer{{"2022-06-01", "SUSPENDED since 2022-03-01 by c3 (DECISION, confirmed 2022-06-01)"}},
		},
		{
			"acts of one day and authority that differ are CONTESTED until the next act, even a weaker one",
			[]string{"a SUSPENDED 2022-03-01 decision", "a ENDED 2022-03-01 decision", "both LISTED 2022-04-01 report", "a RESTORED 2023-01-01 report"},
			[]answer{
				{"2022-03-01", "CONTESTED since 2022-03-01 by c1+c2 (DECISION, confirmed 2022-03-01) disputed"},
				{"2022-12-31", "CONTESTED since 2022-03-01 by c1+c2 (DECISION, confirmed 2022-03-01) disputed"},
				{"2023-01-01", "ACTIVE since 2023-01-01 by c4 (OBSERVATION, confirmed 2023-01-01)"},
			},
		},
		{
			"acts of one day and authority that agree contest nothing; the more precise date governs",
			[]string{"a SUSPENDED 2022-03 decision", "a SUSPENDED 2022-03-01 decision"},
			[]answer{{"2022-03-15", "SUSPENDED since 2022-03-01 by c2+c1 (DECISION, confirmed 2022-03-01)"}},
		},
		{
			"claims of one first day that agree confirm as precisely as one of them does",
			[]string{"a SUSPENDED 2022 decision", "a SUSPENDED 2022-01 report"},
			[]answer{{"2022-06-01", "SUSPENDED since 2022-01 by c1 (DECISION, confirmed 2022-01) inexact"}},
		},
		{
			"a pair of weaker acts that differ only disputes",
			[]string{"a SUSPENDED 2022-03-01 decision", "a SUSPENDED 2022-05-01 report", "a ENDED 2022-05-01 report"},
			[]answer{{"2022-05-01", "SUSPENDED since 2022-03-01 by c1 (DECISION, confirmed 2022-05-01) disputed"}},
		},

		// Reviews.
		{
			"a review keeps the state until the next act, not until the next observation",
			[]string{"a SUSPENDED 2022-03-01 decision", "a REVIEW_OPENED 2023-01-01 report", "a OBSERVED=SUSPENDED 2023-03-01 report", "a SUSPENDED 2023-06-01 report"},
			[]answer{
				{"2022-12-31", "SUSPENDED since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01)"},
				{"2023-01-01", "SUSPENDED since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01) under review"},
				{"2023-03-01", "SUSPENDED since 2022-03-01 by c1 (DECISION, confirmed 2023-03-01) under review"},
				{"2023-06-01", "SUSPENDED since 2022-03-01 by c1 (DECISION, confirmed 2023-06-01)"},
			},
		},
		{
			"a review does not settle what is contested",
			[]string{"a SUSPENDED 2022-03-01 decision", "a ENDED 2022-03-01 decision", "a REVIEW_OPENED 2022-04-01 decision"},
			[]answer{{"2022-04-01", "CONTESTED since 2022-03-01 by c1+c2 (DECISION, confirmed 2022-03-01) disputed under review"}},
		},
		{
			"a review and a decision of one day: the decision closes it",
			[]string{"a REAFFIRMED 2023-01-01 decision", "a REVIEW_OPENED 2023-01-01 decision"},
			[]answer{{"2023-01-01", "ACTIVE since 2023-01-01 by c1 (DECISION, confirmed 2023-01-01)"}},
		},
		{
			"a review gives no state",
			[]string{"a REVIEW_OPENED 2023-01-01 decision"},
			[]answer{{"2022-12-31", "UNKNOWN"}, {"2023-01-01", "UNKNOWN under review"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			claims := story(t, c.claims...)
			for _, a := range c.want {
				same(t, a.day, sideText(graph.StatusAt(theLink(), claims, on(t, a.day)).Sides[0]), a.want)
			}
		})
	}
}

// TestObservationsAfterAnAct is the rest of law 4: what is observed after the act
// in force. In every story a's act is c1.
func TestObservationsAfterAnAct(t *testing.T) {
	for _, c := range []struct {
		name, act string
		then      []string
		want      string // on 2025-01-01
	}{
		{
			"of higher authority overrides", "a SUSPENDED 2022-03-01 statement", []string{"a OBSERVED=ACTIVE 2023-01-01 decision"},
			"ACTIVE by c2 (OBSERVATION, confirmed 2023-01-01)",
		},
		{
			"of equal authority contests", "a SUSPENDED 2022-03-01 statement", []string{"a OBSERVED=ACTIVE 2023-01-01 statement"},
			"CONTESTED by c1+c2 (STATEMENT, confirmed 2023-01-01) disputed",
		},
		{
			"of lower authority disputes", "a SUSPENDED 2022-03-01 statement", []string{"a OBSERVED=ACTIVE 2023-01-01 report"},
			"SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2022-03-01) disputed",
		},
		{
			"that agrees confirms", "a SUSPENDED 2022-03-01 statement", []string{"a OBSERVED=SUSPENDED 2023-01-01 report"},
			"SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2023-01-01)",
		},
		{
			"of the day of the act is not later", "a SUSPENDED 2022-03-01 statement", []string{"a OBSERVED=ACTIVE 2022-03-01 decision"},
			"SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2022-03-01)",
		},
		{
			"from before the act does not count", "a SUSPENDED 2022-03-01 report", []string{"a OBSERVED=ACTIVE 2022-02-28 decision"},
			"SUSPENDED since 2022-03-01 by c1 (OBSERVATION, confirmed 2022-03-01)",
		},
		{
			"is void once an act replaces the act", "a SUSPENDED 2022-03-01 statement",
			[]string{"a OBSERVED=ACTIVE 2023-01-01 statement", "a SUSPENDED 2024-01-01 statement"},
			"SUSPENDED since 2024-01-01 by c3 (STATEMENT, confirmed 2024-01-01)",
		},
		{
			"a later one of the same authority supersedes an earlier one", "a SUSPENDED 2022-03-01 statement",
			[]string{"a OBSERVED=ACTIVE 2023-01-01 statement", "a OBSERVED=SUSPENDED 2024 statement"},
			"CONTESTED by c1+c2 (STATEMENT, confirmed 2023-01-01) disputed",
		},
		{
			"a later one of lower authority that agrees ends the dispute of the earlier one", "a SUSPENDED 2022-03-01 statement",
			[]string{"a OBSERVED=ACTIVE 2023-01-01 report", "a OBSERVED=SUSPENDED 2024-01-01 report"},
			"SUSPENDED since 2022-03-01 by c1 (STATEMENT, confirmed 2024-01-01) disputed",
		},
		{
			"two of one day and higher authority that differ contest", "a SUSPENDED 2022-03-01 report",
			[]string{"a OBSERVED=SUSPENDED 2023-01-01 decision", "a OBSERVED=ACTIVE 2023-01-01 decision"},
			"CONTESTED by c2+c3 (OBSERVATION, confirmed 2023-01-01) disputed",
		},
		{
			"two of one month and higher authority that differ contest", "a SUSPENDED 2022-03-01 report",
			[]string{"a OBSERVED=SUSPENDED 2023-01 decision", "a OBSERVED=ACTIVE 2023-01 decision"},
			"CONTESTED by c2+c3 (OBSERVATION, confirmed 2023-01) disputed",
		},
		{
			"the strongest above the act decides, the next one disputes it when it came later", "a SUSPENDED 2022-03-01 report",
			[]string{"a OBSERVED=ENDED 2023-01-01 decision", "a OBSERVED=ACTIVE 2024-01-01 statement"},
			"ENDED by c2 (OBSERVATION, confirmed 2023-01-01) disputed",
		},
		{
			"the strongest above the act settles what weaker ones said before", "a SUSPENDED 2022-03-01 report",
			[]string{"a OBSERVED=ACTIVE 2023-01-01 statement", "a OBSERVED=ENDED 2024-01-01 decision"},
			"ENDED by c3 (OBSERVATION, confirmed 2024-01-01)",
		},
		{
			"a strong one that confirms the act settles what weaker ones said before", "a SUSPENDED 2022-03-01 report",
			[]string{"a OBSERVED=ACTIVE 2023-01-01 statement", "a OBSERVED=SUSPENDED 2024-01-01 decision"},
			"SUSPENDED by c3 (OBSERVATION, confirmed 2024-01-01)",
		},
		{
			"a strong one that confirms the act is not overridden by a weaker one", "a SUSPENDED 2022-03-01 report",
			[]string{"a OBSERVED=SUSPENDED 2023-01-01 decision", "a OBSERVED=ACTIVE 2024-01-01 statement"},
			"SUSPENDED since 2022-03-01 by c1 (OBSERVATION, confirmed 2023-01-01) disputed",
		},
		{
			"a weak act after the one that overrides disputes it", "a SUSPENDED 2022-03-01 statement",
			[]string{"a OBSERVED=ENDED 2023-01-01 decision", "a SUSPENDED 2024-01-01 report"},
			"ENDED by c2 (OBSERVATION, confirmed 2023-01-01) disputed",
		},
		{
			"the one that overrides settles what a weak act said before", "a SUSPENDED 2022-03-01 statement",
			[]string{"a RESTORED 2022-06-01 report", "a OBSERVED=ENDED 2023-01-01 decision"},
			"ENDED by c3 (OBSERVATION, confirmed 2023-01-01)",
		},
		{
			"LISTED disagrees with ENDED (Louisville and Perm)", "a ENDED 2022-03-01 decision", []string{"both LISTED 2023-04-22 report"},
			"ENDED since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01) disputed",
		},
		{
			"LISTED says nothing about SUSPENDED: a suspended link is still listed", "a SUSPENDED 2022-03-01 report", []string{"both LISTED 2023-04-22 report"},
			"SUSPENDED since 2022-03-01 by c1 (OBSERVATION, confirmed 2022-03-01)",
		},
		{
			"LISTED confirms ACTIVE", "a REAFFIRMED 2022-03-01 decision", []string{"both LISTED 2023-04-22 report"},
			"ACTIVE since 2022-03-01 by c1 (DECISION, confirmed 2023-04-22) listed since 2023-04-22",
		},
		{
			"LISTED from before the end does not dispute it", "a ENDED 2022-03-01 decision", []string{"both LISTED 2022-02-28 report"},
			"ENDED since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01)",
		},
		{
			"LISTED from before the end was observed does not dispute it", "a REAFFIRMED 2022-03-01 report",
			[]string{"both LISTED 2023-04-22 report", "a OBSERVED=ENDED 2024-01-01 statement"},
			"ENDED by c3 (OBSERVATION, confirmed 2024-01-01)",
		},
		{
			"contested acts stay so under an observation of equal authority", "a SUSPENDED 2022-03-01 statement",
			[]string{"a ENDED 2022-03-01 statement", "a OBSERVED=ACTIVE 2023-01-01 statement"},
			"CONTESTED since 2022-03-01 by c1+c2 (STATEMENT, confirmed 2022-03-01) disputed",
		},
		{
			"contested acts give way to a stronger observation", "a SUSPENDED 2022-03-01 statement",
			[]string{"a ENDED 2022-03-01 statement", "a OBSERVED=ENDED 2023-01-01 decision"},
			"ENDED by c3 (OBSERVATION, confirmed 2023-01-01)",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			claims := story(t, append([]string{c.act}, c.then...)...)
			same(t, "on 2025-01-01", sideText(graph.StatusAt(theLink(), claims, on(t, "2025-01-01")).Sides[0]), c.want)
		})
	}
}

// TestExact is law 2: an answer inside the governing claim's interval, past its
// first day, is not exact.
func TestExact(t *testing.T) {
	for _, c := range []struct {
		name   string
		claims []string
		exact  map[string]bool
	}{
		{
			"a whole day is always exact", []string{"both ESTABLISHED 1989-05-03 report"},
			map[string]bool{"1989-05-02": true, "1989-05-03": true, "1989-05-04": true},
		},
		{
			"a month, on its first day and past its last", []string{"a SUSPENDED 2022-02 decision"},
			map[string]bool{"2022-01-31": true, "2022-02-01": true, "2022-02-02": false, "2022-02-28": false, "2022-03-01": true},
		},
		{
			"a year", []string{"a SUSPENDED 2024 decision"},
			map[string]bool{"2024-01-01": true, "2024-01-02": false, "2024-12-31": false, "2025-01-01": true},
		},
		{
			"a claim without a date never", []string{"both LISTED ?2026-11-22 report"},
			map[string]bool{"2026-11-21": true, "2026-11-22": false, "2030-01-01": false},
		},
		{
			"a claim whose source gives a year never", []string{"both LISTED ?2015 report"},
			map[string]bool{"2014-12-31": true, "2015-01-01": false, "2015-06-01": false, "2016-01-01": false},
		},
		{
			"the interval of a claim that does not govern has no bearing", []string{"a SUSPENDED 2022-02-01 decision", "a SUSPENDED 2022 report"},
			map[string]bool{"2022-06-01": true},
		},
		{
			"the next act ends the doubt", []string{"a SUSPENDED 2022 statement", "a SUSPENDED 2022-06-01 decision"},
			map[string]bool{"2022-05-31": false, "2022-06-01": true},
		},
		{
			"two acts contradict each other for certain only past the vaguer date", []string{"a ENDED 2022-03 decision", "a SUSPENDED 2022-03-01 decision"},
			map[string]bool{"2022-03-01": true, "2022-03-31": false, "2022-04-01": true},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			for day, want := range c.exact {
				s := graph.StatusAt(theLink(), story(t, c.claims...), on(t, day))
				same(t, day+", the side", s.Sides[0].Exact, want)
				same(t, day+", the link", s.Exact, want)
			}
		})
	}
	t.Run("a claim with neither date nor assumed one has always been in effect, inexactly", func(t *testing.T) {
		s := graph.StatusAt(theLink(), []*graph.Claim{{Type: graph.Listed, Authority: graph.ThirdParty}}, on(t, "0001-01-01"))
		same(t, "status", s.Status, graph.StatusActive)
		same(t, "exact", s.Exact, false)
		same(t, "since", s.Since, graph.PartialDate{})
	})
}
