package secrecy_test

import (
	"cmp"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/cmd/internal/draw"
	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/storetest"
	"twingraph/graph/world"
)

// fieldByField is a store whose answers are never written in one go: it does not say that it
// has the network in memory (world.Worlds).
type fieldByField struct {
	graph.Store
	world.Moments
}

// The share of the root fields of records that is answered in one go, of all that are drawn,
// those with errors included. It falls when a field that was known is not known any more.
const leastByPlan = 0.75

// unplanned are fields of records that no plan knows: four questions of five have none, or few
// that have more than one level would be answered by a plan.
var unplanned = []string{"versions", "sameNameAs", "members", "progress"}

// What is answered in one go, by plans, is byte for byte what is answered field by field: the
// same random questions about records, on random histories with secrets in them, come to the
// real handler over a store that has the network in memory, and over the same one that hides
// it.
func TestBothWaysOfAnswering(t *testing.T) {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("TWINGRAPH_TEST_QUESTIONS"), "600"))
	if err != nil || n < 1 {
		t.Fatalf("TWINGRAPH_TEST_QUESTIONS is no number of questions: %v", err)
	}
	roots := slices.DeleteFunc(rootsOf(generated.NewExecutableSchema(generated.Config{}).Schema()), func(f *ast.FieldDefinition) bool {
		word := strings.TrimSuffix(f.Type.Name(), "Connection")
		return !slices.Contains(graph.Words(), graph.Word(word)) && word != "Node"
	})
	links := slices.DeleteFunc(slices.Clone(roots), func(f *ast.FieldDefinition) bool {
		return !strings.Contains("twinningLinks twinningLink cities city claims", f.Name)
	})
	histories := max(2, (n+ofOneHistory-1)/ofOneHistory)
	byPlan, total, seen := 0, 0, map[string]int{}
	for seed := range uint64(histories) {
		tier := []graph.Tier{graph.TierPublic, graph.TierPartner}[seed%2]
		h := embedded(t)
		recorded := storetest.RecordTwice(t, storetest.NewReference(), h, storetest.Twice{Seed: seed, Steps: steps, Tier: tier})
		var heard [2][]exchange
		for way, store := range []graph.Store{fieldByField{h.Store, h.Store.(world.Moments)}, h.Store} {
			s := serve(t, store, tier, h.doors[0].carry)
			i := &interviewer{T: t, server: s, recorded: recorded, total: &sum{roots: map[string]int{}}, proposed: "nothing"}
			i.Questions = &draw.Questions{Rand: rand.New(rand.NewPCG(seed, 12)), Schema: generated.NewExecutableSchema(generated.Config{}).Schema(), Scalar: i.scalar, Given: i.wide}
			for k, valid := 0, 0; valid < n/histories; k++ {
				if i.Without = nil; k%5 > 0 {
					i.Without = func(name string) bool { return slices.Contains(unplanned, name) }
				}
				root := roots[k/2%len(roots)]
				if k%2 == 0 {
					root = links[k/2%len(links)]
				}
				valid += i.question(root)
			}
			heard[way] = i.heard
			planned, field := s.ways(t)
			if way == 0 && planned > 0 {
				t.Fatalf("%d root fields were answered by plans where the network is hidden", planned)
			}
			if way == 1 {
				byPlan, total = byPlan+planned, total+planned+field
			}
		}
		for name, n := range typesIn(heard[1]) {
			seen[name] += n
		}
		same(t, heard[0], heard[1])
	}
	for _, name := range []string{"LinkStatus", "SideStatus", "Spell", "Location", "ResolutionLife", "ClaimEdge", "PageInfo"} {
		if seen[name] < n/100 {
			t.Errorf("only %d objects of type %s in the answers", seen[name], name)
		}
	}
	share := float64(byPlan) / float64(total)
	t.Logf("%d of %d root fields were answered by plans (%.0f %%)", byPlan, total, 100*share)
	if share < leastByPlan {
		t.Errorf("only %.2f of the root fields were answered by plans; it was %.2f", share, leastByPlan)
	}
}

// ways returns how many root fields were answered by plans and field by field.
func (s server) ways(t *testing.T) (byPlan, byFields int) {
	t.Helper()
	_, r := s.send(t, http.MethodGet, "/metrics", "")
	of := func(by string) int {
		found := regexp.MustCompile(`twingraph_graphql_root_fields_total\{by="` + by + `"\} (\d+)`).FindSubmatch(r.body)
		if found == nil {
			t.Fatalf("the metrics do not say how many root fields were answered by %s", by)
		}
		n, err := strconv.Atoi(string(found[1]))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return of("plan"), of("fields")
}

// wide is given, but most filters select everything: links that none selects prove little.
func (i *interviewer) wide(t *ast.Type) string {
	if strings.HasSuffix(t.Name(), "Filter") && i.IntN(4) > 0 {
		return "{}"
	}
	return i.given(t)
}

// typesIn counts the objects of each type in answers.
func typesIn(heard []exchange) map[string]int {
	n := map[string]int{}
	for _, e := range heard {
		for _, name := range typename.FindAllStringSubmatch(e.answer, -1) {
			n[name[1]]++
		}
	}
	return n
}

var typename = regexp.MustCompile(`"__typename":"(\w+)"`)
