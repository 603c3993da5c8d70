package ingest

import (
	"fmt"
	"strconv"
	"strings"

	"twingraph/graph"
)

// row is one row of a table. Its methods read the value of a column, reporting
// what cannot be read; blank means not known.
type row struct {
	*table
	line   int
	values []string
}

func (r *row) value(column string) string { return strings.TrimSpace(r.values[r.columns[column]]) }

// exact returns the value of a column with the blanks at its ends.
func (r *row) exact(column string) string { return r.values[r.columns[column]] }

// has reports whether the file has a column.
func (r *row) has(column string) bool {
	_, ok := r.columns[column]
	return ok
}

func (r *row) reject(column, format string, args ...any) {
	r.report(Row{File: r.name, Line: r.line, Column: column, ID: r.id(), Reason: fmt.Sprintf(format, args...)})
}

func (r *row) id() graph.ID {
	if !r.has("id") {
		return ""
	}
	return graph.ID(r.value("id"))
}

// read reads the value of a property; false where there is none, or none that can be
// read, which it reports.
func (r *row) read(p graph.Property) (any, bool) {
	column := p.Columns[0]
	value := r.value(column)
	if p.Form == graph.FormPlace {
		return r.place(column, p.Columns[1])
	}
	if value == "" {
		return nil, false
	}
	switch p.Form {
	case graph.FormTexts:
		return r.list(column), true
	case graph.FormDate:
		d, err := graph.ParsePartialDate(value)
		if err != nil {
			r.reject(column, "%s", err)
		}
		return d, err == nil
	case graph.FormFlag:
		return r.truth(column)
	case graph.FormNumber:
		n, err := strconv.Atoi(value)
		if err != nil {
			r.reject(column, "%q is not a whole number: write digits only", value)
		}
		return int64(n), err == nil
	}
	return value, true
}

// list reads values separated by semicolons.
func (r *row) list(column string) []string {
	values := strings.Split(r.value(column), ";")
	for i, part := range values {
		if values[i] = strings.TrimSpace(part); values[i] == "" {
			r.reject(column, "a value in the list is blank; write a;b")
		}
	}
	return values
}

func (r *row) truth(column string) (any, bool) {
	switch value := r.value(column); strings.ToLower(value) {
	case "true":
		return true, true
	case "false":
	default:
		r.reject(column, "%q is neither true nor false", value)
	}
	return false, true
}

// place reads a pair of coordinates: both or neither.
func (r *row) place(latitude, longitude string) (any, bool) {
	switch a, b := r.value(latitude), r.value(longitude); {
	case a == "" && b == "":
		return nil, false
	case a == "":
		r.reject(latitude, "a longitude needs a latitude")
	case b == "":
		r.reject(longitude, "a latitude needs a longitude")
	}
	return graph.Location{Latitude: r.degrees(latitude), Longitude: r.degrees(longitude)}, true
}

func (r *row) degrees(column string) float64 {
	value := r.value(column)
	if value == "" {
		return 0
	}
	degrees, err := strconv.ParseFloat(value, 64)
	if err != nil {
		r.reject(column, "%q is not a number of degrees, such as 50.77664", value)
	}
	return degrees
}
