package neostoretest

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

// Statements collects what stores send, a statement a text.
type Statements struct {
	mu     sync.Mutex
	byText map[string]neostore.Sent
}

// Hear hears of a statement: an Options.OnStatement of the store.
func (s *Statements) Hear(sent neostore.Sent) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byText == nil {
		s.byText = map[string]neostore.Sent{}
	}
	s.byText[sent.Text] = sent
}

// scans are the operators that read everything there is.
var scans = []string{
	"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan", "SubtractionNodeByLabelsScan",
	"DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan", "DirectedRelationshipTypeScan", "UndirectedRelationshipTypeScan",
}

// sorts are the operators that read all that is found before they give the first of it.
var sorts = []string{"Top", "Sort"}

// EnterByIndex fails the test for each statement that of chooses and that the shared
// server plans with a scan, and returns how many texts it looked at of each name.
func (s *Statements) EnterByIndex(t testing.TB, of func(neostore.Sent) bool) map[string]int {
	t.Helper()
	return s.without(t, scans, neostore.Sent{Text: "MATCH (n:Nothing) WHERE n.id = 1 RETURN n"}, of)
}

// InOrder fails the test for each statement that of chooses and that the shared server plans
// with sorting all that it finds, and returns how many texts it looked at of each name.
func (s *Statements) InOrder(t testing.TB, of func(neostore.Sent) bool) map[string]int {
	t.Helper()
	return s.without(t, sorts, neostore.Sent{Text: "MATCH (n:Nothing) RETURN n ORDER BY n.id LIMIT 1"}, of)
}

// without fails the test for each statement that of chooses and that is planned with one of
// some operators, such as the example is.
func (s *Statements) without(t testing.TB, operators []string, example neostore.Sent, of func(neostore.Sent) bool) map[string]int {
	t.Helper()
	driver, err := neo4jtest.ForTest(t).Open()
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(context.Background())
	if found := operatorsOf(explain(t, driver, example), operators); len(found) == 0 {
		t.Fatalf("none of %v is recognised", operators)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	names := map[string]int{}
	for _, sent := range s.byText {
		if !of(sent) {
			continue
		}
		names[sent.Name]++
		if found := operatorsOf(explain(t, driver, sent), operators); len(found) > 0 {
			t.Errorf("%s is planned with %v\n%s", sent.Name, found, sent.Text)
		}
	}
	return names
}

// explain returns the plan of a statement with parameters of the types that it had. Neo4j
// plans it again for that, which takes as long as the first time.
func explain(t testing.TB, driver neo4j.DriverWithContext, sent neostore.Sent) neo4j.Plan {
	t.Helper()
	result, err := neo4j.ExecuteQuery(t.Context(), driver, "EXPLAIN "+sent.Text, sent.Params, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("a statement cannot be planned: %v\n%s", err, sent.Text)
	}
	return result.Summary.Plan()
}

// operatorsOf returns which of some operators are in a plan, as its root describes all of
// it: of the children of a plan the driver (5.28) returns the last one in the place of each.
func operatorsOf(plan neo4j.Plan, operators []string) (found []string) {
	text, _ := plan.Arguments()["string-representation"].(string)
	for _, operator := range operators {
		if strings.Contains(text, "+"+operator+" ") {
			found = append(found, operator)
		}
	}
	return found
}
