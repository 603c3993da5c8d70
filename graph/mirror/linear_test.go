package mirror_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"twingraph/graph"
	"twingraph/graph/mirror"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/registry"
)

// people is what is read and written of a city: a register. An input is nil for a read.
type people struct {
	city  graph.ID
	write *int
}

// registers is the model of cities each of which holds the number that was last
// written.
func registers() porcupine.Model {
	return porcupine.Model{
		Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
			byCity := map[graph.ID][]porcupine.Operation{}
			for _, o := range history {
				city := o.Input.(people).city
				byCity[city] = append(byCity[city], o)
			}
			var parts [][]porcupine.Operation
			for _, part := range byCity {
				parts = append(parts, part)
			}
			return parts
		},
		Init: func() any { return 0 },
		Step: func(state, input, output any) (bool, any) {
			if written := input.(people).write; written != nil {
				return true, *written
			}
			return output.(int) == state.(int), state
		},
		DescribeOperation: func(input, output any) string {
			if in := input.(people); in.write != nil {
				return fmt.Sprintf("%s := %d", in.city, *in.write)
			}
			return fmt.Sprintf("%s = %v", input.(people).city, output)
		},
	}
}

// A checker that finds no fault in a stale answer would prove nothing.
func TestAStaleAnswerIsNotLinear(t *testing.T) {
	seven := 7
	if porcupine.CheckOperations(registers(), []porcupine.Operation{
		{Input: people{"a", &seven}, Call: 1, Return: 2},
		{ClientId: 1, Input: people{"a", nil}, Output: 0, Call: 3, Return: 4},
	}) {
		t.Error("the checker takes an answer that is older than what was acknowledged")
	}
}

// Eight writers and eight readers on two servers over one Neo4j: there is an order of
// all that they did, in which every answer is of what was acknowledged before the
// question came in, or of something newer.
func TestAnswersAreLinear(t *testing.T) {
	const writes, cities = 6, 4
	neo4jtest.Driver(t)
	var sent [2]sent
	servers := [2]*mirror.Mirror{standing(t, store(t, &sent[0]), patient()), standing(t, store(t, &sent[1]), patient())}
	city := func(n, population int) *graph.City {
		id := graph.ID(fmt.Sprintf("city-%d", n))
		return &graph.City{
			Statement: graph.Statement{ID: id, Confidence: graph.Documented}, Name: string(id), Kind: graph.CityKindCity, Country: "DE", Population: &population,
		}
	}
	var all []graph.Record
	for n := range cities {
		all = append(all, city(n, 0))
	}
	begun := time.Now()
	if _, err := registry.New(servers[0], time.Now).Submit(t.Context(), registry.Submission{Actor: "test", Note: "cities", Records: all}); err != nil {
		t.Fatal(err)
	}

	var mu sync.Mutex
	var history []porcupine.Operation
	note := func(client int, in people, out any, call time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		history = append(history, porcupine.Operation{ClientId: client, Input: in, Output: out, Call: int64(call), Return: int64(time.Since(begun))})
	}
	var writers, readers sync.WaitGroup
	done := make(chan struct{})
	for client := range 8 {
		m, die := servers[client%2], rand.New(rand.NewPCG(8, uint64(client)))
		writers.Go(func() {
			office := registry.New(m, time.Now)
			for i := range writes {
				n, value := die.IntN(cities), 1+client*writes+i
				call := time.Since(begun)
				_, err := office.Submit(t.Context(), registry.Submission{Actor: "test", Note: "a count", Records: []graph.Record{city(n, value)}})
				for graph.CodeOf(err) == graph.Conflict { // others kept getting in between: nothing was recorded
					_, err = office.Submit(t.Context(), registry.Submission{Actor: "test", Note: "a count", Records: []graph.Record{city(n, value)}})
				}
				if err != nil {
					t.Error(err)
					return
				}
				note(client, people{city(n, 0).ID, &value}, nil, call)
			}
		})
	}
	for client := 8; client < 16; client++ {
		m, die := servers[client%2], rand.New(rand.NewPCG(8, uint64(client)))
		readers.Go(func() {
			view := graph.View{AsOf: graph.DayOf(begun), KnownAt: graph.Latest()}
			for {
				select {
				case <-done:
					return
				default:
				}
				ctx, id := t.Context(), city(die.IntN(cities), 0).ID
				if die.IntN(2) == 0 {
					ctx = m.Asking(ctx)
				}
				call := time.Since(begun)
				read, err := m.Records(ctx, view, graph.WordCity, []graph.ID{id})
				if err != nil || read[0] == nil {
					t.Error(read, err)
					return
				}
				note(client, people{city: id}, *read[0].(*graph.City).Population, call)
			}
		})
	}
	writers.Wait()
	close(done)
	readers.Wait()
	if t.Failed() {
		return
	}
	result, info := porcupine.CheckOperationsVerbose(registers(), history, time.Minute)
	if result != porcupine.Ok {
		path := t.ArtifactDir() + "/history.html"
		t.Errorf("the history of %d operations is %s; see %s: %v", len(history), result, path, porcupine.VisualizePath(registers(), info, path))
	}
	for i := range sent {
		sent[i].mirrored(t)
	}
}
