package graph_test

import (
	"testing"

	"twingraph/graph"
)

// TestJointStatus is law 5, on 2025-01-01.
func TestJointStatus(t *testing.T) {
	const founded = "both ESTABLISHED 1989-05-03 report" // c1 of every story
	for _, c := range []struct {
		name string
		then []string
		want string
	}{
		{"ENDED before SUSPENDED", []string{"a SUSPENDED 2022-03-01 decision", "b ENDED 2022-04-01 report"},
			"ENDED since 2022-04-01 by c3 (OBSERVATION, confirmed 2022-04-01) unilateral"},
		{"SUSPENDED before CONTESTED", []string{"a SUSPENDED 2022-04-01 report", "b SUSPENDED 2022-03-01 decision", "b REAFFIRMED 2022-03-01 decision"},
			"SUSPENDED since 2022-04-01 by c2 (OBSERVATION, confirmed 2022-04-01) unilateral disputed"},
		{"CONTESTED before ACTIVE", []string{"b SUSPENDED 2022-03-01 decision", "b REAFFIRMED 2022-03-01 decision"},
			"CONTESTED since 2022-03-01 by c2+c3 (DECISION, confirmed 2022-03-01) disputed"},
		{"ACTIVE where both are, strongest claim first", []string{"b REAFFIRMED 2022-03-01 decision"},
			"ACTIVE since 1989-05-03 by c2+c1 (DECISION, confirmed 2022-03-01)"},
		{"one claim that gives both sides is named once", nil,
			"ACTIVE since 1989-05-03 by c1 (OBSERVATION, confirmed 1989-05-03)"},
		{"a link as a whole is suspended by both: not unilateral", []string{"both SUSPENDED 2022-03-01 report"},
			"SUSPENDED since 2022-03-01 by c2 (OBSERVATION, confirmed 2022-03-01)"},
		{"both sides decided: not unilateral", []string{"a SUSPENDED 2022-03-01 decision", "b SUSPENDED 2022-05-01 decision"},
			"SUSPENDED since 2022-03-01 by c2+c3 (DECISION, confirmed 2022-05-01)"},
		{"one side decided, a report has both: still that side's own act alone", []string{"a SUSPENDED 2022-03-01 decision", "both SUSPENDED 2022-05-01 report"},
			"SUSPENDED since 2022-03-01 by c2+c3 (DECISION, confirmed 2022-05-01) unilateral"},
		{"CONTESTED on one side by what was observed there", []string{"a OBSERVED=ENDED 2022-03-01 report"},
			"CONTESTED by c1+c2 (OBSERVATION, confirmed 2022-03-01) disputed"},
		{"ENDED on one side by what was observed there: not by its own act", []string{"a OBSERVED=ENDED 2022-03-01 decision"},
			"ENDED by c2 (OBSERVATION, confirmed 2022-03-01)"},
		{"ACTIVE by one side's own act is not unilateral", []string{"a REAFFIRMED 2022-03-01 decision"},
			"ACTIVE since 1989-05-03 by c2+c1 (DECISION, confirmed 2022-03-01)"},
		{"disputed when a side is", []string{"b ENDED 2022-03-01 decision", "b RESTORED 2023-01-01 report"},
			"ENDED since 2022-03-01 by c2 (DECISION, confirmed 2022-03-01) unilateral disputed"},
		{"disputed when the side that does not give the status is", []string{"a ENDED 2022-03-01 decision", "b REAFFIRMED 2022-03-01 decision", "b SUSPENDED 2023-01-01 report"},
			"ENDED since 2022-03-01 by c2 (DECISION, confirmed 2022-03-01) unilateral disputed"},
		{"under review when a side is", []string{"b REVIEW_OPENED 2022-03-01 decision"},
			"ACTIVE since 1989-05-03 by c1 (OBSERVATION, confirmed 1989-05-03) under review"},
		{"RESTORED by a side clears that side", []string{"a SUSPENDED 2022-03-01 statement", "b SUSPENDED 2022-04-01 statement", "a RESTORED 2024-01-01 statement"},
			"SUSPENDED since 2022-03-01 by c3 (STATEMENT, confirmed 2022-04-01) unilateral"},
		{"RESTORED by both sides clears both", []string{"a SUSPENDED 2022-03-01 statement", "b SUSPENDED 2022-04-01 statement", "a RESTORED 2024-01-01 statement", "b RESTORED 2024-06-01 statement"},
			"ACTIVE since 2024-06-01 by c4+c5 (STATEMENT, confirmed 2024-06-01)"},
		{"RESTORED for the link clears both", []string{"a SUSPENDED 2022-03-01 statement", "b ENDED 2022-04-01 statement", "both RESTORED 2024-01-01 statement"},
			"ACTIVE since 2024-01-01 by c4 (STATEMENT, confirmed 2024-01-01)"},
		{"RESTORED for the link by a report does not clear what a council decided", []string{"a SUSPENDED 2022-03-01 decision", "both RESTORED 2024-01-01 report"},
			"SUSPENDED since 2022-03-01 by c2 (DECISION, confirmed 2022-03-01) unilateral disputed"},
		{"when one side takes back what it ended, the other side's suspension shows, as of then", []string{"b SUSPENDED 2022-03-01 decision", "a ENDED 2022-04-01 decision", "a RESTORED 2024-06 decision"},
			"SUSPENDED since 2024-06 by c2 (DECISION, confirmed 2022-03-01) unilateral"},
	} {
		t.Run(c.name, func(t *testing.T) {
			claims := story(t, append([]string{founded}, c.then...)...)
			same(t, "on 2025-01-01", linkText(graph.StatusAt(theLink(), claims, on(t, "2025-01-01"))), c.want)
		})
	}
	t.Run("one side known is enough for ACTIVE; the side not known leaves no doubt", func(t *testing.T) {
		claims := story(t, "a REAFFIRMED 2022-03-01 decision")
		s := graph.StatusAt(theLink(), claims, on(t, "2025-01-01"))
		same(t, "link", linkText(s), "ACTIVE since 2022-03-01 by c1 (DECISION, confirmed 2022-03-01)")
		same(t, "side b", sideText(s.Sides[1]), "UNKNOWN")
	})
	t.Run("an editor's dispute makes it disputed whatever the claims say", func(t *testing.T) {
		for _, lines := range [][]string{nil, {founded}, {founded, "a ENDED 2022-03-01 decision"}} {
			s := graph.StatusAt(theLink(graph.DisputeInitiator), story(t, lines...), on(t, "2025-01-01"))
			same(t, "disputed", s.Disputed, true)
			same(t, "side a", s.Sides[0].Disputed, false)
		}
	})
	t.Run("nothing known has no since, basis or confirmation, and is exact", func(t *testing.T) {
		for day, want := range map[string]string{"1989-05-02": "NOT_ESTABLISHED", "1900-01-01": "NOT_ESTABLISHED"} {
			s := graph.StatusAt(theLink(), story(t, founded), on(t, day))
			same(t, day, linkText(s), want)
			same(t, "first day", s.SinceDay, graph.MinDay)
			same(t, "basis", s.Basis, "")
			same(t, "governing claims", len(s.Governing), 0)
		}
	})
	t.Run("ACTIVE leaves doubt while one side may still be suspended, SUSPENDED none while one certainly is", func(t *testing.T) {
		claims := story(t, founded, "a SUSPENDED 2022-03-01 decision", "b SUSPENDED 2022-05 decision", "a RESTORED 2024-01-01 decision", "b RESTORED 2024-02 decision")
		for day, exact := range map[string]bool{"2022-05-15": true, "2024-01-15": true, "2024-02-01": true, "2024-02-15": false, "2024-03-01": true} {
			same(t, day, graph.StatusAt(theLink(), claims, on(t, day)).Exact, exact)
		}
	})
}

