package httpd_test

import (
	"strings"
	"testing"

	"twingraph/graph"
)

// Of some inputs exactly one part is wanted. None, several and null are refused in the same
// words, whether they are written in the question or come as a variable, however deep.
func TestExactlyOnePartIsWanted(t *testing.T) {
	s := newServer(t, bundled, nil)
	for _, c := range []struct {
		name, written, before, declared, after string
		value                                  any
		argument, says                         string
	}{
		{"no place", "{}", `connections(from:`, "$v:CitySelection!", `,to:{city:"munich-de"}){toCities}`, map[string]any{}, "$v", "CitySelection wants exactly one of its fields, not "},
		{"two places", `{city:"kyiv-ua",country:"DE"}`, `connections(from:`, "$v:CitySelection!", `,to:{city:"munich-de"}){toCities}`, map[string]any{"city": "kyiv-ua", "country": "DE"}, "$v", "CitySelection wants exactly one of its fields, not "},
		{"a place and null", `{city:"kyiv-ua",country:null}`, `connections(from:`, "$v:CitySelection!", `,to:{city:"munich-de"}){toCities}`, map[string]any{"city": "kyiv-ua", "country": nil}, "$v", "CitySelection wants exactly one of its fields, not "},
		{"a place that is null", `{city:null}`, `connections(from:`, "$v:CitySelection!", `,to:{city:"munich-de"}){toCities}`, map[string]any{"city": nil}, "$v.city", "it cannot be null: it is the one that is given"},
		{"one of several places", `[{city:"kyiv-ua"},{}]`, `mediators(between:`, "$v:[CitySelection!]!", `){__typename}`, []any{map[string]any{"city": "kyiv-ua"}, map[string]any{}}, "$v.1", "CitySelection wants exactly one of its fields, not "},
		{"two askers", `{country:"DE",cities:["munich-de"]}`, `dialogueCandidates(goal:KEEP,for:`, "$v:Asker!", `){totalCount}`, map[string]any{"country": "DE", "cities": []string{"munich-de"}}, "$v", "Asker wants exactly one of its fields, not 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			written := s.ask(t, "{"+c.before+c.written+c.after+"}", nil)
			given := s.ask(t, "query("+c.declared+"){"+c.before+"$v"+c.after+"}", map[string]any{"v": c.value})
			for way, a := range map[string]answer{"written": written, "given": given} {
				if a.code() != graph.BadUserInput || !strings.Contains(a.Errors[0].Message, c.says) {
					t.Errorf("%s: %d %s", way, a.Status, a.Text)
				}
			}
			if got := given.Errors[0].Extensions.Argument; got != c.argument {
				t.Errorf("the error is about %q, not %q", got, c.argument)
			}
		})
	}
	t.Run("exactly one passes", func(t *testing.T) {
		a := s.ask(t, `query($v:CitySelection!,$c:ID!,$w:Asker!){connections(from:$v,to:{city:$c}){toCities}dialogueCandidates(goal:KEEP,for:$w){totalCount}}`,
			map[string]any{"v": map[string]any{"country": "US"}, "c": "munich-de", "w": map[string]any{"cities": []string{"munich-de"}}})
		if a.Status != 200 || len(a.Errors) > 0 {
			t.Errorf("%d %s", a.Status, a.Text)
		}
	})
	t.Run("the schema says so", func(t *testing.T) {
		a := s.ask(t, `{one:__type(name:"CitySelection"){isOneOf} two:__type(name:"Asker"){isOneOf} other:__type(name:"CityFilter"){isOneOf}}`, nil)
		if string(a.Data) != `{"one":{"isOneOf":true},"two":{"isOneOf":true},"other":{"isOneOf":false}}` {
			t.Errorf("%s", a.Text)
		}
		if sdl := s.send(t, "GET", "/schema.graphql", ""); !strings.Contains(sdl.Text, "input CitySelection @oneOf {") || !strings.Contains(sdl.Text, "input Asker @oneOf {") {
			t.Error("the text of the schema does not say which inputs want exactly one part")
		}
	})
}
