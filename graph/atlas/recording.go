package atlas

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"unicode/utf8"

	"twingraph/graph"
	"twingraph/graph/registry"
	"twingraph/graph/secret"
)

// Bounds of what is recorded in one step.
const (
	maxRecords      = 5000
	maxKey          = 200 // characters of an idempotency key
	maxConsequences = 100 // that are listed
)

// Submission is what a viewer wants recorded, as one step.
type Submission struct {
	Records     []Entry
	Retractions []Retraction
	Note        string
	Key         string // names the request, so that it is recorded once; empty for none
	DryRun      bool   // only say what would become of it
}

// Recorded says what became of a submission.
type Recorded struct {
	Change                                 *graph.Change // numbered and counted for the viewer; nil when nothing was appended
	Added, Corrected, Unchanged, Retracted int
	Records                                []graph.Record // as recorded, in order of word and then of the submission
	Problems                               []*graph.Problem
	Consequences                           []*Consequence // the first of them, in order of link
	ConsequencesTotal                      int
	Repeated                               bool // the key was seen before
}

// RecordTo makes the atlas record what it is given by way of a registry in front of the
// store that it reads, and returns it. Call it before the atlas is asked.
func (a *Atlas) RecordTo(office *registry.Registry) *Atlas {
	a.office = office
	return a
}

// DrawFrom makes the atlas draw the ids that say nothing from there in place of the
// machine's randomness, and returns it: for tests that compare answers. Call it before the
// atlas is asked.
func (a *Atlas) DrawFrom(chance io.Reader) *Atlas {
	a.chance = chance
	return a
}

// Record records a submission, all of it or nothing; with DryRun nothing. What breaks a law,
// or what the viewer may not record, is in Problems and no error. Errors: those of may;
// LimitExceeded and BadUserInput for a submission that is too large or says nothing, Conflict
// for a key that was used for another one, and those of registry.Record.
func (r *Request) Record(ctx context.Context, s Submission) (*Recorded, error) {
	if err := r.mayRecord(); err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	return r.submit(ctx, step{
		note: s.Note, key: r.keyOf(s.Key), request: requestOf(s.Key, content{Records: s.Records, Retractions: s.Retractions, Note: s.Note}),
		dryRun: s.DryRun, entries: s.Records, couldBe: s.couldBe,
		draft: func(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
			return r.draft(ctx, reader, s)
		},
	})
}

// mayRecord returns nil when the viewer may record and the server does. Errors are those of
// may.
func (r *Request) mayRecord() error {
	if r.office == nil {
		return graph.Errorf(graph.Forbidden, "this server shows a network and records nothing")
	}
	return r.may(MayRecord)
}

// step is what a viewer wants recorded, once it is known what that takes.
type step struct {
	note, key, request string // request as in graph.Batch
	dryRun             bool
	entries            []Entry // as they were handed in, where they were
	draft              registry.Draft
	couldBe            func([]graph.ChangeItem) bool // whether a change with the items can be what became of it: for one whose request is not known
}

// drafted is the draft with the request.
func (s step) drafted(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
	made, err := s.draft(ctx, reader)
	made.Request = s.request
	return made, err
}

// requestOf returns what tells a request with the key that a viewer gave from another one;
// empty without a key.
func requestOf(key string, content any) string {
	if key == "" {
		return ""
	}
	mark := secret.Mark(key, "request", []byte(written(content)))
	return hex.EncodeToString(mark[:])
}

// submit hands a step to the registry, or answers with what became of it before. Errors are
// those of Record.
func (r *Request) submit(ctx context.Context, s step) (*Recorded, error) {
	if s.key != "" {
		change, err := r.office.Keyed(ctx, s.key)
		switch {
		case err == nil:
			return r.repeated(ctx, s, change)
		case graph.CodeOf(err) != graph.NotFound:
			return nil, err
		}
	}
	if s.dryRun {
		receipt, err := r.office.Try(ctx, s.drafted)
		return r.recorded(ctx, s, receipt, err)
	}
	r.outcome.begin()
	receipt, err := r.office.Record(ctx, s.drafted)
	r.outcome.end(receipt.Change.Seq > 0, err)
	return r.recorded(ctx, s, receipt, err)
}

