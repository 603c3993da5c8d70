package ingest

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"twingraph/graph"
)

// Write writes what a viewer knows as a dataset that Read reads: for each word with
// records the file that create opens, its rows in order of id. What is not in a dataset,
// such as older versions and retractions, is not written.
//
// Errors are those of the reader and of the files, and BadUserInput for a value that no
// column can hold: a list of which a value has a semicolon.
func Write(ctx context.Context, reader graph.Reader, v graph.View, create func(name string) (io.WriteCloser, error)) error {
	for _, word := range graph.Words() {
		if err := writeWord(ctx, reader, v, graph.ShapeOf(word), create); err != nil {
			return fmt.Errorf("write %s: %w", graph.ShapeOf(word).File, err)
		}
	}
	return nil
}

// writeWord writes the file of one word, none where there are no records.
func writeWord(ctx context.Context, reader graph.Reader, v graph.View, shape *graph.Shape, create func(string) (io.WriteCloser, error)) error {
	q := graph.Query{Word: shape.Word, First: graph.MaxFirst}
	var file io.WriteCloser
	var rows *csv.Writer
	for {
		page, err := reader.List(ctx, v, q)
		if err != nil {
			return err
		}
		if len(page.Records) == 0 {
			break
		}
		if file == nil {
			if file, err = create(shape.File); err != nil {
				return err
			}
			defer func() { _ = file.Close() }()
			rows = csv.NewWriter(file)
			if err := rows.Write(columns(shape)); err != nil {
				return err
			}
		}
		for _, r := range page.Records {
			cells, err := cellsOf(shape, r)
			if err == nil {
				err = rows.Write(cells)
			}
			if err != nil {
				return err
			}
		}
		if !page.More {
			break
		}
		q.After = &page.Positions[len(page.Positions)-1]
	}
	if file == nil {
		return nil
	}
	rows.Flush()
	return rows.Error()
}

// cellsOf returns the row of a record.
func cellsOf(shape *graph.Shape, r graph.Record) ([]string, error) {
	var cells []string
	for _, p := range shape.Properties {
		if len(p.Columns) == 0 {
			continue
		}
		switch value := p.Of(r).(type) {
		case nil:
			cells = append(cells, make([]string, len(p.Columns))...)
		case string:
			cells = append(cells, value)
		case []string:
			for _, s := range value {
				if strings.Contains(s, ";") {
					return nil, graph.Errorf(graph.BadUserInput, "%s, %s: %q has a semicolon, which separates the values of a list", graph.TargetOf(r), p.Name, s)
				}
			}
			cells = append(cells, strings.Join(value, ";"))
		case graph.PartialDate:
			cells = append(cells, value.String())
		case bool:
			cells = append(cells, strconv.FormatBool(value))
		case int64:
			cells = append(cells, strconv.FormatInt(value, 10))
		case graph.Location:
			cells = append(cells, degreesOf(value.Latitude), degreesOf(value.Longitude))
		}
	}
	return cells, nil
}

func degreesOf(angle float64) string { return strconv.FormatFloat(angle, 'f', -1, 64) }
