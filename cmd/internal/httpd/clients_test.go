package httpd_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
)

// hashed returns the extension of a question that is asked by its hash.
func hashed(question string) string {
	sum := sha256.Sum256([]byte(question))
	return fmt.Sprintf(`{"persistedQuery":{"version":1,"sha256Hash":%q}}`, hex.EncodeToString(sum[:]))
}

// A question is asked by its hash once its text has come with it; clients know from the code
// that they have to send it.
func TestPersistedQueries(t *testing.T) {
	s := newServer(t, bundled, nil)
	question := `query Q($first:Int!){cities(first:$first){nodes{slug}}}`
	post := func(body string, headers ...string) answer {
		return s.send(t, "POST", "/graphql", body, append([]string{"Content-Type", asJSON}, headers...)...)
	}
	byHash := "/graphql?" + url.Values{"extensions": {hashed(question)}, "variables": {`{"first":2}`}}.Encode()
	const notFound = graph.Code("PERSISTED_QUERY_NOT_FOUND")
	for _, c := range []struct {
		accept string
		status int
	}{{asJSON, 200}, {asResponse, 400}} {
		a := s.send(t, "GET", byHash, "", "Accept", c.accept)
		if a.Status != c.status || a.code() != notFound || a.Errors[0].Message != "PersistedQueryNotFound" || a.Data != nil || a.Header.Get("Cache-Control") != "no-store" || a.Header.Get("ETag") != "" {
			t.Errorf("a hash that is not known, %s: %d %v %s", c.accept, a.Status, a.Header, a.Text)
		}
	}
	text, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	sent := post(`{"query":` + string(text) + `,"variables":{"first":2},"extensions":` + hashed(question) + `}`)
	if sent.Status != 200 || len(sent.Errors) > 0 {
		t.Fatalf("with its text: %d %s", sent.Status, sent.Text)
	}
	got := s.send(t, "GET", byHash, "")
	if got.Status != 200 || got.Text != sent.Text || got.Header.Get("ETag") == "" {
		t.Errorf("by its hash: %d %s", got.Status, got.Text)
	}
	if again := s.send(t, "GET", byHash, "", "If-None-Match", got.Header.Get("ETag")); again.Status != 304 {
		t.Errorf("by its hash, again: %d", again.Status)
	}
	if a := post(`{"extensions":` + hashed(question) + `,"variables":{"first":2}}`); a.Text != sent.Text {
		t.Errorf("by POST: %s", a.Text)
	}
	for _, c := range []struct{ name, body string }{
		{"the hash of another text", `{"query":"{__typename}","extensions":` + hashed(question) + `}`},
		{"another version", `{"query":"{__typename}","extensions":{"persistedQuery":{"version":2,"sha256Hash":"x"}}}`},
		{"no object", `{"query":"{__typename}","extensions":{"persistedQuery":7}}`},
	} {
		if a := post(c.body); a.code() != graph.BadUserInput || a.Errors[0].Extensions.Argument != "extensions.persistedQuery" || !strings.Contains(a.Text, "SHA-256") {
			t.Errorf("%s: %d %s", c.name, a.Status, a.Text)
		}
	}
	t.Run("limits hold for kept texts", func(t *testing.T) {
		s := newServer(t, bundled, func(c *httpd.Config) { c.Limits.Tokens = 10 })
		long := "{" + strings.Repeat("__typename ", 20) + "}"
		s.send(t, "POST", "/graphql", `{"query":"`+long+`","extensions":`+hashed(long)+`}`, "Content-Type", asJSON)
		if a := s.send(t, "GET", "/graphql?"+url.Values{"extensions": {hashed(long)}}.Encode(), ""); a.code() != graph.LimitExceeded {
			t.Errorf("%d %s", a.Status, a.Text)
		}
	})
	t.Run("a text that is too long is not kept", func(t *testing.T) {
		long := "{__typename} #" + strings.Repeat("x", 20<<10)
		if a := post(`{"query":"` + long + `","extensions":` + hashed(long) + `}`); a.Status != 200 || len(a.Errors) > 0 {
			t.Errorf("%d %s", a.Status, a.Text)
		}
		if a := post(`{"extensions":` + hashed(long) + `}`); a.code() != notFound {
			t.Errorf("%d %s", a.Status, a.Text)
		}
	})
}

// The schema shows the directives that do something, and no other.
func TestDirectivesShown(t *testing.T) {
	s := newServer(t, bundled, nil)
	var shown struct {
		Schema struct{ Directives []struct{ Name string } } `json:"__schema"`
		Type   struct{ IsOneOf bool }                       `json:"__type"`
	}
	a := s.ask(t, `{__schema{directives{name}} __type(name:"CityFilter"){isOneOf}}`, nil)
	if err := json.Unmarshal(a.Data, &shown); err != nil {
		t.Fatalf("%v: %s", err, a.Text)
	}
	var names []string
	for _, d := range shown.Schema.Directives {
		names = append(names, d.Name)
	}
	if !slices.Equal(names, []string{"deprecated", "include", "oneOf", "skip", "specifiedBy"}) {
		t.Errorf("shown are %v", names)
	}
	if text := s.send(t, "GET", "/schema.graphql", ""); strings.Contains(text.Text, "@defer") {
		t.Error("/schema.graphql shows @defer")
	}
}

