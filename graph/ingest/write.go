package ingest

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"twingraph/graph"
)

// Written says what was written.
type Written struct {
	Rows    map[string]int // by file
	Changes int            // of a dataset with a history
}

// Write writes what a viewer knows as a dataset that Read reads: for each word with
// records the file that create opens, its rows in order of id. What became of it, such as
// older versions and retractions, is not written; see WriteHistory.
//
// Errors are those of the reader and of the files, and BadUserInput for a value that no
// column can hold: a list of which a value has a semicolon.
func Write(ctx context.Context, reader graph.Reader, v graph.View, create func(name string) (io.WriteCloser, error)) (Written, error) {
	out := newOutput(create, false)
	for _, word := range graph.Words() {
		if err := out.list(ctx, reader, v, word); err != nil {
			return Written{}, errors.Join(fmt.Errorf("write %s: %w", graph.ShapeOf(word).File, err), out.close())
		}
	}
	return Written{Rows: out.rows}, out.close()
}

// output is the files of a dataset that is being written. A file is made with its first
// row.
type output struct {
	create  func(name string) (io.WriteCloser, error)
	history bool // rows say their change
	files   map[string]*outputFile
	rows    map[string]int
}

type outputFile struct {
	io.WriteCloser
	csv *csv.Writer
}

func newOutput(create func(name string) (io.WriteCloser, error), history bool) *output {
	return &output{create: create, history: history, files: map[string]*outputFile{}, rows: map[string]int{}}
}

// list writes the records of a word that a viewer knows.
func (o *output) list(ctx context.Context, reader graph.Reader, v graph.View, word graph.Word) error {
	q := graph.Query{Word: word, First: graph.MaxFirst}
	return graph.Each(ctx, reader, v, q, func(r graph.Record) error { return o.record(r, 0) })
}

// record writes the row of a record, in a history that of the change that recorded it.
func (o *output) record(r graph.Record, change graph.Seq) error {
	shape := graph.ShapeOf(r.Word())
	cells, spare, err := cellsOf(shape, r)
	if err != nil {
		return err
	}
	return o.row(shape.File, columns(shape), cells, spare, change)
}

// row writes one row, the change between the columns that are required and the spare ones.
func (o *output) row(name string, h header, cells, spare []string, change graph.Seq) error {
	if o.history {
		h, cells = h.ofChange(), append(cells, strconv.FormatInt(int64(change), 10))
	}
	file := o.files[name]
	if file == nil {
		to, err := o.create(name)
		if err != nil {
			return err
		}
		file = &outputFile{to, csv.NewWriter(to)}
		o.files[name] = file
		if err := file.csv.Write(h.all()); err != nil {
			return err
		}
	}
	o.rows[name]++
	return file.csv.Write(append(cells, spare...))
}

// close writes what is left and closes all files.
func (o *output) close() error {
	var all []error
	for _, file := range o.files {
		file.csv.Flush()
		all = append(all, file.csv.Error(), file.Close())
	}
	return errors.Join(all...)
}

// cellsOf returns the values of a record, those of spare columns apart.
func cellsOf(shape *graph.Shape, r graph.Record) (cells, spare []string, err error) {
	for _, p := range shape.Properties {
		of, err := cellsOfOne(p, r)
		if err != nil {
			return nil, nil, err
		}
		if p.Spare {
			spare = append(spare, of...)
		} else {
			cells = append(cells, of...)
		}
	}
	return cells, spare, nil
}

// cellsOfOne returns the values of a property, one for each of its columns.
func cellsOfOne(p graph.Property, r graph.Record) ([]string, error) {
	if len(p.Columns) == 0 {
		return nil, nil
	}
	switch value := p.Of(r).(type) {
	case string:
		return []string{value}, nil
	case []string:
		for _, s := range value {
			if strings.Contains(s, ";") {
				return nil, graph.Errorf(graph.BadUserInput, "%s, %s: %q has a semicolon, which separates the values of a list", graph.TargetOf(r), p.Name, s)
			}
		}
		return []string{strings.Join(value, ";")}, nil
	case graph.PartialDate:
		return []string{value.String()}, nil
	case bool:
		return []string{strconv.FormatBool(value)}, nil
	case int64:
		return []string{strconv.FormatInt(value, 10)}, nil
	case graph.Location:
		return []string{degreesOf(value.Latitude), degreesOf(value.Longitude)}, nil
	}
	return make([]string, len(p.Columns)), nil
}

func degreesOf(angle float64) string { return strconv.FormatFloat(angle, 'f', -1, 64) }

// WriteRecords writes records as a dataset that Read reads: for each word of which there are
// some the file that create opens, its rows in order of id. Errors are those of the files,
// and BadUserInput for a value that no column can hold.
func WriteRecords(records []graph.Record, create func(name string) (io.WriteCloser, error)) (Written, error) {
	out := newOutput(create, false)
	sorted := slices.Clone(records)
	slices.SortFunc(sorted, func(a, b graph.Record) int {
		return cmp.Or(cmp.Compare(placeOf(graph.ShapeOf(a.Word()).File), placeOf(graph.ShapeOf(b.Word()).File)), cmp.Compare(a.Base().ID, b.Base().ID))
	})
	for _, r := range sorted {
		if err := out.record(r, 0); err != nil {
			return Written{}, errors.Join(err, out.close())
		}
	}
	return Written{Rows: out.rows}, out.close()
}
