package lists

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"twingraph/graph"
)

// Form is a form in which lists come.
type Form string

// The forms.
const (
	// Pairs is a CSV file with a pair in each row: columns city1 and city2, and where there
	// are some country1, region1, code1, country2, region2, code2. City, country, partner and
	// partner_country are other names of them.
	Pairs Form = "pairs"
	// Pages is a text with the partners of one place after another, as on the pages of lists:
	// the place in a line, its partners in lines that begin with - or *, each followed by
	// its country after a comma. A line "# Germany" says the country of the places after it.
	// What the wikis of Wikimedia write around names is left out.
	Pages Form = "pages"
	// Edges is a CSV file with the columns source_qid and target_qid, each pair once or from
	// both ends. What the ids mean is in a file of nodes: qid, label and where there are some
	// country, latitude and longitude.
	Edges Form = "edges"
	nodes Form = "nodes"
)

// File is a file of a list.
type File struct {
	Name    string
	Content []byte
}

// Read reads the files of one list, in any of the forms. Rows are in order of the files;
// problems are those of rows that cannot be read, which are left out. An error has code
// BadUserInput: a file has none of the forms.
func Read(files []File) ([]Row, []Problem, error) {
	r := &reader{byCode: map[string]Written{}}
	forms := make([]Form, len(files))
	for i, file := range files {
		form, err := formOf(file)
		if err != nil {
			return nil, nil, err
		}
		forms[i] = form
		if form == nodes {
			r.nodes(file)
		}
	}
	for i, file := range files {
		switch forms[i] {
		case Pairs:
			r.pairs(file)
		case Pages:
			r.pages(file)
		case Edges:
			r.edges(file)
		}
	}
	return r.rows, r.problems, nil
}

// formOf finds out in which form a file is.
func formOf(file File) (Form, error) {
	header, _, _ := strings.Cut(string(bytes.TrimPrefix(file.Content, []byte("\uFEFF"))), "\n")
	columns := strings.Split(strings.TrimSpace(header), ",")
	has := func(names ...string) bool {
		return !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(columns, name) })
	}
	switch {
	case has("city1", "city2") || has("city", "partner"):
		return Pairs, nil
	case has("source_qid", "target_qid"):
		return Edges, nil
	case has("qid", "label"):
		return nodes, nil
	case strings.HasSuffix(file.Name, ".csv"):
		return "", graph.Errorf(graph.BadUserInput,
			"%s is in none of the forms of a list: its columns are to be city1,country1,city2,country2 or source_qid,target_qid or qid,label,country; a list of pages is a text and no .csv", file.Name)
	}
	return Pages, nil
}

// reader collects the rows of a list.
type reader struct {
	rows     []Row
	problems []Problem
	byCode   map[string]Written // of a file of nodes
}

// eachRow calls read with the cells of each row by their column.
func (r *reader) eachRow(file File, read func(line int, cell func(names ...string) string)) {
	table := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file.Content, []byte("\uFEFF"))))
	table.FieldsPerRecord = -1
	header, err := table.Read()
	if err != nil {
		r.problems = append(r.problems, Problem{file.Name, 1, "no header can be read"})
		return
	}
	columns := slices.Clone(header)
	for {
		cells, err := table.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			r.problems = append(r.problems, Problem{file.Name, wrong.StartLine, "is not a row of comma-separated values"})
			continue
		}
		line, _ := table.FieldPos(0)
		if len(cells) != len(columns) {
			r.problems = append(r.problems, Problem{file.Name, line, "has " + strconv.Itoa(len(cells)) + " values for " + strconv.Itoa(len(columns)) + " columns"})
			continue
		}
		read(line, func(names ...string) string {
			for _, name := range names {
				if i := slices.Index(columns, name); i >= 0 {
					return strings.TrimSpace(cells[i])
				}
			}
			return ""
		})
	}
}

// add keeps a row, or reports that a name is missing.
func (r *reader) add(row Row) {
	if row.A.Name == "" || row.B.Name == "" {
		r.problems = append(r.problems, Problem{row.File, row.Line, "a name is missing"})
		return
	}
	r.rows = append(r.rows, row)
}