// check returns what is wrong with a submission before anything is read.
func (s Submission) check() error {
	if n := len(s.Records) + len(s.Retractions); n > maxRecords {
		return graph.Errorf(graph.LimitExceeded, "%d records; at most %d can be recorded in one step", n, maxRecords).At("records")
	} else if n == 0 {
		return graph.Errorf(graph.BadUserInput, "there is nothing to record: give at least one record").At("records")
	}
	return checkKey(s.Key)
}

// checkKey returns what is wrong with an idempotency key.
func checkKey(key string) error {
	if n := utf8.RuneCountInString(key); n > maxKey {
		return graph.Errorf(graph.LimitExceeded, "the key has %d characters; at most %d", n, maxKey).At("idempotencyKey")
	}
	return nil
}

// keyOf returns the key of the batch for a key that the viewer gave: one of the viewer, whom no other can
// get in the way of.
func (r *Request) keyOf(key string) string {
	if key == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(r.viewer.Name + "\x00" + key))
	return hex.EncodeToString(sum[:])
}

// recorded makes the answer of a receipt or of a rejection.
func (r *Request) recorded(ctx context.Context, s step, receipt registry.Receipt, err error) (*Recorded, error) {
	if problems, rejected := problemsOf(err); rejected {
		return &Recorded{Problems: problems}, nil
	}
	switch {
	case err != nil:
		return nil, err
	case receipt.Repeated:
		return r.repeated(ctx, s, graph.KeyedChange{Change: receipt.Change, Request: receipt.Request})
	}
	answer := &Recorded{
		Added: receipt.Added, Corrected: receipt.Corrected, Unchanged: receipt.Unchanged, Retracted: receipt.Retracted,
		Records: receipt.Records,
	}
	answer.consider(receipt.Links, r.Today())
	if receipt.Change.Seq > 0 {
		answer.Change, err = r.asSeen(ctx, receipt.Change)
	}
	return answer, err
}

// problemsOf returns what is wrong with a submission, and whether that is the error.
func problemsOf(err error) ([]*graph.Problem, bool) {
	rejection, rejected := errors.AsType[*registry.Rejection](err)
	if !rejected {
		return nil, false
	}
	return each(rejection.Problems, func(p graph.Problem) *graph.Problem { return &p }), true
}

// asSeen returns a change of the store as the viewer sees it: with the number and the counts
// of what the viewer may know of. Errors are the reader's; NotFound when the viewer may know
// of nothing in it.
func (r *Request) asSeen(ctx context.Context, change graph.Change) (*graph.Change, error) {
	last, err := r.reader.Changes(ctx, r.knowing(), graph.Window[graph.Seq]{Last: 1})
	if err != nil {
		return nil, err
	}
	if len(last) > 0 && sameChange(last[0], change) { // nearly always it is the last one
		return &last[0], nil
	}
	// Numbers of a viewer are in the order of the store's, and not greater.
	from, to := graph.Seq(1), change.Seq+1
	for from < to {
		middle := (from + to) / 2
		found, there, err := r.changeNumber(ctx, middle)
		switch {
		case err != nil:
			return nil, err
		case there && PlaceOf(&found).compare(PlaceOf(&change)) < 0:
			from = middle + 1
		default:
			to = middle
		}
	}
	for ; ; from++ { // several can have one place
		found, there, err := r.changeNumber(ctx, from)
		switch {
		case err != nil:
			return nil, err
		case !there || PlaceOf(&found).compare(PlaceOf(&change)) > 0:
			return nil, graph.Errorf(graph.NotFound, "there is no such change")
		case sameChange(found, change):
			return &found, nil
		}
	}
}

// sameChange reports whether two changes are one, whoever numbers and counts them.
func sameChange(a, b graph.Change) bool {
	return PlaceOf(&a).compare(PlaceOf(&b)) == 0 && a.Actor == b.Actor && a.Note == b.Note
}

// changeNumber returns the change that has a number for the viewer, and whether there is one.
// Errors are the reader's.
func (r *Request) changeNumber(ctx context.Context, number graph.Seq) (graph.Change, bool, error) {
	found, err := r.reader.Changes(ctx, r.knowing(), graph.Window[graph.Seq]{First: 1, After: new(number - 1)})
	if err != nil || len(found) == 0 || found[0].Seq != number {
		return graph.Change{}, false, err
	}
	return found[0], true, nil
}

// usedBefore is the error of a key that was used for another request.
func usedBefore() *graph.Error {
	return graph.Errorf(graph.Conflict, "the key was used before, for something else; take another key").At("idempotencyKey")
}

