package httpd_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/registry"
)

// No token is in a log, an error, a header or a metric, whatever was done with it.
func TestNoTokenIsShown(t *testing.T) {
	s, tokens := newGuarded(t, nil)
	fine, revoked := token(t, tokens, graph.Steward, graph.TierRestricted), token(t, tokens, graph.Editor, graph.TierPublic)
	if _, err := tokens.Revoke(t.Context(), "of editor", "test"); err != nil {
		t.Fatal(err)
	}
	jwt := "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJvbGdhIn0.c2lnbmF0dXJlb2Zub2JvZHk"
	var shown strings.Builder
	for _, secret := range []string{fine, revoked, fine[:50], fine + "A", jwt, strings.Repeat("secret", 2000)} {
		for _, scheme := range []string{"Bearer ", "Basic ", ""} {
			for _, q := range []string{whoAmI, `{"query":"{tokens{id name}}"}`, `{"query":"{city(id:\"atlantis\"){name}}"}`, `{"query":"{nothing"}`, `[]`, `{"query":"mutation{revokeToken(token:\"nobody\"){tokens{id}}}"}`} {
				a := s.send(t, "POST", "/graphql", q, "Content-Type", asJSON, "Authorization", scheme+secret)
				fmt.Fprintln(&shown, a.Header, a.Text)
			}
			for _, address := range []string{asked(`{cities{totalCount}}`), "/export/links.csv?asOf=never", "/export/cities.csv?asOf=2022-01-01", "/export/no", "/nothing", "/readyz", "/auth.json"} {
				a := s.send(t, "GET", address, "", "Authorization", scheme+secret)
				fmt.Fprintln(&shown, a.Header, a.Text)
			}
		}
	}
	shown.WriteString(s.send(t, "GET", "/metrics", "").Text)
	shown.WriteString(s.log.String())
	if !strings.Contains(shown.String(), "twingraph_http_requests_total") || !strings.Contains(shown.String(), `"status":401`) {
		t.Fatal("there is nothing to look at")
	}
	for _, secret := range []string{fine[12:44], revoked[12:44], "c2lnbmF0dXJl", "secretsecret"} {
		if at := strings.Index(shown.String(), secret); at >= 0 {
			t.Errorf("%s is shown: …%.300s", secret, shown.String()[max(0, at-200):])
		}
	}
}

