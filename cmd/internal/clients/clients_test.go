package clients_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph/atlas"
	"twingraph/graph/dataset"
	"twingraph/graph/filestore"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
)

// today is the day of the dataset's release, so that answers stay the same.
func today() time.Time { return time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC) }

// served serves the bundled dataset and returns the address to ask at.
func served(t *testing.T) string {
	t.Helper()
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if _, err := ingest.Import(t.Context(), registry.New(store, today), store, dataset.FS(),
		ingest.Options{Actor: "test", Note: "the bundled dataset", RecordedAt: dataset.Released()}); err != nil {
		t.Fatal(err)
	}
	limits := httpd.DefaultLimits()
	limits.Time = 10 * time.Minute // it only ends what hangs
	handler, err := httpd.New(httpd.Config{
		Atlas:    atlas.New(store, today),
		Store:    store,
		Log:      slog.New(slog.NewTextHandler(io.Discard, nil)),
		Registry: prometheus.NewRegistry(),
		Limits:   limits,
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL + "/graphql"
}

// What every client shows: the link at two days, the city's links at two days, the link
// asked for again by its id, and the links of the city joined from pages.
var (
	days      = []string{"ACTIVE", "ENDED"}
	links     = []int{7, 10}
	again     = "ACTIVE"
	suspended = 64
)

// shown is what a program printed.
type shown struct {
	Days      []string
	Links     []int
	Again     string
	Watched   json.RawMessage
	Pages     []string
	Suspended int
	Persisted string
	Requests  []string
	Warnings  []string
	Counted   struct{ Types, Lists int }
}

func (s shown) check(t *testing.T) {
	t.Helper()
	if !reflect.DeepEqual(s.Days, days) || !reflect.DeepEqual(s.Links, links) || s.Again != again {
		t.Errorf("shows %v, %v links and %q again; want %v, %v and %q", s.Days, s.Links, s.Again, days, links, again)
	}
}

// joined checks the links of the city joined from pages.
func (s shown) joined(t *testing.T) {
	t.Helper()
	if unique := map[string]bool{}; len(s.Pages) == links[1] {
		for _, slug := range s.Pages {
			unique[slug] = true
		}
		if len(unique) == links[1] {
			return
		}
	}
	t.Errorf("pages are joined to %d links: %v; want %d", len(s.Pages), s.Pages, links[1])
}

func TestApolloClient(t *testing.T) {
	address := served(t)
	for _, release := range []string{"3", "4"} {
		t.Run("release "+release, func(t *testing.T) {
			var s shown
			node(t, &s, "apollo.mjs", release, address)
			s.check(t)
			s.joined(t)
			if string(s.Watched) != `["ACTIVE"]` {
				t.Errorf("a list on screen showed %s while another day was asked for", s.Watched)
			}
			if s.Persisted != "ENDED" {
				t.Errorf("a persisted query shows %q", s.Persisted)
			}
			t.Logf("requests of two persisted queries: %v", s.Requests)
		})
	}
}

func TestUrqlWithGraphcache(t *testing.T) {
	var s shown
	node(t, &s, "urql.mjs", served(t))
	s.check(t)
	s.joined(t)
	if string(s.Watched) != `["ACTIVE"]` || len(s.Warnings) > 0 {
		t.Errorf("a list on screen showed %s; warnings: %v", s.Watched, s.Warnings)
	}
}

func TestRelay(t *testing.T) {
	var s shown
	node(t, &s, "relay.mjs", served(t), t.TempDir())
	s.check(t)
	s.joined(t)
	if string(s.Watched) != `"ENDED"` {
		t.Errorf("the later day shows %s after the earlier was asked for again", s.Watched)
	}
	if s.Counted.Types < 12 || s.Counted.Lists < 40 {
		t.Errorf("only %d types and %d lists were compiled", s.Counted.Types, s.Counted.Lists)
	}
}

func TestToolsForDevelopers(t *testing.T) {
	var s struct {
		Documents                         int
		RelayRules, Inspector, Typescript []string
	}
	node(t, &s, "tools.mjs", served(t), "../../../frontend/src/examples", t.TempDir())
	if s.Documents < 40 {
		t.Errorf("only %d documents were read", s.Documents)
	}
	for tool, reports := range map[string][]string{
		"graphql-eslint, rules of Relay": s.RelayRules, "graphql-inspector": s.Inspector, "TypeScript by GraphQL Code Generator": s.Typescript,
	} {
		for _, report := range reports {
			t.Errorf("%s: %s", tool, report)
		}
	}
}

func TestPython(t *testing.T) {
	path, err := exec.CommandContext(t.Context(), "../../../.ci/python").Output()
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		GQL struct {
			shown
			Suspended []int
			Failure   string
		}
		Ariadne shown
	}
	run(t, &s, ".", strings.TrimSpace(string(path)), "testdata/ask.py", served(t), t.TempDir())
	s.GQL.check(t)
	s.Ariadne.check(t)
	if want := []int{suspended, suspended, suspended}; !reflect.DeepEqual(s.GQL.Suspended, want) || s.Ariadne.Suspended != suspended {
		t.Errorf("gql pages through %v suspended links, ariadne-codegen counts %d; want %d", s.GQL.Suspended, s.Ariadne.Suspended, suspended)
	}
	if s.GQL.Failure != "NOT_FOUND" {
		t.Errorf("a city that is not there: %q", s.GQL.Failure)
	}
}

// A client of the reconciliation service, such as people use who work on tables.
func TestReconciler(t *testing.T) {
	path, err := exec.CommandContext(t.Context(), "../../../.ci/python").Output()
	if err != nil {
		t.Fatal(err)
	}
	var matched map[string][2]any
	run(t, &matched, ".", strings.TrimSpace(string(path)), "testdata/reconcile.py", strings.TrimSuffix(served(t), "graphql")+"reconcile")
	for name, want := range map[string][2]any{
		"Мурманск": {"murmansk-ru", true}, "Portland, OR": {"portland-or-us", true}, "Aix-la-Chapelle": {"aachen-de", true}, "Tromsoe": {"tromso-no", true},
		"Krakow": {"krakow-pl", true}, "Kaliningrad": {"kaliningrad-ru", true}, "Atlantis": {"", false}, "Chicago": {"chicago-il-us", true},
		"Lulea": {"lulea-se", true}, "Saint Petersburg": {"saint-petersburg-ru", true}, "Rovaniemi": {"rovaniemi-fi", true}, "Portland": {"portland-or-us", false},
	} {
		if matched[name] != want {
			t.Errorf("%s is matched to %v, want %v", name, matched[name], want)
		}
	}
}

func TestGenqlient(t *testing.T) {
	address, folder := served(t), t.TempDir()
	for name, as := range map[string]string{
		"testdata/questions.graphql": "questions.graphql", "testdata/genqlient.yaml": "genqlient.yaml", "testdata/genqlient.go.txt": "main.go",
	} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(folder, as), text)
	}
	answer, err := http.Get(strings.TrimSuffix(address, "graphql") + "schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	schema, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "schema.graphql"), schema)
	for _, args := range [][]string{
		{"mod", "init", "client"},
		// The x/tools that it asks for does not compile by a Go later than 1.24.
		{"get", "github.com/Khan/genqlient@v0.8.1", "golang.org/x/tools@v0.51.0"},
		{"get", "github.com/Khan/genqlient/graphql"},
		{"run", "github.com/Khan/genqlient", "genqlient.yaml"},
	} {
		run(t, nil, folder, "go", args...)
	}
	var s shown
	run(t, &s, folder, "go", "run", ".", address)
	s.check(t)
	if s.Suspended != suspended {
		t.Errorf("%d suspended links, want %d", s.Suspended, suspended)
	}
}

// node runs a program of testdata by Node.js and decodes what it prints.
func node(t *testing.T, into any, program string, args ...string) {
	t.Helper()
	if _, err := os.Stat("testdata/node_modules"); err != nil {
		t.Fatalf("the clients are not installed: run make clients (%v)", err)
	}
	run(t, into, ".", "node", append([]string{"testdata/" + program}, args...)...)
}

// run runs a program in a folder and decodes what it prints, unless into is nil.
func run(t *testing.T, into any, folder, program string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	var failure strings.Builder
	cmd.Stderr = &failure
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, failure.String())
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatalf("%s prints %.300s: %v", program, out, err)
	}
}

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}
