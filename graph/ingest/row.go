package ingest

import (
	"cmp"
	"fmt"
	"slices"

	"twingraph/graph"
)

// Row is one place in a dataset with what is wrong there.
type Row struct {
	File   string   `json:"file"`             // empty for a record of the store that the import would break
	Line   int      `json:"line,omitempty"`   // of the row's beginning, from 1; 0 for the file as a whole
	Column string   `json:"column,omitempty"` // empty for the row as a whole
	ID     graph.ID `json:"id,omitempty"`
	Reason string   `json:"reason"`
	// Missing names the record that the row refers to and that does not exist, such as
	// City "atlantis"; empty when that is not the problem.
	Missing string `json:"missing,omitempty"`
}

// String returns file:line: column: reason.
func (r Row) String() string {
	s := r.File
	if s == "" {
		s = "store"
	}
	if r.Line > 0 {
		s += fmt.Sprintf(":%d", r.Line)
	}
	s += ": "
	if r.Column != "" {
		s += r.Column + ": "
	}
	return s + r.Reason
}

// MaxRejected bounds how many rejected rows are listed, unless all are asked for; all are
// counted.
const MaxRejected = 1000

// Rejections collects rejected rows.
type Rejections struct {
	Rows    []Row          // at most MaxRejected of them, in order of file, line and column
	Count   int            // of all
	Missing map[string]int // how many of all name a record that does not exist, by record

	limit int // of Rows
}

func (r *Rejections) add(row Row) {
	r.Count++
	if row.Missing != "" {
		if r.Missing == nil {
			r.Missing = map[string]int{}
		}
		r.Missing[row.Missing]++
	}
	if len(r.Rows) < r.limit {
		r.Rows = append(r.Rows, row)
	}
}

// sort puts the rows in the order of the files, then of lines.
func (r *Rejections) sort() {
	slices.SortStableFunc(r.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(placeOf(a.File), placeOf(b.File)), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}
