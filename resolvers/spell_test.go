package resolvers_test

import (
	"reflect"
	"testing"
)

// The length of a spell that lasts runs to the day asked about, in every list of spells,
// whatever day it is.
func TestLengthOfSpells(t *testing.T) {
	store := bundled(t)
	const spells = `spells { status from days }`
	for _, c := range []struct {
		name, question string
		want           []any // the days of ACTIVE from 1998-09-24 and of SUSPENDED from 2023-02-08
	}{
		{"before it begins", `{ twinningLinks(filter: {claims: {type: {eq: RESTORED}}}, first: 1, asOf: "1998-09-24") { nodes { ` + spells + ` } } }`, []any{nil, nil}},
		{"on its second day", `{ twinningLinks(filter: {claims: {type: {eq: RESTORED}}}, first: 1, asOf: "1998-09-25") { nodes { ` + spells + ` } } }`, []any{1.0, nil}},
		{"while the next one lasts", `{ twinningLinks(filter: {claims: {type: {eq: RESTORED}}}, first: 1, asOf: "2023-02-18") { nodes { ` + spells + ` } } }`, []any{8903.0, 10.0}},
		{"on a map of that day", `{ mapSlice(filter: {claims: {type: {eq: RESTORED}}}, asOf: "2023-02-18") { links { ` + spells + ` } } }`, []any{8903.0, 10.0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, errs := ask(t, t.Context(), store, c.question, nil)
			if errs != nil {
				t.Fatal(errs)
			}
			days := map[any]any{}
			for _, list := range find(data, "spells") {
				for _, s := range list.([]any) {
					spell := s.(map[string]any)
					days[spell["from"]] = spell["days"]
				}
			}
			if got := []any{days["1998-09-24"], days["2023-02-08"]}; !reflect.DeepEqual(got, c.want) {
				t.Errorf("%v, not %v", got, c.want)
			}
			if _, there := days["2023-02-08"]; !there {
				t.Error("the spell is not there")
			}
		})
	}
}
