package httpd_test

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/cmd/internal/draw"
	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
)

// Any valid question has an answer: data, or errors that say what to mend. The
// questions are drawn from the schema with a fixed seed, so new fields are asked
// for from the day they are there.
func TestRandomQuestions(t *testing.T) {
	s := newServer(t, bundled, func(c *httpd.Config) {
		c.Atlas.RecordTo(registry.New(bundled, time.Now)).EraseBy(bundled).WithProposals(proposal.NewQueue(bundled, time.Now, rand.NewChaCha8([32]byte{})), false)
	})
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	codes := map[graph.Code]int{}
	for seed := range uint64(1200) {
		question := drawn(schema, seed, 1).Document(4)
		a := s.ask(t, question, nil)
		denied := slices.ContainsFunc(a.Errors, func(e failure) bool { return e.Extensions.Code == graph.Unauthenticated })
		if a.Status != 200 && !(a.Status == 401 && denied) || a.Data == nil && a.code() != graph.LimitExceeded {
			t.Errorf("seed %d: status %d, %.500s\n%s", seed, a.Status, a.Text, question)
		}
		codes[a.code()]++
		for _, e := range a.Errors {
			switch e.Extensions.Code {
			case graph.BadUserInput, graph.NotFound, graph.LimitExceeded, graph.Unauthenticated:
			default:
				t.Errorf("seed %d: %+v\n%s", seed, e, question)
			}
		}
	}
	if codes[""] < 60 {
		t.Errorf("too few of the questions are right to tell: %v", codes)
	}
}

// Questions asked at the same time have the answers that they have one by one.
func TestQuestionsAtTheSameTime(t *testing.T) {
	s := newServer(t, bundled, func(c *httpd.Config) { c.Limits.Concurrent = 4 })
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	const questions = 40
	ask := func(seed uint64) string {
		return s.ask(t, drawn(schema, seed, 2).Document(3), nil).Text
	}
	var alone [questions]string
	for seed := range alone {
		alone[seed] = ask(uint64(seed))
	}
	var all sync.WaitGroup
	for asker := range 8 {
		all.Go(func() {
			for i := range questions {
				seed := (i*7 + asker*5) % questions
				if together := ask(uint64(seed)); together != alone[seed] {
					t.Errorf("seed %d:\nalone    %.500s\ntogether %.500s", seed, alone[seed], together)
				}
			}
		})
	}
	all.Wait()
}

// drawn returns what draws questions about the bundled dataset, with a fixed seed.
func drawn(schema *ast.Schema, seed, stream uint64) *draw.Questions {
	return &draw.Questions{Rand: rand.New(rand.NewPCG(seed, stream)), Schema: schema, Scalar: scalars}
}

// scalars are values to ask with: some that the bundled dataset has, and some that do not
// make sense.
func scalars(_, scalar string) []string {
	switch scalar {
	case "ID":
		return []string{`"chicago-il-us"`, `"` + chicago + `"`, `"chicago-il-us--moscow-ru"`, `"x"`, "7"}
	case "Date":
		return []string{`"2022-03-01"`, `"1990-01-01"`, `"2026-11-22"`}
	case "DateTime":
		return []string{`"2026-11-22T00:00:00Z"`, `"2027-01-01T00:00:00+02:00"`, `"2020-01-01T00:00:00Z"`}
	case "Int":
		return []string{"0", "1", "1000", "-1", "2147483647"}
	case "Float":
		return []string{"0", "50.5", "-180"}
	case "Boolean":
		return []string{"true", "false"}
	}
	return []string{`"chicago"`, `"PL"`, `"US"`, `""`, `"Łódź"`}
}
