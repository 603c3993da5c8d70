package dialogue_test

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/dialogue/candidate"
	"twingraph/graph/dialogue/letter"
	"twingraph/graph/dialogue/partner"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/progress"
	"twingraph/graph/dialogue/score"
)

func TestBadQuestionsLearnWhatIsWrong(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	many := make([]graph.ID, 501)
	for _, c := range []struct {
		name    string
		change  func(*candidate.Question)
		code    graph.Code
		path    string
		message string
	}{
		{"nobody asks", func(q *candidate.Question) { q.For = candidate.Asker{} }, graph.BadUserInput, "for", "say who asks"},
		{"cities and a country", func(q *candidate.Question) { q.For.Cities = []graph.ID{"munich-de"} }, graph.BadUserInput, "for", "one of them"},
		{"a city nobody knows", func(q *candidate.Question) { q.For = candidate.Asker{Cities: []graph.ID{"atlantis"}} }, graph.NotFound, "for.cities", `no city "atlantis" is known`},
		{"the same city twice", func(q *candidate.Question) { q.For = candidate.Asker{Cities: []graph.ID{"munich-de", "munich-de"}} }, graph.BadUserInput, "for.cities", "named twice"},
		{"a city without a name", func(q *candidate.Question) { q.For = candidate.Asker{Cities: []graph.ID{""}} }, graph.BadUserInput, "for.cities", "name a city"},
		{"too many cities", func(q *candidate.Question) { q.For = candidate.Asker{Cities: many} }, graph.LimitExceeded, "for.cities", "at most 500"},
		{"a country in words", func(q *candidate.Question) { q.For.Country = "Germany" }, graph.BadUserInput, "for.country", "two-letter"},
		{"a country in small letters", func(q *candidate.Question) { q.For.Country = "de" }, graph.BadUserInput, "for.country", "two-letter"},
		{"a country without cities", func(q *candidate.Question) { q.For.Country = "AQ" }, graph.NotFound, "for.country", "no city of country AQ"},
		{"an organisation nobody knows", func(q *candidate.Question) { q.For = candidate.Asker{Organisation: "smersh"} }, graph.NotFound, "for.organisation", `no organisation "smersh"`},
		{"no goal", func(q *candidate.Question) { q.Goal = "" }, graph.BadUserInput, "goal", "not a goal"},
		{"another goal", func(q *candidate.Question) { q.Goal = "CONQUER" }, graph.BadUserInput, "goal", "REPEAL, RESTORE, KEEP, JOIN and PARTNER"},
		{"an empty page", func(q *candidate.Question) { q.Window.First = 0 }, graph.BadUserInput, "first", "1 to 500"},
		{"an endless page", func(q *candidate.Question) { q.Window.First = 501 }, graph.LimitExceeded, "first", "at most 500"},
		{"a negative weight", func(q *candidate.Question) { q.Weights = score.Weights{score.PartNeed: -1} }, graph.BadUserInput, "weights", "never negative"},
		{"a weight that is no number", func(q *candidate.Question) { q.Weights = score.Weights{score.PartReach: math.NaN()} }, graph.BadUserInput, "weights", "REACH is not a number"},
		{"an endless weight", func(q *candidate.Question) { q.Weights = score.Weights{score.PartReach: math.Inf(1)} }, graph.BadUserInput, "weights", "not a number"},
		{"an absurd weight", func(q *candidate.Question) { q.Weights = score.Weights{score.PartNeed: 1e9} }, graph.BadUserInput, "weights", "100 at most"},
		{"a weight too small to count", func(q *candidate.Question) { q.Weights = score.Weights{score.PartNeed: 1e-9} }, graph.BadUserInput, "weights", "at least 0.001"},
		{"a weight for a part there is not", func(q *candidate.Question) { q.Weights = score.Weights{"CHARM": 1} }, graph.BadUserInput, "weights", `"CHARM" is not a part of the score; the parts are NEED, CHANNEL`},
		{"nothing weighs anything", func(q *candidate.Question) {
			q.Weights = score.Weights{}
			for _, rule := range score.PartRules() {
				q.Weights[rule.Part] = 0
			}
		}, graph.BadUserInput, "weights", "weighs nothing"},
		{"only what is taken away weighs", func(q *candidate.Question) {
			q.Weights = score.Weights{}
			for _, rule := range score.PartRules()[:6] {
				q.Weights[rule.Part] = 0
			}
		}, graph.BadUserInput, "weights", "weighs nothing"},
		{"a campaign to repeal", func(q *candidate.Question) { q.Campaign = "uclg-10-100-1000" }, graph.BadUserInput, "campaign", "JOIN only"},
		{"a theme to repeal", func(q *candidate.Question) { q.Theme = "youth" }, graph.BadUserInput, "theme", "PARTNER only"},
		{"a campaign nobody knows", func(q *candidate.Question) { q.Goal, q.Campaign = score.Join, "x" }, graph.NotFound, "campaign", `no campaign "x"`},
		{"a campaign that does not run", func(q *candidate.Question) {
			q.Goal, q.Campaign, q.AsOf = score.Join, "uclg-10-100-1000", day("2019-01-01")
		}, graph.BadUserInput, "campaign", "does not run on 2019-01-01"},
		{"no campaign to join", func(q *candidate.Question) { q.Goal, q.AsOf = score.Join, day("2019-01-01") }, graph.BadUserInput, "campaign", "name the campaign"},
		{"no theme to partner on", func(q *candidate.Question) {
			q.For, q.Goal = candidate.Asker{Cities: []graph.ID{"stendal-de"}}, score.Partner
		}, graph.BadUserInput, "theme", "name one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := candidate.Question{For: candidate.Asker{Country: "DE"}, Goal: score.Repeal, AsOf: day("2021-03-01"), Window: graph.Window[candidate.Position]{First: 10}}
			c.change(&q)
			_, err := candidate.Rank(t.Context(), s, q)
			wantError(t, err, c.code, c.path, c.message)
		})
	}
}

