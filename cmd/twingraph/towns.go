package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"twingraph/frontend"
	"twingraph/graph"
	"twingraph/graph/matching"
)

// towns is a table of somebody's towns.
type towns struct {
	comma                       rune
	head                        []string
	rows                        [][]string
	name, country, region, code int // columns, -1 for none
}

// mostTowns bounds a table, in bytes and rows.
const (
	mostTownBytes = 32 << 20
	mostTowns     = 200_000
)

// readTowns reads the table of a file and finds its columns.
func readTowns(in io.Reader, file string, flags matchFlags) (*towns, error) {
	from, err := openTowns(in, file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = from.Close() }()
	text, err := io.ReadAll(io.LimitReader(from, mostTownBytes+1))
	if err != nil {
		return nil, err
	}
	if len(text) > mostTownBytes {
		return nil, graph.Errorf(graph.LimitExceeded, "%s has more than %d bytes; match it in parts", file, mostTownBytes)
	}
	if !utf8.Valid(text) {
		return nil, graph.Errorf(graph.BadUserInput, "%s is not UTF-8, so that its letters cannot be read; save it as CSV UTF-8", file)
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	t := &towns{comma: separator(text)}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = t.comma, -1, true
	all, err := r.ReadAll()
	if err != nil {
		return nil, graph.Errorf(graph.BadUserInput, "%s is no table: %v", file, err)
	}
	switch {
	case len(all) < 2:
		return nil, graph.Errorf(graph.BadUserInput, "%s has no rows: write the names of the columns into the first line, and the towns after it", file)
	case len(all) > mostTowns:
		return nil, graph.Errorf(graph.LimitExceeded, "%s has %d rows; at most %d are matched at a time", file, len(all)-1, mostTowns)
	}
	t.head, t.rows = all[0], all[1:]
	names := frontend.Columns()
	for _, c := range []struct {
		part, given string
		column      *int
	}{{"name", flags.name, &t.name}, {"country", flags.country, &t.country}, {"region", flags.region, &t.region}, {"code", flags.code, &t.code}} {
		if *c.column, err = t.column(c.given, names[c.part]); err != nil {
			return nil, graph.Errorf(graph.BadUserInput, "%v", err).At("--" + c.part)
		}
	}
	if t.name < 0 && t.code < 0 {
		return nil, graph.Errorf(graph.BadUserInput, "no column of %s is called name, city or the like; the columns are %s: say which has the names", file, strings.Join(t.head, ", ")).At("--name")
	}
	return t, nil
}

// separator returns what sets the cells of the first line apart: what is there most often.
func separator(text []byte) rune {
	line, _ := bufio.NewReader(bytes.NewReader(text)).ReadString('\n')
	best := ','
	for _, r := range []rune{';', '\t'} {
		if strings.Count(line, string(r)) > strings.Count(line, string(best)) {
			best = r
		}
	}
	return best
}

// column returns the place of a column: that of the name given, or of the first of the usual
// names that is there, -1 for none.
func (t *towns) column(given string, usual []string) (int, error) {
	if given != "" {
		at := slices.IndexFunc(t.head, func(name string) bool { return strings.EqualFold(strings.TrimSpace(name), given) })
		if at < 0 {
			return at, fmt.Errorf("there is no column %q; the columns are %s", given, strings.Join(t.head, ", "))
		}
		return at, nil
	}
	for _, name := range usual {
		if at := slices.IndexFunc(t.head, func(written string) bool { return graph.Fold(written) == name }); at >= 0 {
			return at, nil
		}
	}
	return -1, nil
}

// towns returns the rows as they are matched.
func (t *towns) towns() []*matching.Row {
	list := make([]*matching.Row, len(t.rows))
	for i, row := range t.rows {
		cell := func(column int) string {
			if column < 0 || column >= len(row) {
				return ""
			}
			return strings.TrimSpace(row[column])
		}
		list[i] = &matching.Row{Name: cell(t.name), Country: cell(t.country), Region: cell(t.region), Code: cell(t.code)}
	}
	return list
}

// write writes the table with what came of each row.
func (t *towns) write(w io.Writer, matches []townMatch, q townQuestion) error {
	out := csv.NewWriter(w)
	out.Comma = t.comma
	head := append(slices.Clone(t.head), "match", "match_city", "match_name", "match_country", "match_score", "match_reasons", "match_candidates")
	for _, status := range q.statuses {
		head = append(head, "links_"+strings.ToLower(string(status)))
	}
	if len(q.statuses) > 0 {
		head = append(head, "links")
	}
	if err := out.Write(head); err != nil {
		return err
	}
	for i, row := range t.rows {
		cells := slices.Clone(row)
		for len(cells) < len(t.head) {
			cells = append(cells, "")
		}
		if err := out.Write(append(cells[:len(t.head)], matches[i].cells(q)...)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// cells returns the columns that are added to a row.
func (m townMatch) cells(q townQuestion) []string {
	cells := []string{string(m.Outcome), "", "", "", "", "", ""}
	if m.City != nil {
		cells[1], cells[2], cells[3] = m.City.Slug, m.City.Name, m.City.Country
	}
	var candidates []string
	for _, c := range m.Candidates {
		candidates = append(candidates, fmt.Sprintf("%s (%.2f)", c.Slug, c.Score))
	}
	if len(m.Candidates) > 0 {
		cells[4], cells[5] = fmt.Sprintf("%.2f", m.Candidates[0].Score), strings.Join(m.Candidates[0].Reasons, " ")
	}
	cells[6] = strings.Join(candidates, "; ")
	if len(q.statuses) == 0 {
		return cells
	}
	count := map[string]int{}
	var lines []string
	if m.City != nil {
		for _, l := range m.City.Links {
			count[l.Status]++
			line := l.Other + ": " + l.Status
			if l.Since != "" {
				line += " since " + l.Since
			}
			lines = append(lines, line)
		}
	}
	for _, status := range q.statuses {
		if m.City == nil {
			cells = append(cells, "")
		} else {
			cells = append(cells, fmt.Sprint(count[string(status)]))
		}
	}
	return append(cells, strings.Join(lines, "; "))
}
