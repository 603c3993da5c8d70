package httpd_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"twingraph/graph"
)

const (
	asJSON     = "application/json"
	asResponse = "application/graphql-response+json"
)

// The ways of asking by HTTP, right and wrong.
func TestRequests(t *testing.T) {
	s := newServer(t, bundled, nil)
	const fine = `{"query":"{__typename}"}`
	get := func(parameters ...string) string {
		v := url.Values{}
		for i := 0; i < len(parameters); i += 2 {
			v.Set(parameters[i], parameters[i+1])
		}
		return "/graphql?" + v.Encode()
	}
	for _, c := range []struct {
		name    string
		method  string
		address string
		body    string
		headers []string
		status  int
		media   string
		code    graph.Code
	}{
		{"post", "POST", "/graphql", fine, []string{"Content-Type", asJSON}, 200, asJSON, ""},
		{"post in UTF-8", "POST", "/graphql", fine, []string{"Content-Type", `Application/JSON; charset="UTF-8"`}, 200, asJSON, ""},
		{"post in another encoding", "POST", "/graphql", fine, []string{"Content-Type", asJSON + "; charset=latin1"}, 415, asJSON, graph.BadUserInput},
		{"post without a type", "POST", "/graphql", fine, nil, 415, asJSON, graph.BadUserInput},
		{"post as a form", "POST", "/graphql", "query={__typename}", []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, asJSON, graph.BadUserInput},
		{"post as a form with files", "POST", "/graphql", fine, []string{"Content-Type", "multipart/form-data; boundary=x"}, 415, asJSON, graph.BadUserInput},
		{"post as text", "POST", "/graphql", fine, []string{"Content-Type", "text/plain"}, 415, asJSON, graph.BadUserInput},
		{"post compressed", "POST", "/graphql", fine, []string{"Content-Type", asJSON, "Content-Encoding", "gzip"}, 415, asJSON, graph.BadUserInput},
		{"post nothing", "POST", "/graphql", "", []string{"Content-Type", asJSON}, 400, asJSON, graph.BadUserInput},
		{"post null", "POST", "/graphql", "null", []string{"Content-Type", asJSON}, 400, asJSON, graph.BadUserInput},
		{"post a list", "POST", "/graphql", "[" + fine + "]", []string{"Content-Type", asJSON}, 400, asJSON, graph.BadUserInput},
		{"post two objects", "POST", "/graphql", fine + fine, []string{"Content-Type", asJSON}, 400, asJSON, graph.BadUserInput},
		{"post half an object", "POST", "/graphql", `{"query":"{__ty`, []string{"Content-Type", asJSON}, 400, asJSON, graph.BadUserInput},
		{"post what is not UTF-8", "POST", "/graphql", "{\"query\":\"{__typename}#\xff\"}", []string{"Content-Type", asJSON}, 400, asJSON, graph.BadUserInput},
		{"post names in other letters", "POST", "/graphql", `{"Query":"{__typename}"}`, []string{"Content-Type", asJSON}, 400, asJSON, graph.BadUserInput},
		{"post an empty question", "POST", "/graphql", `{"query":""}`, []string{"Content-Type", asJSON}, 400, asJSON, graph.BadUserInput},
		{"post what is not known", "POST", "/graphql", `{"query":"{__typename}","id":7}`, []string{"Content-Type", asJSON}, 200, asJSON, ""},
		{"get", "GET", get("query", "{__typename}"), "", nil, 200, asJSON, ""},
		{"get with all parameters", "GET", get("query", "query A($n:String!){__type(name:$n){name}}", "operationName", "A", "variables", `{"n":"City"}`, "extensions", "{}"), "", nil, 200, asJSON, ""},
		{"get without a question", "GET", "/graphql", "", nil, 400, asJSON, graph.BadUserInput},
		{"get with variables that are no JSON", "GET", get("query", "{__typename}", "variables", "{"), "", nil, 400, asJSON, graph.BadUserInput},
		{"get with variables that are no object", "GET", get("query", "{__typename}", "variables", "[1]"), "", nil, 400, asJSON, graph.BadUserInput},
		{"get what is not well formed", "GET", "/graphql?query=%zz", "", nil, 400, asJSON, graph.BadUserInput},
		{"get a mutation", "GET", get("query", "mutation{__typename}"), "", []string{"Accept", asResponse}, 405, asResponse, graph.BadUserInput},
		{"head", "HEAD", get("query", "{__typename}"), "", nil, 200, asJSON, ""},
		{"put", "PUT", "/graphql", fine, []string{"Content-Type", asJSON}, 405, asJSON, graph.BadUserInput},
		{"delete", "DELETE", "/graphql", "", nil, 405, asJSON, graph.BadUserInput},
		{"accept the media type of GraphQL", "GET", get("query", "{__typename}"), "", []string{"Accept", asResponse}, 200, asResponse, ""},
		{"accept both", "GET", get("query", "{__typename}"), "", []string{"Accept", asResponse + ", " + asJSON + ";q=0.9"}, 200, asResponse, ""},
		{"accept both, JSON rather", "GET", get("query", "{__typename}"), "", []string{"Accept", asResponse + ";q=0.5, " + asJSON}, 200, asJSON, ""},
		{"accept what browsers accept", "GET", get("query", "{__typename}"), "", []string{"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}, 200, asJSON, ""},
		{"accept anything but JSON", "GET", get("query", "{__typename}"), "", []string{"Accept", "*/*, application/json;q=0"}, 200, asResponse, ""},
		{"accept any application type", "GET", get("query", "{__typename}"), "", []string{"Accept", "application/*"}, 200, asJSON, ""},
		{"accept pages only", "GET", get("query", "{__typename}"), "", []string{"Accept", "text/html"}, 406, asJSON, graph.BadUserInput},
		{"accept another encoding only", "GET", get("query", "{__typename}"), "", []string{"Accept", asJSON + ";charset=latin1"}, 406, asJSON, graph.BadUserInput},
		{"accept nothing", "GET", get("query", "{__typename}"), "", []string{"Accept", "*/*;q=0"}, 406, asJSON, graph.BadUserInput},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := s.send(t, c.method, c.address, c.body, c.headers...)
			if a.Status != c.status || a.Header.Get("Content-Type") != c.media+"; charset=utf-8" || a.code() != c.code {
				t.Errorf("status %d, %s, code %q; want %d, %s, %q: %s", a.Status, a.Header.Get("Content-Type"), a.code(), c.status, c.media, c.code, a.Text)
			}
			if c.code != "" && a.Data != nil {
				t.Errorf("there must be no data: %s", a.Text)
			}
			if c.status == 405 && a.Header.Get("Allow") == "" {
				t.Error("405 has to say which methods there are")
			}
		})
	}
}