func wantError(t *testing.T, err error, code graph.Code, path, message string) {
	t.Helper()
	e, ok := err.(*graph.Error)
	if !ok {
		t.Fatalf("error %v, want one of package graph", err)
	}
	if e.Code != code || e.Path != path || !strings.Contains(e.Message, message) {
		t.Errorf("%s at %q: %s; want %s at %q: … %s …", e.Code, e.Path, e.Message, code, path, message)
	}
}

func TestBadPlansLearnWhatIsWrong(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	for _, c := range []struct {
		name    string
		q       plan.Question
		code    graph.Code
		path    string
		message string
	}{
		{"a target nobody knows", plan.Question{Target: "atlantis", From: "munich-de", Goal: score.Repeal}, graph.NotFound, "target", "atlantis"},
		{"from nowhere", plan.Question{Target: "munich-de", Goal: score.Repeal}, graph.BadUserInput, "from", "name a city"},
		{"from a city to itself", plan.Question{Target: "munich-de", From: "munich-de", Goal: score.Keep}, graph.BadUserInput, "from", "same city"},
		{"another goal", plan.Question{Target: "kyiv-ua", From: "munich-de", Goal: "CONQUER"}, graph.BadUserInput, "goal", "not a goal"},
		{"no way", plan.Question{Target: "debica-pl", From: "munich-de", Goal: score.Repeal}, graph.NotFound, "from", "no channel of at most 3 active links"},
		{"a campaign to keep", plan.Question{Target: "kyiv-ua", From: "munich-de", Goal: score.Keep, Campaign: "x"}, graph.BadUserInput, "campaign", "JOIN only"},
		{"a theme to keep", plan.Question{Target: "kyiv-ua", From: "munich-de", Goal: score.Keep, Theme: "x"}, graph.BadUserInput, "theme", "PARTNER only"},
		{"a campaign nobody knows", plan.Question{Target: "kyiv-ua", From: "munich-de", Goal: score.Join, Campaign: "x"}, graph.NotFound, "campaign", "no campaign"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.q.AsOf = day("2026-11-22")
			_, err := plan.For(t.Context(), s, c.q)
			wantError(t, err, c.code, c.path, c.message)
		})
	}
}

