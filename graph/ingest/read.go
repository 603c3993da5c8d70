package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"twingraph/graph"
)

// Dataset is what the files of a dataset say.
type Dataset struct {
	Steps    []*Step    // in order; one, unless there is a history
	History  bool       // the dataset says what was recorded when
	Rejected Rejections // in order of file and line

	rows     map[string]int // by file
	numbered map[int]*Step
	lost     map[graph.Target]bool // ids of rows of which there is no record
	torn     map[graph.Word]bool   // words whose file could not be read to its end
}

// Progress is called with how far a long job has come; what names the step.
type Progress func(done, total int, what string)

// Read reads the CSV files at the root of fsys. Every file may be missing but not
// all of them; a CSV file of another name is rejected, other files are ignored.
// What is wrong with a row is in Rejected; an error means that the files could
// not be read at all, with code BadUserInput where there are none.
func Read(ctx context.Context, fsys fs.FS, progress Progress) (*Dataset, error) {
	return read(ctx, fsys, progress, MaxRejected)
}

// read reads a dataset and lists at most limit rejected rows.
func read(ctx context.Context, fsys fs.FS, progress Progress, limit int) (*Dataset, error) {
	d := &Dataset{
		Rejected: Rejections{limit: limit},
		rows:     map[string]int{}, numbered: map[int]*Step{}, lost: map[graph.Target]bool{}, torn: map[graph.Word]bool{},
	}
	sizes, err := d.find(fsys)
	if err != nil {
		return nil, err
	}
	if _, d.History = sizes[changesFile]; !d.History {
		d.Steps = []*Step{newStep()}
	}
	done, total := 0, 0
	for _, size := range sizes {
		total += size
	}
	for _, name := range append([]string{changesFile}, names()...) {
		size, there := sizes[name]
		if !there {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if progress != nil {
			progress(done, total, "reading "+name)
		}
		content, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		d.read(name, content)
		done += size
		delete(sizes, name)
	}
	if progress != nil {
		progress(total, total, "reading")
	}
	for _, step := range d.Steps {
		if d.History && step.rows == 0 && d.Rejected.Count == 0 {
			d.Rejected.add(Row{File: changesFile, Line: step.line, Column: "number", Reason: fmt.Sprintf("no row has the change %d", step.Number)})
		}
	}
	d.Rejected.sort()
	return d, nil
}

// find returns the sizes of the dataset's files that are there.
func (d *Dataset) find(fsys fs.FS) (map[string]int, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, graph.Errorf(graph.BadUserInput, "there is no such directory").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("list the files: %w", err)
	}
	sizes := map[string]int{}
	for _, entry := range entries {
		switch {
		case slices.Contains(names(), entry.Name()):
			info, err := entry.Info()
			if err != nil {
				return nil, fmt.Errorf("look at %s: %w", entry.Name(), err)
			}
			sizes[entry.Name()] = int(info.Size())
		case strings.EqualFold(path.Ext(entry.Name()), ".csv"):
			d.Rejected.add(Row{File: entry.Name(), Reason: "is not a file of a dataset; these are " + strings.Join(names(), ", ")})
		}
	}
	if len(sizes) == 0 && d.Rejected.Count == 0 {
		return nil, graph.Errorf(graph.BadUserInput, "there is no CSV file of a dataset; these are %s", strings.Join(names(), ", "))
	}
	return sizes, nil
}

// read reads one file.
func (d *Dataset) read(name string, content []byte) {
	switch name {
	case changesFile:
		d.readChanges(content)
		return
	case retractionsFile:
		d.readRetractions(content)
		return
	}
	shape, _ := shapeOf(name)
	t, ok := newTable(name, content, d.header(columns(shape)), d.Rejected.add)
	if !ok {
		d.torn[shape.Word] = true
		return
	}
	for r := t.next(); r != nil; r = t.next() {
		d.take(shape, r)
	}
	d.torn[shape.Word] = t.torn
	for _, id := range t.lost {
		d.lost[graph.Target{Word: shape.Word, ID: id}] = true
	}
}

// header returns the columns of a file in this dataset.
func (d *Dataset) header(of header) header {
	if d.History {
		return of.ofChange()
	}
	return of
}

// take turns a row into a record and checks all that can be checked without the
// other rows.
func (d *Dataset) take(shape *graph.Shape, r *row) {
	d.rows[shape.File]++
	step := d.stepOf(r)
	if step == nil {
		return
	}
	record := graph.Canonical(record(shape, r))
	t := graph.TargetOf(record)
	if first, twice := step.places[t]; twice {
		r.reject("id", "the id is that of line %d too", first.line)
		return
	}
	step.places[t] = place{r.name, r.line}
	step.Records = append(step.Records, record)
	for _, problem := range graph.Validate(record) {
		if problem.Missing == (graph.Target{}) { // those are for Import, which knows what could be meant
			r.reject(column(shape, problem.Field), "%s", problem.Message)
		}
	}
}

func (d *Dataset) readRetractions(content []byte) {
	t, ok := newTable(retractionsFile, content, d.header(retractionColumns()), d.Rejected.add)
	if !ok {
		return
	}
	for r := t.next(); r != nil; r = t.next() {
		d.rows[retractionsFile]++
		step := d.stepOf(r)
		if step == nil {
			continue
		}
		retraction := retraction(r)
		target := graph.Target{Word: retraction.Word, ID: retraction.ID}
		first, twice := step.places[target]
		switch {
		case !slices.Contains(graph.Words(), retraction.Word):
			r.reject("word", "%q is not one of %s", retraction.Word, wordList())
		case twice:
			r.reject("id", "%s is in %s line %d too", target, first.file, first.line)
		case retraction.Reason == "":
			r.reject("reason", "is required")
		default:
			step.places[target] = place{r.name, r.line}
			step.Retractions = append(step.Retractions, retraction)
		}
	}
}

func wordList() string {
	var words []string
	for _, w := range graph.Words() {
		words = append(words, string(w))
	}
	return strings.Join(words, ", ")
}
