package proposal_test

import (
	"crypto/rand"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/proposal"
	"twingraph/graph/storetest"
)

func now() time.Time { return time.Date(2026, time.November, 28, 12, 0, 0, 0, time.UTC) }

func queue() *proposal.Queue { return proposal.NewQueue(storetest.NewReference(), now, rand.Reader) }

// Values of every form are read as they were given.
func TestAProposalIsReadAsItWasGiven(t *testing.T) {
	q := queue()
	given := &proposal.Proposal{
		Note: "a fair", Proposer: proposal.Proposer{Name: "Conny"}, Tier: graph.TierPartner, Seed: [32]byte{1, 2, 3},
		Records: []proposal.Entry{{Word: storetest.WordGathering, Fields: map[string]any{
			"id": "new:fair", "title": "Fair", "names": []any{"Jumelage", "Fest"}, "held": graph.PartialDate{Year: 2019, Month: 6}, "visitors": int64(4000),
			"site": graph.Location{Latitude: 47.9, Longitude: 2}, "indoors": true, "host": nil,
		}}},
		Retractions: []graph.Retraction{{Word: graph.WordCity, ID: "there", MovedTo: "here", Reason: "the same"}},
		Bases:       []proposal.Base{{Target: graph.Target{Word: graph.WordCity, ID: "there"}, RecordedAt: now().Add(time.Microsecond)}},
		Names:       []graph.Target{{Word: graph.WordCity, ID: "here"}, {Word: graph.WordCity, ID: "there"}},
	}
	if _, err := q.Add(t.Context(), given, proposal.Key{}, ""); err != nil {
		t.Fatal(err)
	}
	read, err := q.Get(t.Context(), given.ID)
	if err != nil || !reflect.DeepEqual(read, given) {
		t.Errorf("%v\n%+v\nwant\n%+v", err, read, given)
	}
	for _, id := range []string{"", "none", "../token", strings.Repeat("x", 1000)} {
		if _, err := q.Get(t.Context(), id); graph.CodeOf(err) != graph.NotFound {
			t.Errorf("%.20q: %v", id, err)
		}
	}
}

// of returns a proposal of a name, of nobody for an empty one.
func of(name string) *proposal.Proposal {
	return &proposal.Proposal{Note: "a note", Proposer: proposal.Proposer{Name: name, Anonymous: name == ""}, Names: []graph.Target{{Word: graph.WordCity, ID: "here"}}}
}

func TestTheQueueIsBounded(t *testing.T) {
	q := queue()
	add := func(p *proposal.Proposal, from string) error {
		_, err := q.Add(t.Context(), p, proposal.Key{}, from)
		return err
	}
	for range proposal.MostOpen {
		if err := add(of("Conny"), ""); err != nil {
			t.Fatal(err)
		}
	}
	for n := range proposal.MostAnonymous {
		if err := add(of(""), fmt.Sprintf("192.0.2.%d", n%100)); err != nil {
			t.Fatal(n, err)
		}
	}
	big := of("Dora")
	big.Note = strings.Repeat("x", proposal.MostBytes)
	for name, p := range map[string]*proposal.Proposal{"one more of a name": of("Conny"), "one more of nobody": of(""), "one that is too large": big} {
		if err := add(p, "198.51.100.1"); graph.CodeOf(err) != graph.LimitExceeded {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := add(of("Dora"), ""); err != nil {
		t.Errorf("another name: %v", err)
	}
	all, err := q.List(t.Context())
	if err != nil || len(all) != proposal.MostOpen+proposal.MostAnonymous+1 {
		t.Fatal(len(all), err)
	}
	all[0].Decide(proposal.Rejected, proposal.Decision{At: now(), By: "Erin"})
	if err := q.Put(t.Context(), all[0]); err != nil {
		t.Fatal(err)
	}
	again := "Conny"
	if all[0].Proposer.Anonymous {
		again = ""
	}
	if err := add(of(again), "198.51.100.2"); err != nil {
		t.Errorf("after a decision there is no room: %v", err)
	}
}

// Of IPv6, a network counts as one address.
func TestRatesByNetwork(t *testing.T) {
	q := queue()
	for n := range proposal.MostPerHour {
		if _, err := q.Add(t.Context(), of(""), proposal.Key{}, fmt.Sprintf("2001:db8::%d", n)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := q.Add(t.Context(), of(""), proposal.Key{}, "2001:db8::ffff:1"); graph.CodeOf(err) != graph.LimitExceeded {
		t.Errorf("the same network: %v", err)
	}
	if _, err := q.Add(t.Context(), of(""), proposal.Key{}, "2001:db8:0:1::1"); err != nil {
		t.Errorf("another network: %v", err)
	}
}

func TestASecretOpensOneProposal(t *testing.T) {
	q := queue()
	one, other := of(""), of("")
	secret, err := q.Add(t.Context(), one, proposal.Key{}, "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := q.Add(t.Context(), other, proposal.Key{}, "192.0.2.1"); err != nil {
		t.Fatal(err)
	}
	known := of("Conny")
	if none, err := q.Add(t.Context(), known, proposal.Key{}, ""); err != nil || none != "" {
		t.Errorf("%q %v", none, err)
	}
	if !one.Opens(secret) || other.Opens(secret) || known.Opens("") || one.Opens("") || one.IsOf(graph.Viewer{}) {
		t.Error("a secret opens what it should not")
	}
}

// Of two who read a proposal, the first one changes it.
func TestAProposalIsChangedByOneAtATime(t *testing.T) {
	q := queue()
	p := of("Conny")
	if _, err := q.Add(t.Context(), p, proposal.Key{}, ""); err != nil {
		t.Fatal(err)
	}
	stale, err := q.Get(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	p.Decide(proposal.Rejected, proposal.Decision{At: now(), By: "Erin"})
	if err := q.Put(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if err := q.Withdraw(t.Context(), stale); graph.CodeOf(err) != graph.Conflict {
		t.Error(err)
	}
}