// A page of another site cannot have a visitor's browser change anything: what it can send
// without being asked first is no JSON, and nothing but the Authorization header says who
// somebody is.
func TestNobodyIsAskedFor(t *testing.T) {
	s, tokens := newGuarded(t, func(c *httpd.Config) {
		c.AllowedOrigins = []string{"https://example.org"}
		c.Atlas.RecordTo(registry.New(bundled, time.Now))
	})
	text := token(t, tokens, graph.Steward, graph.TierRestricted)
	const mutation = `mutation{issueToken(name:"mallory",role:STEWARD){secret}}`
	body := fmt.Sprintf(`{"query":%q}`, mutation)
	for _, c := range []struct {
		name, method, address, body, media string
		status                             int
	}{
		{"text", "POST", "/graphql", body, "text/plain", 415},
		{"text that says it is JSON", "POST", "/graphql", body, "text/plain; application/json", 415},
		{"a form", "POST", "/graphql", url.Values{"query": {mutation}}.Encode(), "application/x-www-form-urlencoded", 415},
		{"a form of parts", "POST", "/graphql", "--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n" + body + "\r\n--x--\r\n", "multipart/form-data; boundary=x", 415},
		{"no media type", "POST", "/graphql", body, "", 415},
		{"by GET", "GET", asked(mutation), "", "", 405},
		{"by GET with a body", "GET", asked(mutation), body, asJSON, 405},
		{"by HEAD", "HEAD", asked(mutation), "", "", 405},
		{"by POST in the address", "POST", asked(mutation), "", "", 415},
	} {
		t.Run(c.name, func(t *testing.T) {
			// Even with a token, which such a page has not.
			a := s.send(t, c.method, c.address, c.body, "Content-Type", c.media, "Authorization", "Bearer "+text, "Origin", "https://mallory.example.org")
			if a.Status != c.status || a.Data != nil || a.Header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%d %v %s", a.Status, a.Header, a.Text)
			}
		})
	}
	if list, err := tokens.List(t.Context()); err != nil || len(list) != 1 {
		t.Fatalf("something was issued: %v, %v", list, err)
	}
	t.Run("what is not GraphQL", func(t *testing.T) {
		for _, media := range []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/zip", ""} {
			a := s.send(t, "POST", "/import?note=n", "id,name\nx,X\n", "Content-Type", media, "Origin", "https://mallory.example.org", "Cookie", "Authorization=Bearer "+text)
			if a.Status != 401 || a.Header.Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("/import as %q: %d %v %s", media, a.Status, a.Header, a.Text)
			}
		}
		if a := s.send(t, "GET", "/backup", "", "Origin", "https://mallory.example.org", "Cookie", "Authorization=Bearer "+text); a.Status != 401 || a.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("/backup: %d %v", a.Status, a.Header)
		}
	})
	t.Run("a cookie says nothing, and none is set", func(t *testing.T) {
		for _, cookie := range []string{"Authorization=Bearer " + text, "token=" + text, "session=" + text} {
			a := s.send(t, "POST", "/graphql", whoAmI, "Content-Type", asJSON, "Cookie", cookie)
			if !strings.Contains(a.Text, `"ANONYMOUS"`) || len(a.Header.Values("Set-Cookie")) > 0 {
				t.Errorf("%v %s", a.Header, a.Text)
			}
		}
		a := s.send(t, "POST", "/graphql", whoAmI, bearer(text)...)
		if !strings.Contains(a.Text, `"STEWARD"`) || len(a.Header.Values("Set-Cookie")) > 0 {
			t.Errorf("%v %s", a.Header, a.Text)
		}
	})
	t.Run("nor does the address or the body", func(t *testing.T) {
		a := s.send(t, "GET", asked(`{viewer{role}}`)+"&access_token="+text, "")
		b := s.send(t, "POST", "/graphql", `{"query":"{viewer{role}}","access_token":"`+text+`","extensions":{"Authorization":"Bearer `+text+`"}}`, "Content-Type", asJSON)
		if !strings.Contains(a.Text, `"ANONYMOUS"`) || !strings.Contains(b.Text, `"ANONYMOUS"`) {
			t.Errorf("%s %s", a.Text, b.Text)
		}
	})
	t.Run("pages of allowed sites may show a token", func(t *testing.T) {
		a := s.send(t, "OPTIONS", "/graphql", "", "Origin", "https://example.org", "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type")
		if !strings.Contains(strings.ToLower(a.Header.Get("Access-Control-Allow-Headers")), "authorization") || a.Header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%d %v", a.Status, a.Header)
		}
		if a := s.send(t, "OPTIONS", "/graphql", "", "Origin", "https://mallory.example.org", "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "authorization,content-type"); a.Header.Get("Access-Control-Allow-Headers") != "" {
			t.Errorf("%d %v", a.Status, a.Header)
		}
		a = s.send(t, "POST", "/graphql", whoAmI, bearer(text+"x", "Origin", "https://example.org")...)
		if a.Status != 401 || a.Header.Get("Access-Control-Allow-Origin") != "https://example.org" || !strings.Contains(strings.ToLower(a.Header.Get("Access-Control-Expose-Headers")), "www-authenticate") {
			t.Errorf("pages cannot read why: %d %v", a.Status, a.Header)
		}
	})
}

// named sends a question under the name of a host.
func (s server) named(t *testing.T, address, host string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Body.Close()
	text, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.StatusCode, string(text)
}

