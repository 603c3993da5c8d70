package resolvers_test

import (
	"crypto/rand"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// newQueue returns a desk over a store that takes proposals.
func newQueue(t *testing.T, store graph.Store, viewer graph.Viewer, now func() time.Time, open bool) desk {
	queue := proposal.NewQueue(store, now, rand.Reader)
	a := atlas.New(store, now).RecordTo(registry.New(store, now)).EraseBy(store).WithProposals(queue, open)
	return desk{t, resolvers.New(a), resolvers.WithViewer(t.Context(), viewer)}
}

var contributor = graph.Viewer{Role: graph.Contributor, Tier: graph.TierPublic, Name: "Conny"}

// proposed is what a test reads of a payload.
type proposed struct {
	Proposal *struct {
		ID, State, Note string
		Overtaken       bool
		Proposer        *struct{ Name, Address string }
		Records         []struct {
			Word, Slug string
			Before     *struct{ Slug string }
			Fields     []struct {
				Field         string
				Before, After []string
			}
			Overtaken bool
		}
		Problems          []struct{ Message string }
		DecidedBy, Reason string
		Change            *struct{ Number int }
	}
	Change *struct {
		Number      int
		Note, Actor string
	}
	Records           []struct{ Slug string }
	Problems          []struct{ Code, Message string }
	ConsequencesTotal int
	Secret            string
	Repeated          bool
}

// became asks a mutation about a proposal.
func (d desk) became(question string, variables map[string]any) proposed {
	d.t.Helper()
	var data map[string]proposed
	if err := json.Unmarshal([]byte(d.ask(question, variables)), &data); err != nil {
		d.t.Fatal(err)
	}
	for _, answer := range data {
		return answer
	}
	d.t.Fatal("no answer")
	return proposed{}
}

const payload = `{ proposal { ...all } change { number note actor } records { slug } problems { code message } consequencesTotal secret repeated } } ` + allOfProposal

const allOfProposal = `fragment all on Proposal { id state submittedAt note overtaken proposer { name address anonymous }
  records { word slug before { slug } fields { field before after } overtaken } retractions { word slug before { slug } reason movedTo overtaken }
  problems { code message } consequences { link { slug } before { status } after { status } } consequencesTotal decidedAt decidedBy reason change { number note actor } }`

const endsTheLink = `mutation($try: Boolean! = false) { propose(note: "Aachen ends the link", dryRun: $try, records: {
    sources: [{id: "new:page", title: "Council ends the link", publisher: "Stadt Aachen", url: "https://example.org/1", date: "2026-11-20", confidence: DOCUMENTED}]
    claims: [{link: "aachen-de--kostroma-ru", type: ENDED, side: "aachen-de", date: "2026-11-18", authority: PARTY_DECISION, decidedBy: COUNCIL, sources: ["new:page"], confidence: DOCUMENTED}]
    twinningLinks: [{id: "aachen-de--kostroma-ru", notes: "ended"}] }) ` + payload

func TestAProposalIsReviewedAndAccepted(t *testing.T) {
	d := newQueue(t, bundled(t), contributor, today, false)
	const link = `{ twinningLink(id: "aachen-de--kostroma-ru") { status { status since } notes } changes { totalCount } }`
	before := d.ask(link, nil)
	tried := d.became(endsTheLink, map[string]any{"try": true})
	if tried.Proposal != nil || tried.ConsequencesTotal != 1 || len(tried.Records) != 3 || len(tried.Problems) > 0 {
		t.Fatalf("%+v", tried)
	}
	handedIn := d.became(endsTheLink, nil)
	if handedIn.Proposal == nil || handedIn.Proposal.State != "OPEN" || handedIn.Secret != "" || len(handedIn.Proposal.Records) != 3 {
		t.Fatalf("%+v", handedIn)
	}
	if got := d.ask(link, nil); got != before {
		t.Errorf("a proposal changed %s to %s", before, got)
	}
	id := handedIn.Proposal.ID
	review := d.as(editor)
	seen := review.ask(`{ proposals(state: OPEN) { totalCount nodes { ...all } } } `+allOfProposal, nil)
	for _, want := range []string{`"totalCount":1`, `"name":"Conny"`, `"status":"SUSPENDED"`, `"status":"ENDED"`, `"overtaken":false`, `"problems":[]`,
		`{"after":["ended"],"before":[],"field":"notes"}`} {
		if !strings.Contains(seen, want) {
			t.Errorf("%s\nlacks %s", seen, want)
		}
	}
	done := review.became(`mutation($id: ID!) { accept(proposal: $id) `+payload, map[string]any{"id": id})
	if done.Proposal.State != "ACCEPTED" || done.Proposal.DecidedBy != "Erin" || done.Change == nil || done.Change.Actor != "Erin" || done.Change.Note != "Aachen ends the link (proposal "+id+")" || done.ConsequencesTotal != 1 {
		t.Errorf("%+v %+v", done, done.Proposal)
	}
	for i, r := range done.Records {
		if want := handedIn.Records[i].Slug; r.Slug != want {
			t.Errorf("recorded %s, reviewed %s", r.Slug, want)
		}
	}
	if got := d.ask(link, nil); !strings.Contains(got, `"status":"ENDED"`) || !strings.Contains(got, `"notes":"ended"`) {
		t.Error(got)
	}
	if code := d.as(named(editor, "Otto")).fails(`mutation { accept(proposal: "` + id + `") { change { number } } }`); code != graph.Conflict {
		t.Errorf("accepted by another one: %s", code)
	}
	if got := d.ask(`{ proposal(id: "`+id+`") { state decidedBy change { number actor } records { slug fields { field } } } }`, nil); !strings.Contains(got, `"ACCEPTED"`) || !strings.Contains(got, `"number":2`) || !strings.Contains(got, `{"field":"notes"}`) {
		t.Error(got)
	}
}