func TestBadRequestsForTheRest(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	plan := must(plan.For(t.Context(), s, plan.Question{Target: "palapye-bw", From: "falun-se", Goal: score.Partner, AsOf: day("2026-11-22")}))(t)
	_, err := letter.Write(plan, "LOVE", letter.English, day("2026-11-22"))
	wantError(t, err, graph.BadUserInput, "purpose", "not a purpose")
	_, err = letter.Write(plan, letter.PurposeDialogue, "FR", day("2026-11-22"))
	wantError(t, err, graph.BadUserInput, "language", "EN, DE and PL")
	_, err = letter.Write(plan, letter.PurposeThank, letter.English, day("2026-11-22"))
	wantError(t, err, graph.BadUserInput, "purpose", "nothing is on record")
	_, err = letter.Write(plan, letter.PurposeSuspension, letter.English, day("2026-11-22"))
	wantError(t, err, graph.BadUserInput, "purpose", "have no link")
	_, err = letter.Write(plan, letter.PurposeRestoration, letter.English, day("2026-11-22"))
	wantError(t, err, graph.BadUserInput, "purpose", "have no link")

	_, err = progress.Of(t.Context(), s, "x", day("2026-11-22"))
	wantError(t, err, graph.NotFound, "id", "no campaign")
	_, err = partner.Suggest(t.Context(), s, partner.Question{City: "atlantis", AsOf: day("2026-11-22"), Window: graph.Window[partner.Position]{First: 5}})
	wantError(t, err, graph.NotFound, "city", "atlantis")
	_, err = partner.Suggest(t.Context(), s, partner.Question{City: "munich-de", Theme: "dragons", AsOf: day("2026-11-22"), Window: graph.Window[partner.Position]{First: 5}})
	wantError(t, err, graph.BadUserInput, "theme", "dragons")
	_, err = partner.Suggest(t.Context(), s, partner.Question{City: "munich-de", AsOf: day("2026-11-22"), Window: graph.Window[partner.Position]{First: 0}})
	wantError(t, err, graph.BadUserInput, "first", "1 to 500")
	_, err = partner.Backtest(t.Context(), s, day("1900-01-01"), 1)
	wantError(t, err, graph.BadUserInput, "cutOff", "later cut-off")
	_, err = partner.Backtest(t.Context(), s, day("2026-11-22"), 1)
	wantError(t, err, graph.BadUserInput, "cutOff", "earlier cut-off")
}

func TestAnEndedContextStopsEverything(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	late, stop := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer stop()
	for _, ctx := range []context.Context{cancelled, late} {
		for name, ask := range map[string]func() error{
			"candidates": func() error {
				_, err := candidate.Rank(ctx, s, candidate.Question{For: candidate.Asker{Country: "DE"}, Goal: score.Repeal, AsOf: day("2021-03-01"), Window: graph.Window[candidate.Position]{First: 10}})
				return err
			},
			"plan": func() error {
				_, err := plan.For(ctx, s, plan.Question{Target: "kyiv-ua", From: "munich-de", Goal: score.Keep, AsOf: day("2021-03-01")})
				return err
			},
			"progress": func() error {
				_, err := progress.Of(ctx, s, "uclg-10-100-1000", day("2026-11-22"))
				return err
			},
			"suggestions": func() error {
				_, err := partner.Suggest(ctx, s, partner.Question{City: "munich-de", AsOf: day("2026-11-22"), Window: graph.Window[partner.Position]{First: 5}})
				return err
			},
			"back-test": func() error {
				_, err := partner.Backtest(ctx, s, day("2000-01-01"), 1)
				return err
			},
		} {
			if err := ask(); graph.CodeOf(err) != graph.Timeout {
				t.Errorf("%s: error %v, want TIMEOUT", name, err)
			}
		}
	}
}
