package ingest

import (
	"slices"
	"strings"

	"twingraph/graph"
)

// retractionsFile takes records back; it has columns of its own.
const retractionsFile = "retractions.csv"

func retractionColumns() []string { return strings.Fields("word id moved_to reason") }

// names lists the files that a dataset can have, in the order in which they are read.
func names() []string {
	var all []string
	for _, word := range graph.Words() {
		all = append(all, graph.ShapeOf(word).File)
	}
	return append(all, retractionsFile)
}

// placeOf returns the place of a file among the files of a dataset.
func placeOf(name string) int {
	if i := slices.Index(names(), name); i >= 0 {
		return i
	}
	return len(names())
}

// columns returns the header of a word's file.
func columns(shape *graph.Shape) []string {
	var all []string
	for _, p := range shape.Properties {
		all = append(all, p.Columns...)
	}
	return all
}

// column returns the column that holds a field, empty for none.
func column(shape *graph.Shape, field string) string {
	if p, ok := shape.Property(field); ok && len(p.Columns) > 0 {
		return p.Columns[0]
	}
	if slices.Contains(columns(shape), field) {
		return field // a field that is a part of a property
	}
	return ""
}

// record returns the record of a row, without what cannot be read, which it reports.
func record(shape *graph.Shape, r *row) graph.Record {
	made := shape.Blank()
	for _, p := range shape.Properties {
		if len(p.Columns) == 0 {
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
