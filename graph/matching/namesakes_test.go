package matching_test

import (
	"bytes"
	"slices"
	"testing"

	"twingraph/graph/matching"
)

// One Springfield on record is not every Springfield; a place whose name nobody shares is
// beyond doubt.
func TestNamesakesThatAreNotOnRecord(t *testing.T) {
	index := matching.New([]matching.Place{
		{ID: "springfield-il-us", Name: "Springfield", Country: "US", Region: "Illinois", Population: 114394},
		{ID: "murmansk-ru", Name: "Murmansk", Country: "RU", Population: 295374},
		{ID: "landau-de", Name: "Landau in der Pfalz", Aliases: []string{"Landau"}, Country: "DE", Population: 46677},
		{ID: "aachen-de", Codes: []string{"3247449"}, Name: "Aachen", Aliases: []string{"Aken"}, Country: "DE", Population: 265208},
		{ID: "new-orleans-la-us", Codes: []string{"4335045"}, Name: "New Orleans", Country: "US", Region: "Louisiana", Population: 362701},
		{ID: "freiburg-de", Codes: []string{"2925177"}, Name: "Freiburg im Breisgau", Aliases: []string{"Freiburg"}, Country: "DE", Population: 215966},
		{ID: "newville", Name: "Quuxborough", Country: "GB", Population: 30000},
	})
	for _, c := range []struct {
		about   string
		row     matching.Row
		outcome matching.Outcome
		reason  matching.Reason
	}{
		{"a name that others have, without its country", matching.Row{Name: "Springfield"}, matching.Ambiguous, matching.OtherNamesakes},
		{"with its country", matching.Row{Name: "Springfield", Country: "US"}, matching.Ambiguous, matching.OtherNamesakes},
		{"with its state", matching.Row{Name: "Springfield", Country: "US", Region: "IL"}, matching.Matched, matching.InRegion},
		{"what a large city is called in another language, and a small town is", matching.Row{Name: "Aken", Country: "DE"}, matching.Ambiguous, matching.OtherNamesakes},
		{"a nickname that small towns have as their name", matching.Row{Name: "Crescent City", Country: "US"}, matching.Ambiguous, matching.OtherNamesakes},
		{"its own name in the gazetteer, which its record has as another one", matching.Row{Name: "Freiburg", Country: "DE"}, matching.Matched, matching.ByAlias},
		{"a name that no other has", matching.Row{Name: "Murmansk"}, matching.Matched, matching.ByName},
		{"the name of another place, a letter apart", matching.Row{Name: "Lindau", Country: "DE"}, matching.Unknown, matching.OtherPlace},
		{"a name that no place has, a letter apart", matching.Row{Name: "Landua", Country: "DE"}, matching.Matched, matching.ByTyping},
		{"a region that is not known, of a name that no other has", matching.Row{Name: "Murmansk", Country: "RU", Region: "Severo-Zapad"}, matching.Matched, matching.RegionNotKnown},
		{"a name that the gazetteer does not have", matching.Row{Name: "Quuxborough", Country: "UK"}, matching.Matched, matching.ByName},
	} {
		t.Run(c.about, func(t *testing.T) {
			got := index.Match(c.row)
			if got.Outcome != c.outcome || len(got.Candidates) == 0 || !slices.Contains(got.Candidates[0].Reasons, c.reason) {
				t.Errorf("%s %+v, want %s by %s", got.Outcome, got.Candidates, c.outcome, c.reason)
			}
		})
	}
}

// What the files are made of makes them: the same of the same places, in any order of equal
// ones.
func TestNamesakesAreMade(t *testing.T) {
	places := []matching.Named{{"Halle", "DE", 237865}, {"Halle", "BE", 34479}, {"St. Pölten", "AT", 49001}, {"Unique", "AT", 0}}
	shared, known, err := matching.Namesakes(places)
	if err != nil {
		t.Fatal(err)
	}
	again, filter, err := matching.Namesakes(places)
	if err != nil || !bytes.Equal(shared, again) || !bytes.Equal(known, filter) {
		t.Errorf("made twice, they differ: %v", err)
	}
	if len(known) == 0 || len(shared) < 20 {
		t.Errorf("%d and %d bytes", len(shared), len(known))
	}
}