// Without data the status says why, in the media type that is made for it.
func TestStatusSaysWhy(t *testing.T) {
	begun := make(chan struct{}, 1)
	s := newServer(t, hanging(bundled, begun), nil)
	for query, want := range map[string]int{`{__typename}`: 200, `{`: 400, `{nothing}`: 400, `{cities(asOf:"soon"){totalCount}}`: 200, `{cities(first:500){nodes{links(first:500){nodes{id}}}}}`: 400} {
		v := url.Values{"query": {query}}
		if a := s.send(t, "GET", "/graphql?"+v.Encode(), "", "Accept", asResponse); a.Status != want {
			t.Errorf("%s: status %d, want %d", query, a.Status, want)
		}
	}
}

// Long answers are compressed for those who accept it, and the same all the same.
func TestCompression(t *testing.T) {
	s := newServer(t, bundled, nil)
	address := "/graphql?query=" + url.QueryEscape(`{cities(first:100){nodes{name}}}`)
	plain := s.send(t, "GET", address, "")
	small := s.send(t, "GET", address, "", "Accept-Encoding", "br, gzip;q=0.5")
	if plain.Header.Get("Content-Encoding") != "" || small.Header.Get("Content-Encoding") != "gzip" || len(small.Text) >= len(plain.Text) {
		t.Fatalf("plain %d bytes, compressed %d bytes as %q", len(plain.Text), len(small.Text), small.Header.Get("Content-Encoding"))
	}
	r, err := gzip.NewReader(strings.NewReader(small.Text))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(text, []byte(plain.Text)) {
		t.Errorf("the compressed answer differs (%v)", err)
	}
	for _, refused := range []string{"gzip;q=0", "br", "identity"} {
		if a := s.send(t, "GET", address, "", "Accept-Encoding", refused); a.Header.Get("Content-Encoding") != "" {
			t.Errorf("compressed for %q", refused)
		}
	}
	for _, name := range []string{"Accept", "Accept-Encoding"} {
		if !strings.Contains(strings.Join(plain.Header.Values("Vary"), ","), name) {
			t.Errorf("Vary lacks %s: %v", name, plain.Header.Values("Vary"))
		}
	}
}

// A request that ends before its body does is a bad request.
func TestBodyThatEnds(t *testing.T) {
	s := newServer(t, bundled, nil)
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.URL+"/graphql", io.MultiReader(strings.NewReader(`{"query":`), strings.NewReader("")))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", asJSON)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusBadRequest {
		t.Errorf("status %d", response.StatusCode)
	}
}
