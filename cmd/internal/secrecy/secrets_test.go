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
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
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

// house is an empty store and the doors at which it is asked: the first while the history
// goes on, too.
type house struct {
	graph.Store
	doors []door
}

// door is a handler's view of a store: the store itself, or a mirror of it.
type door struct {
	graph.Store
	carry carrier
}

// What a viewer may not see has no bearing on any answer, export or header.
func TestSecrets(t *testing.T) {
	n := questions(t)
	for _, c := range []struct {
		name  string
		open  func(*testing.T) house
		doors []string
		most  []int // valid questions at each door, at least; Neo4j plans each text that is new to it
	}{
		{"embedded", embedded, []string{"store"}, []int{n}},
		{"neo4j", neo4j, []string{"mirror", "Cypher"}, []int{max(2, n/6), max(2, n/100)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			histories := max(2, (c.most[0]+ofOneHistory-1)/ofOneHistory) // both tiers even when few are asked
			totals := make([]sum, len(c.doors))
			for seed := range uint64(histories) {
				tier := []graph.Tier{graph.TierPublic, graph.TierPartner}[seed%2]
				t.Run(fmt.Sprintf("%s history %d", tier, seed), func(t *testing.T) {
					history := storetest.Twice{Seed: seed, Steps: steps, Tier: tier}
					var without, with [][]exchange
					ask := func(t *testing.T, secrets bool) [][]exchange {
						_, servers, recorded := record(t, c.open, history, secrets)
						heard := make([][]exchange, len(servers))
						for d, s := range servers {
							total := &totals[d]
							if secrets {
								total = &sum{} // counted once
							}
							heard[d] = interview(t, s, recorded, seed, (c.most[d]+histories-1)/histories, total)
						}
						return heard
					}
					t.Run("without", func(t *testing.T) { without = ask(t, false) })
					t.Run("with", func(t *testing.T) { with = ask(t, true) })
					for d := range without {
						same(t, without[d], with[d])
					}
				})
			}
			for d, total := range totals {
				t.Logf("%s: %d valid questions (of %d drawn, %d pages followed), %d exports and %d feeds; %d of the answers carry errors; by root field %v",
					c.doors[d], total.valid, total.drawn, total.pages, total.exports, total.feeds, total.errors, total.roots)
				if total.feeds < histories*feeds/2 {
					t.Errorf("only %d feeds were answered", total.feeds)
				}
				for _, root := range rootsOf(generated.NewExecutableSchema(generated.Config{}).Schema()) {
					if root.Name == "erasures" {
						continue // which takes the tier that sees all
					}
					if total.roots[root.Name] == 0 && c.most[d] >= fewQuestions {
						t.Errorf("no question about %s was answered without an error", root.Name)
					}
				}
			}
		})
	}
}

// record opens a house, records a history in it, with or without its secrets, and returns it
// with the handlers at its doors. The other store of the history is one in memory.
func record(t *testing.T, open func(*testing.T) house, history storetest.Twice, secrets bool) (house, []server, storetest.Recorded) {
	t.Helper()
	h := open(t)
	var servers []server
	for _, d := range h.doors {
		servers = append(servers, serve(t, d.Store, history.Tier, d.carry))
	}
	history.After = func(int) { servers[0].warm(t) }
	if secrets {
		return h, servers, storetest.RecordTwice(t, storetest.NewReference(), h, history)
	}
	return h, servers, storetest.RecordTwice(t, h, storetest.NewReference(), history)
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
		t.Errorf("%s\nwithout …%.500q\nwith    …%.500q", a.request, a.answer[from:], b.answer[from:])
	}
}

func embedded(t *testing.T) house {
	t.Helper()
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return house{store, []door{{store, nil}}}
}

// neo4j returns a mirror of the server of all tests, emptied, asked as it is and by Cypher.
func neo4j(t *testing.T) house {
	t.Helper()
	store := neostoretest.Empty(t, nil)
	m := mirror.New(store, mirror.Options{Patience: 10 * time.Minute}) // closes the store, too
	t.Cleanup(func() { _ = m.Close() })
	if err := m.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return house{m, []door{{m, m.Asking}, {store, nil}}}
}
