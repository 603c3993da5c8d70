package resolvers_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// Somebody without a token reads what became of a proposal: its state, why it was rejected, and
// nobody's name.
func TestWhatSomebodyWithoutATokenReadsOfAProposal(t *testing.T) {
	d := newQueue(t, bundled(t), graph.Viewer{}, today, true)
	d.ctx = resolvers.WithAddress(d.ctx, "192.0.2.1")
	made := d.became(proposesOnce, map[string]any{"key": byChance})
	look := fmt.Sprintf(`{ proposal(id: %q, secret: %q) { ...all } } `, made.Proposal.ID, made.Secret) + allOfProposal
	if got := d.ask(look, nil); !strings.Contains(got, `"state":"OPEN"`) || !strings.Contains(got, `"after":["seen"]`) || !strings.Contains(got, `"reason":null`) {
		t.Error(got)
	}
	d.as(editor).became(`mutation { reject(proposal: "`+made.Proposal.ID+`", reason: "the source says otherwise") `+payload, nil)
	if got := d.ask(look, nil); !strings.Contains(got, `"state":"REJECTED"`) || !strings.Contains(got, `"reason":"the source says otherwise"`) || strings.Contains(got, "Erin") || !strings.Contains(got, `"decidedBy":null`) {
		t.Error(got)
	}
	if _, errs := askOf(t, d.ctx, d.root, fmt.Sprintf(`mutation { withdraw(proposal: %q, secret: %q) { secret } }`, made.Proposal.ID, made.Secret), nil); len(errs) != 1 || graph.CodeOf(errs[0].Err) != graph.Conflict || strings.Contains(errs[0].Message, "Erin") {
		t.Errorf("%v", errs)
	}
	for name, question := range map[string]string{
		"without the secret":  fmt.Sprintf(`{ proposal(id: %q) { id } }`, made.Proposal.ID),
		"with the key for it": fmt.Sprintf(`{ proposal(id: %q, secret: %q) { id } }`, made.Proposal.ID, byChance),
	} {
		if code := d.fails(question); code != graph.NotFound {
			t.Errorf("%s: %q", name, code)
		}
	}
	if got := d.ask(`{ proposals { totalCount } }`, nil); !strings.Contains(got, "0") {
		t.Errorf("proposals are listed to somebody without a token: %s", got)
	}
}

// What somebody without a token is answered about a proposal, from the first try to its end, does
// not depend on what is hidden: it is the same, byte for byte, over a store with restricted
// records of the city and one without.
func TestWhatIsHiddenMovesNoProposalOfStrangers(t *testing.T) {
	life := func(hidden bool) string {
		at := &clock{}
		store := bundled(t)
		queue := proposal.NewQueue(store.(graph.Documents), at.now, rand.NewChaCha8([32]byte{1}))
		a := atlas.New(store, at.now).RecordTo(registry.New(store, at.now)).DrawFrom(rand.NewChaCha8([32]byte{2})).WithProposals(queue, true)
		d := desk{t, resolvers.New(a), resolvers.WithAddress(resolvers.WithViewer(t.Context(), graph.Viewer{}), "192.0.2.1")}
		conceal := func(n int) {
			at.moveOn(time.Minute)
			if hidden {
				newQueue(t, store, graph.Viewer{Role: graph.Steward, Tier: graph.TierRestricted, Name: "Sten"}, at.now, true).ask(fmt.Sprintf(`mutation { record(note: "hidden", records: {
				  sources: [{id: "hidden-%[1]d", title: "A hidden page", confidence: DOCUMENTED}]
				  contacts: [{id: "aachen-de--office-%[1]d", city: "aachen-de", role: "office", channel: WEB, value: "https://hidden.example", tier: RESTRICTED, sources: ["hidden-%[1]d"], confidence: DOCUMENTED}] }) { change { number } } }`, n), nil)
			}
			at.moveOn(time.Minute)
		}
		var text strings.Builder
		ask := func(question string, variables map[string]any) {
			data, errs := askOf(t, d.ctx, d.root, question, variables)
			answer, err := json.Marshal([]any{data, errs})
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&text, string(answer))
		}
		const office = `mutation($key: String, $try: Boolean! = false) { propose(note: "an office", idempotencyKey: $key, dryRun: $try, records: {
		  sources: [{id: "new:page", title: "A page", confidence: DOCUMENTED}]
		  contacts: [{city: "aachen-de", role: "office", channel: WEB, value: "https://office.example", tier: PUBLIC, sources: ["new:page"], confidence: DOCUMENTED}]
		  cities: [{id: "aachen-de", notes: "seen"}] }) ` + payload
		for n, end := range []string{"accept(proposal: %q)", `reject(proposal: %q, reason: "no")`, ""} {
			key := map[string]any{"key": fmt.Sprint(byChance, n)}
			conceal(3 * n)
			ask(office, map[string]any{"try": true})
			made := d.became(office, key)
			ask(office, key)
			conceal(3*n + 1)
			look := fmt.Sprintf(`{ proposal(id: %q, secret: %q) { ...all } proposals { totalCount } changes { totalCount } } `, made.Proposal.ID, made.Secret) + allOfProposal
			ask(look, nil)
			if end != "" {
				d.as(editor).ask(fmt.Sprintf(`mutation { `+end+` { proposal { state } problems { message } } }`, made.Proposal.ID), nil)
			}
			conceal(3*n + 2)
			ask(look, nil)
			ask(office, key)
			ask(fmt.Sprintf(`mutation { withdraw(proposal: %q, secret: %q) `, made.Proposal.ID, made.Secret)+payload, nil)
			ask(look, nil)
		}
		return text.String()
	}
	with, without := life(true), life(false)
	if with != without {
		t.Errorf("with hidden records\n%s\nwithout\n%s", with, without)
	}
	for _, want := range []string{`"ACCEPTED"`, `"REJECTED"`, `"WITHDRAWN"`, `"repeated":true`} {
		if !strings.Contains(with, want) {
			t.Errorf("nothing is %s", want)
		}
	}
}
