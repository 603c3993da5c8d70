package resolvers_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/proposal"
	"twingraph/resolvers"
)

// ofTier proposes a contact of a tier, and returns the id of the proposal.
func (d desk) ofTier(tier graph.Tier) string {
	d.t.Helper()
	made := d.became(fmt.Sprintf(`mutation { propose(note: "an office", records: { contacts: [{city: "aachen-de", channel: WEB, value: "https://office.example/%s", tier: %s, confidence: DOCUMENTED}] }) %s`, tier, tier, payload), nil)
	if made.Proposal == nil {
		d.t.Fatalf("%+v", made)
	}
	return made.Proposal.ID
}

// Who may do what about a proposal: each action by each role of each tier, on proposals of
// each tier in each state.
func TestActionsOnProposalsByRoleAndTier(t *testing.T) {
	proposing := graph.Viewer{Role: graph.Contributor, Tier: graph.TierRestricted, Name: "Conny"}
	d := newQueue(t, bundled(t), proposing, today, false)
	steward := d.as(graph.Viewer{Role: graph.Steward, Tier: graph.TierRestricted, Name: "Sten"})
	states := []proposal.State{proposal.Open, proposal.Accepted, proposal.Rejected}
	calls := []struct {
		name, call string
		least      graph.Role
		decides    bool
	}{
		{"look", `{ it: proposal(id: %q) { state } }`, graph.Contributor, false},
		{"withdraw", `mutation { it: withdraw(proposal: %q) { proposal { state } } }`, graph.Contributor, true},
		{"reject", `mutation { it: reject(proposal: %q, reason: "no") { proposal { state } } }`, graph.Editor, true},
		{"accept", `mutation { it: accept(proposal: %q) { proposal { state } problems { message } } }`, graph.Editor, true},
	}
	for _, tier := range graph.Tiers() {
		for _, state := range states {
			make := func() string {
				id := d.ofTier(tier)
				switch state {
				case proposal.Accepted:
					steward.became(acceptIt, map[string]any{"id": id})
				case proposal.Rejected:
					steward.became(`mutation { reject(proposal: "`+id+`", reason: "no") `+payload, nil)
				}
				return id
			}
			id := make()
			for _, call := range calls {
				for _, role := range graph.Roles() {
					for _, own := range graph.Tiers() {
						for _, name := range []string{"Ann", "Conny"} {
							viewer := d.as(graph.Viewer{Role: role, Tier: own, Name: name})
							want, isOwn := graph.Code(""), name == "Conny" && role != graph.Anonymous
							switch {
							case role == graph.Anonymous:
								want = graph.Unauthenticated
							case !role.Has(call.least):
								want = graph.Forbidden
							case call.name == "withdraw" && !isOwn && !(role == graph.Steward && own.Sees(tier)), call.name != "withdraw" && !own.Sees(tier), !isOwn && !role.Has(graph.Editor):
								want = graph.NotFound
							case call.name == "withdraw" && role == graph.Steward: // whatever became of it
							case call.decides && state != proposal.Open:
								want = graph.Conflict
							}
							_, errs := askOf(t, viewer.ctx, d.root, fmt.Sprintf(call.call, id), nil)
							code := graph.Code("")
							if len(errs) > 0 {
								code = graph.CodeOf(errs[0].Err)
							}
							if code != want {
								t.Errorf("%s by %s, a %s of %s, of a proposal of %s that is %s: code %q, want %q", call.name, name, role, own, tier, state, code, want)
							}
							if code == "" && call.decides {
								id = make()
							}
						}
					}
				}
			}
		}
	}
}

