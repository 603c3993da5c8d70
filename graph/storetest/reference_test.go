package storetest

import (
	"math/rand/v2"
	"slices"
	"testing"

	"twingraph/graph"
)

// The reference must agree with itself and with every answer that a case spells
// out.
func TestReference(t *testing.T) {
	Run(t, func(*testing.T) graph.Store { return NewReference() })
}

func TestReferenceLives(t *testing.T) {
	RunLiving(t, func(*testing.T) graph.Store { return NewReference() })
	RunErasing(t, func(*testing.T) graph.Store { return NewReference() })
}

// Random histories can be recorded, and random questions asked, at all.
func TestReferenceDifferential(t *testing.T) {
	RunDifferential(t, func(*testing.T) graph.Store { return NewReference() }, Differential{})
}

// TestWalkMakesRecordsOfEveryWord: a word that is declared and nothing else is in the cases
// and in the random histories. Every property gets a value in some record; milestones and
// what is claimed of them are written otherwise than anything that walk knows: the records of
// every store that has the bundled dataset have them.
func TestWalkMakesRecordsOfEveryWord(t *testing.T) {
	g := &generator{Rand: rand.New(rand.NewPCG(1, 0)), names: someNames, ids: map[graph.Word][]graph.ID{}}
	for _, s := range steps() {
		for _, r := range s.Records {
			g.ids[r.Word()] = append(g.ids[r.Word()], r.Base().ID)
		}
	}
	for _, word := range graph.Words() {
		t.Run(string(word), func(t *testing.T) {
			known := map[string]bool{}
			for range 100 {
				s := g.statement(g.newID(word))
				s.Sources = []graph.ID{"gazette"}
				r := g.walk(word, s)
				if r == nil {
					continue
				}
				if problems := graph.Validate(graph.Canonical(r)); len(problems) > 0 {
					t.Fatalf("%+v: %v", r, problems)
				}
				for _, p := range graph.ShapeOf(word).Properties {
					known[p.Name] = known[p.Name] || p.Of(r) != nil
				}
			}
			for _, p := range graph.ShapeOf(word).Properties {
				if !known[p.Name] && !slices.Contains([]string{"milestones", "claimedPledges"}, p.Name) {
					t.Errorf("no record has %s", p.Name)
				}
			}
		})
	}
}
