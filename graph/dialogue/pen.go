package dialogue

import (
	"embed"
	"fmt"
	"strings"
	"text/template"

	"twingraph/graph"
)

//go:embed templates
var templates embed.FS

// pen writes one letter in one form: Markdown or plain text.
type pen struct {
	plan     *Plan
	purpose  Purpose
	language Language
	markdown bool
	template *template.Template

	numbers  map[graph.ID]int // of sources cited so far
	cited    []*graph.Source
	subject  string
	warnings []string
	verify   []string
}

// newPen returns a pen with the templates of a language.
func newPen(p *Plan, purpose Purpose, language Language, markdown bool) (*pen, error) {
	n := &pen{plan: p, purpose: purpose, language: language, markdown: markdown, numbers: map[graph.ID]int{}}
	tense := calendar{language, markdown}
	t := template.New("letter").Option("missingkey=error").Funcs(template.FuncMap{
		"say": n.say, "cite": n.cite, "join": strings.Join, "ordinal": ordinal,
		"on": tense.on, "since": tense.since, "until": tense.until, "plain": tense.plain, "by": tense.by, "bysince": tense.bySince,
	})
	var err error
	n.template, err = t.ParseFS(templates, "templates/"+strings.ToLower(string(language))+"/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("parsing the letters in %s: %w", language, err)
	}
	return n, nil
}

// say executes the template that is called by kind and name, such as "text
// FAMILY_CHARTER". One that is missing is an error.
func (n *pen) say(kind string, name, data any) (string, error) {
	var b strings.Builder
	err := n.template.ExecuteTemplate(&b, fmt.Sprintf("%s %v", kind, name), data)
	return b.String(), err
}

// cite returns the numbers of sources in square brackets after a space, none for none.
// A source gets its number when it is first cited.
func (n *pen) cite(sources []graph.ID) string {
	var b strings.Builder
	for _, id := range sources {
		number, had := n.numbers[id]
		if !had {
			i := n.plan.source(id)
			if i < 0 {
				continue
			}
			n.cited = append(n.cited, n.plan.Sources[i])
			number = len(n.cited)
			n.numbers[id] = number
		}
		fmt.Fprintf(&b, "[%d]", number)
	}
	if b.Len() == 0 {
		return ""
	}
	return " " + b.String()
}

// source returns the index of a source in the plan's, -1 when it is not there.
func (p *Plan) source(id graph.ID) int {
	for i, s := range p.Sources {
		if s.ID == id {
			return i
		}
	}
	return -1
}

// word returns a fixed word of the language.
func (n *pen) word(name string) (string, error) { return n.say("word", name, nil) }

// letter writes the whole draft.
func (n *pen) letter() (string, error) {
	v := n.view()
	var words [8]string
	var err error
	for i, name := range []string{"warning", "to", "subject", "place", "signature", "verify", "sources", "always"} {
		if words[i], err = n.word(name); err != nil {
			return "", err
		}
	}
	warning, to, subject, place, signature, verify, sources, always := words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]
	onTop, toVerify := n.notes()
	if n.warnings, err = n.sayAll(onTop); err != nil {
		return "", err
	}
	if n.subject, err = n.say("subject", n.purpose, v); err != nil {
		return "", err
	}
	body, err := n.say("body", n.purpose, v)
	if err != nil {
		return "", err
	}
	if n.verify, err = n.sayAll(toVerify); err != nil {
		return "", err
	}
	n.verify = append(n.verify, always)

	var b strings.Builder
	for i, w := range n.warnings {
		if n.markdown {
			if i > 0 {
				b.WriteString(">\n") // paragraphs of one quotation
			}
			fmt.Fprintf(&b, "> **%s:** %s\n", warning, w)
		} else {
			fmt.Fprintf(&b, "! %s: %s\n", warning, w)
		}
	}
	if v.Writer != "" {
		place = v.Writer
	}
	fmt.Fprintf(&b, "\n%s, %s\n\n%s %s\n", place, calendar{n.language, n.markdown}.plain(n.plan.AsOf.Date()), to, v.Addressee)
	for _, line := range v.Contacts {
		fmt.Fprintf(&b, "\n%s\n", line)
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n\n%s\n", n.strong(subject+" "+n.subject), body, signature)
	fmt.Fprintf(&b, "\n%s\n\n", n.heading(verify))
	for _, line := range n.verify {
		fmt.Fprintf(&b, "- %s\n", line)
	}
	if len(n.cited) > 0 {
		fmt.Fprintf(&b, "\n%s\n\n", n.heading(sources))
		for i, s := range n.cited {
			fmt.Fprintf(&b, "- [%d] %s\n", i+1, n.reference(s))
		}
	}
	return tidy(b.String()), nil
}

// sayAll writes notes, one sentence each.
func (n *pen) sayAll(notes []note) ([]string, error) {
	said := []string{}
	for _, note := range notes {
		s, err := n.say("note", note.Kind, note)
		if err != nil {
			return nil, err
		}
		said = append(said, s)
	}
	return said, nil
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
