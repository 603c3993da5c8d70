package httpd_test

import (
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"twingraph/cmd/internal/httpd"
)

// build is what a build of the pages leaves.
func build() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"index.html":          file("<!doctype html><title>start</title>"),
		"graphiql.html":       file("<!doctype html><title>editor</title>"),
		"favicon.svg":         file("<svg/>"),
		"licenses.md":         file("# licences"),
		"assets/main-4f2a.js": file("let a = " + strings.Repeat("1+", 2000) + "1"),
		"assets/main-9c.css":  file("body{}"),
		"assets/i-77.woff2":   file("font"),
		".vite/manifest.json": file("{}"),
		".gitkeep":            file(""),
	}
}

// addresses are those at which index.html is shown.
func addresses() []string { return []string{"/", "/about", "/city/$id", "/table/$list"} }

// The pages are served at exact addresses, with types, a policy and caching.
func TestPages(t *testing.T) {
	s := newServer(t, bundled, func(c *httpd.Config) { c.Pages, c.Addresses = build(), addresses() })
	for _, c := range []struct {
		address, contentType, cache, holds string
		status                             int
	}{
		{"/", "text/html; charset=utf-8", "no-cache", "start", 200},
		{"/graphiql", "text/html; charset=utf-8", "no-cache", "editor", 200},
		{"/graphiql?example=x", "text/html; charset=utf-8", "no-cache", "editor", 200},
		{"/about", "text/html; charset=utf-8", "no-cache", "start", 200},
		{"/city/chicago-il-us?asOf=2021-12-31", "text/html; charset=utf-8", "no-cache", "start", 200},
		{"/city/%C5%81%C3%B3d%C5%BA", "text/html; charset=utf-8", "no-cache", "start", 200},
		{"/city", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/city/", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/city/chicago-il-us/links", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/about/us", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/table/x.js/", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/favicon.svg", "image/svg+xml", "no-cache", "svg", 200},
		{"/licenses.md", "text/plain; charset=utf-8", "no-cache", "licences", 200},
		{"/assets/main-4f2a.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "let a", 200},
		{"/assets/main-9c.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable", "body", 200},
		{"/assets/i-77.woff2", "font/woff2", "public, max-age=31536000, immutable", "font", 200},
		{"/schema.graphql", "text/plain; charset=utf-8", "no-cache", "type TwinningLink implements Node & Record {\n  \"\"\"\n  The global id: opaque, unique over all types; `node` takes it.\n  \"\"\"\n  id: ID!\n", 200},
		{"/index.html", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/assets/", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/.vite/manifest.json", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/.gitkeep", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/nowhere", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/graphql/", "text/plain; charset=utf-8", "", "nothing at this address", 404},
		{"/assets/..%2f..%2fgo.mod", "text/plain; charset=utf-8", "", "nothing at this address", 404},
	} {
		t.Run(c.address, func(t *testing.T) {
			a := s.send(t, "GET", c.address, "")
			if a.Status != c.status || a.Header.Get("Content-Type") != c.contentType || a.Header.Get("Cache-Control") != c.cache || !strings.Contains(a.Text, c.holds) {
				t.Errorf("status %d, %v: %.200s", a.Status, a.Header, a.Text)
			}
			if c.status != 200 {
				return
			}
			tag := a.Header.Get("ETag")
			if again := s.send(t, "GET", c.address, "", "If-None-Match", tag); tag == "" || again.Status != 304 || again.Text != "" {
				t.Errorf("asked again with %s: status %d", tag, again.Status)
			}
			if head := s.send(t, "HEAD", c.address, ""); head.Status != 200 || head.Text != "" || head.Header.Get("ETag") != tag {
				t.Errorf("HEAD: status %d, %q", head.Status, head.Text)
			}
		})
	}
	t.Run("long files are compressed", func(t *testing.T) {
		a := s.send(t, "GET", "/assets/main-4f2a.js", "", "Accept-Encoding", "gzip")
		if a.Header.Get("Content-Encoding") != "gzip" || len(a.Text) > 500 {
			t.Errorf("%d bytes, %v", len(a.Text), a.Header)
		}
	})
	t.Run("pages are only read", func(t *testing.T) {
		for _, address := range []string{"/", "/graphiql", "/schema.graphql", "/healthz", "/nowhere"} {
			if a := s.send(t, "POST", address, ""); a.Status != 405 || a.Header.Get("Allow") != "GET, HEAD" {
				t.Errorf("POST %s: status %d", address, a.Status)
			}
		}
	})
	t.Run("a file of an unknown type is reported", func(t *testing.T) {
		files := build()
		files["assets/a.exe"] = &fstest.MapFile{}
		if _, err := newHandler(bundled, io.Discard, func(c *httpd.Config) { c.Pages = files }); err == nil || !strings.Contains(err.Error(), "assets/a.exe") {
			t.Errorf("%v", err)
		}
	})
}

// Before the pages are built their addresses say how to build them, and the rest
// is served all the same.
func TestPagesNotBuilt(t *testing.T) {
	s := newServer(t, bundled, func(c *httpd.Config) { c.Addresses = addresses() })
	for _, address := range []string{"/", "/graphiql", "/city/chicago-il-us"} {
		if a := s.send(t, "GET", address, ""); a.Status != 503 || !strings.Contains(a.Text, "not built") || a.Header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: %d %s", address, a.Status, a.Text)
		}
	}
	if a := s.send(t, "GET", "/assets/main.js", ""); a.Status != 404 {
		t.Errorf("a file: %d", a.Status)
	}
	if a := s.ask(t, `{__typename}`, nil); a.Status != 200 {
		t.Errorf("a question: %d", a.Status)
	}
}

// Pages load from this server only and cannot be framed; data loads nothing.
func TestSecurityHeaders(t *testing.T) {
	s := newServer(t, bundled, func(c *httpd.Config) { c.Pages = build() })
	for _, address := range []string{"/", "/graphiql", "/assets/main-4f2a.js"} {
		policy := s.send(t, "GET", address, "").Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'self'", "script-src 'self';", "style-src 'self' 'unsafe-inline'", "worker-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: the policy lacks %q: %s", address, part, policy)
			}
		}
	}
	for _, c := range []struct{ address, name, value string }{
		{"/", "", ""}, {"/graphql?query={__typename}", "", ""}, {"/nowhere", "", ""}, {"/healthz", "", ""}, {"/metrics", "", ""},
		{"/export/cities.csv", "", ""}, {"/export/nothing", "", ""}, {"/feed/status.atom", "", ""}, {"/schema.graphql", "", ""}, {"/auth.json", "", ""},
		{"/graphql?query={", "", ""}, {"/graphql?query={viewer{name}}", "Authorization", "Bearer nobody"}, {"/backup", "Authorization", "Bearer nobody"},
		{"/graphql?query=subscription{nothing}", "Accept", "text/event-stream"}, {"/graphql?query={__typename}", "Accept", "text/event-stream"},
		{"/graphql?query={__typename}", "Origin", "https://mallory.example.org"},
	} {
		address, headers := c.address, []string{}
		if c.name != "" {
			headers = []string{c.name, c.value}
		}
		h := s.send(t, "GET", address, "", headers...).Header
		if h.Get("Content-Security-Policy") == "" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("X-Frame-Options") != "DENY" || h.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %v", address, h)
		}
	}
	if policy := s.send(t, "GET", "/graphql?query={__typename}", "").Header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") {
		t.Errorf("data: %s", policy)
	}
}

