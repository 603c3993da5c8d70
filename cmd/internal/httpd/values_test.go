package httpd_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"twingraph/graph"
)

// A wrong value is refused in the same words in the text of a question and as a variable:
// where it is, what was given, and what is wanted.
func TestWrongValues(t *testing.T) {
	s := newServer(t, bundled, nil)
	for _, c := range []struct {
		name, written string // the value in a text
		variable      string // the same as a variable, in JSON; empty when there is no such
		of            string // the type
		field         string // with VALUE where the value goes
		argument      string // below the name of the argument or variable
		says          string
	}{
		{"half a number", `1.5`, `1.5`, "Int!", `cities(first:VALUE){totalCount}`, "", "1.5 is not whole: Int wants a whole number such as 5."},
		{"a number in quotation marks", `"1"`, `"1"`, "Int!", `cities(first:VALUE){totalCount}`, "", `"1" is a string, not a number: Int wants a whole number such as 5.`},
		{"null", `null`, `null`, "Int!", `mapSlice(first:VALUE){asOf}`, "", "it cannot be null: Int! wants a whole number such as 5."},
		{"a boolean for a number", `true`, `true`, "Int!", `cities(first:VALUE){totalCount}`, "", "true is a boolean, not a number: Int wants a whole number such as 5."},
		{"a list for a number", `[1]`, `[1]`, "Int!", `cities(first:VALUE){totalCount}`, "", "a list is given, not a number: Int wants"},
		{"an object for a number", `{a:1}`, `{"a":1}`, "Int!", `cities(first:VALUE){totalCount}`, "", "an object is given, not a number: Int wants"},
		{"a number beyond 32 bits", `3000000000`, `3000000000`, "Int!", `cities(first:VALUE){totalCount}`, "", "Int wants a whole number from -2147483648 to 2147483647."},
		{"a word for a number", `many`, ``, "", `cities(first:VALUE){totalCount}`, "", "many is a word without quotation marks, not a number: Int wants"},
		{"half a number inside", `{population:{eq:1.5}}`, `{"population":{"eq":1.5}}`, "CityFilter", `cities(filter:VALUE){totalCount}`, ".population.eq", "1.5 is not whole"},
		{"a text for a number", `{latitude:{lessThan:"5"}}`, `{"latitude":{"lessThan":"5"}}`, "CityFilter", `cities(filter:VALUE){totalCount}`, ".latitude.lessThan", `"5" is a string, not a number: Float wants`},
		{"a number for a text", `5`, `5`, "String!", `search(query:VALUE){nodes{name}}`, "", "5 is a number, not a string: String wants a text in quotation marks."},
		{"null for a text", `null`, `null`, "String!", `search(query:VALUE){nodes{name}}`, "", "it cannot be null: String! wants a text in quotation marks."},
		{"a boolean for an id", `true`, `true`, "ID!", `city(id:VALUE){name}`, "", "true is a boolean, not a string: ID wants an id in quotation marks."},
		{"half a number for an id", `1.5`, `1.5`, "ID!", `city(id:VALUE){name}`, "", "1.5 is a number, not a string: ID wants"},
		{"a text for a boolean", `{disputed:{eq:"yes"}}`, `{"disputed":{"eq":"yes"}}`, "TwinningLinkFilter", `twinningLinks(filter:VALUE){totalCount}`, ".disputed.eq", `"yes" is a string, not a boolean: Boolean wants true or false.`},
		{"an unknown field", `{nam:{eq:"x"}}`, `{"nam":{"eq":"x"}}`, "CityFilter", `cities(filter:VALUE){totalCount}`, ".nam", "unknown field of CityFilter; did you mean name"},
		{"a value for an object", `5`, `5`, "CityFilter", `cities(filter:VALUE){totalCount}`, "", "5 is a number, not an object: CityFilter wants"},
		{"an enum in other letters", `{kind:{eq:twinning}}`, `{"kind":{"eq":"twinning"}}`, "TwinningLinkFilter", `twinningLinks(filter:VALUE){totalCount}`, ".kind.eq", "write TWINNING, not twinning."},
		{"an enum that is almost one", `{kind:{eq:TWINING}}`, `{"kind":{"eq":"TWINING"}}`, "TwinningLinkFilter", `twinningLinks(filter:VALUE){totalCount}`, ".kind.eq", "TWINING is no LinkKind; did you mean TWINNING?"},
		{"an enum in quotation marks", `{kind:{eq:"TWINNING"}}`, ``, "", `twinningLinks(filter:VALUE){totalCount}`, ".kind.eq", "LinkKind wants one without"},
		{"an enum that is almost two", `{kind:{eq:SISTER}}`, `{"kind":{"eq":"SISTER"}}`, "TwinningLinkFilter", `twinningLinks(filter:VALUE){totalCount}`, ".kind.eq", "SISTER is no LinkKind"},
		{"a day for an instant", `"2026-11-22"`, `"2026-11-22"`, "DateTime", `cities(knownAt:VALUE){totalCount}`, "", `"2026-11-22" is not an instant: write one such as 2026-11-22T00:00:00Z.`},
		{"nothing for an instant", `""`, `""`, "DateTime", `cities(knownAt:VALUE){totalCount}`, "", `"" is not an instant: write one such as`},
		{"a number for an instant", `5`, `5`, "DateTime", `cities(knownAt:VALUE){totalCount}`, "", "5 is a number, not a string: DateTime wants an instant in quotation marks."},
		{"more than half a number beyond 32 bits", `3e9`, `3e9`, "Int!", `cities(first:VALUE){totalCount}`, "", "Int wants a whole number"},
		{"NUL in a text", `"a\u0000b"`, `"a\u0000b"`, "String!", `search(query:VALUE){nodes{name}}`, "", "NUL (U+0000)"},
		{"NUL in an id", `"a\u0000b"`, `"a\u0000b"`, "ID!", `city(id:VALUE){name}`, "", "NUL (U+0000)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			argument := strings.TrimRight(c.field[strings.Index(c.field, "(")+1:strings.Index(c.field, "VALUE")], ":")
			written := s.ask(t, "{"+strings.ReplaceAll(c.field, "VALUE", c.written)+"}", nil)
			if written.code() != graph.BadUserInput || written.Errors[0].Extensions.Argument != argument+c.argument || written.Data != nil ||
				!strings.HasPrefix(written.Errors[0].Message, "The argument "+argument+c.argument+" is not right: ") || !strings.Contains(written.Errors[0].Message, c.says) || len(written.Errors[0].Locations) != 1 {
				t.Errorf("in a text, want %q of %s: %s", c.says, argument+c.argument, written.Text)
			}
			if c.variable == "" {
				return
			}
			question := "query($v:" + c.of + "){" + strings.ReplaceAll(c.field, "VALUE", "$v") + "}"
			for name, a := range map[string]answer{
				"POST": s.ask(t, question, map[string]any{"v": json.RawMessage(c.variable)}),
				"GET":  s.send(t, "GET", asked(question, `{"v":`+c.variable+`}`), ""),
			} {
				if a.code() != graph.BadUserInput || a.Errors[0].Extensions.Argument != "$v"+c.argument || a.Data != nil ||
					!strings.HasPrefix(a.Errors[0].Message, "The variable $v"+c.argument+" is not right: ") || !strings.Contains(a.Errors[0].Message, c.says) {
					t.Errorf("as a variable by %s, want %q of $v%s: %s", name, c.says, c.argument, a.Text)
				}
			}
		})
	}
	t.Run("a sentence that asks ends as a question", func(t *testing.T) {
		for name, a := range map[string]answer{
			"in a text":     s.ask(t, `{twinningLinks(filter:{kind:{eq:TWINING}}){totalCount}}`, nil),
			"as a variable": s.ask(t, `query($v:TwinningLinkFilter){twinningLinks(filter:$v){totalCount}}`, map[string]any{"v": map[string]any{"kind": map[string]any{"eq": "TWINING"}}}),
		} {
			if len(a.Errors) != 1 || !strings.HasSuffix(a.Errors[0].Message, "did you mean TWINNING?") {
				t.Errorf("%s: %s", name, a.Text)
			}
		}
	})
	t.Run("a variable that is null for what has a default", func(t *testing.T) {
		question := `query($n:Int){mapSlice(first:$n){asOf}}`
		if a := s.ask(t, question, map[string]any{"n": nil}); a.code() != graph.BadUserInput || a.Errors[0].Extensions.Argument != "first" || !strings.Contains(a.Text, "the variable $n is null") {
			t.Errorf("%s", a.Text)
		}
		if a := s.ask(t, question, nil); a.Status != 200 || len(a.Errors) > 0 {
			t.Errorf("left out: %s", a.Text)
		}
	})
	t.Run("a default and a directive", func(t *testing.T) {
		for question, argument := range map[string]string{
			`query($n:Int=1.5){cities(first:$n){totalCount}}`: "$n",
			`{cities @skip(if:"no"){totalCount}}`:             "@skip.if",
		} {
			if a := s.ask(t, question, nil); a.code() != graph.BadUserInput || a.Errors[0].Extensions.Argument != argument {
				t.Errorf("%s: %s", question, a.Text)
			}
		}
	})
}