// spells writes a history as lines "from to answer".
func spells(h graph.History) []string {
	var lines []string
	for _, s := range h {
		lines = append(lines, s.From.String()+".."+s.To.String()+" "+linkText(s.LinkStatus))
	}
	return lines
}

func TestHistory(t *testing.T) {
	claims := story(t,
		"both ESTABLISHED 1989 report",
		"a SUSPENDED 2022-03-01 decision",
		"b SUSPENDED 2022-03-10 statement",
		"both LISTED 2023-04-22 report",
		"a RESTORED 2024-06-01 decision",
		"b RESTORED 2024-06-01 statement",
	)
	t.Run("its spells are the whole answer, cut wherever any part of it changes", func(t *testing.T) {
		sameLines(t, spells(graph.NewHistory(theLink(), claims)),
			"..1989-01-01 NOT_ESTABLISHED",
			"1989-01-01..1989-01-02 ACTIVE since 1989 by c1 (OBSERVATION, confirmed 1989)",
			"1989-01-02..1990-01-01 ACTIVE since 1989 by c1 (OBSERVATION, confirmed 1989) inexact",
			"1990-01-01..2022-03-01 ACTIVE since 1989 by c1 (OBSERVATION, confirmed 1989)",
			"2022-03-01..2022-03-10 SUSPENDED since 2022-03-01 by c2 (DECISION, confirmed 2022-03-01) unilateral",
			"2022-03-10..2024-06-01 SUSPENDED since 2022-03-01 by c2+c3 (DECISION, confirmed 2022-03-10)",
			"2024-06-01.. ACTIVE since 2024-06-01 by c5+c6 (DECISION, confirmed 2024-06-01)",
		)
	})
	t.Run("merged, it is cut where the status changes, and keeps what was true at any time", func(t *testing.T) {
		sameLines(t, spells(graph.NewHistory(theLink(), claims).Merged()),
			"..1989-01-01 NOT_ESTABLISHED",
			"1989-01-01..2022-03-01 ACTIVE since 1989 by c1 (OBSERVATION, confirmed 1989) inexact",
			"2022-03-01..2024-06-01 SUSPENDED since 2022-03-01 by c2+c3 (DECISION, confirmed 2022-03-10) unilateral",
			"2024-06-01.. ACTIVE since 2024-06-01 by c5+c6 (DECISION, confirmed 2024-06-01)",
		)
	})
	t.Run("merging keeps disputes and reviews that are over", func(t *testing.T) {
		h := graph.NewHistory(theLink(), story(t, "both ESTABLISHED 1989-05-03 report", "b SUSPENDED 2001-01-01 statement", "b RESTORED 2002-01-01 report",
			"b REVIEW_OPENED 2003-01-01 report", "b SUSPENDED 2004-01-01 decision"))
		sameLines(t, spells(h.Merged()),
			"..1989-05-03 NOT_ESTABLISHED",
			"1989-05-03..2001-01-01 ACTIVE since 1989-05-03 by c1 (OBSERVATION, confirmed 1989-05-03)",
			"2001-01-01.. SUSPENDED since 2001-01-01 by c5 (DECISION, confirmed 2004-01-01) unilateral disputed under review",
		)
	})
	t.Run("merging leaves the history as it was", func(t *testing.T) {
		h := graph.NewHistory(theLink(), claims)
		h.Merged()
		same(t, "unchanged", h.Equal(graph.NewHistory(theLink(), claims)), true)
	})
	t.Run("since goes over what changes nothing in the joint status", func(t *testing.T) {
		// b's suspension ends while a's lasts, then a's while b's second one lasts.
		h := graph.NewHistory(theLink(), story(t, "both ESTABLISHED 1989-05-03 report", "b SUSPENDED 2022-03 decision", "a SUSPENDED 2022-06-01 decision",
			"b RESTORED 2023-01-01 decision", "b SUSPENDED 2024-01-01 decision", "a RESTORED 2024-06-01 decision"))
		s := h.At(on(t, "2025-01-01"))
		same(t, "link", linkText(s), "SUSPENDED since 2022-03 by c5 (DECISION, confirmed 2024-01-01) unilateral")
		same(t, "first day", s.SinceDay.String(), "2022-03-01")
		same(t, "side b", sideText(s.Sides[1]), "SUSPENDED since 2024-01-01 by c5 (DECISION, confirmed 2024-01-01)")
		same(t, "first day on side b", s.Sides[1].SinceDay.String(), "2024-01-01")
	})
	t.Run("of two sides that change on one day the more precise date gives since", func(t *testing.T) {
		for _, lines := range [][]string{{"a ENDED 2022-03 decision", "b ENDED 2022-03-01 report"}, {"a ENDED 2022-03-01 report", "b ENDED 2022-03 decision"}} {
			same(t, "since", graph.StatusAt(theLink(), story(t, lines...), on(t, "2025-01-01")).Since.String(), "2022-03-01")
		}
	})
	t.Run("a link without claims is UNKNOWN for all time; one that is not known has no history", func(t *testing.T) {
		sameLines(t, spells(graph.NewHistory(theLink(), nil)), ".. UNKNOWN")
		same(t, "on any day", linkText(graph.History(nil).At(0)), "UNKNOWN")
		same(t, "first day", graph.History(nil).At(0).SinceDay, graph.MinDay)
		before, after := graph.History(nil).Nearest(0)
		same(t, "nothing near", before == nil && after == nil, true)
		same(t, "the two differ", graph.NewHistory(theLink(), nil).Equal(nil), false)
	})
}

