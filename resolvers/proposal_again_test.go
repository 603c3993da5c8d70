package resolvers_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/proposal"
	"twingraph/resolvers"
)

const (
	proposesOnce = `mutation($key: String, $n: String = "seen", $try: Boolean! = false, $by: ProposerInput) { propose(note: "a note", proposer: $by, idempotencyKey: $key, dryRun: $try,
    records: { cities: [{id: "aachen-de", notes: $n}] }) ` + payload
	byChance = "0kTzX3hBqf8n1RmW5yLs2A"
)

// An answer that got lost is asked for again: nothing is proposed twice.
func TestARequestToProposeIsKeptOnce(t *testing.T) {
	at := &clock{}
	d := newQueue(t, bundled(t), contributor, at.now, false)
	review := d.as(editor)
	waiting := func(want string) {
		t.Helper()
		if got := review.ask(`{ proposals(state: OPEN) { totalCount } }`, nil); !strings.Contains(got, want) {
			t.Errorf("%s wait, want %s", got, want)
		}
	}
	key := map[string]any{"key": "one"}
	first := d.became(proposesOnce, key)
	again := d.became(proposesOnce, key)
	if first.Repeated || !again.Repeated || again.Proposal.ID != first.Proposal.ID || len(again.Records) != 1 || again.Records[0] != first.Records[0] {
		t.Errorf("%+v, then %+v", first, again)
	}
	waiting("1")
	for name, other := range map[string]string{
		"other values":       `propose(note: "a note", idempotencyKey: "one", records: { cities: [{id: "aachen-de", notes: "other"}] })`,
		"another field":      `propose(note: "a note", idempotencyKey: "one", records: { cities: [{id: "aachen-de", notes: "seen", population: 1}] })`,
		"an emptied field":   `propose(note: "a note", idempotencyKey: "one", records: { cities: [{id: "aachen-de", notes: "seen", population: null}] })`,
		"another note":       `propose(note: "another", idempotencyKey: "one", records: { cities: [{id: "aachen-de", notes: "seen"}] })`,
		"a retraction added": `propose(note: "a note", idempotencyKey: "one", records: { cities: [{id: "aachen-de", notes: "seen"}] }, retractions: [{word: CLAIM, id: "aachen-de--kostroma-ru--e1", reason: "r"}])`,
	} {
		if code := d.fails(`mutation { ` + other + ` { secret } }`); code != graph.Conflict {
			t.Errorf("%s with the same key: %q", name, code)
		}
	}
	dora := d.as(named(contributor, "Dora"))
	if got := dora.became(proposesOnce, key); got.Repeated || got.Proposal.ID == first.Proposal.ID {
		t.Errorf("the key of another name is taken: %+v", got)
	}
	if got := d.became(proposesOnce, map[string]any{"key": "two"}); got.Repeated {
		t.Errorf("another key: %+v", got)
	}
	waiting("3")
	accepted := review.became(acceptIt, map[string]any{"id": first.Proposal.ID})
	if got := d.became(proposesOnce, key); !got.Repeated || got.Proposal.State != "ACCEPTED" || got.Change == nil || got.Change.Number != accepted.Change.Number {
		t.Errorf("after it was accepted: %+v", got)
	}
	at.moveOn(proposal.KeptFor)
	if got := d.became(proposesOnce, map[string]any{"key": "one", "n": "later"}); got.Repeated || got.Proposal == nil {
		t.Errorf("when the proposal is kept no longer: %+v", got)
	}
	if code := d.fails(`mutation { propose(note: "n", idempotencyKey: "` + strings.Repeat("k", 201) + `", records: { cities: [{id: "aachen-de", notes: "seen"}] }) { secret } }`); code != graph.LimitExceeded {
		t.Errorf("a long key: %s", code)
	}
}

// Two servers over one store are asked the same at the same time.
func TestOneOfSeveralServersKeepsARequest(t *testing.T) {
	store := bundled(t)
	ids := make([]string, 8)
	var wait sync.WaitGroup
	for n := range ids {
		d := newQueue(t, store, graph.Viewer{}, today, true)
		d.ctx = resolvers.WithAddress(d.ctx, "192.0.2.1")
		wait.Go(func() {
			if made := d.became(proposesOnce, map[string]any{"key": byChance}); made.Proposal != nil {
				ids[n] = made.Proposal.ID + made.Secret
			}
		})
	}
	wait.Wait()
	for _, id := range ids[1:] {
		if id == "" || id != ids[0] {
			t.Errorf("%q and %q", id, ids[0])
		}
	}
	if got := newQueue(t, store, editor, today, true).ask(`{ proposals { totalCount } }`, nil); !strings.Contains(got, "1") {
		t.Error(got)
	}
}

