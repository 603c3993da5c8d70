package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// Options say how a dataset is imported.
type Options struct {
	Actor      string
	Note       string
	RecordedAt time.Time // zero for now
	DryRun     bool      // find out what an import would do, and record nothing
	Progress   Progress  // may be nil
}

// Report says what an import did, or would do.
type Report struct {
	Read      int            `json:"read"`   // rows
	ByFile    map[string]int `json:"byFile"` // rows of each file
	Added     int            `json:"added"`
	Corrected int            `json:"corrected"` // those that follow from the import included: see registry.Registry
	Unchanged int            `json:"unchanged"`
	Retracted int            `json:"retracted"`
	// Rejected lists what is wrong, at most MaxRejected rows of it, in order of
	// file and line; RejectedCount counts all of it. With one of them nothing of the
	// import is recorded.
	Rejected      []Row        `json:"rejected"`
	RejectedCount int          `json:"rejectedCount"`
	DryRun        bool         `json:"dryRun"`
	Change        graph.Change `json:"-"` // zero when nothing was recorded
}

// Import reads the dataset in fsys and submits it: all of it as
// one change, or nothing. reader is the store that it writes to; it is asked what could
// have been meant by ids that do not exist. A dataset that says nothing new leaves
// the store as it is, so that importing twice is importing once.
//
// Errors: BadUserInput when rows are rejected (the report lists them) or fsys holds
// no dataset; and what Registry.Submit fails with.
func Import(ctx context.Context, to *registry.Registry, reader graph.Reader, fsys fs.FS, o Options) (Report, error) {
	d, err := Read(ctx, fsys, o.Progress)
	if err != nil {
		return Report{DryRun: o.DryRun}, err
	}
	submission := registry.Submission{
		Actor: o.Actor, Note: o.Note, RecordedAt: o.RecordedAt, Records: d.Records, Retractions: d.Retractions,
	}
	record, what := to.Submit, "recording"
	if o.DryRun || d.Rejected.Count > 0 {
		record, what = to.Preview, "checking"
	}
	if o.Progress != nil {
		o.Progress(0, len(d.Records), what)
	}
	receipt, err := record(ctx, submission)
	report := d.report(o, receipt)
	var rejection *registry.Rejection
	if errors.As(err, &rejection) {
		err = d.reject(ctx, reader, rejection)
	}
	report.Rejected, report.RejectedCount = append(report.Rejected, d.Rejected.Rows...), d.Rejected.Count
	if err != nil {
		return report, fmt.Errorf("%s the dataset: %w", what, err)
	}
	if o.Progress != nil {
		o.Progress(len(d.Records), len(d.Records), what)
	}
	if report.RejectedCount > 0 {
		report.Added, report.Corrected, report.Unchanged, report.Retracted = 0, 0, 0, 0
		return report, graph.Errorf(graph.BadUserInput, "%d problems; nothing was imported", report.RejectedCount)
	}
	return report, nil
}

// report fills in what is known of an import so far.
func (d *Dataset) report(o Options, receipt registry.Receipt) Report {
	r := Report{
		ByFile: d.rows, Added: receipt.Added, Corrected: receipt.Corrected, Unchanged: receipt.Unchanged,
		Retracted: receipt.Retracted, Rejected: []Row{}, DryRun: o.DryRun, Change: receipt.Change,
	}
	for _, n := range d.rows {
		r.Read += n
	}
	return r
}

// reject adds the registry's problems to the rejected rows, at the places of their
// records. It leaves out what Read found already and what follows from it: that
// nothing is there where a row could not be read.
func (d *Dataset) reject(ctx context.Context, reader graph.Reader, rejection *registry.Rejection) error {
	said := map[Row]bool{}
	for _, row := range d.Rejected.Rows {
		said[row] = true
	}
	near := newNeighbours(d.Records, reader)
	for _, p := range rejection.Problems {
		if p.Missing.ID != "" && (d.lost[p.Missing] || d.torn[p.Missing.Word]) {
			continue
		}
		at := d.places[graph.Target{Word: p.Word, ID: p.ID}]
		row := Row{File: at.file, Line: at.line, ID: p.ID, Reason: p.Message}
		switch at.file {
		case "": // a record of the store
			row.Reason = p.String()
		case retractionsFile:
			row.Column = map[string]string{"movedTo": "moved_to", "reason": "reason"}[p.Field]
		default:
			row.Column = column(graph.ShapeOf(p.Word), p.Field)
		}
		if said[row] {
			continue
		}
		if p.Missing.ID != "" && d.Rejected.Count < MaxRejected {
			meant, err := near.of(ctx, p.Missing)
			if err != nil {
				return err
			}
			row.Reason += meant
		}
		d.Rejected.add(row)
	}
	d.Rejected.sort()
	return nil
}
