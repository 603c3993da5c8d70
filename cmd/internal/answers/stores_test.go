package answers_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/dataset"
	"twingraph/graph/filestore"
	"twingraph/graph/ingest"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/registry"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// today is the day of the dataset's release, so that answers stay the same.
func today() time.Time { return time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC) }

// onBothStores runs a test against the real handler over each store, with the
// bundled dataset imported.
func onBothStores(t *testing.T, run func(t *testing.T, address string)) {
	t.Helper()
	for name, open := range map[string]func(t *testing.T) graph.Store{"embedded": embedded, "neo4j": onNeo4j} {
		t.Run(name, func(t *testing.T) {
			store := open(t)
			load(t, store)
			handler, err := httpd.New(httpd.Config{
				Atlas:    atlas.New(store, today),
				Store:    store,
				Log:      slog.New(slog.NewTextHandler(io.Discard, nil)),
				Registry: prometheus.NewRegistry(),
				Limits:   httpd.DefaultLimits(),
			})
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(handler)
			t.Cleanup(server.Close)
			run(t, server.URL+"/graphql")
		})
	}
}

// load imports the bundled dataset.
func load(t *testing.T, store graph.Store) {
	t.Helper()
	if _, err := ingest.Import(t.Context(), registry.New(store, today), store, dataset.FS(),
		ingest.Options{Actor: "test", Note: "the bundled dataset", RecordedAt: dataset.Released()}); err != nil {
		t.Fatalf("importing the bundled dataset: %v", err)
	}
}

func embedded(t *testing.T) graph.Store {
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func onNeo4j(t *testing.T) graph.Store {
	driver := neo4jtest.Driver(t) // empties the database
	_ = driver
	server := neo4jtest.ForTest(t)
	store, err := neostore.Open(t.Context(), neostore.Options{URI: server.URI, Username: server.Username, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if err := store.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	return store
}

// ask sends a question and returns its data; an error in the answer fails the
// test.
func ask(t *testing.T, address, question string, variables map[string]any) json.RawMessage {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": question, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(address, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	if answer.Errors != nil {
		t.Fatalf("the answer has errors: %s", answer.Errors)
	}
	return answer.Data
}
