package resolvers_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql/executor"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/filestore"
	"twingraph/graph/generated"
	"twingraph/graph/registry"
	"twingraph/graph/storetest/network"
	"twingraph/resolvers"
)

// One claim recorded in the embedded store, from the request to the answer that the link
// stands otherwise. Aim: a p95 under 10 ms.
func BenchmarkOneClaimRecorded(b *testing.B) {
	store, err := filestore.Open(filepath.Join(b.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	ctx := resolvers.WithViewer(b.Context(), graph.Viewer{Role: graph.Editor, Tier: graph.TierPublic, Name: "bench"})
	records := network.Records(1, 20_000, 60_000, 150_000)
	office := registry.New(store, time.Now)
	if _, err := office.Submit(ctx, registry.Submission{Actor: "bench", Note: "import", Records: records}); err != nil {
		b.Fatal(err)
	}
	root := resolvers.New(atlas.New(store, time.Now).RecordTo(office))
	a := &asker{ex: executor.New(generated.NewExecutableSchema(generated.Config{Resolvers: root})), ctx: ctx}
	a.ex.AroundOperations(root.Around)
	a.ex.AroundRootFields(root.AroundRoot)
	var source graph.ID
	for _, r := range records {
		switch r := r.(type) {
		case *graph.TwinningLink:
			a.links = append(a.links, r.ID)
		case *graph.Source:
			source = r.ID
		}
	}
	for name, key := range map[string]string{"without a key": "", "with a key": "key %d"} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				given := ""
				if key != "" {
					given = fmt.Sprintf(`idempotencyKey: %q, `, fmt.Sprintf(key, time.Now().UnixNano()))
				}
				link := a.links[(i*7919+len(name))%len(a.links)]
				began := time.Now()
				a.ask(b, fmt.Sprintf(`mutation { record(note: "bench", %srecords: {claims: [{link: %q, type: REVIEW_OPENED, date: "2026-11-20", authority: THIRD_PARTY, sources: [%q], confidence: DOCUMENTED}]}) {
				  added problems { message } consequences { link { slug } before { status } after { status } } } }`, given, link, source))
				a.ask(b, fmt.Sprintf(`{ twinningLink(id: %q) { status { status underReview } } }`, link))
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-p50")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms-p95")
		})
	}
}
