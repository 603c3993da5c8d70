package letter

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"text/template/parse"

	"twingraph/graph"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/score"
)

// dots returns the type of the dot of each template, by the first word of its name; nil
// for templates that may not name a field.
func dots() map[string]reflect.Type {
	all := reflect.TypeFor[contents]()
	return map[string]reflect.Type{
		"subject": all, "body": all, "tie": all, "opening": all, "reason": all, "cases": all, "occasions": all,
		"texts": reflect.TypeFor[[]textItem](), "gone": reflect.TypeFor[[]textItem](),
		"deed": reflect.TypeFor[deedItem](), "case": reflect.TypeFor[caseItem](), "act": reflect.TypeFor[actItem](),
		"occasion": reflect.TypeFor[occasionItem](), "note": reflect.TypeFor[note](), "text": nil, "word": nil,
	}
}

// checker finds placeholders that are not there, in every branch of a template, also
// in those that no letter of the tests takes.
type checker struct {
	t         *testing.T
	where     string
	variables map[string]reflect.Type
}

func (c *checker) list(l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			c.pipe(n.Pipe, dot)
		case *parse.IfNode:
			c.pipe(n.Pipe, dot)
			c.list(n.List, dot)
			c.list(n.ElseList, dot)
		case *parse.WithNode:
			c.list(n.List, c.pipe(n.Pipe, dot))
			c.list(n.ElseList, dot)
		case *parse.RangeNode:
			over := c.pipe(n.Pipe, dot)
			if over == nil || over.Kind() != reflect.Slice {
				c.t.Errorf("%s: %s ranges over %v", c.where, n.Pipe, over)
				continue
			}
			for i, v := range n.Pipe.Decl {
				c.variables[v.Ident[0]] = over.Elem()
				if len(n.Pipe.Decl) == 2 && i == 0 {
					c.variables[v.Ident[0]] = reflect.TypeFor[int]()
				}
			}
			c.list(n.List, over.Elem())
			c.list(n.ElseList, dot)
		case *parse.TemplateNode:
			given := c.pipe(n.Pipe, dot)
			if want, ok := dots()[n.Name]; !ok || want != given {
				c.t.Errorf("%s: template %q is given a %v", c.where, n.Name, given)
			}
		}
	}
}

// pipe checks a pipeline and returns the type of its value.
func (c *checker) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	var last reflect.Type
	for _, command := range p.Cmds {
		for i, arg := range command.Args {
			if typ := c.argument(arg, dot); i == 0 {
				last = typ
			}
		}
		if len(command.Args) > 1 {
			last = reflect.TypeFor[string]() // of the functions that letters use all but eq write text
		}
	}
	return last
}

func (c *checker) argument(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return c.fields(dot, n.Ident)
	case *parse.VariableNode:
		return c.fields(c.variables[n.Ident[0]], n.Ident[1:])
	case *parse.PipeNode:
		return c.pipe(n, dot)
	}
	return nil
}

func (c *checker) fields(typ reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if typ != nil && typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ == nil || typ.Kind() != reflect.Struct {
			c.t.Errorf("%s: .%s of %v", c.where, name, typ)
			return nil
		}
		f, ok := typ.FieldByName(name)
		if !ok {
			c.t.Errorf("%s: %v has no %s", c.where, typ, name)
			return nil
		}
		typ = f.Type
	}
	if typ != nil && typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	return typ
}