func (r *reader) pairs(file File) {
	r.eachRow(file, func(line int, cell func(...string) string) {
		r.add(Row{
			File: file.Name, Line: line,
			A: Written{Name: tidy(cell("city1", "city")), Region: cell("region1", "region"), Country: cell("country1", "country"), Code: cell("code1", "code")},
			B: Written{Name: tidy(cell("city2", "partner")), Region: cell("region2", "partner_region"), Country: cell("country2", "partner_country"), Code: cell("code2", "partner_code")},
		})
	})
}

func (r *reader) nodes(file File) {
	r.eachRow(file, func(_ int, cell func(...string) string) {
		w := Written{Name: tidy(cell("label")), Region: cell("region"), Country: cell("country"), Code: cell("qid")}
		latitude, err := strconv.ParseFloat(cell("latitude"), 64)
		longitude, err2 := strconv.ParseFloat(cell("longitude"), 64)
		if err == nil && err2 == nil {
			w.Location = &graph.Location{Latitude: latitude, Longitude: longitude}
		}
		r.byCode[w.Code] = w
	})
}

func (r *reader) edges(file File) {
	r.eachRow(file, func(line int, cell func(...string) string) {
		a, knownA := r.byCode[cell("source_qid")]
		b, knownB := r.byCode[cell("target_qid")]
		if !knownA || !knownB {
			r.problems = append(r.problems, Problem{file.Name, line, "no file of nodes has both ends"})
			return
		}
		r.add(Row{File: file.Name, Line: line, A: a, B: b})
	})
}

// pages reads a text of pages.
func (r *reader) pages(file File) {
	country := ""
	var host Written
	for i, text := range strings.Split(string(file.Content), "\n") {
		text = strings.TrimSpace(text)
		bullet := strings.HasPrefix(text, "*") || strings.HasPrefix(text, "-") || strings.HasPrefix(text, "•")
		text = plain(text)
		switch {
		case text == "":
		case strings.HasPrefix(text, "#"):
			country, host = strings.TrimSpace(strings.TrimLeft(text, "# ")), Written{}
		case !bullet:
			host = place(text)
			if host.Country == "" {
				host.Country = country
			}
		case host.Name == "":
			r.problems = append(r.problems, Problem{file.Name, i + 1, "is the partner of no place: a line with the place comes first"})
		default:
			partner := place(strings.TrimSpace(strings.TrimLeft(text, "*-• ")))
			if partner.Country == "" {
				partner.Country = country
			}
			r.add(Row{File: file.Name, Line: i + 1, A: host, B: partner})
		}
	}
}

// place reads "Portland, Oregon, United States": a name, at the end a country, and what is
// between them as the region.
func place(text string) Written {
	name, rest, _ := strings.Cut(text, ",")
	w := Written{Name: tidy(name)}
	region, country, divided := cutLast(rest, ",")
	if !divided {
		region, country = "", rest
	}
	w.Region, w.Country = strings.TrimSpace(region), strings.TrimSpace(country)
	return w
}

// plain takes the markup of wikis out of a line.
func plain(text string) string {
	for {
		open := strings.Index(text, "{{")
		end := strings.Index(text, "}}")
		if open < 0 || end < open {
			break
		}
		text = text[:open] + text[end+2:]
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "[[")
		b.WriteString(before)
		if !found {
			break
		}
		link, after, _ := strings.Cut(rest, "]]")
		if _, shown, piped := strings.Cut(link, "|"); piped {
			link = shown
		}
		b.WriteString(link)
		text = after
	}
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(b.String(), "'''", ""), "''", ""))
}

// tidy takes the marks of footnotes, and the blanks at its ends, from a name.
func tidy(name string) string {
	for {
		open := strings.LastIndex(name, "[")
		if open < 0 || !strings.HasSuffix(strings.TrimSpace(name), "]") {
			break
		}
		name = name[:open]
	}
	return strings.Join(strings.Fields(strings.TrimRight(name, "*†‡ ")), " ")
}
