package graph_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"twingraph/graph"
)

func TestPartialDateStandsForItsDays(t *testing.T) {
	for _, c := range []struct{ name, date, first, last string }{
		{"a day is itself", "2022-03-01", "2022-03-01", "2022-03-01"},
		{"a month of 31 days", "2022-03", "2022-03-01", "2022-03-31"},
		{"a month of 30 days", "2022-04", "2022-04-01", "2022-04-30"},
		{"December does not run into the next year", "2022-12", "2022-12-01", "2022-12-31"},
		{"February", "2022-02", "2022-02-01", "2022-02-28"},
		{"February of a leap year", "2024-02", "2024-02-01", "2024-02-29"},
		{"a year divisible by 100 is no leap year", "1900-02", "1900-02-01", "1900-02-28"},
		{"a year divisible by 400 is one", "2000-02", "2000-02-01", "2000-02-29"},
		{"a leap day", "2024-02-29", "2024-02-29", "2024-02-29"},
		{"a year", "2022", "2022-01-01", "2022-12-31"},
		{"before 1970 (Paderborn and Le Mans, 836)", "0836", "0836-01-01", "0836-12-31"},
		{"the first year", "0001", "0001-01-01", "0001-12-31"},
		{"the last year", "9999", "9999-01-01", "9999-12-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := graph.ParsePartialDate(c.date)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "first day", p.First().String(), c.first)
			same(t, "last day", p.Last().String(), c.last)
			same(t, "as written", p.String(), c.date)
		})
	}
	t.Run("a date that is not known has no bounds", func(t *testing.T) {
		var unknown graph.PartialDate
		same(t, "is not known", unknown.IsZero(), true)
		same(t, "first day", unknown.First(), graph.MinDay)
		same(t, "last day", unknown.Last(), graph.MaxDay)
		same(t, "as written", unknown.String(), "")
	})
}

func TestDatesThatAreNone(t *testing.T) {
	for _, text := range []string{
		"", " ", "22", "202", "20222", "2022-", "2022-1", "2022-3-01", "2022-00", "2022-13", "2022-02-30", "2023-02-29",
		"1900-02-29", "2022-04-31", "2022-03-00", "2022-03-32", "2022/03/01", "01-03-2022", "01.03.2022", "0000", "-001", "+202",
		"2022-03-01T00:00:00Z", "2022-03-01 ", " 2022", "20 2", "２０２２", "March 22", "2022-W10-1", "unknown",
	} {
		t.Run("not "+text, func(t *testing.T) {
			p, err := graph.ParsePartialDate(text)
			same(t, "code", graph.CodeOf(err), graph.BadUserInput)
			same(t, "value", p, graph.PartialDate{})
			_, err = graph.ParseDay(text)
			same(t, "code as a day", graph.CodeOf(err), graph.BadUserInput)
		})
	}
	for _, text := range []string{"2022", "2022-03"} {
		t.Run(text+" is no day", func(t *testing.T) {
			_, err := graph.ParseDay(text)
			same(t, "code", graph.CodeOf(err), graph.BadUserInput)
		})
	}
}

func TestPartialDatesAreOrdered(t *testing.T) {
	// By first day, then the more precise one, those not known last.
	order := []string{"1989", "2021-12-31", "2022-01-01", "2022-01", "2022", "2022-01-02", "2022-02-28", "2022-03", "2022-03-02", "2023", ""}
	var dates []graph.PartialDate
	for _, text := range order {
		var p graph.PartialDate
		if err := p.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		dates = append(dates, p)
	}
	for i, p := range dates {
		for j, q := range dates {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			same(t, order[i]+" against "+order[j], p.Compare(q), want)
		}
	}
}

func TestDayIsAUTCDay(t *testing.T) {
	utc := func(s string) time.Time {
		instant, err := time.Parse(time.RFC3339Nano, s)
		if err != nil {
			t.Fatal(err)
		}
		return instant
	}
	for _, c := range []struct {
		name, instant, day string
	}{
		{"the epoch", "1970-01-01T00:00:00Z", "1970-01-01"},
		{"the last moment before it", "1969-12-31T23:59:59.999999999Z", "1969-12-31"},
		{"midnight long before", "1900-03-01T00:00:00Z", "1900-03-01"},
		{"late in the evening", "2022-02-28T23:59:59Z", "2022-02-28"},
		{"morning in Warsaw, still the day before in UTC", "2022-03-01T00:30:00+01:00", "2022-02-28"},
		{"evening in Anchorage, already the next day in UTC", "2023-04-07T20:00:00-08:00", "2023-04-08"},
	} {
		t.Run(c.name, func(t *testing.T) { same(t, "day", graph.DayOf(utc(c.instant)).String(), c.day) })
	}
	t.Run("every day comes back from its midnight", func(t *testing.T) {
		for d := on(t, "0001-01-01"); d <= on(t, "9999-12-31"); d += 997 {
			same(t, "day", graph.DayOf(d.Time()), d)
			same(t, "as a date", d.Date().First(), d)
		}
	})
	t.Run("the bounds have no date", func(t *testing.T) {
		for _, d := range []graph.Day{graph.MinDay, graph.MaxDay} {
			same(t, "text", d.String(), "")
			same(t, "date", d.Date(), graph.PartialDate{})
		}
	})
}

func TestDatesTravel(t *testing.T) {
	for _, text := range []string{"2022", "2022-03", "2022-03-01"} {
		t.Run("PartialDate "+text, func(t *testing.T) {
			var p, q graph.PartialDate
			if err := p.UnmarshalGQL(text); err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			p.MarshalGQL(&out)
			same(t, "in GraphQL", out.String(), `"`+text+`"`)
			data, err := json.Marshal(p)
			if err != nil || string(data) != `"`+text+`"` {
				t.Errorf("in JSON: %s, %v", data, err)
			}
			if err := json.Unmarshal(data, &q); err != nil || q != p {
				t.Errorf("back from JSON: %v, %v", q, err)
			}
		})
	}
	t.Run("Date", func(t *testing.T) {
		var d graph.Day
		if err := d.UnmarshalGQL("2024-02-29"); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		d.MarshalGQL(&out)
		same(t, "in GraphQL", out.String(), `"2024-02-29"`)
	})
	t.Run("what is not known is null", func(t *testing.T) {
		var out bytes.Buffer
		graph.PartialDate{}.MarshalGQL(&out)
		graph.MinDay.MarshalGQL(&out)
		graph.MaxDay.MarshalGQL(&out)
		same(t, "in GraphQL", out.String(), "nullnullnull")
	})
	t.Run("input of another kind is the caller's mistake", func(t *testing.T) {
		var d graph.Day
		var p graph.PartialDate
		for _, v := range []any{nil, 2022, true, "2022-02-30", []string{"2022"}} {
			same(t, "Date", graph.CodeOf(d.UnmarshalGQL(v)), graph.BadUserInput)
			same(t, "PartialDate", graph.CodeOf(p.UnmarshalGQL(v)), graph.BadUserInput)
		}
		same(t, "text", graph.CodeOf(p.UnmarshalText([]byte("2022-13"))), graph.BadUserInput)
	})
	t.Run("empty text is a date that is not known", func(t *testing.T) {
		p := graph.PartialDate{Year: 2022}
		if err := p.UnmarshalText(nil); err != nil || !p.IsZero() {
			t.Errorf("got %v, %v", p, err)
		}
	})
}
