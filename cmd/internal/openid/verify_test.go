package openid_test

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"log/slog"
	"maps"
	"runtime"
	"strings"
	"testing"
	"time"

	jose "github.com/go-jose/go-jose/v4"

	"twingraph/cmd/internal/openid"
	"twingraph/graph"
)

// A provider says who somebody is, with which role and up to which tier.
func TestWhoSignsIn(t *testing.T) {
	p := newProvider(t)
	v, _, _ := newVerifier(t, p)
	for _, c := range []struct {
		name   string
		claims map[string]any
		want   graph.Viewer
	}{
		{"an editor", map[string]any{"twingraph_role": "EDITOR", "twingraph_tier": "PARTNER", "preferred_username": "olga"}, graph.Viewer{Role: graph.Editor, Tier: graph.TierPartner, Name: "olga"}},
		{"in small letters", map[string]any{"twingraph_role": "contributor", "twingraph_tier": "restricted", "preferred_username": "olga"}, graph.Viewer{Role: graph.Contributor, Tier: graph.TierRestricted, Name: "olga"}},
		{"of several roles the highest", map[string]any{"twingraph_role": []any{"reader", "offline_access", "EDITOR", 7, "contributor"}, "preferred_username": "olga"}, graph.Viewer{Role: graph.Editor, Tier: graph.TierPublic, Name: "olga"}},
		{"without a role", map[string]any{"preferred_username": "olga"}, graph.Viewer{Role: graph.RoleReader, Tier: graph.TierPublic, Name: "olga"}},
		{"a role that is none", map[string]any{"twingraph_role": "admin", "twingraph_tier": "all", "preferred_username": "olga"}, graph.Viewer{Role: graph.RoleReader, Tier: graph.TierPublic, Name: "olga"}},
		{"a role that is no text", map[string]any{"twingraph_role": map[string]any{"EDITOR": true}, "twingraph_tier": 2, "preferred_username": "olga"}, graph.Viewer{Role: graph.RoleReader, Tier: graph.TierPublic, Name: "olga"}},
		{"without a name", nil, graph.Viewer{Role: graph.RoleReader, Tier: graph.TierPublic, Name: "sid1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := v.Verify(t.Context(), p.token(t, c.claims))
			if err != nil {
				t.Fatal(err)
			}
			if !got.ExpiresAt.After(time.Now()) {
				t.Errorf("expires at %s", got.ExpiresAt)
			}
			if got.ExpiresAt = (time.Time{}); got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
	t.Run("a name that cannot be listed", func(t *testing.T) {
		if _, err := v.Verify(t.Context(), p.token(t, map[string]any{"preferred_username": "ol\nga"})); graph.CodeOf(err) != graph.Unauthenticated {
			t.Errorf("%v", err)
		}
	})
	t.Run("claims inside others", func(t *testing.T) {
		options := openid.Options{Issuer: p.URL, Audience: audience, RoleClaim: "realm_access.roles", TierClaim: "https://towns.example.org/tier", NameClaim: "email"}
		inner := openid.New(options, time.Now, slog.New(slog.DiscardHandler))
		got, err := inner.Verify(t.Context(), p.token(t, map[string]any{
			"realm_access": map[string]any{"roles": []string{"steward"}}, "https://towns.example.org/tier": "PARTNER", "email": "olga@example.org",
		}))
		if err != nil || got.Role != graph.Steward || got.Tier != graph.TierPartner || got.Name != "olga@example.org" {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

// sign signs claims with a key, in the way of an algorithm.
func sign(t *testing.T, algorithm jose.SignatureAlgorithm, key any, id string, claims map[string]any) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: jose.JSONWebKey{Key: key, KeyID: id}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		t.Fatal(err)
	}
	text, err := signed.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Only what the provider signed, for this server, and what holds now, is taken.
func TestWhatIsRefused(t *testing.T) {
	p := newProvider(t)
	v, _, log := newVerifier(t, p)
	key := p.store.signs
	now := time.Now()
	fine := map[string]any{"iss": p.URL, "aud": audience, "sub": "olga", "exp": now.Add(time.Hour).Unix(), "iat": now.Unix(), "twingraph_role": "STEWARD", "twingraph_tier": "RESTRICTED"}
	with := func(change map[string]any) map[string]any {
		claims := maps.Clone(fine)
		maps.Copy(claims, change)
		maps.DeleteFunc(claims, func(_ string, value any) bool { return value == nil })
		return claims
	}
	if got, err := v.Verify(t.Context(), sign(t, jose.RS256, key.key, key.id, fine)); err != nil || got.Role != graph.Steward {
		t.Fatalf("what is fine is refused: %v", err)
	}
	good := sign(t, jose.RS256, key.key, key.id, fine)
	parts := strings.Split(good, ".")
	encoded := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
	der, err := x509.MarshalPKIXPublicKey(&key.key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	publicPEM := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	stranger := newSigner(t, "first") // another key under the same name
	embedded := func() string {       // a token that brings its own key
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: stranger.key}, &jose.SignerOptions{EmbedJWK: true})
		if err != nil {
			t.Fatal(err)
		}
		payload, _ := json.Marshal(fine)
		signed, err := signer.Sign(payload)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := signed.CompactSerialize()
		return text
	}
	for name, token := range map[string]string{
		"of another issuer":                    sign(t, jose.RS256, key.key, key.id, with(map[string]any{"iss": "https://elsewhere.example.org"})),
		"of no issuer":                         sign(t, jose.RS256, key.key, key.id, with(map[string]any{"iss": nil})),
		"for another audience":                 sign(t, jose.RS256, key.key, key.id, with(map[string]any{"aud": []string{"another", "twingraph2"}})),
		"for nobody":                           sign(t, jose.RS256, key.key, key.id, with(map[string]any{"aud": nil})),
		"expired":                              sign(t, jose.RS256, key.key, key.id, with(map[string]any{"exp": now.Add(-time.Second).Unix()})),
		"that never expires":                   sign(t, jose.RS256, key.key, key.id, with(map[string]any{"exp": nil})),
		"that does not hold yet":               sign(t, jose.RS256, key.key, key.id, with(map[string]any{"nbf": now.Add(10 * time.Minute).Unix()})),
		"of a stranger's key":                  sign(t, jose.RS256, stranger.key, stranger.id, fine),
		"of a key that is not known":           sign(t, jose.RS256, stranger.key, "no such key", fine),
		"with its own key":                     embedded(),
		"signed with the public key, HS256":    sign(t, jose.HS256, publicPEM, key.id, fine),
		"signed with the public key's DER":     sign(t, jose.HS256, der, key.id, fine),
		"signed with the modulus":              sign(t, jose.HS512, key.key.PublicKey.N.Bytes(), key.id, fine),
		"of no algorithm":                      encoded(`{"alg":"none"}`) + "." + parts[1] + ".",
		"of no algorithm, in capitals":         encoded(`{"alg":"NONE"}`) + "." + parts[1] + ".",
		"of no algorithm, with a signature":    encoded(`{"alg":"none","kid":"first"}`) + "." + parts[1] + "." + parts[2],
		"with the signature cut off":           parts[0] + "." + parts[1] + ".",
		"with other claims":                    parts[0] + "." + encoded(`{"iss":"`+p.URL+`","aud":"twingraph","sub":"mallory","exp":9999999999}`) + "." + parts[2],
		"with another head":                    encoded(`{"alg":"RS384","kid":"first"}`) + "." + parts[1] + "." + parts[2],
		"with two parts":                       parts[0] + "." + parts[1],
		"with five parts":                      good + ".a.b",
		"in JSON":                              `{"payload":"` + parts[1] + `","protected":"` + parts[0] + `","signature":"` + parts[2] + `"}`,
		"that is no token":                     "hello",
		"whose claims are no object":           sign(t, jose.RS256, key.key, key.id, nil),
		"whose name cannot be read":            sign(t, jose.RS256, key.key, key.id, with(map[string]any{"sub": nil})),
		"of the key of another time, by no id": sign(t, jose.RS256, stranger.key, "", fine),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := v.Verify(t.Context(), token)
			if graph.CodeOf(err) != graph.Unauthenticated || got != (graph.Viewer{}) {
				t.Fatalf("%+v, %v", got, err)
			}
			for _, part := range strings.Split(token, ".") {
				if len(part) > 20 && (strings.Contains(err.Error(), part) || strings.Contains(log.String(), part)) {
					t.Errorf("the token is shown: %v\n%s", err, log)
				}
			}
		})
	}
	t.Run("a clock that is a little wrong is forgiven", func(t *testing.T) {
		if _, err := v.Verify(t.Context(), sign(t, jose.RS256, key.key, key.id, with(map[string]any{"nbf": now.Add(time.Minute).Unix()}))); err != nil {
			t.Error(err)
		}
	})
}

// Keys change: those that the provider takes up are taken up, those that it gives up are given
// up, and nobody has it asked all the time.
func TestKeysChange(t *testing.T) {
	p := newProvider(t)
	v, clock, _ := newVerifier(t, p)
	verify := func(token string, want graph.Code) {
		t.Helper()
		if _, err := v.Verify(t.Context(), token); graph.CodeOf(err) != want {
			t.Errorf("%v instead of %q", err, want)
		}
	}
	old := p.token(t, nil)
	verify(old, "")
	p.rotate(t, "second", true)
	clock.move(3 * time.Second) // the keys were fetched just before
	fresh := p.token(t, nil)
	verify(fresh, "")
	verify(old, "")
	p.rotate(t, "third", false)
	clock.move(3 * time.Second)
	verify(p.token(t, nil), "")
	verify(old, graph.Unauthenticated)

	// A key that was given up, while no token names a new one.
	p.rotate(t, "fourth", true)
	clock.move(3 * time.Second)
	last := p.token(t, nil)
	verify(last, "")
	p.rotate(t, "fifth", false)
	clock.move(6 * time.Minute)
	verify(last, graph.Unauthenticated)

	before := p.asked.Load()
	stranger := newSigner(t, "x")
	for range 50 {
		verify(sign(t, jose.RS256, stranger.key, "made up", map[string]any{"iss": p.URL, "aud": audience, "exp": clock.now().Add(time.Hour).Unix()}), graph.Unauthenticated)
	}
	if asked := p.asked.Load() - before; asked > 5 {
		t.Errorf("50 tokens of strangers had the provider asked %d times", asked)
	}
}

// A provider that is away is no reason to refuse anybody for good.
func TestAProviderThatIsAway(t *testing.T) {
	p := newProvider(t)
	signed := func() string {
		p.store.mu.Lock()
		defer p.store.mu.Unlock()
		return sign(t, jose.RS256, p.store.signs.key, p.store.signs.id, map[string]any{"iss": p.URL, "aud": audience, "sub": "olga", "exp": time.Now().Add(3 * time.Hour).Unix()})
	}
	token := signed()
	p.down.Store(true)
	v, clock, log := newVerifier(t, p)
	verify := func(want graph.Code) {
		t.Helper()
		_, err := v.Verify(t.Context(), token)
		// Who comes right after a failed request for keys still gets its answer from go-oidc.
		for patience := 1000; want == "" && graph.CodeOf(err) == graph.Unavailable && patience > 0; patience-- {
			runtime.Gosched()
			_, err = v.Verify(t.Context(), token)
		}
		if graph.CodeOf(err) != want {
			t.Errorf("%v instead of %q", err, want)
		}
	}
	v.Reach(t.Context())
	if !strings.Contains(log.String(), "cannot be reached") {
		t.Errorf("the log does not say so: %s", log)
	}
	verify(graph.Unavailable)
	p.down.Store(false)
	verify(graph.Unavailable) // it was asked a moment ago
	clock.move(3 * time.Second)
	verify("")
	// Away again: the keys that are known are used for a while, not for ever.
	p.down.Store(true)
	clock.move(2 * time.Minute)
	verify("")
	clock.move(20 * time.Minute)
	verify("")
	if origins := v.Origins(); len(origins) != 1 || origins[0] != p.URL {
		t.Errorf("%v", origins)
	}
	clock.move(time.Hour)
	verify(graph.Unavailable)
	p.down.Store(false)
	clock.move(3 * time.Second)
	verify("")
	// A key that is not known cannot be looked for while the provider is away.
	p.rotate(t, "second", true)
	token = signed()
	p.down.Store(true)
	clock.move(3 * time.Second)
	verify(graph.Unavailable)
	p.down.Store(false)
	clock.move(3 * time.Second)
	verify("")
}

// Options that make no sense are named.
func TestOptions(t *testing.T) {
	fine := openid.DefaultOptions()
	fine.Issuer, fine.ClientID = "https://login.example.org/realms/towns", "twingraph"
	if err := fine.Check(); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*openid.Options){
		"--oidc-issuer":     func(o *openid.Options) { o.Issuer = "login.example.org" },
		"encrypted":         func(o *openid.Options) { o.Issuer = "http://login.example.org" },
		"no issuer":         func(o *openid.Options) { o.Issuer = "https://user:secret@login.example.org" },
		"--oidc-audience":   func(o *openid.Options) { o.ClientID = "" },
		"--oidc-role-claim": func(o *openid.Options) { o.RoleClaim = "" },
	} {
		o := fine
		change(&o)
		if err := o.Check(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
