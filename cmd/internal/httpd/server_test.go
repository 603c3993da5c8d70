package httpd_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/dataset"
	"twingraph/graph/filestore"
	"twingraph/graph/ingest"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/registry"
)

// patience ends the waits of a test that hangs. No answer depends on it: however busy
// the machine is, a question is answered in less.
const patience = 10 * time.Minute

// server is a real handler over a store, listening.
type server struct {
	*httptest.Server
	log   *logbook
	carry http.RoundTripper // how requests come to it
}

// logbook keeps what was logged.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// String returns all that was logged.
func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// newServer starts the real handler over the store; change may alter its
// configuration.
func newServer(t *testing.T, store graph.Store, change func(*httpd.Config)) server {
	t.Helper()
	log := &logbook{}
	handler, err := newHandler(store, log, change)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return server{s, log, &http.Transport{DisableCompression: true}}
}

// newServerInPlace is newServer for a test with a clock of its own (testing/synctest),
// which does not go on while anything waits for the network: requests come to the
// handler without one.
func newServerInPlace(t *testing.T, store graph.Store, change func(*httpd.Config)) server {
	t.Helper()
	log := &logbook{}
	handler, err := newHandler(store, log, change)
	if err != nil {
		t.Fatal(err)
	}
	return server{&httptest.Server{URL: "http://localhost"}, log, inPlace{handler}}
}

// inPlace carries requests to a handler.
type inPlace struct{ http.Handler }

func (h inPlace) RoundTrip(r *http.Request) (*http.Response, error) {
	received := httptest.NewRequestWithContext(r.Context(), r.Method, r.URL.String(), r.Body)
	received.Header = r.Header
	w := httptest.NewRecorder()
	h.ServeHTTP(w, received)
	return w.Result(), nil
}

// newHandler makes the real handler.
func newHandler(store graph.Store, log io.Writer, change func(*httpd.Config)) (http.Handler, error) {
	c := httpd.Config{
		Atlas:    atlas.New(store, time.Now),
		Store:    store,
		Log:      slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Registry: prometheus.NewRegistry(),
		NotBuilt: []byte("<!doctype html><title>not built</title>"),
		Limits:   httpd.DefaultLimits(),
	}
	c.Limits.Time, c.Limits.Wait = patience, patience
	if change != nil {
		change(&c)
	}
	return httpd.New(c)
}

// bundled is a store with the bundled dataset, the same for all tests: none of them
// writes.
var bundled graph.Store

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "twingraph-httpd-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	store, err := filestore.Open(filepath.Join(dir, "twingraph.db"), filestore.Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer store.Close()
	if err := load(context.Background(), store); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	bundled = store
	return neo4jtest.Main(m)
}

// load records the bundled dataset, by a clock that stands still.
func load(ctx context.Context, store graph.Store) error {
	options := ingest.Options{Actor: "test", Note: "test", RecordedAt: dataset.Released()}
	_, err := ingest.Import(ctx, registry.New(store, dataset.Released), store, dataset.FS(), options)
	return err
}

// answer is an answer as clients read it.
type answer struct {
	Status int         `json:"-"`
	Header http.Header `json:"-"`
	Text   string      `json:"-"`

	Data       json.RawMessage `json:"data"`
	Errors     []failure       `json:"errors"`
	Extensions struct {
		Cost *httpd.Cost `json:"cost"`
	} `json:"extensions"`
}

// failure is one error of an answer.
type failure struct {
	Message    string `json:"message"`
	Path       []any  `json:"path"`
	Locations  []any  `json:"locations"`
	Extensions struct {
		Code      graph.Code `json:"code"`
		Argument  string     `json:"argument"`
		RequestID string     `json:"requestId"`
	} `json:"extensions"`
}

// code returns the code of the first error, empty when there is none.
func (a answer) code() graph.Code {
	if len(a.Errors) == 0 {
		return ""
	}
	return a.Errors[0].Extensions.Code
}

// ask sends a question by POST.
func (s server) ask(t *testing.T, query string, variables map[string]any) answer {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	return s.send(t, http.MethodPost, "/graphql", string(body), "Content-Type", "application/json")
}

// send sends any request; headers come in pairs.
func (s server) send(t *testing.T, method, address, body string, headers ...string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{
		Timeout:       patience,
		Transport:     s.carry,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	defer client.CloseIdleConnections()
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{Status: response.StatusCode, Header: response.Header, Text: string(text)}
	if strings.Contains(response.Header.Get("Content-Type"), "json") && !strings.Contains(response.Header.Get("Content-Type"), "ndjson") && response.Header.Get("Content-Encoding") == "" && method != http.MethodHead {
		if err := json.Unmarshal(text, &a); err != nil {
			t.Fatalf("the answer is not JSON: %v\n%s", err, text)
		}
	}
	return a
}

// pending is a question that was sent and not answered yet.
type pending struct {
	cancel context.CancelFunc
	done   <-chan struct{} // closed when the client is done with it
}

// start sends a question by POST and does not wait for its answer.
func (s server) start(t *testing.T, query string) pending {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	body, err := json.Marshal(map[string]any{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	done := make(chan struct{})
	go func() {
		defer close(done)
		if response, err := http.DefaultClient.Do(r); err == nil {
			response.Body.Close()
		}
	}()
	t.Cleanup(cancel)
	return pending{cancel, done}
}
