package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// Differential says how much RunDifferential does. Zero values stand for what is
// quick: four seeds, twelve steps, three hundred questions.
type Differential struct {
	Seeds     []uint64 // one history, in one new store, for each
	Steps     int      // submissions in a history
	Questions int      // over a whole history
}

// filled returns d with what zero values stand for.
func (d Differential) filled() Differential {
	if len(d.Seeds) == 0 {
		d.Seeds = []uint64{1, 2, 3, 4}
	}
	if d.Steps == 0 {
		d.Steps = 12
	}
	if d.Questions == 0 {
		d.Questions = 300
	}
	return d
}

// RunDifferential records random histories, step by step, in a store and in a
// Reference, and asks both the same random questions between the steps: every
// method, at days and instants on and around those that matter, for every tier,
// page by page. The same seed makes the same history and asks the same.
func RunDifferential(t *testing.T, open Open, d Differential) {
	d = d.filled()
	for _, seed := range d.Seeds {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			n := newNetwork(open(t))
			rng := rand.New(rand.NewPCG(seed, 0))
			history := &generator{Rand: rng, ref: n.ref, at: stepAt(1), names: someNames}
			asking := &inquirer{Rand: rng, network: n}
			for step := range d.Steps {
				history.step(t, n)
				for range (step+1)*d.Questions/d.Steps - step*d.Questions/d.Steps {
					asking.ask(t)
					if t.Failed() {
						t.Fatalf("at step %d of seed %d", step+1, seed)
					}
				}
			}
		})
	}
}

// step records the generator's next submission. A retraction can be refused where
// something still refers to the record in a way that cannot follow: then the rest
// is recorded without it.
func (g *generator) step(t *testing.T, n *network) {
	t.Helper()
	s := g.submission()
	_, err := n.registry.Submit(t.Context(), s)
	if _, rejected := errors.AsType[*registry.Rejection](err); rejected && len(s.Retractions) > 0 {
		s.Retractions = nil
		_, err = n.registry.Submit(t.Context(), s)
	}
	if err != nil {
		t.Fatalf("submit: %v", err)
	}
}

// generator records random histories of the network that its reference holds.
type generator struct {
	*rand.Rand
	ref   *Reference
	at    time.Time // of the last submission
	made  int       // records made so far
	names []string  // that walk gives to records
	ids   map[graph.Word][]graph.ID
}

// submission returns a random step: what is new, what is corrected, what is taken
// back. Several in a row can be of one instant; then they only add.
func (g *generator) submission() registry.Submission {
	again := g.made > 0 && g.IntN(6) == 0
	if !again {
		g.at = g.at.Add(time.Duration(1 + g.Int64N(int64(40*24*time.Hour)))).Truncate(time.Microsecond).Add(time.Microsecond)
	}
	s := registry.Submission{RecordedAt: g.at, Actor: "generator", Note: "a random step"}
	g.ids = map[graph.Word][]graph.ID{}
	for _, word := range graph.Words() {
		for _, record := range g.ref.all(everything(), word) {
			g.ids[word] = append(g.ids[word], record.Base().ID)
		}
	}
	touched := map[graph.Target]bool{}
	words := graph.Words()
	if g.IntN(4) == 0 { // of one word only, so that what is derived of it alone must follow
		words = words[g.IntN(len(words)):][:1]
	}
	for _, word := range words {
		for range g.IntN(share(word) + 1) {
			record := g.make(word, g.newID(word))
			if record == nil {
				continue
			}
			g.ids[word] = append(g.ids[word], record.Base().ID)
			touched[graph.Target{Word: word, ID: record.Base().ID}] = true
			s.Records = append(s.Records, record)
		}
	}
	if again {
		return s
	}
	for _, word := range words {
		for _, had := range g.ref.all(everything(), word) {
			target := graph.Target{Word: word, ID: had.Base().ID}
			switch {
			case touched[target]:
			case g.IntN(12) == 0:
				s.Records = append(s.Records, g.correct(had))
			case g.IntN(25) == 0:
				s.Retractions = append(s.Retractions, g.retract(had)...)
			}
		}
	}
	return s
}

// everything sees all records that are known now.
func everything() graph.View {
	return graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}
}

// share returns how many records of a word a step adds at most. Of what statuses and paths
// are made of there are many, of what surrounds them few.
func share(word graph.Word) int {
	switch word {
	case graph.WordClaim:
		return 14
	case graph.WordTwinningLink, graph.WordCity:
		return 6
	case graph.WordSource, graph.WordResolution, graph.WordContact:
		return 3
	}
	return 2
}

// newID returns an id that was not used before; ids are not in the order of their
// making.
func (g *generator) newID(word graph.Word) graph.ID {
	g.made++
	return graph.ID(fmt.Sprintf("%c%c-%d", 'a'+g.IntN(26), word[0]|0x20, g.made))
}

// retract takes a record back where nothing can refer to it, and merges it into
// another of its word otherwise.
func (g *generator) retract(had graph.Record) []graph.Retraction {
	r := graph.Retraction{Word: had.Word(), ID: had.Base().ID, Reason: g.pick("a mistake", "a double", "asked to be forgotten")}
	if !referredTo(had.Word()) {
		return []graph.Retraction{r}
	}
	switch had.Word() {
	case graph.WordCity, graph.WordOrganisation, graph.WordSource:
		if r.MovedTo = g.one(had.Word()); r.MovedTo != r.ID && g.IntN(2) == 0 {
			return []graph.Retraction{r}
		}
	}
	return nil
}

// referredTo reports whether records of some word can refer to those of word.
func referredTo(word graph.Word) bool {
	return slices.ContainsFunc(graph.Words(), func(other graph.Word) bool {
		return slices.ContainsFunc(graph.ShapeOf(other).References, func(ref graph.Reference) bool { return ref.To == word })
	})
}
