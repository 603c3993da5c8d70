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

func (r *row) reject(column, format string, args ...any) {
	r.report(Row{File: r.name, Line: r.line, Column: column, ID: r.id(), Reason: fmt.Sprintf(format, args...)})
}

func (r *row) id() graph.ID {
	if _, ok := r.columns["id"]; !ok {
		return ""
	}
	return graph.ID(r.value("id"))
}

// one reads a single value: a text, an id or an enum value.
func one[T ~string](r *row, column string) T { return T(r.value(column)) }

// list reads values separated by semicolons.
func list[T ~string](r *row, column string) []T {
	value := r.value(column)
	if value == "" {
		return nil
	}
	parts := strings.Split(value, ";")
	values := make([]T, len(parts))
	for i, part := range parts {
		if values[i] = T(strings.TrimSpace(part)); values[i] == "" {
			r.reject(column, "a value in the list is blank; write a;b")
		}
	}
	return values
}

func (r *row) date(column string) graph.PartialDate {
	value := r.value(column)
	if value == "" {
		return graph.PartialDate{}
	}
	d, err := graph.ParsePartialDate(value)
	if err != nil {
		r.reject(column, "%s", err)
	}
	return d
}

func (r *row) milestones(column string) []graph.Milestone {
	var milestones []graph.Milestone
	for _, written := range list[string](r, column) {
		m, err := graph.ParseMilestone(written)
		if err != nil {
			r.reject(column, "%s", err)
		}
		milestones = append(milestones, m)
	}
	return milestones
}

func (r *row) count(column string) *int {
	value := r.value(column)
	if value == "" {
		return nil
	}
	n, err := strconv.Atoi(value)
	if err != nil {
		r.reject(column, "%q is not a whole number: write digits only", value)
	}
	return &n
}

func (r *row) truth(column string) bool {
	switch value := r.value(column); strings.ToLower(value) {
	case "true":
		return true
	case "false", "":
	default:
		r.reject(column, "%q is neither true nor false", value)
	}
	return false
}

// location reads a pair of coordinates: both or neither.
func (r *row) location(latitude, longitude string) *graph.Location {
	switch a, b := r.value(latitude), r.value(longitude); {
	case a == "" && b == "":
		return nil
	case a == "":
		r.reject(latitude, "a longitude needs a latitude")
	case b == "":
		r.reject(longitude, "a latitude needs a longitude")
	}
	return &graph.Location{Latitude: r.degrees(latitude), Longitude: r.degrees(longitude)}
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
