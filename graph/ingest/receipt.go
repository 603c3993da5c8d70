package ingest

import (
	"io/fs"
	"time"

	"twingraph/graph"
)

// Receipt is a report as it is written for machines, in JSON.
type Receipt struct {
	Report
	Recorded *Recorded `json:"change"` // the last change; nil when nothing was recorded
}

// Recorded is a change as it is written for machines.
type Recorded struct {
	Seq        graph.Seq `json:"seq"`
	RecordedAt time.Time `json:"recordedAt"`
	Actor      string    `json:"actor"`
	Note       string    `json:"note"`
}

// Receipt returns the report for machines.
func (r Report) Receipt() Receipt {
	if r.Change.Seq == 0 {
		return Receipt{Report: r}
	}
	return Receipt{r, &Recorded{r.Change.Seq, r.Change.RecordedAt, r.Change.Actor, r.Change.Note}}
}

// Whole returns the report of a receipt that was read from JSON.
func (r Receipt) Whole() Report {
	if c := r.Recorded; c != nil {
		r.Change = graph.Change{Seq: c.Seq, RecordedAt: c.RecordedAt, Actor: c.Actor, Note: c.Note}
	}
	return r.Report
}

// HasHistory reports whether a dataset says itself what was recorded when.
func HasHistory(fsys fs.FS) bool {
	_, err := fs.Stat(fsys, changesFile)
	return err == nil
}
