package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
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
	All        bool      // list every rejected row and remark, however many
	// Release is the name of the dataset of which this is a release, and empty for any other. A row
	// that says what the release before it said leaves the record as it is: what was corrected or
	// taken back since stays so. The note of a release is that of ReleaseNote.
	Release string
}

// Report says what an import did, or would do.
type Report struct {
	Read      int            `json:"read"`   // rows
	ByFile    map[string]int `json:"byFile"` // rows of each file
	Added     int            `json:"added"`
	Corrected int            `json:"corrected"` // those that follow from the import included: see registry.Registry
	Unchanged int            `json:"unchanged"`
	Retracted int            `json:"retracted"`
	Changes   int            `json:"changes"`             // that were recorded
	Left      int            `json:"left,omitempty"`      // of a release: rows without news of records that were corrected or taken back since
	NotListed int            `json:"notListed,omitempty"` // claims that follow from what editions cover and do not show
	TakenBack int            `json:"takenBack,omitempty"` // NOT_LISTED claims that were retracted before and so are not recorded again
	// Rejected lists what is wrong, at most MaxRejected rows of it, in order of
	// file and line; RejectedCount counts all of it. With one of them nothing of the
	// import is recorded.
	Rejected      []Row `json:"rejected"`
	RejectedCount int   `json:"rejectedCount"`
	// Missing counts the rejected rows that name a record that does not exist, by record.
	Missing map[string]int `json:"missing,omitempty"`
	// Remarks lists what is worth a look and was not rejected, bounded like Rejected: a
	// second link of one pair and kind, a second city with one Wikidata or GeoNames id, a
	// point outside its country. Of a dataset with a history, those of what stands at its end.
	Remarks      []Row        `json:"remarks"`
	RemarksCount int          `json:"remarksCount"`
	DryRun       bool         `json:"dryRun"`
	Change       graph.Change `json:"-"` // the last one; zero when nothing was recorded
}

// Import reads the dataset in fsys and submits it: all of it as
// one change, or nothing. reader is the store that it writes to; it is asked what could
// have been meant by ids that do not exist. A dataset that says nothing new leaves
// the store as it is, so that importing twice is importing once.
//
// A dataset with a history brings its own actors, notes and instants, and is recorded
// change by change: into an empty store, or into one that holds its first changes. All of
// it is rehearsed before anything is recorded.
//
// Errors: BadUserInput when rows are rejected (the report lists them) or fsys holds
// no dataset; and what Registry.Submit fails with.
func Import(ctx context.Context, to *registry.Registry, reader graph.Reader, fsys fs.FS, o Options) (Report, error) {
	limit := MaxRejected
	if o.All {
		limit = math.MaxInt
	}
	d, err := read(ctx, fsys, o.Progress, limit)
	if err != nil {
		return Report{DryRun: o.DryRun}, err
	}
	if d.History {
		return d.replay(ctx, to, reader, o)
	}
	step := d.Steps[0]
	done, err := step.settle(ctx, reader, o.Release)
	if err != nil {
		return Report{DryRun: o.DryRun}, err
	}
	remarks, err := d.remarks(ctx, step, reader, limit)
	if err != nil {
		return Report{DryRun: o.DryRun}, err
	}
	if err := d.rejectEndings(ctx, step, reader, &remarks); err != nil {
		return Report{DryRun: o.DryRun}, err
	}
	remarks.sort()
	_, alone := reader.(graph.Deriver) // no other program writes to the store meanwhile
	submission := registry.Submission{
		Actor: o.Actor, Note: o.Note, RecordedAt: o.RecordedAt, Records: step.Records, Retractions: step.Retractions, Owned: alone,
	}
	if alone {
		submission.Begun = func() { step.places = nil } // where rows stand is asked for those that are refused
	}
	record, what := to.Submit, "recording"
	if o.DryRun || d.Rejected.Count > 0 {
		record, what = to.Preview, "checking"
	}
	if o.Progress != nil {
		o.Progress(0, len(step.Records), what)
	}
	receipt, err := record(ctx, submission)
	report := d.report(o, receipt)
	report.Left, report.NotListed, report.TakenBack = done.left, done.notListed, done.takenBack
	var rejection *registry.Rejection
	if errors.As(err, &rejection) {
		err = d.reject(ctx, step, reader, rejection)
	}
	report.take(d.Rejected)
	report.Remarks, report.RemarksCount = append(report.Remarks, remarks.Rows...), remarks.Count
	if err != nil {
		return report, fmt.Errorf("%s the dataset: %w", what, err)
	}
	if o.Progress != nil {
		o.Progress(len(step.Records), len(step.Records), what)
	}
	return report, report.refused()
}

// take puts the rejected rows into the report.
func (r *Report) take(all Rejections) {
	r.Rejected, r.RejectedCount, r.Missing = append(r.Rejected, all.Rows...), all.Count, all.Missing
}

// refused returns the error of a report with rejected rows.
func (r *Report) refused() error {
	if r.RejectedCount == 0 {
		return nil
	}
	r.Added, r.Corrected, r.Unchanged, r.Retracted, r.Changes = 0, 0, 0, 0, 0
	if r.RejectedCount == 1 {
		return graph.Errorf(graph.BadUserInput, "1 problem; nothing was imported")
	}
	return graph.Errorf(graph.BadUserInput, "%d problems; nothing was imported", r.RejectedCount)
}

// report fills in what is known of an import so far.
func (d *Dataset) report(o Options, receipt registry.Receipt) Report {
	r := Report{
		ByFile: d.rows, Added: receipt.Added, Corrected: receipt.Corrected, Unchanged: receipt.Unchanged,
		Retracted: receipt.Retracted, Rejected: []Row{}, Remarks: []Row{}, DryRun: o.DryRun, Change: receipt.Change,
	}
	if receipt.Change.Seq > 0 {
		r.Changes = 1
	}
	for _, n := range d.rows {
		r.Read += n
	}
	return r
}

// reject adds the registry's problems with a step to the rejected rows, at the places of
// their records. It leaves out what Read found already and what follows from it: that
// nothing is there where a row could not be read.
func (d *Dataset) reject(ctx context.Context, step *Step, reader graph.Reader, rejection *registry.Rejection) error {
	said := map[Row]bool{}
	for _, row := range d.Rejected.Rows {
		said[row] = true
	}
	near := newNeighbours(step.Records, reader)
	for _, p := range rejection.Problems {
		if p.Missing.ID != "" && (d.lost[p.Missing] || d.torn[p.Missing.Word]) {
			continue
		}
		at := step.places[graph.Target{Word: p.Word, ID: p.ID}]
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
		if p.Missing.ID != "" {
			row.Missing = p.Missing.String()
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
