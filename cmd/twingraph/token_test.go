package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// printed runs a command to its end and returns what it printed on standard output and error.
func printed(t *testing.T, arguments ...string) string {
	t.Helper()
	p := launch(t, nil, arguments...)
	if code := p.code(); code != 0 {
		t.Fatalf("%v: exit code %d:\n%s", arguments, code, p.written())
	}
	return p.written()
}

// secretIn returns the token that a command printed.
func secretIn(t *testing.T, text string) string {
	t.Helper()
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "twg_") {
			return line
		}
	}
	t.Fatalf("no token: %s", text)
	return ""
}

// askAs asks a question with a token and returns the status and the answer.
func askAs(t *testing.T, url, token, query string) (int, string) {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/graphql", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// The first steward gets a token while no server runs, and hands out others by the server.
func TestTokensOfTheEmbeddedStore(t *testing.T) {
	data := filepath.Join(t.TempDir(), "twingraph.db")
	if text := printed(t, "token", "list", "--data", data+"2", "--help"); !strings.Contains(text, "--to") {
		t.Error(text)
	}
	steward := secretIn(t, printed(t, "token", "issue", "anna", "--role", "steward", "--tier", "restricted", "--expires", "never", "--data", data))
	file := filepath.Join(t.TempDir(), "steward.token")
	if err := os.WriteFile(file, []byte(steward+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if text := printed(t, "token", "list", "--data", data); !strings.Contains(text, "anna") || !strings.Contains(text, "STEWARD  RESTRICTED") || !strings.Contains(text, "for good") || strings.Contains(text, steward[12:]) {
		t.Error(text)
	}

	// A provider that nobody reaches keeps the server from nothing else.
	p := launch(t, []string{"TWINGRAPH_OIDC_ISSUER=http://127.0.0.1:1/realm", "TWINGRAPH_OIDC_CLIENT_ID=towns", "TWINGRAPH_HOSTS=a.example.org,b.example.org"}, embedded(data)...)
	url := p.url()
	if status, text := askAs(t, url, steward, `{viewer{name role tier}}`); status != 200 || !strings.Contains(text, `{"name":"anna","role":"STEWARD","tier":"RESTRICTED"}`) {
		t.Errorf("%d %s", status, text)
	}
	if status, text := askAs(t, url, "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJvbGdhIn0.c2lnbmF0dXJl", `{viewer{name}}`); status != 503 || !strings.Contains(text, "UNAVAILABLE") {
		t.Errorf("%d %s", status, text)
	}
	if _, text := get(t, url+"/auth.json"); !strings.Contains(text, `"clientId":"towns"`) {
		t.Error(text)
	}
	for _, setting := range []string{"127.0.0.1:1/realm", "preferred_username", "b.example.org"} {
		if line := p.said(`"msg":"settings"`); !strings.Contains(line, setting) {
			t.Errorf("the settings lack %s: %s", setting, line)
		}
	}

	refuses(t, nil, []string{"token", "issue", "olga", "--data", data}, data, "--to URL")
	remote := []string{"--to", url, "--token-file", file}
	olga := secretIn(t, printed(t, append([]string{"token", "issue", "olga", "--role", "EDITOR"}, remote...)...))
	if status, text := askAs(t, url, olga, `{viewer{name role tier expiresAt}}`); status != 200 || !strings.Contains(text, `"role":"EDITOR","tier":"PUBLIC","expiresAt":"20`) {
		t.Errorf("%d %s", status, text)
	}
	if text := printed(t, append([]string{"token", "list"}, remote...)...); !strings.Contains(text, "olga") || !strings.Contains(text, "anna") || !strings.Contains(text, "until 20") {
		t.Error(text)
	}
	if text := printed(t, append([]string{"token", "revoke", "olga"}, remote...)...); !strings.Contains(text, "revoked 20") {
		t.Error(text)
	}
	if status, text := askAs(t, url, olga, `{viewer{name}}`); status != 401 {
		t.Errorf("after it was revoked: %d %s", status, text)
	}
	refuses(t, nil, append([]string{"token", "revoke", "olga"}, remote...), "olga")
	refuses(t, nil, append([]string{"token", "issue", "zoe", "--role", "OWNER"}, remote...), "OWNER")
	p.end()
	if text := p.written(); strings.Contains(text, steward[12:]) || strings.Contains(text, olga[12:]) {
		t.Error("a token is in the log")
	}

	// The file holds hashes, and what was revoked stays so.
	content, err := os.ReadFile(data)
	if err != nil || strings.Contains(string(content), steward[12:]) || strings.Contains(string(content), olga[12:]) {
		t.Errorf("a token is in the file: %v", err)
	}
	if text := printed(t, "token", "list", "--data", data); !strings.Contains(text, "revoked 20") {
		t.Error(text)
	}
}

// What makes no sense is said before anything is sent or opened.
func TestTokenCommandsRefuse(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("twg_x"), 0o600); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(t.TempDir(), "twingraph.db")
	for _, c := range []struct {
		name, arguments string
		says            string
	}{
		{"a server that is not encrypted", "token list --to http://twins.example.org --token-file " + file, "https"},
		{"a server that is none", "token list --to twins.example.org --token-file " + file, "--to"},
		{"no token", "token list --to http://127.0.0.1:1", "--token-file"},
		{"a file that is not there", "token list --to http://127.0.0.1:1 --token-file " + file + "2", "--token-file"},
		{"a server that is away", "token list --to http://127.0.0.1:1 --token-file " + file, "reached"},
		{"no data", "token list --data " + data, "no data"},
		{"no data to take a token from", "token revoke x --data " + data, "no data"},
		{"a role that there is not", "token issue x --role OWNER --data " + data, "OWNER"},
		{"a span that is none", "token issue x --expires soon --data " + data, "--expires"},
	} {
		t.Run(c.name, func(t *testing.T) { refuses(t, nil, strings.Fields(c.arguments), c.says) })
	}
}

func TestHowLongATokenHolds(t *testing.T) {
	now := time.Date(2026, 11, 28, 6, 0, 0, 5, time.UTC)
	for text, want := range map[string]string{"90d": "2027-02-26T06:00:00Z", "12h": "2026-11-28T18:00:00Z", "1h30m": "2026-11-28T07:30:00Z"} {
		if until, err := expiry(text, now); err != nil || until.Format(time.RFC3339) != want {
			t.Errorf("%s: %v, %v", text, until, err)
		}
	}
	if until, err := expiry("never", now); err != nil || until != nil {
		t.Errorf("%v, %v", until, err)
	}
	for _, text := range []string{"", "d", "-1d", "0d", "0h", "soon", "1.5d", "99999999999d", "2036-01-01"} {
		if until, err := expiry(text, now); err == nil {
			t.Errorf("%q is taken for %s", text, until)
		}
	}
}
