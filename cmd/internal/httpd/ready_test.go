package httpd_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/background"
)

// held is a store that does not say which results it has before the test ends.
type held struct {
	graph.Store
	until <-chan struct{}
}

func (h held) Document(_ context.Context, kind, id string) (graph.Document, error) {
	<-h.until
	return graph.Document{}, graph.NoDocument(kind, id)
}

// What is still being computed is said with a code, a sentence and how far it is: with 503
// and when to ask again, but in application/json, where an answer that says so is an answer.
func TestNotReady(t *testing.T) {
	release := make(chan struct{})
	ahead := background.New(held{bundled, release}, time.Millisecond, slog.New(slog.DiscardHandler))
	t.Cleanup(func() { close(release); ahead.Close() })
	s := newServer(t, bundled, func(c *httpd.Config) { c.Atlas = atlas.New(bundled, time.Now).ComputeAhead(ahead) })
	const (
		asked   = `{networkMetrics{diameter}}`
		refused = `"extensions":{"code":"NOT_READY","progress":0}`
	)
	for _, c := range []struct {
		name, media, path, body string
		status                  int
		retry                   string
	}{
		{"a question", "application/graphql-response+json", "/graphql", asked, 503, "1"},
		{"a question of a client that takes application/json", "application/json", "/graphql", asked, 200, ""},
		{"a file", "*/*", "/export/layout.json", "", 503, "1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			method, body := http.MethodGet, ""
			if c.body != "" {
				method, body = http.MethodPost, `{"query":"`+c.body+`"}`
			}
			request, err := http.NewRequestWithContext(t.Context(), method, s.URL+c.path, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", "application/json")
			request.Header.Set("Accept", c.media)
			answer, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			text, err := io.ReadAll(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			if answer.StatusCode != c.status || answer.Header.Get("Retry-After") != c.retry || answer.Header.Get("ETag") != "" {
				t.Errorf("%d, %v", answer.StatusCode, answer.Header)
			}
			if !strings.Contains(string(text), `"message":"still being computed, 0 %"`) || !strings.Contains(string(text), refused) {
				t.Errorf("%s", text)
			}
		})
	}
}
