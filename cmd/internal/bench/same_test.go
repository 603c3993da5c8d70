package bench

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// A floor that answers something else than GraphQL would be none.
func TestTheFloorAnswersAsGraphQLDoes(t *testing.T) {
	neo4jtest.Driver(t) // empties the database
	server := neo4jtest.ForTest(t)
	n := invent(200)
	store := shared(t, server)
	if _, err := n.record(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	same(t, n, serve(t, store), plain(t, server), 6)
	same(t, n, serve(t, mirrored(t, server)), plain(t, server), 6)
}

// same checks that the floor answers that many questions of each kind as GraphQL
// does.
func same(tb testing.TB, n *invented, s site, f floor, times int) {
	tb.Helper()
	die := rand.New(rand.NewPCG(7, 7))
	for _, q := range questions() {
		for range times {
			variables := q.variables(n, die)
			answer, err := s.ask(tb.Context(), q, variables)
			if err != nil {
				tb.Fatal(err)
			}
			var graphql struct{ Data any }
			if err := json.Unmarshal(answer, &graphql); err != nil {
				tb.Fatal(err)
			}
			answer, err = f.ask(tb.Context(), q, variables)
			if err != nil {
				tb.Fatal(err)
			}
			var floor any
			if err := json.Unmarshal(answer, &floor); err != nil {
				tb.Fatal(err)
			}
			if diff := cmp.Diff(graphql.Data, floor); diff != "" {
				tb.Fatalf("%s about %v (-GraphQL +floor):\n%s", q.name, variables, diff)
			}
		}
	}
}
