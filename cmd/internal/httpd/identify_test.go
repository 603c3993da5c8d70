package httpd_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/access"
	"twingraph/graph/atlas"
	"twingraph/graph/storetest"
)

// holders is Identity by tokens of the product alone.
type holders struct{ *access.Tokens }

func (h holders) Viewer(ctx context.Context, token string) (graph.Viewer, error) {
	return h.Verify(ctx, token)
}

// newGuarded starts a handler that knows tokens.
func newGuarded(t *testing.T, change func(*httpd.Config)) (server, *access.Tokens) {
	t.Helper()
	tokens := access.NewTokens(storetest.NewReference(), time.Now, rand.Reader)
	s := newServer(t, bundled, func(c *httpd.Config) {
		c.Atlas = atlas.New(bundled, time.Now).WithTokens(tokens)
		c.Identity = holders{tokens}
		if change != nil {
			change(c)
		}
	})
	return s, tokens
}

// token issues a token.
func token(t *testing.T, tokens *access.Tokens, role graph.Role, tier graph.Tier) string {
	t.Helper()
	_, text, err := tokens.Issue(t.Context(), access.Wanted{Name: "of " + strings.ToLower(string(role)), Role: role, Tier: tier}, "test")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// bearer returns the headers of a question by POST with a token.
func bearer(token string, more ...string) []string {
	return append([]string{"Content-Type", asJSON, "Authorization", "Bearer " + token}, more...)
}

const whoAmI = `{"query":"{viewer{name role tier expiresAt permissions}}"}`

// Who is asking is known by the token; what they may do follows from the role.
func TestViewer(t *testing.T) {
	s, tokens := newGuarded(t, nil)
	if a := s.send(t, "POST", "/graphql", whoAmI, "Content-Type", asJSON); a.Status != 200 || string(a.Data) != `{"viewer":{"name":null,"role":"ANONYMOUS","tier":"PUBLIC","expiresAt":null,"permissions":[]}}` {
		t.Errorf("%d %s", a.Status, a.Text)
	}
	for role, permissions := range map[graph.Role]string{
		graph.RoleReader: `[]`, graph.Contributor: `["PROPOSE"]`, graph.Editor: `["PROPOSE","RECORD","REVIEW"]`,
		graph.Steward: `["PROPOSE","RECORD","REVIEW","UNDO_ANY","ERASE","HAND_TOKENS","BACK_UP"]`,
	} {
		for _, tier := range graph.Tiers() {
			text := token(t, tokens, role, tier)
			want := fmt.Sprintf(`{"viewer":{"name":"of %s","role":"%s","tier":"%s","expiresAt":null,"permissions":%s}}`, strings.ToLower(string(role)), role, tier, permissions)
			for _, scheme := range []string{"Bearer ", "bearer ", "BEARER  "} {
				a := s.send(t, "POST", "/graphql", whoAmI, "Content-Type", asJSON, "Authorization", scheme+text)
				if a.Status != 200 || string(a.Data) != want || !strings.Contains(a.Header.Get("Cache-Control"), "private") || !slices.Contains(a.Header.Values("Vary"), "Authorization") {
					t.Errorf("%d %v %s, want %s", a.Status, a.Header, a.Text, want)
				}
			}
		}
	}
}

// A token that does not hold is 401, by the book, in both media types, for questions and for
// files. It is never answered as if it were not there.
func TestTokensThatDoNotHold(t *testing.T) {
	s, tokens := newGuarded(t, nil)
	revoked := token(t, tokens, graph.Steward, graph.TierRestricted)
	if _, err := tokens.Revoke(t.Context(), "of steward", "test"); err != nil {
		t.Fatal(err)
	}
	fine := token(t, tokens, graph.Editor, graph.TierPublic)
	until := time.Now().Add(time.Hour)
	past := access.NewTokens(storetest.NewReference(), func() time.Time { return until.Add(-48 * time.Hour) }, rand.Reader)
	_, unknown, err := past.Issue(t.Context(), access.Wanted{Name: "x", Role: graph.Steward, Tier: graph.TierRestricted, ExpiresAt: &until}, "x")
	if err != nil {
		t.Fatal(err)
	}
	for name, header := range map[string]string{
		"revoked": "Bearer " + revoked, "of another server": "Bearer " + unknown, "malformed": "Bearer " + fine[:40], "nothing": "Bearer", "a space": "Bearer  ", "empty": " ",
		"another scheme": "Basic b2xnYTpodW50ZXIy", "no scheme": fine, "two tokens": "Bearer " + fine + ", Bearer " + fine, "signs that no token has": "Bearer " + fine + "\"{}", "letters of elsewhere": "Bearer " + fine + "ł",
		"oversized": "Bearer " + strings.Repeat("A", 8<<10), "a JSON web token, where no provider is known": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
	} {
		t.Run(name, func(t *testing.T) {
			for _, media := range []string{asJSON, asResponse} {
				a := s.send(t, "POST", "/graphql", whoAmI, "Content-Type", asJSON, "Accept", media, "Authorization", header)
				if a.Status != 401 || a.code() != graph.Unauthenticated || a.Data != nil || a.Header.Get("Content-Type") != media+"; charset=utf-8" {
					t.Fatalf("%d %v %s", a.Status, a.Header, a.Text)
				}
				if challenge := a.Header.Get("WWW-Authenticate"); !strings.HasPrefix(challenge, `Bearer realm="twingraph", error="invalid_token", error_description="`) || !strings.HasSuffix(challenge, `"`) || strings.Count(challenge, `"`) != 6 {
					t.Errorf("%s", challenge)
				}
				if a.Header.Get("Cache-Control") != "no-store" || !slices.Contains(a.Header.Values("Vary"), "Authorization") {
					t.Errorf("%v", a.Header)
				}
			}
			for _, address := range []string{asked(`{__typename}`), "/export/cities.csv", "/export/nothing"} {
				if a := s.send(t, "GET", address, "", "Authorization", header); a.Status != 401 || a.code() != graph.Unauthenticated || a.Header.Get("WWW-Authenticate") == "" {
					t.Errorf("%s: %d %s", address, a.Status, a.Text)
				}
			}
		})
	}
	t.Run("two headers", func(t *testing.T) {
		r, err := http.NewRequestWithContext(t.Context(), "GET", s.URL+asked(`{__typename}`), nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header["Authorization"] = []string{"Bearer " + fine, "Bearer " + fine}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if response.StatusCode != 401 {
			t.Errorf("%d", response.StatusCode)
		}
	})
	t.Run("a header that no server reads", func(t *testing.T) {
		if a := s.send(t, "POST", "/graphql", whoAmI, bearer(strings.Repeat("A", 2<<20))...); a.Status != 431 {
			t.Errorf("%d", a.Status)
		}
	})
	t.Run("pages and health need none", func(t *testing.T) {
		for _, address := range []string{"/healthz", "/readyz", "/schema.graphql", "/auth.json"} {
			if a := s.send(t, "GET", address, "", "Authorization", "Bearer "+revoked); a.Status != 200 {
				t.Errorf("%s: %d", address, a.Status)
			}
		}
	})
	t.Run("where no token is known", func(t *testing.T) {
		if a := newServer(t, bundled, nil).send(t, "POST", "/graphql", whoAmI, bearer(fine)...); a.Status != 401 || a.code() != graph.Unauthenticated {
			t.Errorf("%d %s", a.Status, a.Text)
		}
	})
}

// broken is Identity that cannot say who holds a token.
type broken struct{ err error }

func (b broken) Viewer(context.Context, string) (graph.Viewer, error) {
	return graph.Viewer{}, b.err
}

// Where it cannot be found out who asks, nobody is answered as nobody.
func TestWhoAsksCannotBeFoundOut(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		code   graph.Code
	}{
		{graph.Errorf(graph.Unavailable, "the provider is away").Because(fmt.Errorf("%s", secret)), 503, graph.Unavailable},
		{fmt.Errorf("a wrapped one: %w", graph.Errorf(graph.Unavailable, "the provider is away")), 503, graph.Unavailable},
		{fmt.Errorf("%s", secret), 500, graph.Internal},
		{graph.Errorf(graph.NotFound, "%s", secret), 500, graph.Internal},
	} {
		s := newServer(t, bundled, func(h *httpd.Config) { h.Identity = broken{c.err} })
		a := s.send(t, "POST", "/graphql", whoAmI, bearer("x")...)
		if a.Status != c.status || a.code() != c.code || a.Data != nil || strings.Contains(a.Text, "hunter2") || (c.status == 503) != (a.Header.Get("Retry-After") != "") {
			t.Errorf("%v: %d %s", c.err, a.Status, a.Text)
		}
		if a := s.send(t, "POST", "/graphql", whoAmI, "Content-Type", asJSON); a.Status != 200 {
			t.Errorf("nobody in particular: %d %s", a.Status, a.Text)
		}
	}
}

// Who may read, issue and revoke tokens: every role with every tier.
func TestWhoHandsOutTokens(t *testing.T) {
	s, tokens := newGuarded(t, nil)
	fields := map[string]string{
		"tokens":                `{tokens{id name role tier issuedAt issuedBy expiresAt revokedAt revokedBy}}`,
		"issueToken PUBLIC":     `mutation{issueToken(name:"x",role:READER){token{id revokedBy} secret}}`,
		"issueToken PARTNER":    `mutation{issueToken(name:"x",role:STEWARD,tier:PARTNER){token{id}}}`,
		"issueToken RESTRICTED": `mutation{issueToken(name:"x",role:EDITOR,tier:RESTRICTED){token{id}}}`,
		"revokeToken":           `mutation{revokeToken(token:"x"){tokens{id name revokedBy}}}`,
	}
	for _, role := range graph.Roles() {
		for _, tier := range graph.Tiers() {
			if role == graph.Anonymous && tier != graph.TierPublic {
				continue
			}
			for field, question := range fields {
				t.Run(fmt.Sprintf("%s up to %s asks %s", role, tier, field), func(t *testing.T) {
					if _, _, err := tokens.Issue(t.Context(), access.Wanted{Name: "x", Role: graph.RoleReader, Tier: graph.TierPublic}, "test"); err != nil {
						t.Fatal(err)
					}
					headers := []string{"Content-Type", asJSON}
					status, code, challenge := 200, graph.Code(""), ""
					_, gives, _ := strings.Cut(field, " ")
					switch {
					case role == graph.Anonymous:
						status, code, challenge = 401, graph.Unauthenticated, `Bearer realm="twingraph"`
					case role != graph.Steward || gives != "" && !tier.Sees(graph.Tier(gives)):
						status, code, challenge = 403, graph.Forbidden, `Bearer realm="twingraph", error="insufficient_scope"`
					}
					if role != graph.Anonymous {
						headers = bearer(token(t, tokens, role, tier))
					}
					for _, media := range []string{asJSON, asResponse} {
						if field == "revokeToken" { // the one before was revoked just now
							_, _, _ = tokens.Issue(t.Context(), access.Wanted{Name: "x", Role: graph.RoleReader, Tier: graph.TierPublic}, "test")
						}
						a := s.send(t, "POST", "/graphql", fmt.Sprintf(`{"query":%q}`, question), append(headers, "Accept", media)...)
						if a.Status != status || a.code() != code || a.Header.Get("WWW-Authenticate") != challenge {
							t.Errorf("%d %q, want %d %s: %s", a.Status, a.Header.Get("WWW-Authenticate"), status, code, a.Text)
						}
					}
				})
			}
		}
	}
}

// A token that a steward issues over the API works at once, is shown once, and is refused at
// once when it was revoked, also for a question by GET whose answer the client has.
func TestTokensOverTheAPI(t *testing.T) {
	s, tokens := newGuarded(t, nil)
	steward := bearer(token(t, tokens, graph.Steward, graph.TierPartner))
	issued := s.send(t, "POST", "/graphql", `{"query":"mutation{issueToken(name:\"Olga\",role:EDITOR,tier:PARTNER){token{id issuedBy} secret}}"}`, steward...)
	_, after, _ := strings.Cut(issued.Text, `"secret":"`)
	secret, _, _ := strings.Cut(after, `"`)
	if !access.Is(secret) || !strings.Contains(issued.Text, `"issuedBy":"of steward"`) || !strings.Contains(issued.Header.Get("Cache-Control"), "no-store") {
		t.Fatalf("%v %s", issued.Header, issued.Text)
	}
	address := asked(`{cities(first:1,asOf:"2022-01-01"){nodes{slug}}}`)
	first := s.send(t, "GET", address, "", "Authorization", "Bearer "+secret)
	tag := first.Header.Get("ETag")
	if first.Status != 200 || tag == "" || first.Header.Get("Cache-Control") != "private, no-cache" {
		t.Fatalf("%d %v", first.Status, first.Header)
	}
	if a := s.send(t, "GET", address, "", "Authorization", "Bearer "+secret, "If-None-Match", tag); a.Status != 304 || a.Header.Get("Cache-Control") != "private, no-cache" {
		t.Errorf("%d %v", a.Status, a.Header)
	}
	if a := s.send(t, "GET", address, "", "If-None-Match", tag); a.Status != 200 {
		t.Errorf("nobody in particular has the answer of Olga: %d", a.Status)
	}
	for _, question := range []string{`{tokens{id}}`, `{viewer{name}}`} {
		if a := s.send(t, "GET", asked(question), "", steward[2:]...); a.Status != 200 || a.Header.Get("ETag") != "" || a.Header.Get("Cache-Control") != "private, no-store" {
			t.Errorf("%s: %d %v", question, a.Status, a.Header)
		}
	}
	if a := s.send(t, "GET", asked(`{tokens{id}}`), "", "Authorization", steward[3]); strings.Contains(a.Text, secret[12:]) {
		t.Errorf("%s", a.Text)
	}
	if a := s.send(t, "POST", "/graphql", `{"query":"mutation{revokeToken(token:\"Olga\"){tokens{name revokedAt revokedBy}}}"}`, steward...); a.Status != 200 || !strings.Contains(a.Text, `"revokedBy":"of steward"`) {
		t.Fatalf("%d %s", a.Status, a.Text)
	}
	if a := s.send(t, "GET", address, "", "Authorization", "Bearer "+secret, "If-None-Match", tag); a.Status != 401 {
		t.Errorf("after it was revoked: %d %s", a.Status, a.Text)
	}
	if a := s.send(t, "POST", "/graphql", `{"query":"mutation{revokeToken(token:\"Olga\"){tokens{name}}}"}`, steward...); a.code() != graph.NotFound {
		t.Errorf("revoked twice: %d %s", a.Status, a.Text)
	}
}
