package ingest

import (
	"slices"
	"strings"

	"twingraph/graph"
)

// Two files have columns of their own: one takes records back, the other says of a
// dataset with a history which changes it consists of.
const (
	retractionsFile = "retractions.csv"
	changesFile     = "changes.csv"
)

// changeColumn says in the files of a dataset with a history of which change a row is.
const changeColumn = "change"

// header is the columns of a file.
type header struct {
	required []string
	spare    []string // a file may lack them
}

// all returns the columns in the order in which they are written.
func (h header) all() []string { return slices.Concat(h.required, h.spare) }

// names lists the files that a dataset can have, in the order in which they are reported.
func names() []string {
	var all []string
	for _, word := range graph.Words() {
		all = append(all, graph.ShapeOf(word).File)
	}
	return append(all, retractionsFile, changesFile)
}

// placeOf returns the place of a file among the files of a dataset.
func placeOf(name string) int {
	if i := slices.Index(names(), name); i >= 0 {
		return i
	}
	return len(names())
}

// shapeOf returns the shape of the word whose file it is, false for a file of no word.
func shapeOf(name string) (*graph.Shape, bool) {
	for _, word := range graph.Words() {
		if shape := graph.ShapeOf(word); shape.File == name {
			return shape, true
		}
	}
	return nil, false
}

// columns returns the header of a word's file.
func columns(shape *graph.Shape) header {
	var h header
	for _, p := range shape.Properties {
		if p.Spare {
			h.spare = append(h.spare, p.Columns...)
		} else {
			h.required = append(h.required, p.Columns...)
		}
	}
	return h
}

func retractionColumns() header { return header{required: strings.Fields("word id moved_to reason")} }

func changeColumns() header { return header{required: strings.Fields("number recorded_at actor note")} }

// ofChange returns the header of a file in a dataset with a history.
func (h header) ofChange() header {
	return header{required: append(slices.Clip(h.required), changeColumn), spare: h.spare}
}

// column returns the column that holds a field, empty for none.
func column(shape *graph.Shape, field string) string {
	if p, ok := shape.Property(field); ok && len(p.Columns) > 0 {
		return p.Columns[0]
	}
	if slices.Contains(columns(shape).all(), field) {
		return field // a field that is a part of a property
	}
	return ""
}

// record returns the record of a row, without what cannot be read, which it reports.
func record(shape *graph.Shape, r *row) graph.Record {
	made := shape.Blank()
	for _, p := range shape.Properties {
		if len(p.Columns) == 0 || p.Spare && !r.has(p.Columns[0]) {
			continue
		}
		value, ok := r.read(p)
		if !ok {
			continue
		}
		if err := p.Set(made, value); err != nil {
			r.reject(p.Columns[0], "%s", err)
		}
	}
	return made
}

func retraction(r *row) graph.Retraction {
	return graph.Retraction{
		Word: graph.Word(r.value("word")), ID: r.id(), MovedTo: graph.ID(r.value("moved_to")), Reason: r.value("reason"),
	}
}
