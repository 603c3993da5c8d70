package secrecy_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/generated"
	"twingraph/graph/mirror"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/storetest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// today is the day of all questions, after the last change of the histories.
func today() time.Time { return time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC) }

// How many questions are asked when nobody says, how many of one history at most, and how
// many steps that has.
const (
	fewQuestions = 1500 // of the embedded store
	ofOneHistory = 500
	steps        = 10
)

// questions returns how many valid questions the embedded store is to be asked.
func questions(t *testing.T) int {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("TWINGRAPH_TEST_QUESTIONS"), strconv.Itoa(fewQuestions)))
	if err != nil || n < 1 {
		t.Fatalf("TWINGRAPH_TEST_QUESTIONS is no number of questions: %v", err)
	}
	return n
}

// What a viewer may not see has no bearing on any answer, export or header.
func TestSecrets(t *testing.T) {
	for _, c := range []struct {
		name string
		open func(*testing.T) (graph.Store, carrier)
		most int // questions
	}{
		{"embedded", embedded, questions(t)},
		{"mirror", mirrored, max(2, questions(t)/10)},
		{"neo4j", onNeo4j, max(2, questions(t)/15)},
	} {
		t.Run(c.name, func(t *testing.T) {
			total := sum{roots: map[string]int{}}
			for seed := uint64(1); total.valid < c.most && !t.Failed(); seed++ {
				tier := []graph.Tier{graph.TierPublic, graph.TierPartner}[seed%2]
				most := min(ofOneHistory, (c.most+1)/2, c.most-total.valid) // both tiers even when few are asked
				t.Run(fmt.Sprintf("%s history %d", tier, seed), func(t *testing.T) {
					history := storetest.Twice{Seed: seed, Steps: steps, Tier: tier}
					ask := func(t *testing.T, secrets bool) []exchange { return answers(t, c.open, history, secrets, most, &total) }
					var without, with []exchange
					t.Run("without", func(t *testing.T) { without = ask(t, false) })
					t.Run("with", func(t *testing.T) { with = ask(t, true) })
					same(t, without, with)
				})
			}
			for _, root := range rootsOf(generated.NewExecutableSchema(generated.Config{}).Schema()) {
				if total.roots[root.Name] == 0 && c.most >= fewQuestions {
					t.Errorf("no question about %s was answered without an error", root.Name)
				}
			}
			t.Logf("%d valid questions (of %d drawn, %d pages followed) and %d exports; %d of the answers carry errors; by root field %v", total.valid, total.drawn, total.pages, total.exports, total.errors, total.roots)
		})
	}
}

// answers records a history in a store, with or without its secrets, and returns what the
// handler over it answers.
func answers(t *testing.T, open func(*testing.T) (graph.Store, carrier), history storetest.Twice, secrets bool, most int, total *sum) []exchange {
	t.Helper()
	store, carry := open(t)
	s := serve(t, store, history.Tier, carry)
	history.After = func(step int) { s.warm(t) }
	var recorded storetest.Recorded
	if secrets {
		recorded = storetest.RecordTwice(t, storetest.NewReference(), store, history)
		total = &sum{roots: map[string]int{}} // counted once
	} else {
		recorded = storetest.RecordTwice(t, store, storetest.NewReference(), history)
	}
	return interview(t, s, recorded, history.Seed, most, total)
}

// same fails the test unless all requests were answered the same.
func same(t *testing.T, without, with []exchange) {
	t.Helper()
	if len(without) != len(with) {
		t.Errorf("%d requests without secrets, %d with", len(without), len(with))
	}
	wrong := 0
	for i := range min(len(without), len(with)) {
		a, b := without[i], with[i]
		if a == b {
			continue
		}
		if wrong++; wrong > 5 {
			t.Fatal("and so on")
		}
		if a.request != b.request {
			t.Fatalf("an answer before this leads to other requests:\nwithout %s\nwith    %s", a.request, b.request)
		}
		from := 0
		for from < min(len(a.answer), len(b.answer)) && a.answer[from] == b.answer[from] {
			from++
		}
		from = max(0, from-200)
		t.Errorf("%s\nwithout …%.500s\nwith    …%.500s", a.request, a.answer[from:], b.answer[from:])
	}
}

func embedded(t *testing.T) (graph.Store, carrier) {
	t.Helper()
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store, nil
}

// onNeo4j returns a store over the server of all tests, emptied.
func onNeo4j(t *testing.T) (graph.Store, carrier) { return neo4j(t), nil }

func neo4j(t *testing.T) *neostore.Store {
	t.Helper()
	neo4jtest.Driver(t)
	server := neo4jtest.ForTest(t)
	store, err := neostore.Open(t.Context(), neostore.Options{URI: server.URI, Username: server.Username, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if err := store.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store
}

// mirrored returns a mirror of such a store, which is loaded.
func mirrored(t *testing.T) (graph.Store, carrier) {
	t.Helper()
	m := mirror.New(neo4j(t), mirror.Options{Patience: 10 * time.Minute})
	t.Cleanup(func() { _ = m.Close() })
	if err := m.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return m, m.Asking
}
