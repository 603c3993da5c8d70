package ingest

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"twingraph/graph"
)

// table reads one CSV file row by row: UTF-8, RFC 4180, the header as documented.
type table struct {
	name    string
	csv     *csv.Reader
	columns map[string]int
	report  func(Row)
	lost    []graph.ID // ids of rows that could not be divided into their columns
	torn    bool       // a quote that is not closed may have swallowed rows
}

// newTable checks the encoding and the header. Where one of them is wrong it
// reports that and returns false: nothing in the file can be relied on.
func newTable(name string, content []byte, header header, report func(Row)) (*table, bool) {
	if row, ok := decoded(name, content); !ok {
		report(row)
		return nil, false
	}
	t := &table{name: name, columns: map[string]int{}, report: report}
	t.csv = csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\uFEFF"))))
	t.csv.ReuseRecord = true
	found, err := t.csv.Read()
	if err != nil {
		report(Row{File: name, Line: 1, Reason: fmt.Sprintf("no header can be read; it is %s", strings.Join(header.required, ","))})
		return nil, false
	}
	if separator := otherSeparator(found, header); separator != "" {
		report(Row{File: name, Line: 1, Reason: fmt.Sprintf("the file is separated by %s: save it with commas", separator)})
		return nil, false
	}
	sound := true
	for i, column := range found {
		_, twice := t.columns[column]
		switch {
		case twice:
			sound = false
			report(Row{File: name, Line: 1, Column: column, Reason: "the header has this column twice"})
		case !slices.Contains(header.all(), column):
			sound = false
			report(Row{File: name, Line: 1, Column: column, Reason: "unknown column; the columns are " + strings.Join(header.required, ",")})
		}
		t.columns[column] = i
	}
	for _, column := range header.required {
		if _, ok := t.columns[column]; !ok {
			sound = false
			report(Row{File: name, Line: 1, Column: column, Reason: "the header lacks this column"})
		}
	}
	return t, sound
}

// otherSeparator names what separates the columns of a file if it is not the comma; empty
// when it is, or nothing does.
func otherSeparator(found []string, header header) string {
	if len(found) > 1 && slices.Contains(header.all(), found[1]) {
		return ""
	}
	for separator, name := range map[string]string{";": "semicolons", "\t": "tabs", "|": "bars"} {
		parts := strings.Split(strings.Join(found, ","), separator)
		if len(parts) > 1 && slices.Contains(header.all(), strings.Trim(parts[0], `" `)) && slices.Contains(header.all(), strings.Trim(parts[1], `" `)) {
			return name
		}
	}
	return ""
}

// decoded reports whether content is UTF-8, and if not where it stops being so.
func decoded(name string, content []byte) (Row, bool) {
	if bytes.HasPrefix(content, []byte{0xFF, 0xFE}) || bytes.HasPrefix(content, []byte{0xFE, 0xFF}) {
		return Row{File: name, Line: 1, Reason: "is UTF-16; save it as UTF-8"}, false
	}
	if utf8.Valid(content) {
		return Row{}, true
	}
	line := 1
	for rest := content; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError && n == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		rest = rest[n:]
	}
	return Row{File: name, Line: line, Reason: "is not UTF-8; save it as UTF-8"}, false
}

// next returns the next row that can be divided into its columns, nil after the
// last one. It reports the rows that cannot.
func (t *table) next() *row {
	for {
		values, err := t.csv.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var wrong *csv.ParseError
		if err == nil {
			line, _ := t.csv.FieldPos(0)
			return &row{table: t, line: line, values: values}
		}
		if !errors.As(err, &wrong) {
			t.report(Row{File: t.name, Reason: "cannot be read"})
			return nil
		}
		t.report(Row{File: t.name, Line: wrong.StartLine, Reason: t.explain(wrong, len(values))})
		if errors.Is(wrong.Err, csv.ErrFieldCount) && len(values) > t.columns["id"] {
			t.lost = append(t.lost, graph.ID(values[t.columns["id"]]))
		} else {
			t.torn = true
		}
	}
}

// explain says what is wrong with a row, for somebody who sees it in a
// spreadsheet.
func (t *table) explain(wrong *csv.ParseError, fields int) string {
	switch {
	case errors.Is(wrong.Err, csv.ErrFieldCount) && fields < len(t.columns):
		return fmt.Sprintf("has %d values for %d columns; the file may be cut off", fields, len(t.columns))
	case errors.Is(wrong.Err, csv.ErrFieldCount):
		return fmt.Sprintf("has %d values for %d columns; a value with a comma needs quotes", fields, len(t.columns))
	case errors.Is(wrong.Err, csv.ErrQuote) && wrong.Line > wrong.StartLine:
		return fmt.Sprintf("a quoted value is not closed properly up to line %d; the file may be cut off", wrong.Line)
	case errors.Is(wrong.Err, csv.ErrQuote):
		return "a quoted value is not closed properly; the file may be cut off, or a quote inside the value is not doubled"
	case errors.Is(wrong.Err, csv.ErrBareQuote):
		return "a quote inside a value; put the value in quotes and double the quote"
	}
	return "is not a row of comma-separated values"
}