// repeated answers a submission whose key was seen before with the change of then. Code
// Conflict when that change is of another submission: by its request, or where that is not
// known visibly.
func (r *Request) repeated(ctx context.Context, s step, of graph.KeyedChange) (*Recorded, error) {
	other := usedBefore()
	change, err := r.asSeen(ctx, of.Change)
	switch {
	case graph.CodeOf(err) == graph.NotFound:
		return nil, other
	case err != nil:
		return nil, err
	case of.Request != "" && of.Request != s.request, of.Request == "" && change.Note != s.note:
		return nil, other
	}
	answer := &Recorded{Change: change, Added: change.Added, Corrected: change.Corrected, Retracted: change.Retracted, Repeated: true}
	items, err := r.itemsOf(ctx, change)
	if err != nil {
		return nil, err
	}
	if of.Request == "" && !s.couldBe(items) {
		return nil, other
	}
	if err := r.replay(ctx, answer, items); err != nil {
		return nil, err
	}
	answer.order(s.entries)
	return answer, nil
}

// order puts records in the order of entries; those that these do not name come last of their
// word.
func (a *Recorded) order(entries []Entry) {
	places, last := map[graph.Target]int{}, map[graph.Word]int{}
	for i, e := range entries {
		text, _ := e.Fields["id"].(string)
		if id, err := ParseID(e.Word, text, "id"); err == nil {
			places[graph.Target{Word: e.Word, ID: id}] = 2 * i
		}
		last[e.Word] = 2*i + 1
	}
	place := func(r graph.Record) int {
		if i, named := places[graph.TargetOf(r)]; named {
			return i
		}
		return last[r.Word()]
	}
	slices.SortStableFunc(a.Records, func(x, y graph.Record) int { return cmp.Compare(place(x), place(y)) })
}

// itemsOf returns all that a change touched, as far as the viewer may know of it.
func (r *Request) itemsOf(ctx context.Context, change *graph.Change) ([]graph.ChangeItem, error) {
	return r.itemsIn(ctx, change, graph.Window[graph.ChangeItem]{First: graph.MaxFirst})
}

// lastID is after every id.
const lastID = graph.ID("\U0010ffff")

// itemsOfWord is itemsOf for records of one word: no others are read for it.
func (r *Request) itemsOfWord(ctx context.Context, change *graph.Change, word graph.Word) ([]graph.ChangeItem, error) {
	return r.itemsIn(ctx, change, graph.Window[graph.ChangeItem]{
		First: graph.MaxFirst, After: &graph.ChangeItem{Word: word}, Before: &graph.ChangeItem{Word: word, ID: lastID},
	})
}

// itemsIn returns the items of a change that a window shows, and all after it up to its end.
func (r *Request) itemsIn(ctx context.Context, change *graph.Change, w graph.Window[graph.ChangeItem]) ([]graph.ChangeItem, error) {
	var items []graph.ChangeItem
	for {
		pages, err := r.reader.ChangeItems(ctx, r.knowing(), []graph.Seq{change.Seq}, w)
		if err != nil {
			return nil, err
		}
		items = append(items, pages[0].Items...)
		if !pages[0].More || len(pages[0].Items) == 0 {
			return items, nil
		}
		w.After = &items[len(items)-1]
	}
}

// outcome is what is known of whether something was recorded. The zero value is of a request
// that records nothing.
type outcome struct{ state Recording }

// Recording says whether what a request asks to record was recorded.
type Recording int

// What can be known of it.
const (
	NothingAsked    Recording = iota // the request asks to record nothing
	NotRecorded                      // it was not
	PerhapsRecorded                  // the store did not say
	WasRecorded                      // it was
)

func (o *outcome) begin() { o.state = NotRecorded }

func (o *outcome) end(recorded bool, err error) {
	if _, uncertain := errors.AsType[*registry.Uncertain](err); uncertain {
		o.state = PerhapsRecorded
	} else if recorded {
		o.state = WasRecorded
	}
}

// besides notes what became of something that is kept beside the network, such as a proposal or
// a token, and returns the error of it: after one of the store's that says nothing of it,
// nobody knows.
func (o *outcome) besides(err error) error {
	switch graph.CodeOf(err) {
	case "":
		o.state = WasRecorded
	case graph.Timeout, graph.Unavailable, graph.Internal:
		o.state = PerhapsRecorded
	}
	return err
}

// Recording returns what is known of whether the request recorded what it was asked to. Ask
// after Record has returned.
func (r *Request) Recording() Recording { return r.outcome.state }