// Other sites may read answers only when they are named.
func TestCORS(t *testing.T) {
	preflight := []string{"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type"}
	from := func(s server, method, origin string, headers ...string) answer {
		return s.send(t, method, "/graphql?query={__typename}", "", append([]string{"Origin", origin}, headers...)...)
	}
	t.Run("no site unless named", func(t *testing.T) {
		s := newServer(t, bundled, nil)
		for _, a := range []answer{from(s, "GET", "https://example.org"), from(s, "OPTIONS", "https://example.org", preflight...)} {
			if a.Header.Get("Access-Control-Allow-Origin") != "" || a.Status > 299 {
				t.Errorf("%d %v", a.Status, a.Header)
			}
		}
	})
	t.Run("the sites that are named", func(t *testing.T) {
		s := newServer(t, bundled, func(c *httpd.Config) { c.AllowedOrigins = []string{"https://example.org", "http://localhost:5173"} })
		for _, a := range []answer{
			from(s, "GET", "https://example.org"), from(s, "OPTIONS", "https://example.org", preflight...),
			s.send(t, "GET", "/schema.graphql", "", "Origin", "https://example.org"),
		} {
			if a.Header.Get("Access-Control-Allow-Origin") != "https://example.org" || a.Header.Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%d %v", a.Status, a.Header)
			}
		}
		if a := from(s, "OPTIONS", "https://example.org", preflight...); a.Header.Get("Access-Control-Allow-Methods") != "POST" || a.Status != 204 {
			t.Errorf("%d %v", a.Status, a.Header)
		}
		for _, origin := range []string{"https://example.org.evil.test", "https://evil.test", "null", "http://example.org"} {
			if a := from(s, "GET", origin); a.Header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s: %v", origin, a.Header)
			}
		}
		if a := s.send(t, "GET", "/metrics", "", "Origin", "https://example.org"); a.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("the metrics: %v", a.Header)
		}
	})
	t.Run("what an origin is", func(t *testing.T) {
		for origin, fine := range map[string]bool{
			"*": true, "https://example.org": true, "http://localhost:8080": true, "https://example.org/": false, "example.org": false,
			"": false, "ftp://example.org": false, "https://user@example.org": false, "https://*.example.org/x": false,
		} {
			if err := httpd.CheckOrigin(origin); (err == nil) != fine {
				t.Errorf("%q: %v", origin, err)
			}
		}
	})
	t.Run("OPTIONS without CORS says what there is", func(t *testing.T) {
		a := newServer(t, bundled, nil).send(t, "OPTIONS", "/graphql", "")
		if a.Status != 204 || a.Header.Get("Allow") != "GET, HEAD, POST, OPTIONS" {
			t.Errorf("%d %v", a.Status, a.Header)
		}
	})
}
