package neostore_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/storetest"
)

// Each Cypher file belongs to the one variable that it is embedded in, and that
// variable is used; so no statement is looked up by a name that could be wrong.
func TestEachCypherFileIsUsedOnce(t *testing.T) {
	files, err := filepath.Glob("cypher/*.cypher")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, name := range sources {
		if text, err := os.ReadFile(name); err != nil {
			t.Fatal(err)
		} else if !strings.HasSuffix(name, "_test.go") {
			code.Write(text)
		}
	}
	embedded := map[string][]string{}
	for _, match := range regexp.MustCompile(`(?m)^//go:embed (cypher/\w+\.cypher)\nvar (\w+) string$`).FindAllStringSubmatch(code.String(), -1) {
		embedded[match[1]] = append(embedded[match[1]], match[2])
	}
	for _, file := range files {
		variables := embedded[file]
		if len(variables) != 1 {
			t.Errorf("%s is embedded %d times", file, len(variables))
			continue
		}
		// A statement carries the name of its file, by which it is counted.
		name := strings.TrimSuffix(filepath.Base(file), ".cypher")
		uses := regexp.MustCompile(`statement\{"(\w+)", `+variables[0]+`\}`).FindAllStringSubmatch(code.String(), -1)
		if len(uses) == 0 {
			t.Errorf("%s is not used", file)
		}
		for _, use := range uses {
			if use[1] != name {
				t.Errorf("%s is sent under the name %q", file, use[1])
			}
		}
	}
}

// scans are the operators that read everything there is.
var scans = []string{
	"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan", "SubtractionNodeByLabelsScan",
	"DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan", "DirectedRelationshipTypeScan", "UndirectedRelationshipTypeScan",
}

// Every statement that a random history and random questions about it give rise to
// begins at an index: Neo4j plans none with a scan.
func TestEveryStatementEntersByAnIndex(t *testing.T) {
	var mu sync.Mutex
	texts := map[string]string{} // name of each text
	storetest.RunDifferential(t, func(t *testing.T) graph.Store {
		return emptyHeard(t, func(name, text string) {
			mu.Lock()
			defer mu.Unlock()
			texts[text] = name
		})
	}, storetest.Differential{Seeds: []uint64{3}, Questions: 40})
	driver, err := neo4jtest.ForTest(t).Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { driver.Close(context.Background()) })
	if found := operators(explain(t, driver, "MATCH (n:Nothing) WHERE n.id = 1 RETURN n"), scans); len(found) == 0 {
		t.Fatal("a scan is not recognised")
	}
	names := map[string]int{}
	for text, name := range texts {
		if name == "migrations" || strings.HasPrefix(name, "migrate") || strings.Contains(text, " IF NOT EXISTS") || strings.HasPrefix(text, "CALL db") {
			continue // few nodes, or the schema itself
		}
		names[name]++
		if found := operators(explain(t, driver, text), scans); len(found) > 0 {
			t.Errorf("%s is planned with %v\n%s", name, found, text)
		}
	}
	t.Logf("%d texts: %v", len(texts), names)
	for _, name := range []string{"records", "list", "page", "search", "tally", "diff", "histories", "changes", "change_items", "fate", "create", "relate", "create_spells", "close"} {
		if names[name] == 0 {
			t.Errorf("no question gave rise to the statement %s", name)
		}
	}
}

// explain returns the plan of a statement.
func explain(t *testing.T, driver neo4j.DriverWithContext, text string) neo4j.Plan {
	t.Helper()
	result, err := neo4j.ExecuteQuery(t.Context(), driver, "EXPLAIN "+text, nil, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("a statement cannot be planned: %v\n%s", err, text)
	}
	return result.Summary.Plan()
}

// operators returns those of a plan that are among the given.
func operators(plan neo4j.Plan, among []string) (found []string) {
	name, _, _ := strings.Cut(plan.Operator(), "@")
	if slices.Contains(among, name) {
		found = append(found, name)
	}
	for _, child := range plan.Children() {
		found = append(found, operators(child, among)...)
	}
	return found
}