// A name that somebody else made lead here is not answered.
func TestNames(t *testing.T) {
	plain := newServer(t, bundled, nil)
	known := newServer(t, bundled, func(c *httpd.Config) {
		c.Site, c.Hosts = "https://Twins.example.org:8443/atlas", []string{"twingraph", "twins.intern"}
	})
	any := newServer(t, bundled, func(c *httpd.Config) { c.Hosts = []string{httpd.AnyHost} })
	question := asked(`{__typename}`)
	for _, c := range []struct {
		server server
		host   string
		status int
	}{
		{plain, "localhost", 200}, {plain, "localhost:8080", 200}, {plain, "LOCALHOST.:80", 200}, {plain, "app.localhost", 200},
		{plain, "127.0.0.1", 200}, {plain, "127.0.0.1:8080", 200}, {plain, "127.8.9.10", 200}, {plain, "[::1]:8080", 200}, {plain, "[::1]", 200},
		{plain, "192.168.1.5:8080", 200}, // a browser names an address only when it was asked to
		{plain, "evil.example.org", 421}, {plain, "evil.example.org:8080", 421}, {plain, "localhost.evil.example.org", 421}, {plain, "127.0.0.1.nip.io", 421},
		{plain, "notlocalhost", 421}, {plain, "twingraph", 421}, {plain, "127.1", 421}, {plain, "0x7f.1", 421},
		{known, "twins.example.org", 200}, {known, "TWINS.example.org:8443", 200}, {known, "twins.example.org.", 200}, {known, "twingraph:8080", 200}, {known, "twins.intern", 200}, {known, "localhost", 200},
		{known, "example.org", 421}, {known, "x.twins.example.org", 421},
		{any, "evil.example.org", 200},
	} {
		if status, body := c.server.named(t, question, c.host); status != c.status || status == 421 && (!strings.Contains(body, "--host") || !strings.Contains(body, "TWINGRAPH_HOSTS")) {
			t.Errorf("%s: %d %s, want %d", c.host, status, body, c.status)
		}
	}
	for address, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/": 421, "/metrics": 421, "/export/cities.csv": 421, "/auth.json": 421, "/schema.graphql": 421, "/nothing": 421} {
		if status, _ := plain.named(t, address, "evil.example.org"); status != want {
			t.Errorf("%s: %d, want %d", address, status, want)
		}
	}
	for _, host := range []string{"", ".", "a b", "https://a.org", "a.org/x", "a.org:80", "ł.org", "a*.org"} {
		if httpd.CheckHost(host) == nil {
			t.Errorf("%q is taken for a name", host)
		}
	}
	if err := httpd.CheckHost("twins-1.example.org"); err != nil {
		t.Error(err)
	}
}

// Pages are shown where people sign in, and may ask there.
func TestWhereToSignIn(t *testing.T) {
	if a := newServer(t, bundled, nil).send(t, "GET", "/auth.json", ""); a.Status != 200 || strings.TrimSpace(a.Text) != `{}` {
		t.Errorf("%d %s", a.Status, a.Text)
	}
	s := newServer(t, bundled, func(c *httpd.Config) {
		c.Pages = build()
		c.SignIn = &httpd.SignIn{Issuer: "https://login.example.org/x", ClientID: "twingraph", Origins: func() []string { return []string{"https://login.example.org", "https://tokens.example.org"} }}
	})
	if a := s.send(t, "GET", "/auth.json", ""); a.Status != 200 || strings.TrimSpace(a.Text) != `{"clientId":"twingraph","issuer":"https://login.example.org/x"}` || a.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("%d %v %s", a.Status, a.Header, a.Text)
	}
	if policy := s.send(t, "GET", "/", "").Header.Get("Content-Security-Policy"); !strings.Contains(policy, "connect-src 'self' https://login.example.org https://tokens.example.org;") {
		t.Errorf("%s", policy)
	}
	if a := s.send(t, "POST", "/auth.json", "{}"); a.Status != 405 {
		t.Errorf("%d", a.Status)
	}
}