// JSON has one kind of number: a whole one is an Int however it is written, wherever it
// stands. In the text of a question 1.0 is a Float, as the specification has it.
func TestWholeNumbers(t *testing.T) {
	s := newServer(t, bundled, nil)
	const page = `query($n:Int!){cities(first:$n){nodes{slug}}}`
	const filter = `query($f:CityFilter){cities(filter:$f,first:1){totalCount}}`
	for _, c := range []struct{ name, question, written, plain string }{
		{"a fraction of nothing", page, `{"n":2.0}`, `{"n":2}`},
		{"an exponent", page, `{"n":0.2e1}`, `{"n":2}`},
		{"a number too close to be told apart by JavaScript", page, `{"n":2.00000000000000000001}`, `{"n":2}`},
		{"in an object", filter, `{"f":{"population":{"greaterThan":1e6}}}`, `{"f":{"population":{"greaterThan":1000000}}}`},
		{"in a list", filter, `{"f":{"not":{"population":{"in":[1.0, 2.0]}}}}`, `{"f":{"not":{"population":{"in":[1,2]}}}}`},
		{"for a Float", filter, `{"f":{"latitude":{"greaterThan":60.0}}}`, `{"f":{"latitude":{"greaterThan":60}}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			for name, send := range map[string]func(string) answer{
				"POST": func(variables string) answer {
					return s.send(t, "POST", "/graphql", `{"query":"`+c.question+`","variables":`+variables+`}`, "Content-Type", asJSON)
				},
				"GET": func(variables string) answer { return s.send(t, "GET", asked(c.question, variables), "") },
			} {
				written, plain := send(c.written), send(c.plain)
				if written.Status != 200 || len(written.Errors) > 0 || string(written.Data) != string(plain.Data) {
					t.Errorf("%s: %s, not as %s", name, written.Text, plain.Text)
				}
			}
		})
	}
	if a := s.ask(t, `{cities(first:2.0){totalCount}}`, nil); a.code() != graph.BadUserInput {
		t.Errorf("in a text: %s", a.Text)
	}
}

// What is no text is refused alike by GET and POST.
func TestTextsThatAreNone(t *testing.T) {
	s := newServer(t, bundled, nil)
	const question = `query($q:String!){search(query:$q){nodes{name}}}`
	for _, c := range []struct {
		name, query, operation, variables string
		says                              string
	}{
		{"NUL in the question", "{__typename}#\x00", "", `{}`, "NUL (U+0000)"},
		{"NUL in the name of the operation", "{__typename}", "A\x00", `{}`, "NUL (U+0000)"},
		{"NUL in a variable", question, "", `{"q":"a\u0000"}`, "NUL (U+0000)"},
		{"a question that is not UTF-8", "{__typename}#\xff", "", `{}`, "not UTF-8"},
		{"a variable that is not UTF-8", question, "", "{\"q\":\"a\xff\"}", "not UTF-8"},
		{"a name that is not UTF-8", "{__typename}", "A\xc3", `{}`, "not UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			quote := func(text string) string { return `"` + strings.ReplaceAll(text, "\x00", `\u0000`) + `"` }
			body := `{"query":` + quote(c.query) + `,"operationName":` + quote(c.operation) + `,"variables":` + c.variables + `}`
			post := s.send(t, "POST", "/graphql", body, "Content-Type", asJSON)
			get := s.send(t, "GET", "/graphql?"+url.Values{"query": {c.query}, "operationName": {c.operation}, "variables": {c.variables}}.Encode(), "")
			if get.Text != post.Text || get.Status != post.Status {
				t.Errorf("they differ:\nGET  %d %s\nPOST %d %s", get.Status, get.Text, post.Status, post.Text)
			}
			if get.code() != graph.BadUserInput || get.Data != nil || !strings.Contains(get.Text, c.says) {
				t.Errorf("want %q: %d %s", c.says, get.Status, get.Text)
			}
		})
	}
}