// Somebody without a token gets the same secret again, by a key that nobody else knows.
func TestASecretIsShownAgainForItsKeyOnly(t *testing.T) {
	at := &clock{}
	store := bundled(t)
	d := newQueue(t, store, graph.Viewer{}, at.now, true)
	d.ctx = resolvers.WithAddress(d.ctx, "192.0.2.1")
	with := func(key string) map[string]any {
		return map[string]any{"key": key, "by": map[string]any{"name": "Vera Visitor", "address": "vera@visitor.example"}}
	}
	first := d.became(proposesOnce, with(byChance))
	for range proposal.MostPerHour + 1 { // no rate counts it
		if again := d.became(proposesOnce, with(byChance)); !again.Repeated || again.Secret != first.Secret || len(again.Secret) != 43 || again.Proposal.ID != first.Proposal.ID {
			t.Fatalf("%+v, then %+v", first, again)
		}
	}
	kept, err := store.(graph.Documents).Document(t.Context(), "proposal", first.Proposal.ID)
	if err != nil || strings.Contains(string(kept.Body), first.Secret) || strings.Contains(string(kept.Body), byChance) {
		t.Errorf("the secret or the key is kept: %s %v", kept.Body, err)
	}
	if code := d.fails(`mutation { propose(note: "n", idempotencyKey: "` + byChance[1:] + `", records: { cities: [{id: "aachen-de", notes: "seen"}] }) { secret } }`); code != graph.BadUserInput {
		t.Errorf("a key that could be guessed: %s", code)
	}
	holder := d.as(named(contributor, "Vera Visitor")) // the key opens nothing for somebody with a token
	if got := holder.became(proposesOnce, map[string]any{"key": byChance}); got.Repeated || got.Secret != "" || got.Proposal.ID == first.Proposal.ID {
		t.Errorf("%+v", got)
	}
	if other := d.became(proposesOnce, with(byChance+"x")); other.Repeated || other.Secret == first.Secret || other.Proposal.ID == first.Proposal.ID {
		t.Errorf("another key: %+v", other)
	}
	d.as(editor).became(`mutation { reject(proposal: "`+first.Proposal.ID+`", reason: "not seen") `+payload, nil)
	if again := d.became(proposesOnce, with(byChance)); again.Secret != first.Secret || again.Proposal.State != "REJECTED" || again.Proposal.Reason != "not seen" {
		t.Errorf("after the decision: %+v", again)
	}
}

// Whoever decided and did not hear the answer asks again.
func TestTheSameDecisionIsAnsweredAgain(t *testing.T) {
	at := &clock{}
	d := newQueue(t, bundled(t), contributor, at.now, false)
	review := d.as(editor)
	t.Run("accepted", func(t *testing.T) {
		id := d.handIn("accept me")
		first := review.became(acceptIt, map[string]any{"id": id})
		again := review.became(acceptIt, map[string]any{"id": id})
		if first.Repeated || !again.Repeated || again.Change == nil || again.Change.Number != first.Change.Number || again.Proposal.State != "ACCEPTED" || len(again.Records) != len(first.Records) {
			t.Errorf("%+v, then %+v", first, again)
		}
		for name, other := range map[string]string{
			"with other records": `mutation { accept(proposal: "` + id + `", records: {twinningLinks: [{id: "aachen-de--kostroma-ru", notes: "other"}]}) ` + payload,
			"with another note":  `mutation { accept(proposal: "` + id + `", note: "another") ` + payload,
		} {
			if code := review.fails(other); code != graph.Conflict {
				t.Errorf("%s: %q", name, code)
			}
		}
	})
	t.Run("rejected", func(t *testing.T) {
		id := d.handIn("reject me")
		call := `mutation { reject(proposal: "` + id + `", reason: "not so") ` + payload
		first, again := review.became(call, nil), review.became(call, nil)
		if first.Repeated || !again.Repeated || again.Proposal.State != "REJECTED" || again.Proposal.Reason != "not so" {
			t.Errorf("%+v, then %+v", first, again)
		}
		otto := d.as(named(editor, "Otto"))
		for name, other := range map[string]struct {
			d    desk
			call string
		}{
			"another reason":       {review, strings.Replace(call, "not so", "nor so", 1)},
			"another reviewer":     {otto, call},
			"accepted by the same": {review, `mutation { accept(proposal: "` + id + `") ` + payload},
		} {
			if code := other.d.fails(other.call); code != graph.Conflict {
				t.Errorf("%s: %q", name, code)
			}
		}
	})
	t.Run("withdrawn", func(t *testing.T) {
		key := map[string]any{"key": "withdrawn"}
		id := d.became(proposesOnce, key).Proposal.ID
		call := `mutation { withdraw(proposal: "` + id + `") ` + payload
		first, again := d.became(call, nil), d.became(call, nil)
		if first.Repeated || !again.Repeated || again.Proposal.State != "WITHDRAWN" {
			t.Errorf("%+v, then %+v", first, again)
		}
		look := fmt.Sprintf(`{ proposal(id: %q) { state note } }`, id)
		if got := d.ask(look, nil); got != `{"proposal":{"note":"","state":"WITHDRAWN"}}` {
			t.Error(got)
		}
		for name, who := range map[string]desk{"a reviewer": review, "another contributor": d.as(named(contributor, "Dora"))} {
			if code := who.fails(look); code != graph.NotFound {
				t.Errorf("%s sees it: %q", name, code)
			}
		}
		if code := d.fails(`mutation { propose(note: "a note", idempotencyKey: "withdrawn", records: { cities: [{id: "aachen-de", notes: "seen"}] }) { secret } }`); code != graph.Conflict {
			t.Errorf("what was withdrawn is proposed again by its key: %q", code)
		}
		at.moveOn(proposal.WithdrawnFor - time.Second)
		if got := d.became(call, nil); !got.Repeated {
			t.Errorf("a day later: %+v", got)
		}
		at.moveOn(time.Second)
		if code := d.fails(call); code != graph.NotFound {
			t.Errorf("later: %q", code)
		}
	})
}
