package ingest

import (
	"strconv"
	"time"

	"twingraph/graph"
)

// Step is what a dataset says of one change. A dataset without a history is one step.
type Step struct {
	Records     []graph.Record // canonical; those of rejected rows too, without what could not be read
	Retractions []graph.Retraction

	// Of a dataset with a history only.
	Number     int
	RecordedAt time.Time
	Actor      string
	Note       string

	line   int // in changes.csv
	rows   int
	places map[graph.Target]place
}

// place is where a record stands.
type place struct {
	file string
	line int
}

func newStep() *Step { return &Step{places: map[graph.Target]place{}} }

// readChanges reads the file that makes a dataset one with a history.
func (d *Dataset) readChanges(content []byte) {
	t, ok := newTable(changesFile, content, changeColumns(), d.Rejected.add)
	if !ok {
		return
	}
	var last *Step
	for r := t.next(); r != nil; r = t.next() {
		d.rows[changesFile]++
		step := newStep()
		step.line, step.Actor, step.Note = r.line, r.exact("actor"), r.exact("note")
		number, err := strconv.Atoi(r.value("number"))
		if err != nil || number < 1 || last != nil && number <= last.Number {
			r.reject("number", "%q is not a number above that of the row before: number changes in order from 1", r.value("number"))
			continue
		}
		at, err := time.Parse(time.RFC3339Nano, r.value("recorded_at"))
		if err != nil {
			r.reject("recorded_at", "%q is not an instant, such as 2026-11-22T00:00:00Z", r.value("recorded_at"))
			continue
		}
		step.Number, step.RecordedAt = number, at.UTC()
		if last != nil && step.RecordedAt.Before(last.RecordedAt) {
			r.reject("recorded_at", "is before the change in the row before: recorded time only goes forward")
			continue
		}
		d.Steps = append(d.Steps, step)
		d.numbered[number] = step
		last = step
	}
}

// stepOf returns the step that a row belongs to; nil when it says none that is, which is
// reported.
func (d *Dataset) stepOf(r *row) *Step {
	if !d.History {
		return d.Steps[0]
	}
	number, err := strconv.Atoi(r.value(changeColumn))
	step := d.numbered[number]
	if err != nil || step == nil {
		r.reject(changeColumn, "%s has no change %q", changesFile, r.value(changeColumn))
		return nil
	}
	step.rows++
	return step
}
