package check

import (
	"context"
	"fmt"
	"time"

	"twingraph/graph"
)

// Law names what a finding is about.
type Law string

// The laws, by the numbers that package graph gives them where they have one.
const (
	RecordedTime Law = "recorded time" // 1: the sequence has no gaps and goes forward
	Dates        Law = "dates"         // 2 and 4.24: undated claims count from their sources' latest date; no act before the founding
	Derivation   Law = "derivation"    // 3 to 6: statuses are those that follow from the claims
	Soundness    Law = "soundness"     // 3, 7: every statement is well formed and sourced
	Identity     Law = "identity"      // 8: every reference resolves, no id is known twice
	NoHarm       Law = "do no harm"    // 9: nothing shows above its tier
	Counts       Law = "counts"        // counts are those of what is listed
)

// Finding is one breach of a law.
type Finding struct {
	Law     Law        `json:"law"`
	Word    graph.Word `json:"word,omitempty"` // empty for the store as a whole
	ID      graph.ID   `json:"id,omitempty"`
	KnownAt time.Time  `json:"knownAt"` // the instant at which it was found
	Message string     `json:"message"`
}

// String returns the finding in one line.
func (f Finding) String() string {
	s := string(f.Law) + ": "
	if f.Word != "" {
		s += graph.Target{Word: f.Word, ID: f.ID}.String() + ": "
	}
	return fmt.Sprintf("%s%s (known at %s)", s, f.Message, f.KnownAt.Format(time.RFC3339Nano))
}

// MaxFindings bounds how many findings are listed; all are counted.
const MaxFindings = 1000

// Findings is the outcome of a check.
type Findings struct {
	List     []Finding `json:"findings"` // at most MaxFindings of them
	Count    int       `json:"count"`
	Remarks  []Finding `json:"remarks"` // worth a look, and no breach of a law; at most MaxFindings of them, known at the last instant
	Changes  int       `json:"changes"`
	Instants int       `json:"instants"` // at which the store was looked at
	Records  int       `json:"records"`  // at the last of them
	Links    int       `json:"links"`
	Spells   int       `json:"spells"` // compared with what follows from the claims, at all instants
}

// OK reports whether all laws hold.
func (f Findings) OK() bool { return f.Count == 0 }

// Options say how thorough a check is.
type Options struct {
	// Instants is at how many recorded instants the store is looked at, the first
	// and the last always among them and the others evenly between; 0 is
	// DefaultInstants.
	Instants int
	AsOf     graph.Day // the day of the counts by status
	// Progress is called with how far the check has come; may be nil.
	Progress func(done, total int, what string)
}

// DefaultInstants is at how many instants a check looks unless asked otherwise.
const DefaultInstants = 12

// Run checks all laws on the store behind reader. It reads page by page, so that
// what it holds at a time are ids, sources' dates and one page. An error means
// that the store could not be read; breaches of laws are findings.
//
// A store that is written to while it is checked is looked at as it was at the
// last change when Run began.
func Run(ctx context.Context, reader graph.Reader, o Options) (Findings, error) {
	head, err := reader.Head(ctx)
	if err != nil {
		return Findings{}, fmt.Errorf("head: %w", err)
	}
	r := &run{reader: reader, asOf: o.AsOf, head: head, findings: Findings{List: []Finding{}, Remarks: []Finding{}}}
	instants, err := r.changes(ctx)
	if err != nil {
		return r.findings, err
	}
	if o.Instants == 0 {
		o.Instants = DefaultInstants
	}
	instants = sample(instants, o.Instants)
	for i, at := range instants {
		if o.Progress != nil {
			o.Progress(i, len(instants), "known at "+at.Format(time.RFC3339))
		}
		if err := r.instant(ctx, at); err != nil {
			return r.findings, err
		}
	}
	if err := r.fates(ctx); err != nil {
		return r.findings, err
	}
	if o.Progress != nil {
		o.Progress(len(instants), len(instants), "checked")
	}
	r.findings.Instants = len(instants)
	return r.findings, nil
}

// sample returns n of the instants: the first, the last and others evenly between.
func sample(instants []time.Time, n int) []time.Time {
	if n >= len(instants) {
		return instants
	}
	if n == 1 {
		return instants[len(instants)-1:]
	}
	chosen := make([]time.Time, n)
	for i := range chosen {
		chosen[i] = instants[i*(len(instants)-1)/(n-1)]
	}
	return chosen
}

// run is one check under way.
type run struct {
	reader   graph.Reader
	asOf     graph.Day
	head     graph.Change
	findings Findings
	at       time.Time // the instant looked at

	retracted []graph.Target
}

// view is what somebody sees who may see everything.
func (r *run) view() graph.View {
	return graph.View{AsOf: r.asOf, KnownAt: r.at, Tier: graph.TierRestricted}
}

func (r *run) find(law Law, t graph.Target, format string, args ...any) {
	r.findings.Count++
	if len(r.findings.List) < MaxFindings {
		r.findings.List = append(r.findings.List, Finding{
			Law: law, Word: t.Word, ID: t.ID, KnownAt: r.at, Message: fmt.Sprintf(format, args...),
		})
	}
}

// remark notes what is worth a look and breaks no law, as known at the last change.
func (r *run) remark(law Law, t graph.Target, format string, args ...any) {
	if r.at.Equal(r.head.RecordedAt) && len(r.findings.Remarks) < MaxFindings {
		r.findings.Remarks = append(r.findings.Remarks, Finding{Law: law, Word: t.Word, ID: t.ID, KnownAt: r.at, Message: fmt.Sprintf(format, args...)})
	}
}

// instant checks what the store says that was known at one instant.
func (r *run) instant(ctx context.Context, at time.Time) error {
	r.at = at
	s := newSurvey(r)
	for _, step := range []func(context.Context) error{s.records, s.links, s.tally, s.tiers} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// list calls page with every page of the records that q selects for v.
func (r *run) list(ctx context.Context, v graph.View, q graph.Query, page func(graph.Page) error) error {
	q.First = graph.MaxFirst
	for {
		p, err := r.reader.List(ctx, v, q)
		if err != nil {
			return fmt.Errorf("list %s: %w", q.Word, err)
		}
		if err := page(p); err != nil {
			return err
		}
		if !p.More || len(p.Positions) == 0 {
			return nil
		}
		q.After = &p.Positions[len(p.Positions)-1]
		q.Count = false
	}
}