// Nobody else's answers depend on proposals: they are the same, byte for byte, with and without.
func TestProposalsArePartOfNoAnswer(t *testing.T) {
	store := bundled(t)
	partner := graph.Viewer{Role: graph.Contributor, Tier: graph.TierPartner, Name: "Conny"}
	d := newQueue(t, store, partner, today, false)
	questions := []string{
		`{ changes { totalCount nodes { number note items { nodes { slug } } } } statistics { records { type count } } contacts: counts(of: CONTACT, by: TIER) { groups { key count } } }`,
		`{ search(query: "office") { nodes { slug: node { id } } } city(id: "aachen-de") { contacts { nodes { value } } versions { totalCount } } }`,
		`{ proposals { totalCount nodes { id note } pageInfo { endCursor } } }`,
		`{ proposal(id: "abcdefgh") { id } }`,
		`mutation { record(note: "a try", dryRun: true, records: { contacts: [{city: "aachen-de", channel: WEB, value: "https://office.example/PARTNER", tier: PUBLIC, confidence: DOCUMENTED}] }) { added problems { message } } }`,
		`mutation { propose(note: "a try", dryRun: true, records: { cities: [{id: "aachen-de", notes: "x"}] }) { problems { message } consequencesTotal } }`,
	}
	var viewers []graph.Viewer
	for _, role := range graph.Roles() {
		for _, tier := range graph.Tiers() {
			if !role.Has(graph.Editor) || tier == graph.TierPublic { // those who review nothing of what is proposed
				viewers = append(viewers, graph.Viewer{Role: role, Tier: tier, Name: "Ann"})
			}
		}
	}
	all := func(also ...string) string {
		var text strings.Builder
		for _, v := range viewers {
			for _, question := range append(also, questions...) {
				data, errs := askOf(t, resolvers.WithViewer(t.Context(), v), d.root, question, nil)
				answer, err := json.Marshal([]any{data, errs})
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintln(&text, v, string(answer))
			}
		}
		return text.String()
	}
	before := all()
	id := d.ofTier(graph.TierPartner)
	d.ofTier(graph.TierPartner)
	if after := all(); after != before {
		t.Errorf("with proposals\n%s\nwithout\n%s", after, before)
	}
	t.Run("nor can a proposal be told from one that there is not", func(t *testing.T) {
		ask := func(id string) string {
			return strings.ReplaceAll(all(`{ proposal(id: "`+id+`") { id } }`, `mutation { accept(proposal: "`+id+`") { change { number } } }`,
				`mutation { reject(proposal: "`+id+`", reason: "no") { change { number } } }`, `mutation { withdraw(proposal: "`+id+`") { change { number } } }`), id, "ID")
		}
		if got, want := ask(id), ask("aaaaaaaaaaaaaaaa"); got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	})
}

// What a proposal names is restricted later: then it does not exist any more for those who do
// not see that.
func TestAProposalIsHiddenWithWhatItNames(t *testing.T) {
	d := newQueue(t, bundled(t), contributor, today, false)
	steward := d.as(graph.Viewer{Role: graph.Steward, Tier: graph.TierRestricted, Name: "Sten"})
	made := steward.ask(`mutation { record(note: "an office", records: { contacts: [{city: "aachen-de", channel: WEB, value: "https://office.example", tier: PUBLIC, confidence: DOCUMENTED}] }) { records { slug } } }`, nil)
	var recorded struct {
		Record struct{ Records []struct{ Slug string } }
	}
	if err := json.Unmarshal([]byte(made), &recorded); err != nil {
		t.Fatal(err)
	}
	contact := recorded.Record.Records[0].Slug
	id := d.became(`mutation($id: ID!) { propose(note: "a role", records: { contacts: [{id: $id, role: "Office"}] }) `+payload, map[string]any{"id": contact}).Proposal.ID
	review := d.as(editor)
	const list = `{ proposals { totalCount } }`
	if got := review.ask(list, nil); !strings.Contains(got, "1") {
		t.Fatal(got)
	}
	steward.ask(`mutation($id: ID!) { record(note: "a person", records: { contacts: [{id: $id, tier: RESTRICTED}] }) { change { number } } }`, map[string]any{"id": contact})
	for _, other := range []desk{review, d, d.as(graph.Viewer{Role: graph.Editor, Tier: graph.TierPartner, Name: "Pat"})} {
		if got := other.ask(list, nil); !strings.Contains(got, "0") {
			t.Error(got)
		}
	}
	if got := steward.ask(list, nil); !strings.Contains(got, "1") {
		t.Error(got)
	}
	if code := review.fails(`mutation { accept(proposal: "` + id + `") { change { number } } }`); code != graph.NotFound {
		t.Error(code)
	}
	if got := d.became(`mutation { withdraw(proposal: "`+id+`") `+payload, nil); got.Proposal.State != "WITHDRAWN" || got.Proposal.Note != "" || len(got.Proposal.Records) > 0 { // the proposer can still do that
		t.Errorf("%+v", got.Proposal)
	}
}

