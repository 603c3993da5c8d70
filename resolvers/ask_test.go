package resolvers_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/dataset"
	"twingraph/graph/filestore"
	"twingraph/graph/generated"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// bundled returns a store that holds the bundled dataset.
func bundled(t *testing.T) graph.Store {
	t.Helper()
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	_, err = ingest.Import(t.Context(), registry.New(store, today), store, dataset.FS(),
		ingest.Options{Actor: "test", RecordedAt: dataset.Released()})
	if err != nil {
		t.Fatalf("importing the bundled dataset: %v", err)
	}
	return store
}

// today is the clock of all tests.
func today() time.Time { return time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC) }

// ask runs a question and returns its data.
func ask(t *testing.T, ctx context.Context, reader graph.Reader, question string, variables map[string]any) (map[string]any, gqlerror.List) {
	t.Helper()
	return askOf(t, ctx, resolvers.New(atlas.New(reader, today)), question, variables)
}

// askOf runs a question on resolvers that have been asked before.
func askOf(t *testing.T, ctx context.Context, root *resolvers.Root, question string, variables map[string]any) (map[string]any, gqlerror.List) {
	t.Helper()
	ex := executor.New(generated.NewExecutableSchema(generated.Config{Resolvers: root}))
	ex.AroundOperations(root.Around)
	ex.AroundRootFields(root.AroundRoot)
	ctx = graphql.StartOperationTrace(ctx)
	op, errs := ex.CreateOperationContext(ctx, &graphql.RawParams{Query: question, Variables: variables})
	if errs != nil {
		return nil, errs
	}
	handler, ctx := ex.DispatchOperation(graphql.WithOperationContext(ctx, op), op)
	response := handler(ctx)
	var data map[string]any
	if err := json.Unmarshal(response.Data, &data); err != nil {
		t.Fatalf("the answer is not JSON: %v\n%s", err, response.Data)
	}
	return data, response.Errors
}

// counting counts the calls of a reader.
type counting struct {
	graph.Reader
	mu    sync.Mutex
	calls []string
}

func (c *counting) count(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls = append(c.calls, name)
}

func (c *counting) Records(ctx context.Context, v graph.View, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	c.count("Records " + string(word))
	return c.Reader.Records(ctx, v, word, ids)
}

func (c *counting) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	c.count("List " + string(q.Word))
	return c.Reader.List(ctx, v, q)
}

func (c *counting) ListAcross(ctx context.Context, v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query) ([]graph.Page, error) {
	c.count("ListAcross " + string(from) + "." + edge)
	return c.Reader.ListAcross(ctx, v, from, edge, ids, q)
}

func (c *counting) Histories(ctx context.Context, v graph.View, links []graph.ID) (map[graph.ID]graph.History, error) {
	c.count("Histories")
	return c.Reader.Histories(ctx, v, links)
}

func (c *counting) Versions(ctx context.Context, v graph.View, records []graph.Target) ([][]graph.RecordVersion, error) {
	c.count("Versions")
	return c.Reader.Versions(ctx, v, records)
}
