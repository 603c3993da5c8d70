package atlas

import (
	"context"
	"io/fs"
	"time"

	"twingraph/graph"
	"twingraph/graph/ingest"
)

// Import records a dataset in the viewer's name, now, as one change or not at all; o.Actor and
// o.RecordedAt are not looked at. What is answered of a dataset says whether ids that it names
// are known, hidden ones, too: so it takes the tier RESTRICTED.
//
// Errors: those of permission (MayRecord), Forbidden for a dataset with a history, which would
// say itself who recorded what when, and those of ingest.Import, with its report.
func (r *Request) Import(ctx context.Context, files fs.FS, o ingest.Options) (ingest.Report, error) {
	if err := r.MayImport(); err != nil {
		return ingest.Report{DryRun: o.DryRun}, err
	}
	if ingest.HasHistory(files) {
		return ingest.Report{DryRun: o.DryRun}, graph.Errorf(graph.Forbidden,
			"the dataset has a history in changes.csv, which says who recorded what when: a server records in your name and now. Leave that file out, "+
				"write the dataset by twingraph export dataset --current, or import it where the store is")
	}
	o.Actor = r.viewer.Name
	if o.Note == "" {
		o.Note = "Import of CSV files"
	}
	o.RecordedAt = time.Time{}
	return ingest.Import(ctx, r.office, r.reader, files, o)
}

// MayImport returns nil when the viewer may import datasets. Errors are those of Import.
func (r *Request) MayImport() error {
	if err := r.mayRecord(); err != nil {
		return err
	}
	return r.seesAll("what is answered of a dataset shows which ids are known, hidden ones, too")
}
