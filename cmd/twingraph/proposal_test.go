package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Somebody without a token proposes where the operator allows it, and reads after a restart of
// the server what became of it.
func TestServeTakesProposalsOfEverybodyWhereToldTo(t *testing.T) {
	data := filepath.Join(t.TempDir(), "twingraph.db")
	editor := secretIn(t, printed(t, "token", "issue", "erin", "--role", "editor", "--tier", "public", "--data", data))
	const key = "0kTzX3hBqf8n1RmW5yLs2A"
	const propose = `mutation { propose(note: "a report", idempotencyKey: "` + key + `", proposer: {name: "Vera Visitor"}, records: { cities: [{id: "aachen-de", notes: "seen"}] }) { proposal { id } secret repeated } }`
	type answer struct {
		Propose struct {
			Proposal struct{ ID string }
			Secret   string
			Repeated bool
		}
	}
	proposed := func(url string) (a answer) {
		t.Helper()
		got := ask(t, url, propose, nil)
		if err := json.Unmarshal(got.Data, &a); err != nil || len(got.Errors) > 0 {
			t.Fatalf("%+v, %v", got, err)
		}
		return a
	}

	closed := launch(t, nil, embedded(data)...)
	if got := ask(t, closed.url(), propose, nil); len(got.Errors) != 1 || got.Errors[0].Extensions.Code != "UNAUTHENTICATED" {
		t.Errorf("where it is not open: %+v", got)
	}
	closed.end()

	p := launch(t, nil, append(embedded(data), "--open-proposals")...)
	url := p.url()
	first := proposed(url).Propose
	if first.Repeated || len(first.Secret) != 43 {
		t.Fatalf("%+v", first)
	}
	if status, text := askAs(t, url, editor, `{ proposals(state: OPEN) { nodes { id proposer { name anonymous } } } }`); status != 200 || !strings.Contains(text, first.Proposal.ID) || !strings.Contains(text, `"name":"Vera Visitor","anonymous":true`) {
		t.Errorf("%d %s", status, text)
	}
	p.end()

	p = launch(t, []string{"TWINGRAPH_OPEN_PROPOSALS=true"}, embedded(data)...)
	url = p.url()
	if again := proposed(url).Propose; !again.Repeated || again.Secret != first.Secret || again.Proposal.ID != first.Proposal.ID {
		t.Errorf("after a restart: %+v, then %+v", first, again)
	}
	look := fmt.Sprintf(`{ proposal(id: %q, secret: %q) { state reason } }`, first.Proposal.ID, first.Secret)
	for _, c := range []struct{ does, want string }{
		{"", `{"proposal":{"state":"OPEN","reason":null}}`},
		{`mutation { reject(proposal: "` + first.Proposal.ID + `", reason: "the page says otherwise") { proposal { state } } }`, `{"proposal":{"state":"REJECTED","reason":"the page says otherwise"}}`},
	} {
		if c.does != "" {
			if status, text := askAs(t, url, editor, c.does); status != 200 || !strings.Contains(text, "REJECTED") {
				t.Errorf("%d %s", status, text)
			}
		}
		if got := ask(t, url, look, nil); string(got.Data) != c.want {
			t.Errorf("%s, want %s", got.Data, c.want)
		}
	}
	p.end()
	for _, secret := range []string{first.Secret, key} {
		if strings.Contains(p.written(), secret) {
			t.Errorf("%s is in the log", secret)
		}
		if content, err := os.ReadFile(data); err != nil || strings.Contains(string(content), secret) {
			t.Errorf("%s is in the file, or %v", secret, err)
		}
	}
}