func TestPeopleWithoutATokenPropose(t *testing.T) {
	at := &clock{}
	store := bundled(t)
	closed := newQueue(t, store, graph.Viewer{}, at.now, false)
	const call = `mutation { propose(note: "a note", proposer: {name: "Vera Visitor", address: "vera@visitor.example"}, records: { cities: [{id: "aachen-de", notes: "seen"}] }) ` + payload
	if code := closed.fails(call); code != graph.Unauthenticated {
		t.Errorf("where it is not open: %s", code)
	}
	d := newQueue(t, store, graph.Viewer{}, at.now, true)
	d.ctx = resolvers.WithAddress(d.ctx, "192.0.2.1")
	made := d.became(call, nil)
	if len(made.Secret) != 43 || made.Proposal.Proposer.Address != "vera@visitor.example" {
		t.Fatalf("%+v", made)
	}
	id := made.Proposal.ID
	if kept, err := store.(graph.Documents).Document(t.Context(), "proposal", id); err != nil || strings.Contains(string(kept.Body), made.Secret) {
		t.Errorf("the secret is kept: %s %v", kept.Body, err)
	}
	for _, secret := range []string{"", made.Secret[:42], made.Secret + "x"} {
		if code := d.fails(fmt.Sprintf(`{ proposal(id: %q, secret: %q) { id } }`, id, secret)); code != graph.NotFound {
			t.Errorf("with the secret %q: %s", secret, code)
		}
	}
	if got := d.ask(fmt.Sprintf(`{ proposal(id: %q, secret: %q) { state proposer { name } } }`, id, made.Secret), nil); !strings.Contains(got, "Vera Visitor") {
		t.Error(got)
	}
	impostor := d.as(graph.Viewer{Role: graph.Contributor, Tier: graph.TierPublic, Name: "Vera Visitor"})
	if got := impostor.ask(`{ proposals { totalCount } }`, nil); !strings.Contains(got, "0") {
		t.Errorf("a name that was given is taken for a token's: %s", got)
	}
	if code := impostor.fails(call); code != graph.BadUserInput {
		t.Errorf("a name beside a token: %s", code)
	}
	review := d.as(editor)
	done := review.became(acceptIt, map[string]any{"id": id})
	if p := done.Proposal.Proposer; p.Name != "Vera Visitor" || p.Address != "" || strings.Contains(done.Change.Note, "Vera") {
		t.Errorf("%+v %+v", p, done.Change)
	}
	if kept, err := store.(graph.Documents).Document(t.Context(), "proposal", id); err != nil || strings.Contains(string(kept.Body), "visitor.example") {
		t.Errorf("the address is kept: %s %v", kept.Body, err)
	}
	t.Run("ten an hour from one address", func(t *testing.T) {
		again := func(n int) string {
			return fmt.Sprintf(`mutation { propose(note: "another", records: { cities: [{id: "aachen-de", notes: "seen %d"}] }) { secret proposal { id } } }`, n)
		}
		for n := range proposal.MostPerHour - 1 {
			d.ask(again(n), nil)
		}
		if code := d.fails(again(20)); code != graph.LimitExceeded {
			t.Error(code)
		}
		other := d
		other.ctx = resolvers.WithAddress(d.ctx, "192.0.2.2")
		other.ask(again(21), nil)
		at.moveOn(time.Hour)
		last := d.became(strings.Replace(again(22), "{ secret proposal { id } } }", payload, 1), nil)
		gone := d.became(fmt.Sprintf(`mutation { withdraw(proposal: %q, secret: %q) %s`, last.Proposal.ID, last.Secret, payload), nil)
		if gone.Proposal.State != "WITHDRAWN" {
			t.Errorf("%+v", gone)
		}
		kept, err := store.(graph.Documents).Document(t.Context(), "proposal", last.Proposal.ID)
		if err != nil || strings.Contains(string(kept.Body), "another") || strings.Contains(string(kept.Body), "aachen") {
			t.Errorf("what was withdrawn is kept: %s %v", kept.Body, err)
		}
		at.moveOn(proposal.WithdrawnFor)
		d.as(editor).ask(`{ proposals { totalCount } }`, nil)
		if _, err := store.(graph.Documents).Document(t.Context(), "proposal", last.Proposal.ID); graph.CodeOf(err) != graph.NotFound {
			t.Errorf("that it was withdrawn is kept: %v", err)
		}
	})
}