// Which of many errors are listed does not depend on which came first.
func TestManyErrorsAreTheSameEveryTime(t *testing.T) {
	s := newServer(t, bundled, nil)
	var fields, unknown strings.Builder
	for i := range 90 {
		fmt.Fprintf(&fields, `a%d:city(id:"atlantis-%d"){name} `, i, i)
		fmt.Fprintf(&unknown, "x%d ", i)
	}
	for _, question := range []string{"{" + fields.String() + "}", "{" + unknown.String() + "}"} {
		first := s.ask(t, question, nil)
		if len(first.Errors) != 51 || first.Errors[50].Message != "There are 40 more errors; only 50 are listed." {
			t.Fatalf("%d errors: %.300s", len(first.Errors), first.Text)
		}
		for range 20 {
			if again := s.ask(t, question, nil); again.Text != first.Text {
				t.Fatalf("the errors differ:\n%s\n%s", first.Text, again.Text)
			}
		}
	}
	a := s.ask(t, "{"+fields.String()+"}", nil)
	for i, e := range a.Errors[:50] {
		if want := fmt.Sprintf("[a%d]", i); fmt.Sprint(e.Path) != want {
			t.Fatalf("error %d is of %v, want %s", i, e.Path, want)
		}
	}
}

// Where the store is gone, the status says so in both media types, and when to ask again.
func TestStoreThatIsGone(t *testing.T) {
	gone := failing(bundled, graph.Errorf(graph.Unavailable, "Neo4j cannot be reached").Because(errors.New(secret)))
	s := newServer(t, gone, nil)
	for _, media := range []string{asJSON, asResponse} {
		for _, c := range []struct {
			question string
			status   int
		}{
			{`{cities{totalCount}}`, 503},
			{`{cities{totalCount} __typename}`, 503}, // data is null, because cities cannot be
			{`{__typename}`, 200},
		} {
			for _, method := range []string{"GET", "POST"} {
				address, body := asked(c.question), ""
				if method == "POST" {
					address, body = "/graphql", `{"query":"`+c.question+`"}`
				}
				a := s.send(t, method, address, body, "Accept", media, "Content-Type", asJSON)
				if a.Status != c.status || (a.Header.Get("Retry-After") != "") != (c.status == 503) || a.Header.Get("Content-Type") != media+"; charset=utf-8" {
					t.Errorf("%s %s as %s: %d %v %s", method, c.question, media, a.Status, a.Header, a.Text)
				}
			}
		}
	}
	down := newServer(t, down{bundled}, nil) // which cannot say where it stands
	if a := down.send(t, "GET", asked(`{city(id:"chicago-il-us"){name}}`), ""); a.Status != 200 || a.Header.Get("ETag") != "" {
		t.Errorf("without a tag: %d %v %s", a.Status, a.Header, a.Text)
	}
}

// A body that is too large is refused in words, also to a client that sends all of it before
// it reads.
func TestBodyThatIsTooLarge(t *testing.T) {
	s := newServer(t, bundled, nil)
	reader, writer := io.Pipe()
	sent := make(chan error, 1)
	go func() {
		_, err := io.WriteString(writer, `{"query":"{__typename}","variables":{"x":"`+strings.Repeat("x", 5<<20)+`"}}`)
		writer.CloseWithError(err)
		sent <- err
	}()
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.URL+"/graphql", reader)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", asJSON)
	response, err := s.carry.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var a answer
	if err := json.NewDecoder(response.Body).Decode(&a); err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != 413 || a.code() != graph.LimitExceeded || !strings.Contains(a.Errors[0].Message, "1048576 bytes") || !strings.Contains(a.Errors[0].Message, "several requests") {
		t.Errorf("%d %+v", response.StatusCode, a.Errors)
	}
	if err := <-sent; err != nil {
		t.Errorf("not all of the body was read: %v", err)
	}
}

// Pages of other sites may send the tags that they have, and read those of answers.
func TestTagsForOtherSites(t *testing.T) {
	s := newServer(t, bundled, func(c *httpd.Config) { c.AllowedOrigins = []string{"https://example.org"} })
	may := s.send(t, "OPTIONS", "/graphql", "", "Origin", "https://example.org",
		"Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
	if !strings.Contains(strings.ToLower(may.Header.Get("Access-Control-Allow-Headers")), "if-none-match") {
		t.Errorf("asked before: %d %v", may.Status, may.Header)
	}
	a := s.send(t, "GET", asked(`{__typename}`), "", "Origin", "https://example.org")
	exposed := a.Header.Get("Access-Control-Expose-Headers")
	if !strings.Contains(strings.ToLower(exposed), "etag") || !strings.Contains(strings.ToLower(exposed), "retry-after") || !slices.Contains(a.Header.Values("Vary"), "Origin") {
		t.Errorf("%v", a.Header)
	}
	if b := s.send(t, "GET", asked(`{__typename}`), "", "Origin", "https://example.org", "If-None-Match", a.Header.Get("ETag")); b.Status != 304 || b.Header.Get("Access-Control-Allow-Origin") != "https://example.org" || !slices.Contains(b.Header.Values("Vary"), "Origin") {
		t.Errorf("%d %v", b.Status, b.Header)
	}
}
