package graph_test

import (
	"strings"
	"testing"

	"twingraph/graph"
)

// act makes a resolution of lines such as "adopted 2019-04-25" and "outcome ANNULLED".
func act(t *testing.T, lines ...string) *graph.Resolution {
	t.Helper()
	r := &graph.Resolution{Outcome: graph.OutcomeInForce}
	dates := map[string]*graph.PartialDate{
		"adopted": &r.Adopted, "adopted by": &r.AdoptedBy, "in force on": &r.InForceOn, "amended": &r.Amended, "repealed": &r.Repealed,
		"annulled": &r.Annulled, "lapsed": &r.Lapsed, "rejected": &r.Rejected, "not in force by": &r.NotInForceBy,
	}
	for _, line := range lines {
		i := strings.LastIndex(line, " ")
		if line[:i] == "kind" {
			r.Kind = graph.ResolutionKind(line[i+1:])
			continue
		}
		if line[:i] == "outcome" {
			r.Outcome = graph.Outcome(line[i+1:])
			continue
		}
		p, err := graph.ParsePartialDate(line[i+1:])
		if err != nil {
			t.Fatal(err)
		}
		*dates[line[:i]] = p
	}
	return r
}

// TestInForce asks real resolutions of the bundled dataset, and the cases between
// them, whether they were in force. "~" marks an answer that is not exact.
func TestInForce(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  []answer
	}{
		{
			"annulled at first instance, later for good (Lublin Voivodeship): what is under appeal is not known",
			[]string{"adopted 2019-04-25", "annulled 2022-05-09", "not in force by 2023-10-12", "outcome ANNULLED"},
			[]answer{
				{"2019-04-24", "FALSE"}, {"2019-04-25", "TRUE"}, {"2020-06-01", "TRUE"}, {"2022-05-08", "TRUE"},
				{"2022-05-09", "UNKNOWN"}, {"2022-06-01", "UNKNOWN"}, {"2023-10-11", "UNKNOWN"},
				{"2023-10-12", "FALSE"}, {"2026-11-22", "FALSE"},
			},
		},
		{
			"annulled without appeal",
			[]string{"adopted 2019-04-25", "annulled 2022-05-09", "outcome ANNULLED"},
			[]answer{{"2022-05-08", "TRUE"}, {"2022-05-09", "FALSE"}},
		},
		{
			"repealed (Świętokrzyskie Voivodeship)",
			[]string{"adopted 2019-06-19", "repealed 2021-09-22", "not in force by 2021-09-22", "outcome REPEALED"},
			[]answer{{"2019-06-18", "FALSE"}, {"2019-06-19", "TRUE"}, {"2021-09-21", "TRUE"}, {"2021-09-22", "FALSE"}},
		},
		{
			"a repeal needs no second date to be certain (Włoszczowa County)",
			[]string{"adopted 2019", "repealed 2023", "not in force by 2024-02-06", "outcome REPEALED"},
			[]answer{
				{"2018-12-31", "FALSE"}, {"2019-01-01", "TRUE"}, {"2019-07-01", "TRUE~"}, {"2019-12-31", "TRUE~"}, {"2020-01-01", "TRUE"},
				{"2022-12-31", "TRUE"}, {"2023-01-01", "FALSE"}, {"2023-07-01", "FALSE~"}, {"2023-12-31", "FALSE~"}, {"2024-01-01", "FALSE"},
			},
		},
		{
			"repealed by the council while the appeal against the annulment was pending",
			[]string{"adopted 2019-04-12", "annulled 2022-01-10", "repealed 2023-05-15", "not in force by 2023-10-11", "outcome REPEALED"},
			[]answer{{"2022-01-09", "TRUE"}, {"2022-01-10", "UNKNOWN"}, {"2023-05-14", "UNKNOWN"}, {"2023-05-15", "FALSE"}},
		},
		{
			"of two ends the earlier counts",
			[]string{"adopted 2019-01-01", "repealed 2021-01-01", "lapsed 2020-01-01", "outcome LAPSED"},
			[]answer{{"2019-12-31", "TRUE"}, {"2020-01-01", "FALSE"}},
		},
		{
			"a later end in doubt does not make an earlier one inexact",
			[]string{"adopted 2019-01-01", "repealed 2021-01-01", "lapsed 2022", "outcome LAPSED"},
			[]answer{{"2022-06-01", "FALSE"}},
		},
		{
			"adopted and repealed in one year: in force at least on the day of its adoption",
			[]string{"adopted 2020-05-04", "repealed 2020", "outcome REPEALED"},
			[]answer{{"2020-05-03", "FALSE"}, {"2020-05-04", "TRUE~"}, {"2020-05-05", "FALSE~"}, {"2021-01-01", "FALSE"}},
		},
		{
			"adopted on the first day of the year of its repeal",
			[]string{"adopted 2020-01-01", "repealed 2020", "outcome REPEALED"},
			[]answer{{"2019-12-31", "FALSE"}, {"2020-01-01", "TRUE"}, {"2020-01-02", "FALSE~"}, {"2021-01-01", "FALSE"}},
		},
		{
			"adopted in a year, repealed in a month of it",
			[]string{"adopted 2020", "repealed 2020-06", "outcome REPEALED"},
			[]answer{{"2020-01-01", "TRUE"}, {"2020-05-31", "TRUE~"}, {"2020-06-01", "FALSE~"}, {"2021-01-01", "FALSE"}},
		},
		{
			"seen in force in the month of its repeal",
			[]string{"adopted 2019-01-01", "in force on 2022-06", "repealed 2022-06", "outcome REPEALED"},
			[]answer{{"2022-06-01", "TRUE"}, {"2022-06-02", "FALSE~"}, {"2022-07-01", "FALSE"}},
		},
		{
			"annulled in doubt after its repeal: that it is gone stays certain",
			[]string{"adopted 2019-01-01", "repealed 2021-01-01", "annulled 2022", "not in force by 2023-10-11", "outcome ANNULLED"},
			[]answer{{"2020-12-31", "TRUE"}, {"2021-01-01", "FALSE"}, {"2022-06-01", "FALSE"}},
		},
		{
			"seen in force in the year of its repeal: repealed after that",
			[]string{"adopted 2019-01-01", "in force on 2022-06-01", "repealed 2022", "outcome REPEALED"},
			[]answer{{"2021-12-31", "TRUE"}, {"2022-06-01", "TRUE~"}, {"2022-06-02", "FALSE~"}, {"2023-01-01", "FALSE"}},
		},
		{
			"seen in force on the last day on which it can have been repealed: the repeal stands",
			[]string{"adopted 2019-01-01", "in force on 2022-06-01", "repealed 2022-06-01", "outcome REPEALED"},
			[]answer{{"2022-05-31", "TRUE"}, {"2022-06-01", "FALSE"}},
		},
		{
			"an end whose date is not known (Biała Podlaska): unknown between adoption and bound",
			[]string{"adopted 2019-05-30", "not in force by 2024-02-06", "outcome LAPSED"},
			[]answer{{"2019-05-29", "FALSE"}, {"2019-05-30", "TRUE"}, {"2019-05-31", "UNKNOWN"}, {"2024-02-05", "UNKNOWN"}, {"2024-02-06", "FALSE"}},
		},
		{
			"an end whose date is not known, last seen in force (Łuków County)",
			[]string{"adopted 2019-10-15", "in force on 2022-11", "not in force by 2023-07-31", "outcome LAPSED"},
			[]answer{{"2019-10-15", "TRUE"}, {"2022-11-01", "TRUE"}, {"2022-11-02", "UNKNOWN~"}, {"2023-07-30", "UNKNOWN"}, {"2023-07-31", "FALSE"}},
		},
		{
			"neither adoption nor end dated, seen in force once (Lublin County)",
			[]string{"in force on 2022-11", "not in force by 2023-07-31", "outcome LAPSED"},
			[]answer{{"2019-01-01", "UNKNOWN"}, {"2022-10-31", "UNKNOWN"}, {"2022-11-01", "TRUE"}, {"2022-11-02", "UNKNOWN~"}, {"2023-07-31", "FALSE"}},
		},
		{
			"nothing but a bound (Chrzanów)",
			[]string{"not in force by 2024-02-06", "outcome LAPSED"},
			[]answer{{"1990-01-01", "UNKNOWN"}, {"2024-02-05", "UNKNOWN"}, {"2024-02-06", "FALSE"}},
		},
		{
			"ended, but neither when nor by when",
			[]string{"adopted 2019-01-01", "outcome REPEALED"},
			[]answer{{"2019-01-01", "TRUE"}, {"2019-01-02", "UNKNOWN"}, {"2026-11-22", "UNKNOWN"}},
		},
		{
			"adopted by a month at the latest (Potworów): certain from its last day",
			[]string{"adopted by 2020-03", "annulled 2024-01-25", "not in force by 2024-01-25", "outcome ANNULLED"},
			[]answer{{"2019-01-01", "UNKNOWN"}, {"2020-03-30", "UNKNOWN"}, {"2020-03-31", "TRUE"}, {"2024-01-24", "TRUE"}, {"2024-01-25", "FALSE"}},
		},
		{
			"gone by a year at the latest: certain from its last day",
			[]string{"adopted 2019-01-01", "in force on 2022-11-01", "not in force by 2023", "outcome LAPSED"},
			[]answer{{"2022-11-01", "TRUE"}, {"2023-01-01", "UNKNOWN"}, {"2023-12-30", "UNKNOWN"}, {"2023-12-31", "FALSE"}},
		},
		{
			"adopted by the day of its repeal (Sztum County)",
			[]string{"adopted by 2020-09-22", "repealed 2020-09-22", "not in force by 2020-09-22", "outcome REPEALED"},
			[]answer{{"2020-09-21", "UNKNOWN"}, {"2020-09-22", "FALSE"}},
		},
		{
			"seen in force before the day by which it was adopted",
			[]string{"adopted by 2020-03-31", "in force on 2020-01-15"},
			[]answer{{"2020-01-14", "UNKNOWN"}, {"2020-01-15", "TRUE"}, {"2020-02-01", "TRUE"}},
		},
		{
			"only its repeal is known (Krzynowłoga Mała)",
			[]string{"repealed 2022-02-17", "not in force by 2022-02-17", "outcome REPEALED"},
			[]answer{{"2022-02-16", "UNKNOWN"}, {"2022-02-17", "FALSE"}},
		},
		{
			"only its repeal is known, by the year (Łopuszno)",
			[]string{"repealed 2022", "not in force by 2022", "outcome REPEALED"},
			[]answer{{"2021-12-31", "UNKNOWN"}, {"2022-01-01", "FALSE"}, {"2022-06-01", "FALSE~"}, {"2023-01-01", "FALSE"}},
		},
		{
			"amended and not known to have gone (Fermoy): still in force",
			[]string{"adopted 2020-07-23", "amended 2020-10", "outcome AMENDED"},
			[]answer{{"2020-07-23", "TRUE"}, {"2020-10-15", "TRUE~"}, {"2026-11-22", "TRUE"}},
		},
		{
			"amended and later known to have gone (Łódź Voivodeship): not known in between",
			[]string{"adopted 2020-01", "amended 2021-09-28", "not in force by 2025-04-24", "outcome AMENDED"},
			[]answer{
				{"2020-01-15", "TRUE~"}, {"2021-09-27", "TRUE"}, {"2021-09-28", "TRUE"}, {"2025-04-23", "UNKNOWN"}, {"2025-04-24", "FALSE"},
			},
		},
		{
			"amended until it was another text, in one month (Poniatowa)",
			[]string{"adopted 2019-08-30", "amended 2023-03", "not in force by 2023-03", "outcome AMENDED"},
			[]answer{{"2023-02-28", "TRUE"}, {"2023-03-01", "TRUE"}, {"2023-03-15", "UNKNOWN~"}, {"2023-03-31", "FALSE~"}, {"2023-04-01", "FALSE"}},
		},
		{
			"in force until today",
			[]string{"adopted 2022-03-30"},
			[]answer{{"2022-03-29", "FALSE"}, {"2022-03-30", "TRUE"}, {"2026-11-22", "TRUE"}},
		},
		{"in force, nothing dated", nil, []answer{{"1990-01-01", "UNKNOWN"}, {"2026-11-22", "UNKNOWN"}}},
		{
			"rejected: never in force, before or after",
			[]string{"rejected 2019-06-28", "outcome REJECTED"},
			[]answer{{"1990-01-01", "FALSE"}, {"2019-06-28", "FALSE"}, {"2026-11-22", "FALSE"}},
		},
		{"rejected, nothing dated", []string{"outcome REJECTED"}, []answer{{"2019-06-28", "FALSE"}}},
		{"a date of rejection is enough", []string{"rejected 2019-06-28"}, []answer{{"2026-11-22", "FALSE"}}},
		{
			"gone before it was adopted, which cannot be: never in force",
			[]string{"adopted 2020-01-01", "repealed 2019-01-01", "outcome REPEALED"},
			[]answer{{"2018-12-31", "FALSE"}, {"2019-06-01", "FALSE"}, {"2020-06-01", "FALSE"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			life := act(t, c.lines...).Life()
			for _, a := range c.want {
				got, exact := life.At(on(t, a.day))
				text := string(got)
				if !exact {
					text += "~"
				}
				same(t, a.day, text, a.want)
			}
		})
	}
}

// TestLifeIsInOrder draws every combination of a few dates: stores compare with
// the four days of a life one by one and rely on their order.
func TestLifeIsInOrder(t *testing.T) {
	dates := []string{"", "2019-06-01", "2019", "2020-02", "2020-02-15"}
	names := []string{"adopted", "adopted by", "in force on", "repealed", "annulled", "not in force by"}
	for number := range len(dates) * len(dates) * len(dates) * len(dates) * len(dates) * len(dates) {
		var lines []string
		n := number
		for _, name := range names {
			if date := dates[n%len(dates)]; date != "" {
				lines = append(lines, name+" "+date)
			}
			n /= len(dates)
		}
		for _, outcome := range graph.Outcomes() {
			life := act(t, append(lines, "outcome "+string(outcome))...).Life()
			if life.NotBefore > life.From || life.From > life.Until || life.Until > life.Gone {
				t.Fatalf("%v, %s: not before %s, from %s until %s, gone %s", lines, outcome, life.NotBefore, life.From, life.Until, life.Gone)
			}
		}
	}
}
