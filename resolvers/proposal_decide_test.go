package resolvers_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/filestore"
)

// clock is a clock that a test moves on.
type clock struct{ past atomic.Int64 }

func (c *clock) now() time.Time          { return today().Add(time.Duration(c.past.Load())) }
func (c *clock) moveOn(by time.Duration) { c.past.Add(int64(by)) }
func named(v graph.Viewer, name string) graph.Viewer {
	v.Name = name
	return v
}

// handIn proposes that a note of the link is changed, and returns the id of the proposal.
func (d desk) handIn(note string) string {
	d.t.Helper()
	made := d.became(`mutation($note: String!) { propose(note: $note, records: { twinningLinks: [{id: "aachen-de--kostroma-ru", notes: $note}] }) `+payload, map[string]any{"note": note})
	if made.Proposal == nil {
		d.t.Fatalf("%+v", made)
	}
	return made.Proposal.ID
}

const acceptIt = `mutation($id: ID!, $records: RecordsInput, $even: Boolean! = false, $try: Boolean! = false, $note: String) {
  accept(proposal: $id, records: $records, evenIfOvertaken: $even, dryRun: $try, note: $note) ` + payload

func TestAProposalThatWasOvertakenSaysSo(t *testing.T) {
	d := newQueue(t, bundled(t), contributor, today, false)
	review := d.as(editor)
	id := d.handIn("proposed")
	review.ask(`mutation { record(note: "meanwhile", records: { twinningLinks: [{id: "aachen-de--kostroma-ru", notes: "recorded meanwhile"}] }) { change { number } } }`, nil)
	seen := review.ask(`{ proposal(id: "`+id+`") { ...all } } `+allOfProposal, nil)
	for _, want := range []string{`"overtaken":true,"problems":[]`, `{"after":["proposed"],"before":["recorded meanwhile"],"field":"notes"}`} {
		if !strings.Contains(seen, want) {
			t.Errorf("%s\nlacks %s", seen, want)
		}
	}
	refused := review.became(acceptIt, map[string]any{"id": id})
	if refused.Change != nil || refused.Proposal.State != "OPEN" || len(refused.Problems) != 1 || refused.Problems[0].Code != "CONFLICT" {
		t.Errorf("%+v", refused)
	}
	t.Run("amended it is accepted", func(t *testing.T) {
		other := d.handIn("another one")
		review.ask(`mutation { record(note: "meanwhile", records: { twinningLinks: [{id: "aachen-de--kostroma-ru", notes: "again"}] }) { change { number } } }`, nil)
		records := map[string]any{"twinningLinks": []any{map[string]any{"id": "aachen-de--kostroma-ru", "notes": "both"}}}
		done := review.became(acceptIt, map[string]any{"id": other, "records": records, "note": "as both said"})
		if done.Proposal.State != "ACCEPTED" || done.Change == nil || done.Change.Note != "as both said (proposal "+other+")" {
			t.Errorf("%+v", done)
		}
		if got := d.ask(`{ twinningLink(id: "aachen-de--kostroma-ru") { notes } }`, nil); !strings.Contains(got, `"both"`) {
			t.Error(got)
		}
	})
	tried := review.became(acceptIt, map[string]any{"id": id, "even": true, "try": true})
	if tried.Change != nil || len(tried.Problems) > 0 || tried.Proposal.State != "OPEN" {
		t.Errorf("%+v", tried)
	}
	done := review.became(acceptIt, map[string]any{"id": id, "even": true})
	if done.Proposal.State != "ACCEPTED" || done.Change == nil {
		t.Errorf("%+v", done)
	}
	if got := d.ask(`{ twinningLink(id: "aachen-de--kostroma-ru") { notes } }`, nil); !strings.Contains(got, `"proposed"`) {
		t.Error(got)
	}
	if got := d.ask(`{ proposal(id: "`+id+`") { overtaken records { fields { field } } } }`, nil); !strings.Contains(got, `"overtaken":false`) || !strings.Contains(got, "notes") {
		t.Error(got)
	}
}

