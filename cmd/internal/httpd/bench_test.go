package httpd_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"twingraph/cmd/internal/httpd"
)

// benched are the questions that are measured.
func benched() []struct{ name, query string } {
	return []struct{ name, query string }{
		{"smallest", `{__typename}`},
		{"one city with its links", `{city(id:"chicago-il-us"){name links{nodes{kind status{status since exact} cities{name country}}}}}`},
		{"a hundred cities with links, claims and sources", `{cities(first:100){nodes{name links{nodes{claims{sources{title url}}}}}}}`},
		{"five hundred names", `{cities(first:500){nodes{name country region population notes}}}`},
	}
}

// How long an answer takes that the client has already, beside the answer itself.
func BenchmarkKnownAnswer(b *testing.B) {
	handler, err := newHandler(bundled, io.Discard, func(c *httpd.Config) { c.Log = slog.New(slog.DiscardHandler) })
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range benched() {
		get := func(tag string) *httptest.ResponseRecorder {
			r := httptest.NewRequest(http.MethodGet, "http://localhost"+asked(c.query), nil)
			if tag != "" {
				r.Header.Set("If-None-Match", tag)
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			return w
		}
		tag := get("").Header().Get("ETag")
		b.Run(c.name+"/answered", func(b *testing.B) {
			for b.Loop() {
				if w := get(""); w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
		})
		b.Run(c.name+"/known", func(b *testing.B) {
			for b.Loop() {
				if w := get(tag); w.Code != http.StatusNotModified {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

// How long the real handler takes over the embedded store and the bundled dataset.
func BenchmarkQuestion(b *testing.B) {
	handler, err := newHandler(bundled, io.Discard, func(c *httpd.Config) { c.Log = slog.New(slog.DiscardHandler) })
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range benched() {
		b.Run(c.name, func(b *testing.B) {
			body, err := json.Marshal(map[string]string{"query": c.query})
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				r := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(string(body)))
				r.Header.Set("Content-Type", asJSON)
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK || strings.HasPrefix(w.Body.String(), `{"errors"`) {
					b.Fatalf("%d %.300s", w.Code, w.Body)
				}
			}
		})
	}
}

// How long an answer takes that was made before, as it is sent to most: compressed.
func BenchmarkKeptAnswer(b *testing.B) {
	for _, keeps := range []struct {
		name  string
		bytes int64
	}{{"anew", 0}, {"kept", httpd.DefaultAnswers}} {
		handler, err := newHandler(bundled, io.Discard, func(c *httpd.Config) {
			c.Log, c.Answers = slog.New(slog.DiscardHandler), keeps.bytes
		})
		if err != nil {
			b.Fatal(err)
		}
		for _, c := range benched() {
			body, err := json.Marshal(map[string]string{"query": c.query})
			if err != nil {
				b.Fatal(err)
			}
			b.Run(c.name+"/"+keeps.name, func(b *testing.B) {
				for b.Loop() {
					r := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(string(body)))
					r.Header.Set("Content-Type", asJSON)
					r.Header.Set("Accept-Encoding", "gzip")
					w := httptest.NewRecorder()
					if handler.ServeHTTP(w, r); w.Code != http.StatusOK {
						b.Fatalf("%d %.300s", w.Code, w.Body)
					}
				}
			})
		}
	}
}
