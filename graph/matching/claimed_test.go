package matching_test

import (
	"testing"

	"twingraph/graph/matching"
)

// A place that several states claim is found under each of them, but not in place of one
// that lies in the country of the row.
func TestPlacesThatSeveralStatesClaim(t *testing.T) {
	crimea := []string{"RU", "UA"}
	x := matching.New([]matching.Place{
		{ID: "sevastopol-ua", Name: "Sevastopol", Country: "UA", ClaimedBy: crimea, Population: 547_820},
		{ID: "donetsk-ua", Name: "Donetsk", Country: "UA", ClaimedBy: crimea, Population: 901_645},
		{ID: "mariupol-ua", Name: "Mariupol", Aliases: []string{"Zhdanov"}, Country: "UA", ClaimedBy: crimea, Population: 425_681},
		{ID: "inkerman-ua", Name: "Inkerman", Country: "UA", ClaimedBy: crimea, Population: 1_000},
		{ID: "laayoune-eh", Name: "Laayoune", Country: "EH", ClaimedBy: []string{"EH", "MA"}, Population: 196_331},
	})
	for _, c := range []struct {
		says, name, country string
		outcome             matching.Outcome
		first               string
	}{
		{"under the country of its record", "Sevastopol", "Ukraine", matching.Matched, "sevastopol-ua"},
		{"under the one that claims it", "Sevastopol", "Russia", matching.Matched, "sevastopol-ua"},
		{"under a code", "Laayoune", "MA", matching.Matched, "laayoune-eh"},
		{"under a country that does not", "Sevastopol", "Turkey", matching.Unknown, "sevastopol-ua"},
		{"Russia has a Donetsk that is not on record", "Donetsk", "Russia", matching.Ambiguous, "donetsk-ua"},
		{"by another name, which may be another place's", "Zhdanov", "Russia", matching.Ambiguous, "mariupol-ua"},
		{"a small one may be another place", "Inkerman", "Russia", matching.Ambiguous, "inkerman-ua"},
	} {
		t.Run(c.says, func(t *testing.T) {
			got := x.Match(matching.Row{Name: c.name, Country: c.country})
			if got.Outcome != c.outcome || len(got.Candidates) == 0 || got.Candidates[0].Place.ID != c.first {
				t.Errorf("%+v", got)
			}
		})
	}
	both := matching.New([]matching.Place{
		{ID: "donetsk-ua", Name: "Donetsk", Country: "UA", ClaimedBy: crimea, Population: 901_645},
		{ID: "donetsk-ru", Name: "Donetsk", Country: "RU", Population: 48_040},
	})
	if got := both.Match(matching.Row{Name: "Donetsk", Country: "Russia"}); got.Outcome != matching.Matched || got.Candidates[0].Place.ID != "donetsk-ru" {
		t.Errorf("the one in Russia is on record: %+v", got)
	}
}
