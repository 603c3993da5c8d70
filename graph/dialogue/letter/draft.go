package letter

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"twingraph/graph"
	"twingraph/graph/dialogue/plan"
)

//go:embed templates
var templates embed.FS

// draft writes one letter in one form: Markdown or plain text.
type draft struct {
	plan     *plan.Plan
	purpose  Purpose
	language Language
	dated    graph.Day
	markdown bool
	template *template.Template

	numbers  map[graph.ID]int // of sources cited so far
	cited    []*graph.Source
	later    []*graph.Source // published after the day of the plan
	subject  string
	warnings []string
	verify   []string
	err      error
}

// newDraft returns a draft with the templates of a language.
func newDraft(p *plan.Plan, purpose Purpose, language Language, dated graph.Day, markdown bool) (*draft, error) {
	d := &draft{plan: p, purpose: purpose, language: language, dated: dated, markdown: markdown, numbers: map[graph.ID]int{}, later: []*graph.Source{}, cited: []*graph.Source{}}
	tense := calendar{language, markdown}
	t := template.New("letter").Option("missingkey=error").Funcs(template.FuncMap{
		"say": d.say, "cite": d.cite, "join": strings.Join, "ordinal": ordinal,
		"on": tense.on, "since": tense.since, "until": tense.until, "plain": tense.plain, "by": tense.by, "bysince": tense.bySince,
	})
	var err error
	d.template, err = t.ParseFS(templates, "templates/"+strings.ToLower(string(language))+"/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("parsing the letters in %s: %w", language, err)
	}
	return d, nil
}

// say executes the template that is called by kind and name, such as "text
// FAMILY_CHARTER". One that is missing is an error.
func (d *draft) say(kind string, name, data any) (string, error) {
	var b strings.Builder
	err := d.template.ExecuteTemplate(&b, fmt.Sprintf("%s %v", kind, name), data)
	return b.String(), err
}

// cite returns the numbers of sources in square brackets after a space, none for none.
// A source gets its number when it is first cited. Those published after the day of the plan
// get none, and stand apart where there are no others.
func (d *draft) cite(sources []graph.ID) string {
	var b strings.Builder
	for _, id := range sources {
		number, had := d.numbers[id]
		if !had {
			i := slices.IndexFunc(d.plan.Sources, func(s *graph.Source) bool { return s.ID == id })
			if i < 0 {
				continue
			}
			d.cited = append(d.cited, d.plan.Sources[i])
			number = len(d.cited)
			d.numbers[id] = number
		}
		fmt.Fprintf(&b, "[%d]", number)
	}
	if b.Len() == 0 {
		for _, s := range d.plan.PublishedLater {
			if slices.Contains(sources, s.ID) && !slices.Contains(d.later, s) {
				d.later = append(d.later, s)
			}
		}
		return ""
	}
	return " " + b.String()
}

// write is say for what is not inside a template. The first error is kept.
func (d *draft) write(kind string, name, data any) string {
	s, err := d.say(kind, name, data)
	if d.err == nil {
		d.err = err
	}
	return s
}

// word returns a fixed word of the language.
func (d *draft) word(name string) string { return d.write("word", name, nil) }

// letter writes the draft: date, addressee, subject, body and sources.
func (d *draft) letter() (string, error) {
	c := d.contents()
	d.subject = d.write("subject", d.purpose, c)
	body := d.write("body", d.purpose, c)
	warnings, toVerify := d.notes()
	d.warnings, d.verify = d.writeAll(warnings), append(d.writeAll(toVerify), d.word("always"))

	var b strings.Builder
	date := calendar{d.language, d.markdown}.plain(d.dated.Date())
	fmt.Fprintf(&b, "%s, %s\n\n%s %s\n", cmp.Or(c.Writer, d.word("place")), date, d.word("to"), c.Addressee)
	for _, line := range c.Contacts {
		fmt.Fprintf(&b, "\n%s\n", line)
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n\n%s\n", d.strong(d.word("subject")+" "+d.subject), body, d.word("signature"))
	if len(d.cited) > 0 {
		fmt.Fprintf(&b, "\n%s\n\n", d.heading(d.word("sources")))
		for i, s := range d.cited {
			fmt.Fprintf(&b, "- [%d] %s\n", i+1, d.reference(s))
		}
	}
	return tidy(b.String()), d.err
}

// writeAll writes notes, one sentence each.
func (d *draft) writeAll(notes []note) []string {
	written := []string{}
	for _, n := range notes {
		written = append(written, d.write("note", n.Kind, n))
	}
	return written
}

// tidy removes blanks at the ends of lines and leaves one empty line where there are
// several.
func tidy(s string) string {
	var b strings.Builder
	empty := true // no empty lines at the beginning
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, " \t\n")
		if line == "" && empty {
			continue
		}
		empty = line == ""
		b.WriteString(line + "\n")
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