func TestEveryPlaceholderIsThere(t *testing.T) {
	for _, language := range Languages() {
		d, err := newDraft(&plan.Plan{}, PurposeDialogue, language, 0, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, tmpl := range d.template.Templates() {
			if tmpl.Tree == nil || strings.HasSuffix(tmpl.Name(), ".tmpl") {
				continue
			}
			stem, _, _ := strings.Cut(tmpl.Name(), " ")
			dot, ok := dots()[stem]
			if !ok {
				t.Errorf("%s: a template %q, of no known kind", language, tmpl.Name())
				continue
			}
			c := &checker{t, fmt.Sprintf("%s %q", language, tmpl.Name()), map[string]reflect.Type{"$": dot}}
			c.list(tmpl.Root, dot)
		}
	}
}

func TestAWrongPlaceholderIsFound(t *testing.T) {
	trees, err := parse.Parse("x", "{{if .Open}}{{range .Open}}{{.Kind}}{{end}}{{else}}{{.Goal.Wrong}}{{.Absent}}{{end}}", "", "")
	if err != nil {
		t.Fatal(err)
	}
	probe := &testing.T{}
	(&checker{probe, "x", map[string]reflect.Type{}}).list(trees["x"].Root, reflect.TypeFor[contents]())
	if !probe.Failed() {
		t.Error("nothing found")
	}
}

// TestEveryLanguageHasASentenceForEverything looks up what is only called by name.
func TestEveryLanguageHasASentenceForEverything(t *testing.T) {
	var names []string
	for _, p := range Purposes() {
		names = append(names, "subject "+string(p), "body "+string(p))
	}
	source, err := os.ReadFile("../score/caution.go")
	if err != nil {
		t.Fatal(err)
	}
	kinds := regexp.MustCompile(`CautionKind\s+= "(\w+)"`).FindAllSubmatch(source, -1)
	if len(kinds) < 20 {
		t.Fatalf("only %d kinds of caution found", len(kinds))
	}
	for _, k := range kinds {
		names = append(names, "note "+string(k[1]))
	}
	names = append(names, "note "+string(purposeMet), "note "+string(ofAnotherDay), "note "+string(publishedLater))
	for _, k := range []score.FactKind{score.OwnWithdrawal, score.LinkRestored, score.LinkReaffirmed, score.Commitment, score.Pledged} {
		names = append(names, "deed "+string(k))
	}
	for _, k := range []score.FactKind{score.Anniversary, score.RunningPartnership, score.RecentPledge} {
		names = append(names, "occasion "+string(k))
	}
	for _, k := range []plan.CaseKind{plan.CaseAnswered, plan.CaseRestored, plan.CaseKept, plan.CaseJoined, plan.CasePartnered} {
		names = append(names, "case "+string(k))
	}
	for _, k := range []graph.ClaimType{graph.Suspended, graph.Ended, graph.Restored, graph.Reaffirmed, graph.ReviewOpened} {
		names = append(names, "act "+string(k))
	}
	for _, k := range []graph.ResolutionKind{graph.AntiLGBTDeclaration, graph.FamilyCharter} {
		names = append(names, "text "+string(k))
	}
	for _, language := range Languages() {
		d, err := newDraft(&plan.Plan{}, PurposeDialogue, language, 0, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if d.template.Lookup(name) == nil {
				t.Errorf("%s has no %q", language, name)
			}
		}
	}
}

func TestDatesInThreeLanguages(t *testing.T) {
	full, month, year := graph.PartialDate{Year: 2022, Month: 9, Day: 3}, graph.PartialDate{Year: 2022, Month: 9}, graph.PartialDate{Year: 2022}
	for _, c := range []struct {
		language                      Language
		write                         func(calendar, graph.PartialDate) string
		wantFull, wantMonth, wantYear string
	}{
		{English, calendar.plain, "3 September 2022", "September 2022", "2022"},
		{English, calendar.on, "on 3 September 2022", "in September 2022", "in 2022"},
		{English, calendar.since, "since 3 September 2022", "since September 2022", "since 2022"},
		{English, calendar.until, "until 3 September 2022", "until September 2022", "until 2022"},
		{English, calendar.by, "by 3 September 2022", "by September 2022", "by 2022"},
		{English, calendar.bySince, "since 3 September 2022 at the latest", "since September 2022 at the latest", "since 2022 at the latest"},
		{German, calendar.plain, "3. September 2022", "September 2022", "2022"},
		{German, calendar.on, "am 3. September 2022", "im September 2022", "2022"},
		{German, calendar.since, "seit dem 3. September 2022", "seit September 2022", "seit 2022"},
		{German, calendar.until, "bis zum 3. September 2022", "bis September 2022", "bis 2022"},
		{German, calendar.by, "spätestens am 3. September 2022", "spätestens im September 2022", "spätestens 2022"},
		{German, calendar.bySince, "spätestens seit dem 3. September 2022", "spätestens seit September 2022", "spätestens seit 2022"},
		{Polish, calendar.plain, "3 września 2022 r.", "wrzesień 2022 r.", "2022 r."},
		{Polish, calendar.on, "3 września 2022 r.", "we wrześniu 2022 r.", "w 2022 r."},
		{Polish, calendar.since, "od 3 września 2022 r.", "od września 2022 r.", "od 2022 r."},
		{Polish, calendar.until, "do 3 września 2022 r.", "do września 2022 r.", "do 2022 r."},
		{Polish, calendar.by, "najpóźniej 3 września 2022 r.", "najpóźniej we wrześniu 2022 r.", "najpóźniej w 2022 r."},
		{Polish, calendar.bySince, "najpóźniej od 3 września 2022 r.", "najpóźniej od września 2022 r.", "najpóźniej od 2022 r."},
	} {
		got := []string{}
		for _, d := range []graph.PartialDate{full, month, year} {
			got = append(got, c.write(calendar{c.language, false}, d))
		}
		if want := []string{c.wantFull, c.wantMonth, c.wantYear}; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", c.language, got, want)
		}
	}
	if got := (calendar{German, true}).plain(full); got != `3\. September 2022` {
		t.Errorf("in Markdown %q would begin a list", got)
	}
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 5: "5th", 11: "11th", 25: "25th", 112: "112th", 122: "122nd"} {
		if got := ordinal(n); got != want {
			t.Errorf("ordinal %d is %q", n, got)
		}
	}
}

func TestNamesInALetterHaveNoMeaningToMarkdown(t *testing.T) {
	d := &draft{markdown: true}
	if got, want := d.text("a *b* [c](d) <e>\n# f & g_h"), `a \*b\* \[c\](d) \<e\> \# f \& g\_h`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	d.markdown = false
	if got, want := d.text("a *b*\r\nBcc: all"), "a *b* Bcc: all"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	d.markdown = true
	for url, want := range map[string]string{
		"https://example.org/a_b":    "T, <https://example.org/a_b>",
		"javascript:alert(1)":        `T, javascript:alert(1)`,
		"https://example.org/> evil": `T, https://example.org/\> evil`,
	} {
		if got := d.reference(&graph.Source{Title: "T", URL: url}); got != want {
			t.Errorf("%s: got %q, want %q", url, got, want)
		}
	}
	for name, want := range map[string]bool{"Łódź": true, "Москва": false, "København": true, "北京": false, "": false, "Đà Nẵng": true, "Άργος": false} {
		if latin(name) != want {
			t.Errorf("latin(%q) is not %t", name, want)
		}
	}
}
