package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"twingraph/frontend"
	"twingraph/graph/dataset/datasettest"
)

// embedded returns what serves the bundled dataset from a data file.
func embedded(data string) []string {
	return []string{"serve", "--bundled", "--listen", "127.0.0.1:0", "--data", data}
}

// The program serves the bundled dataset and everything that shows it, from one
// data file, start after start.
func TestServeBundled(t *testing.T) {
	data := filepath.Join(t.TempDir(), "twingraph.db")
	p := launch(t, nil, embedded(data)...)
	url := p.url()
	t.Run("health", func(t *testing.T) {
		for address, want := range map[string]string{"/healthz": "alive\n", "/readyz": "ready\n"} {
			if status, body := get(t, url+address); status != http.StatusOK || body != want {
				t.Errorf("%s: %d %q", address, status, body)
			}
		}
	})
	t.Run("pages", func(t *testing.T) {
		for _, address := range []string{"/", "/graphiql"} {
			status, body := get(t, url+address)
			if _, built := frontend.Dist(); built && status != http.StatusOK || !built && status != http.StatusServiceUnavailable {
				t.Errorf("%s: %d", address, status)
			}
			if !strings.Contains(body, "<title>Twingraph") {
				t.Errorf("%s: %.200s", address, body)
			}
		}
	})
	t.Run("schema and metrics", func(t *testing.T) {
		if _, body := get(t, url+"/schema.graphql"); !strings.Contains(body, "type TwinningLink implements") {
			t.Errorf("%.200s", body)
		}
		if _, body := get(t, url+"/metrics"); !strings.Contains(body, "go_goroutines") || !strings.Contains(body, "twingraph_http_requests_total") {
			t.Errorf("%.200s", body)
		}
	})
	t.Run("every example question has an answer", func(t *testing.T) {
		examples, err := frontend.Examples()
		if err != nil {
			t.Fatal(err)
		}
		for _, example := range examples {
			if r := ask(t, url, example.Query, example.Variables); len(r.Errors) > 0 || len(r.Data) < 20 {
				t.Errorf("%s: %+v", example.Name, r.Errors)
			}
		}
	})
	before := head(t, url)
	if before == 0 {
		t.Error("nothing was recorded")
	}
	p.end()

	t.Run("after a restart", func(t *testing.T) {
		p := launch(t, nil, embedded(data)...)
		if got := head(t, p.url()); got != before {
			t.Errorf("the last change is %d, was %d", got, before)
		}
		p.signal(syscall.SIGKILL)
		if code := p.code(); code != -1 {
			t.Errorf("exit code %d", code)
		}
	})
	t.Run("after it was killed", func(t *testing.T) {
		p := launch(t, nil, embedded(data)...)
		if got := head(t, p.url()); got != before {
			t.Errorf("the last change is %d, was %d", got, before)
		}
		p.signal(syscall.SIGINT)
		if code := p.code(); code != 0 {
			t.Errorf("exit code %d", code)
		}
	})
}

// head returns the number of the last change.
func head(t *testing.T, url string) int {
	t.Helper()
	r := ask(t, url, `{changes(first:1){totalCount}}`, nil)
	var data struct{ Changes struct{ TotalCount int } }
	if err := json.Unmarshal(r.Data, &data); err != nil || len(r.Errors) > 0 {
		t.Fatalf("%v %+v", err, r.Errors)
	}
	return data.Changes.TotalCount
}