func TestWhatIsKnownByNowIsNotAccepted(t *testing.T) {
	d := newQueue(t, bundled(t), contributor, today, false)
	id := d.handIn("the same")
	review := d.as(editor)
	if got := d.became(`mutation { propose(note: "nothing", records: { cities: [{id: "aachen-de", name: "Aachen"}] }) `+payload, nil); got.Proposal != nil || len(got.Problems) != 1 {
		t.Errorf("a proposal of what is known: %+v", got)
	}
	review.ask(`mutation { record(note: "meanwhile", records: { twinningLinks: [{id: "aachen-de--kostroma-ru", notes: "the same"}] }) { change { number } } }`, nil)
	got := review.became(acceptIt, map[string]any{"id": id, "even": true})
	if got.Change != nil || got.Proposal.State != "OPEN" || len(got.Problems) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestARejectedProposalSaysWhyAndIsRemovedLater(t *testing.T) {
	at := &clock{}
	store := bundled(t)
	d := newQueue(t, store, contributor, at.now, false)
	id := d.handIn("wrong")
	review := d.as(editor)
	if code := review.fails(`mutation { reject(proposal: "` + id + `", reason: " ") { change { number } } }`); code != graph.BadUserInput {
		t.Errorf("without a reason: %s", code)
	}
	done := review.became(`mutation { reject(proposal: "`+id+`", reason: "the source says otherwise") `+payload, nil)
	if done.Proposal.State != "REJECTED" || done.Proposal.Reason != "the source says otherwise" || done.Proposal.DecidedBy != "Erin" || done.Change != nil {
		t.Errorf("%+v", done.Proposal)
	}
	for _, call := range []string{`accept(proposal: "` + id + `")`, `reject(proposal: "` + id + `", reason: "again")`} {
		if code := review.fails(`mutation { ` + call + ` { change { number } } }`); code != graph.Conflict {
			t.Errorf("%s: %s", call, code)
		}
	}
	if code := d.fails(`mutation { withdraw(proposal: "` + id + `") { change { number } } }`); code != graph.Conflict {
		t.Errorf("withdrawn after the decision: %s", code)
	}
	at.moveOn(89 * 24 * time.Hour)
	if got := d.ask(`{ proposals(state: REJECTED) { nodes { reason } } }`, nil); !strings.Contains(got, "otherwise") {
		t.Error(got)
	}
	at.moveOn(2 * 24 * time.Hour)
	if got := d.ask(`{ proposals { totalCount } }`, nil); !strings.Contains(got, `0`) {
		t.Error(got)
	}
	if left, err := store.(graph.Documents).Documents(t.Context(), "proposal"); err != nil || len(left) > 0 {
		t.Errorf("%v %v", left, err)
	}
}

// Somebody is named in a proposal and asks to be forgotten: a steward removes it, whatever became of it.
func TestAStewardRemovesAProposalThatWasDecided(t *testing.T) {
	store := bundled(t)
	d := newQueue(t, store, contributor, today, false)
	review := d.as(editor)
	steward := d.as(graph.Viewer{Role: graph.Steward, Tier: graph.TierPublic, Name: "Sten"})
	open, rejected, accepted := d.handIn("waits"), d.handIn("wrong"), d.handIn("right")
	review.became(`mutation { reject(proposal: "`+rejected+`", reason: "no") `+payload, nil)
	review.became(acceptIt, map[string]any{"id": accepted})
	const changes = `{ changes(last: 1) { nodes { note items { nodes { slug } } } } }`
	before := d.ask(changes, nil)
	for _, id := range []string{open, rejected, accepted} {
		done := steward.became(`mutation { withdraw(proposal: "`+id+`") `+payload, nil)
		if done.Proposal.State != "WITHDRAWN" || done.Proposal.Note != "" {
			t.Errorf("%+v", done.Proposal)
		}
		if code := review.fails(`{ proposal(id: "` + id + `") { state } }`); code != graph.NotFound {
			t.Errorf("looked at afterwards: %s", code)
		}
	}
	left, err := store.(graph.Documents).Documents(t.Context(), "proposal")
	if err != nil || len(left) != 1 || strings.Contains(string(left[0].Body), "waits") { // that the open one was withdrawn, for its proposer
		t.Errorf("%+v, %v", left, err)
	}
	if after := d.ask(changes, nil); after != before {
		t.Errorf("what was recorded became %s", after)
	}
}

// breaking is a store that cannot keep that a proposal was accepted, or record anything.
type breaking struct {
	*filestore.Store
	closes, appends bool
}

func (b *breaking) Put(ctx context.Context, d graph.Document) (graph.Document, error) {
	if b.closes && strings.Contains(string(d.Body), `"state":"ACCEPTED"`) {
		return d, graph.Errorf(graph.Unavailable, "broken")
	}
	return b.Store.Put(ctx, d)
}

func (b *breaking) Group(ctx context.Context, each func(graph.Journal) error) error {
	return b.Store.Group(ctx, func(journal graph.Journal) error {
		err := each(journal)
		if b.appends {
			return graph.Errorf(graph.Unavailable, "broken")
		}
		return err
	})
}

// The program ends after the change was recorded and before the proposal was closed.
func TestACrashBetweenRecordingAndClosingIsHarmless(t *testing.T) {
	store := bundled(t)
	id := newQueue(t, store, contributor, today, false).handIn("once")
	broken := &breaking{Store: store.(*filestore.Store), closes: true}
	if done := newQueue(t, broken, editor, today, false).became(acceptIt, map[string]any{"id": id}); done.Proposal.State != "ACCEPTED" || done.Change == nil {
		t.Fatalf("%+v", done)
	}
	if d, err := store.(graph.Documents).Document(t.Context(), "proposal", id); err != nil || !strings.Contains(string(d.Body), `"state":"OPEN"`) {
		t.Fatalf("it was closed: %s %v", d.Body, err)
	}
	d := newQueue(t, store, contributor, today, false) // the next program
	const changes = `{ changes { totalCount } proposals(state: OPEN) { totalCount } accepted: proposals(state: ACCEPTED) { nodes { decidedBy change { number } } } }`
	const want = `{"accepted":{"nodes":[{"change":{"number":2},"decidedBy":"Erin"}]},"changes":{"totalCount":2},"proposals":{"totalCount":0}}`
	if got := d.ask(changes, nil); got != want {
		t.Error(got)
	}
	otto := d.as(named(editor, "Otto"))
	for _, call := range []string{`accept(proposal: "` + id + `")`, `reject(proposal: "` + id + `", reason: "no")`} {
		if code := otto.fails(`mutation { ` + call + ` { change { number } } }`); code != graph.Conflict {
			t.Errorf("%s: %s", call, code)
		}
	}
	if code := d.fails(`mutation { withdraw(proposal: "` + id + `") { change { number } } }`); code != graph.Conflict {
		t.Errorf("withdrawn: %s", code)
	}
	again := d.as(editor).became(acceptIt, map[string]any{"id": id})
	if again.Change == nil || again.Change.Number != 2 {
		t.Errorf("asked again: %+v", again)
	}
	if got := d.ask(changes, nil); got != want {
		t.Error(got)
	}
	if d, err := store.(graph.Documents).Document(t.Context(), "proposal", id); err != nil || !strings.Contains(string(d.Body), `"state":"ACCEPTED"`) {
		t.Errorf("it was not closed: %s %v", d.Body, err)
	}
}

// The program ends, or the store is gone, before the change was recorded.
func TestAnAttemptThatRecordedNothingEnds(t *testing.T) {
	at := &clock{}
	store := bundled(t)
	id := newQueue(t, store, contributor, at.now, false).handIn("later")
	broken := newQueue(t, &breaking{Store: store.(*filestore.Store), appends: true}, editor, at.now, false)
	if code := broken.fails(`mutation { accept(proposal: "` + id + `") { change { number } } }`); code != graph.Unavailable {
		t.Fatal(code)
	}
	d := newQueue(t, store, contributor, at.now, false)
	otto := d.as(named(editor, "Otto"))
	if code := otto.fails(`mutation { reject(proposal: "` + id + `", reason: "no") { change { number } } }`); code != graph.Conflict {
		t.Errorf("while it is not known: %s", code)
	}
	at.moveOn(3 * time.Minute)
	if done := otto.became(acceptIt, map[string]any{"id": id}); done.Proposal.State != "ACCEPTED" || done.Change.Actor != "Otto" {
		t.Errorf("%+v", done)
	}
}

func TestOneOfSeveralReviewersDecides(t *testing.T) {
	d := newQueue(t, bundled(t), contributor, today, false)
	for round := range 10 {
		id := d.handIn(fmt.Sprintf("round %d", round))
		before := d.ask(`{ changes { totalCount } }`, nil)
		var wait sync.WaitGroup
		var decided, accepted atomic.Int32
		for n := range 6 {
			call, counts := `accept(proposal: "`+id+`")`, true
			if n%3 == 2 {
				call, counts = `reject(proposal: "`+id+`", reason: "no")`, false
			}
			reviewer := d.as(named(editor, fmt.Sprintf("Reviewer %d", n)))
			wait.Go(func() {
				_, errs := askOf(t, reviewer.ctx, d.root, `mutation { `+call+` { proposal { state } } }`, nil)
				switch {
				case errs == nil && counts:
					accepted.Add(1)
					decided.Add(1)
				case errs == nil:
					decided.Add(1)
				case graph.CodeOf(errs[0].Err) != graph.Conflict:
					t.Error(errs)
				}
			})
		}
		wait.Wait()
		after := d.ask(`{ changes { totalCount } }`, nil)
		if decided.Load() != 1 || (before != after) != (accepted.Load() == 1) {
			t.Fatalf("%d decided, %d accepted; %s, then %s", decided.Load(), accepted.Load(), before, after)
		}
	}
}