func TestTheEndsOfTime(t *testing.T) {
	listed := &graph.Claim{Type: graph.Listed, Authority: graph.ThirdParty} // neither dated nor recorded
	h := graph.NewHistory(theLink(), append(story(t, "both ENDED 2022-03-01 report"), listed))
	for day, want := range map[graph.Day]graph.Status{
		graph.MinDay: graph.StatusActive, on(t, "2022-02-28"): graph.StatusActive, on(t, "2022-03-01"): graph.StatusEnded, graph.MaxDay: graph.StatusEnded,
	} {
		same(t, "status on "+day.String(), h.At(day).Status, want)
	}
	before, _ := h.Nearest(on(t, "2022-03-01"))
	same(t, "before the end", before != nil && before.Status == graph.StatusActive, true)
}

func TestNearestKnownStatus(t *testing.T) {
	h := graph.NewHistory(theLink(), story(t, "both LISTED 2015-08-15 report", "a SUSPENDED 2022-03-01 decision", "a RESTORED 2024-01-01 decision"))
	for _, c := range []struct{ name, day, before, after string }{
		{"UNKNOWN has nothing before and the first known status after", "2000-01-01", "", "2015-08-15 ACTIVE"},
		{"the day before the first known status", "2015-08-14", "", "2015-08-15 ACTIVE"},
		{"within the first known status", "2015-08-15", "", "2022-03-01 SUSPENDED"},
		{"between", "2023-01-01", "2015-08-15 ACTIVE", "2024-01-01 ACTIVE"},
		{"at the end", "2024-01-01", "2022-03-01 SUSPENDED", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			show := func(s *graph.Spell) string {
				if s == nil {
					return ""
				}
				return s.From.String() + " " + string(s.Status)
			}
			before, after := h.Nearest(on(t, c.day))
			same(t, "before", show(before), c.before)
			same(t, "after", show(after), c.after)
		})
	}
}

func TestSpellLength(t *testing.T) {
	for _, c := range []struct {
		name, from, to, today string
		days                  int
		ok                    bool
	}{
		{"a spell that is over", "2022-03-01", "2022-03-11", "2026-11-22", 10, true},
		{"a spell that lasts counts up to today", "2022-03-01", "", "2022-03-04", 3, true},
		{"a spell that ends after today counts up to today", "2022-03-01", "2030-01-01", "2022-03-04", 3, true},
		{"a spell that begins today has no length yet", "2022-03-01", "", "2022-03-01", 0, false},
		{"a spell in the future has none", "2030-01-01", "2031-01-01", "2022-03-04", 0, false},
		{"a spell without a known beginning has none", "", "2022-03-01", "2026-11-22", 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := graph.Spell{From: graph.MinDay, To: graph.MaxDay}
			if c.from != "" {
				s.From = on(t, c.from)
			}
			if c.to != "" {
				s.To = on(t, c.to)
			}
			days, ok := s.Days(on(t, c.today))
			same(t, "days", days, c.days)
			same(t, "has a length", ok, c.ok)
		})
	}
}

func sameLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		same(t, "line", g, w)
	}
}