// What keeps the program from serving is said in a sentence, with exit code 1.
func TestServeRefuses(t *testing.T) {
	data := filepath.Join(t.TempDir(), "twingraph.db")
	p := launch(t, nil, embedded(data)...)
	address := strings.TrimPrefix(p.url(), "http://")
	t.Run("an address that is taken", func(t *testing.T) {
		refuses(t, nil, []string{"serve", "--listen", address}, address, "--listen")
	})
	t.Run("a data file that another process uses", func(t *testing.T) {
		refuses(t, nil, []string{"serve", "--listen", "127.0.0.1:0", "--data", data}, data)
	})
	t.Run("a data file that is none", func(t *testing.T) {
		wrong := filepath.Join(t.TempDir(), "twingraph.db")
		if err := os.WriteFile(wrong, []byte(strings.Repeat("this is no data file\n", 5000)), 0o600); err != nil {
			t.Fatal(err)
		}
		refuses(t, nil, []string{"serve", "--listen", "127.0.0.1:0", "--data", wrong}, wrong)
		if text, err := os.ReadFile(wrong); err != nil || !strings.HasPrefix(string(text), "this is no data file") {
			t.Errorf("the file was changed: %v", err)
		}
	})
	t.Run("a folder that does not exist", func(t *testing.T) {
		missing := filepath.Join(t.TempDir(), "nowhere", "twingraph.db")
		refuses(t, nil, []string{"serve", "--listen", "127.0.0.1:0", "--data", missing}, missing)
	})
	t.Run("a Neo4j address that is none", func(t *testing.T) {
		refuses(t, []string{"NEO4J_URI=localhost"}, []string{"serve", "--listen", "127.0.0.1:0"}, "NEO4J_URI", "neo4j://")
	})
	t.Run("settings that make no sense", func(t *testing.T) {
		refuses(t, []string{"TWINGRAPH_MAX_DEPTH=-1"}, []string{"serve"}, "depth")
		refuses(t, []string{"TWINGRAPH_TIMEOUT=soon"}, []string{"serve"}, "TWINGRAPH_TIMEOUT")
	})
	p.end()
}

// A question that is being asked when the program is asked to end gets its answer.
func TestServeDrains(t *testing.T) {
	p := launch(t, nil, embedded(filepath.Join(t.TempDir(), "twingraph.db"))...)
	connection, err := net.Dial("tcp", strings.TrimPrefix(p.url(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	const body = `{"query":"{__typename}"}`
	fmt.Fprintf(connection, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(body))
	reader := bufio.NewReader(connection)
	if line, err := reader.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("the server does not read on: %q %v", line, err)
	}
	p.signal(syscall.SIGTERM)
	p.said(`"msg":"ending`)
	fmt.Fprint(connection, body)
	if _, err := reader.ReadString('\n'); err != nil { // the empty line after 100 Continue
		t.Fatal(err)
	}
	response, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if text, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(text), `"Query"`) {
		t.Errorf("%v %d %s", err, response.StatusCode, text)
	}
	if code := p.code(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// The other commands say what they do.
func TestOtherCommands(t *testing.T) {
	data := filepath.Join(t.TempDir(), "twingraph.db")
	_, all := datasettest.Rows(t)
	for _, c := range []struct{ arguments, says string }{
		{"version", "twingraph "},
		{"migrate", "The embedded store needs no migration."},
		{"import --data " + data, fmt.Sprint(all, " added")},
		{"import --data " + data, "nothing to record"},
		{"check --data " + data, "all laws hold"},
		{"--help", "twingraph serve --bundled"},
	} {
		p := launch(t, nil, strings.Fields(c.arguments)...)
		if code := p.code(); code != 0 || !strings.Contains(p.written(), c.says) {
			t.Errorf("%s: exit code %d, want %q:\n%s", c.arguments, code, c.says, p.written())
		}
	}
	refuses(t, nil, []string{"serve", "--no-such-flag"}, "--no-such-flag")
	refuses(t, nil, []string{"dance"}, "dance")
}

// The pages work in a real browser against the real program.
func TestPagesInABrowser(t *testing.T) {
	if _, built := frontend.Dist(); !built {
		t.Fatal("the pages are not built: run npm ci && npm run build in frontend/")
	}
	data := filepath.Join(t.TempDir(), "twingraph.db")
	steward := secretIn(t, printed(t, "token", "issue", "anna", "--role", "STEWARD", "--tier", "RESTRICTED", "--data", data))
	p := launch(t, nil, append(embedded(data), "--oidc-issuer", provider(t), "--oidc-client-id", "pages", "--oidc-audience", "pages")...)
	open := launch(t, nil, append(embedded(filepath.Join(t.TempDir(), "open.db")), "--open-proposals")...)
	world := launch(t, nil, append(embedded(filepath.Join(t.TempDir(), "world.db")), "--world")...)
	drive := exec.CommandContext(t.Context(), "node", "e2e/e2e.mjs", p.url())
	drive.Dir = "../../frontend"
	drive.Env = append(os.Environ(), "STEWARD_TOKEN="+steward, "OPEN_SERVER="+open.url(), "WORLD_SERVER="+world.url())
	if report, err := drive.CombinedOutput(); err != nil {
		t.Errorf("the pages failed in the browser (it needs node, npm ci in frontend/ and Chromium): %v\n%s", err, report)
	}
	p.end()
	open.end()
	world.end()
}
