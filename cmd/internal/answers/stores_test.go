package answers_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
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
	"twingraph/graph/mirror"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// today is the day of the dataset's release, so that answers stay the same.
func today() time.Time { return time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC) }

// limits are the usual ones, but for the time of a question: it only ends what hangs.
func limits() httpd.Limits {
	l := httpd.DefaultLimits()
	l.Time = 10 * time.Minute
	return l
}

// onBothStores runs a test against the real handler over each store, over Neo4j by Cypher
// and by its mirror, with the bundled dataset imported.
func onBothStores(t *testing.T, run func(t *testing.T, address string)) {
	t.Helper()
	for name, open := range map[string]func(t *testing.T) graph.Store{"embedded": embedded, "neo4j": onNeo4j, "mirror": onMirror} {
		t.Run(name, func(t *testing.T) {
			run(t, served(t, open(t)))
		})
	}
}

// served serves a store and returns the address to ask at.
func served(t *testing.T, store graph.Store) string { return servedTo(t, store, graph.Viewer{}) }

// servedTo serves a store to one viewer, who can record, and returns the address to ask at.
func servedTo(t *testing.T, store graph.Store, viewer graph.Viewer) string {
	t.Helper()
	handler, err := httpd.New(httpd.Config{
		Atlas:    atlas.New(store, today).RecordTo(registry.New(store, today)).WithProposals(proposal.NewQueue(store.(graph.Documents), today, rand.Reader), false),
		Store:    store,
		Log:      slog.New(slog.NewTextHandler(io.Discard, nil)),
		Registry: prometheus.NewRegistry(),
		Limits:   limits(),
		Asking:   asking(store),
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), viewer)))
	}))
	t.Cleanup(server.Close)
	return server.URL + "/graphql"
}

// asking returns what gives each request one state of a store, as serve has it.
func asking(store graph.Store) func(context.Context) context.Context {
	if of, ok := store.(interface {
		Asking(context.Context) context.Context
	}); ok {
		return of.Asking
	}
	return nil
}

// load imports the bundled dataset.
func load(t *testing.T, store graph.Store) {
	t.Helper()
	record(t, store, "the bundled dataset", dataset.FS(), dataset.Released())
}

// record imports a dataset as recorded at an instant.
func record(t *testing.T, store graph.Store, note string, files fs.FS, at time.Time) {
	t.Helper()
	if _, err := ingest.Import(t.Context(), registry.New(store, today), store, files,
		ingest.Options{Actor: "test", Note: note, RecordedAt: at}); err != nil {
		t.Fatalf("importing a dataset: %v", err)
	}
}

// servedBundled serves the bundled dataset on the embedded store.
func servedBundled(t *testing.T) string {
	t.Helper()
	return served(t, embedded(t))
}

func embedded(t *testing.T) graph.Store {
	store := empty(t)
	load(t, store)
	return store
}

// empty returns an embedded store with nothing in it.
func empty(t *testing.T) graph.Store {
	t.Helper()
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func onNeo4j(t *testing.T) graph.Store { return onNeo4jHeard(t, nil) }

// onMirror returns a mirror of the network in Neo4j, which stands.
func onMirror(t *testing.T) graph.Store { return mirrorOf(t, onNeo4j(t).(*neostore.Store)) }

// mirrorOf returns a mirror of a store, which stands.
func mirrorOf(t *testing.T, store *neostore.Store) graph.Store {
	t.Helper()
	m := mirror.New(store, mirror.Options{})
	t.Cleanup(func() { _ = m.Close() })
	if err := m.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return m
}

// onNeo4jHeard returns a store over Neo4j with the bundled dataset, which the first
// test imports for all, and a listener to the names of the statements that it sends.
func onNeo4jHeard(t *testing.T, heard func(neostore.Sent)) graph.Store {
	t.Helper()
	open := func(server *localneo4j.Server) graph.Store { return neostoretest.Ready(t, server, heard) }
	return open(neo4jtest.Filled(t, func(server *localneo4j.Server) { load(t, open(server)) }))
}

// ask sends a question and returns its data; an error in the answer fails the
// test.
func ask(t *testing.T, address, question string, variables map[string]any) json.RawMessage {
	t.Helper()
	data, err := answered(address, question, variables)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// answered sends a question and returns its data, or the error in the answer.
func answered(address, question string, variables map[string]any) (json.RawMessage, error) {
	body, err := json.Marshal(map[string]any{"query": question, "variables": variables})
	if err != nil {
		return nil, err
	}
	response, err := http.Post(address, "application/json", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	var answer struct {
		Data   json.RawMessage
		Errors json.RawMessage
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, err
	}
	if answer.Errors != nil {
		return nil, fmt.Errorf("the answer has errors: %s", answer.Errors)
	}
	return answer.Data, nil
}
