package resolvers_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// counted is what a client did to a number: it read it, or put one more in its place where
// it was still as read.
type counted struct {
	puts bool
	read int
}

// counter is the model of a number that is put only where it is as it was read.
func counter() porcupine.Model {
	return porcupine.Model{
		Init: func() any { return 0 },
		Step: func(state, input, output any) (bool, any) {
			in, is := input.(counted), state.(int)
			switch {
			case !in.puts:
				return output.(int) == is, is
			case output.(bool):
				return in.read == is, is + 1
			}
			return in.read != is, is
		},
	}
}

// Sixteen clients raise one number, each from what it read: none of them overwrites what
// another has recorded, and there is an order of all that they did that explains every answer.
func TestNoUpdateIsLost(t *testing.T) {
	const clients, rounds = 16, 12
	store := bundled(t)
	root := resolvers.New(atlas.New(store, time.Now).RecordTo(registry.New(store, time.Now)))
	ctx := resolvers.WithViewer(t.Context(), editor)
	type city struct {
		City struct {
			Population int
			RecordedAt string
		}
	}
	ask := func(question string, variables map[string]any, into any) {
		data, errs := askOf(t, ctx, root, question, variables)
		text, err := json.Marshal(data)
		if err == nil {
			err = json.Unmarshal(text, into)
		}
		if errs != nil || err != nil {
			t.Error(errs, err)
		}
	}
	const put = `mutation($n: Int!, $at: DateTime!) { record(note: "one more", records: {cities: [{id: "aachen-de", population: $n, ifRecordedAt: $at}]}) { corrected problems { code } } }`
	var at city
	ask(`{ city(id: "aachen-de") { population recordedAt } }`, nil, &at)
	ask(put, map[string]any{"n": 0, "at": at.City.RecordedAt}, new(any))

	begun := time.Now()
	var mu sync.Mutex
	var history []porcupine.Operation
	note := func(client int, in counted, out any, call time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		history = append(history, porcupine.Operation{ClientId: client, Input: in, Output: out, Call: int64(call), Return: int64(time.Since(begun))})
	}
	var all sync.WaitGroup
	for client := range clients {
		all.Go(func() {
			for range rounds {
				var seen city
				call := time.Since(begun)
				ask(`{ city(id: "aachen-de") { population recordedAt } }`, nil, &seen)
				note(client, counted{}, seen.City.Population, call)
				var done struct {
					Record struct {
						Corrected int
						Problems  []struct{ Code string }
					}
				}
				call = time.Since(begun)
				ask(put, map[string]any{"n": seen.City.Population + 1, "at": seen.City.RecordedAt}, &done)
				if p := done.Record.Problems; len(p) > 0 && p[0].Code != "CONFLICT" {
					t.Error(p)
				}
				note(client, counted{puts: true, read: seen.City.Population}, done.Record.Corrected == 1, call)
			}
		})
	}
	all.Wait()
	won := 0
	for _, operation := range history {
		if operation.Output == true {
			won++
		}
	}
	ask(`{ city(id: "aachen-de") { population recordedAt } }`, nil, &at)
	if at.City.Population != won || won == 0 {
		t.Errorf("%d updates were acknowledged, and the number is %d", won, at.City.Population)
	}
	if result := porcupine.CheckOperationsTimeout(counter(), history, time.Minute); result != porcupine.Ok {
		t.Errorf("the history of %d operations is %s", len(history), result)
	}
}

// A request that is made again with its key is recorded once, also when it is made many
// times at once.
func TestARequestWithAKeyIsRecordedOnce(t *testing.T) {
	store := bundled(t)
	root := resolvers.New(atlas.New(store, time.Now).RecordTo(registry.New(store, time.Now)))
	d := desk{t, root, resolvers.WithViewer(t.Context(), editor)}
	const shown = `{ repeated added change { number } records { slug } consequences { link { slug } before { status } after { status } } }`
	question := func(key, note string) string {
		return fmt.Sprintf(`mutation { record(note: %q, idempotencyKey: %q, records: {claims: [{link: "aachen-de--kostroma-ru", type: ENDED, side: "aachen-de",
			date: "2026-11-18", authority: PARTY_DECISION, sources: ["rgre-2015"], confidence: DOCUMENTED}]}) %s }`, note, key, shown)
	}
	answers := make([]string, 12)
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() { answers[i] = d.ask(question("a key", "it ended"), nil) })
	}
	all.Wait()
	first := 0
	for _, answer := range answers {
		if strings.Contains(answer, `"repeated":false`) {
			first++
		}
		if want := strings.Replace(answers[0], `"repeated":false`, `"repeated":true`, 1); strings.Replace(answer, `"repeated":false`, `"repeated":true`, 1) != want {
			t.Errorf("%s\nand\n%s", answer, answers[0])
		}
	}
	if head, err := store.Head(t.Context()); err != nil || head.Seq != 2 || first != 1 {
		t.Errorf("change %d, %v; %d were not repeated", head.Seq, err, first)
	}
	if !strings.Contains(answers[0], `"status":"SUSPENDED"`) || !strings.Contains(answers[0], `"status":"ENDED"`) {
		t.Error(answers[0])
	}
	t.Run("for something else it is a conflict", func(t *testing.T) {
		if code := d.fails(question("a key", "another note")); code != graph.Conflict {
			t.Errorf("code %s", code)
		}
		if code := d.fails(`mutation { retract(note: "it ended", idempotencyKey: "a key", records: [{word: CLAIM, id: "aachen-de--kostroma-ru--e1", reason: "r"}]) { retracted } }`); code != graph.Conflict {
			t.Errorf("code %s", code)
		}
	})
	t.Run("another person's key is another key", func(t *testing.T) {
		other := d.as(graph.Viewer{Role: graph.Editor, Tier: graph.TierPublic, Name: "Otto"})
		if got := other.ask(question("a key", "it ended"), nil); !strings.Contains(got, `"repeated":false`) || !strings.Contains(got, "ended-2026-11-18-2") {
			t.Error(got)
		}
	})
}

// Of the mutations of one document each sees what those before it recorded.
func TestMutationsOfOneDocumentRunOneAfterTheOther(t *testing.T) {
	d := newDesk(t, bundled(t), editor)
	const claim = `record(note: "n", records: {claims: [{id: "one-claim", link: "aachen-de--kostroma-ru", type: ENDED, side: "aachen-de", date: "2026-11-%d",
	  authority: PARTY_DECISION, sources: ["rgre-2015"], confidence: DOCUMENTED}]}) { added corrected records { ... on Claim { link { status { since } } } } }`
	got := d.ask(`mutation { first: `+fmt.Sprintf(claim, 18)+` second: `+fmt.Sprintf(claim, 19)+`
	  third: retract(note: "n", records: [{word: CLAIM, id: "one-claim", reason: "r"}]) { retracted consequences { after { since } } } }`, nil)
	for _, want := range []string{
		`"first":{"added":1,"corrected":0,"records":[{"link":{"status":{"since":"2026-11-18"}}}]}`,
		`"second":{"added":0,"corrected":1,"records":[{"link":{"status":{"since":"2026-11-19"}}}]}`,
		`"third":{"consequences":[{"after":{"since":"2022-03-30"}}],"retracted":1}`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nlacks %s", got, want)
		}
	}
}
