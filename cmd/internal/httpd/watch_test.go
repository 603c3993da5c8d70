package httpd_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
)

// The process is alive whatever the store says; it is ready when the store is.
func TestHealth(t *testing.T) {
	for _, c := range []struct {
		name   string
		ready  error
		status int
		says   string
	}{
		{"the store answers", nil, 200, "ready\n"},
		{"the store is away", graph.Errorf(graph.Unavailable, "Neo4j does not answer at bolt://localhost:7687: is it running?").Because(errors.New(secret)), 503, "Neo4j does not answer at bolt://localhost:7687: is it running?\n"},
		{"the store does not answer", graph.Errorf(graph.Timeout, "ask for less").Because(errors.New(secret)), 503, "The store does not answer in time. Is it running, and not too busy?\n"},
		{"the store fails", errors.New(secret), 503, "The store cannot answer now. The log says why.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newServer(t, scripted{Store: bundled, ready: c.ready}, nil)
			s.send(t, "GET", "/readyz", "")
			if a := s.send(t, "GET", "/readyz", ""); a.Status != c.status || a.Text != c.says || a.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("readyz: %d %q", a.Status, a.Text)
			}
			if a := s.send(t, "GET", "/healthz", ""); a.Status != 200 || a.Text != "alive\n" {
				t.Errorf("healthz: %d %q", a.Status, a.Text)
			}
			if c.ready != nil && strings.Count(s.log.String(), secret) != 1 {
				t.Errorf("the log does not say why, once: %s", s.log)
			}
		})
	}
}

// What fails outside of a question is reported by 500 and the request id, and the
// cause goes to the log.
func TestPanicOutsideOfAQuestion(t *testing.T) {
	s := newServer(t, bundled, func(c *httpd.Config) { c.Store = panicking{} })
	a := s.send(t, "GET", "/readyz", "")
	if a.Status != 500 || strings.Contains(a.Text, "hunter2") || !strings.Contains(a.Text, a.Header.Get("X-Request-Id")) {
		t.Errorf("%d %s", a.Status, a.Text)
	}
	if !strings.Contains(s.log.String(), secret) || !strings.Contains(s.log.String(), "watch_test.go") {
		t.Errorf("the log does not say where: %s", s.log)
	}
}

// panicking is never ready.
type panicking struct{}

func (panicking) Ready(context.Context) error { panic(secret) }

// Requests are counted by route and status, answers by code; nothing that a client
// makes up becomes a label.
func TestMetrics(t *testing.T) {
	s := newServer(t, bundled, nil)
	s.ask(t, `{cities{nodes{id}}}`, nil)
	s.ask(t, `{cities{`, nil)
	s.send(t, "GET", "/nowhere/made-up", "")
	s.send(t, "BREW", "/graphql", "")
	text := s.send(t, "GET", "/metrics", "").Text
	for _, line := range []string{
		`twingraph_http_requests_total{method="POST",route="/graphql",status="200"} 2`,
		`twingraph_http_requests_total{method="GET",route="/",status="404"} 1`,
		`twingraph_http_requests_total{method="other",route="/graphql",status="405"} 1`,
		`twingraph_graphql_answers_total{code="OK"} 1`,
		`twingraph_graphql_answers_total{code="BAD_USER_INPUT"} 2`,
		`twingraph_http_request_duration_seconds_count{route="/graphql"} 3`,
		`twingraph_graphql_cost_count 1`,
		`twingraph_http_requests_in_flight 1`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("the metrics lack %s", line)
		}
	}
	for _, never := range []string{"made-up", "BREW"} {
		if strings.Contains(text, never) {
			t.Errorf("the metrics hold %q", never)
		}
	}
}

// Each question has one line in the log, with its id, operation and cost, but
// neither its text nor its variables.
func TestLog(t *testing.T) {
	s := newServer(t, bundled, nil)
	body := `{"query":"query Mine($n:String!){search(query:$n,first:10){nodes{name}}}","variables":{"n":"whom I look for"}}`
	a := s.send(t, "POST", "/graphql", body, "Content-Type", asJSON, "X-Request-Id", "my-request.01")
	if a.Header.Get("X-Request-Id") != "my-request.01" {
		t.Errorf("the id was not taken over: %v", a.Header)
	}
	var line struct {
		Msg, ID, Method, Path, Operation string
		Status, Cost                     int
	}
	if err := json.Unmarshal([]byte(s.log.String()), &line); err != nil {
		t.Fatalf("want one line: %v: %s", err, s.log)
	}
	if line.ID != "my-request.01" || line.Method != "POST" || line.Path != "/graphql" || line.Status != 200 || line.Operation != "Mine" || line.Cost != 12 {
		t.Errorf("%s", s.log)
	}
	if strings.Contains(s.log.String(), "look for") || strings.Contains(s.log.String(), "search") {
		t.Errorf("the log shows what was asked: %s", s.log)
	}
	t.Run("an id that is not well formed is replaced", func(t *testing.T) {
		for _, id := range []string{"short", "has a space in it", strings.Repeat("x", 65)} {
			if got := s.send(t, "GET", "/healthz", "", "X-Request-Id", id).Header.Get("X-Request-Id"); got == id || len(got) != 16 {
				t.Errorf("%q became %q", id, got)
			}
		}
	})
}
