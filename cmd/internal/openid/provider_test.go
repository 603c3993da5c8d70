package openid_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	jose "github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"twingraph/cmd/internal/openid"
)

// audience is for whom tokens are in these tests.
const audience = "twingraph"

// signer is a key of a provider, by the interfaces of its server.
type signer struct {
	id  string
	key *rsa.PrivateKey
}

func newSigner(t *testing.T, id string) *signer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return &signer{id, key}
}

func (s *signer) ID() string                                  { return s.id }
func (s *signer) Algorithm() jose.SignatureAlgorithm          { return jose.RS256 }
func (s *signer) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }
func (s *signer) Use() string                                 { return "sig" }

// private is the part of a key that signs, public the one that is shown.
type (
	private struct{ *signer }
	public  struct{ *signer }
)

func (p private) Key() any { return p.key }
func (p public) Key() any  { return &p.key.PublicKey }

// store is the storage of the provider's example server, with people and keys of our own.
type store struct {
	*storage.Storage

	mu     sync.Mutex
	signs  *signer
	shown  []*signer
	claims map[string]any
}

func (s *store) SigningKey(context.Context) (op.SigningKey, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return private{s.signs}, nil
}

func (s *store) KeySet(context.Context) ([]op.Key, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var keys []op.Key
	for _, k := range s.shown {
		keys = append(keys, public{k})
	}
	return keys, nil
}

func (s *store) ClientCredentialsTokenRequest(_ context.Context, client string, scopes []string) (op.TokenRequest, error) {
	return &oidc.JWTTokenRequest{Subject: client, Audience: []string{audience}, Scopes: scopes}, nil
}

func (s *store) GetPrivateClaimsFromScopes(context.Context, string, string, []string) (map[string]any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.claims, nil
}

// ClientCredentials gives the client of the example tokens that can be read.
func (s *store) ClientCredentials(ctx context.Context, id, secret string) (op.Client, error) {
	client, err := s.Storage.ClientCredentials(ctx, id, secret)
	return readable{client}, err
}

// readable is a client whose access tokens are JSON web tokens.
type readable struct{ op.Client }

func (readable) AccessTokenType() op.AccessTokenType { return op.AccessTokenTypeJWT }

// provider is a real provider that listens.
type provider struct {
	*httptest.Server
	store *store
	down  atomic.Bool  // answers nothing but 503
	asked atomic.Int64 // for keys
}

// newProvider starts the OpenID Connect server of zitadel.
func newProvider(t *testing.T) *provider {
	t.Helper()
	first := newSigner(t, "first")
	p := &provider{store: &store{signs: first, shown: []*signer{first}}}
	var handler http.Handler
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/keys" {
			p.asked.Add(1)
		}
		if p.down.Load() {
			http.Error(w, "away", http.StatusServiceUnavailable)
			return
		}
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(p.Close)
	p.store.Storage = storage.NewStorage(storage.NewUserStore(p.URL))
	server, err := op.NewProvider(&op.Config{CryptoKey: [32]byte{1}}, p.store, op.StaticIssuer(p.URL), op.WithAllowInsecure(), op.WithLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	handler = server
	return p
}

// rotate has the provider sign with a new key; old ones are shown on when keep is true.
func (p *provider) rotate(t *testing.T, id string, keep bool) {
	t.Helper()
	next := newSigner(t, id)
	p.store.mu.Lock()
	defer p.store.mu.Unlock()
	if !keep {
		p.store.shown = nil
	}
	p.store.signs, p.store.shown = next, append(p.store.shown, next)
}

// token asks the provider for a token with claims, as programs do that have a secret.
func (p *provider) token(t *testing.T, claims map[string]any) string {
	t.Helper()
	p.store.mu.Lock()
	p.store.claims = claims
	p.store.mu.Unlock()
	form := url.Values{"grant_type": {"client_credentials"}, "scope": {"openid"}}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.URL+"/oauth/token", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.SetBasicAuth("sid1", "verysecret")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	var answer struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal(text, &answer); err != nil || strings.Count(answer.AccessToken, ".") != 2 {
		t.Fatalf("no token: %s", text)
	}
	return answer.AccessToken
}

// clock is a clock that a test moves.
type clock struct {
	mu sync.Mutex
	by time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.by)
}

func (c *clock) move(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.by += by
}

// newVerifier returns what is tested, for a provider.
func newVerifier(t *testing.T, p *provider) (*openid.Provider, *clock, *strings.Builder) {
	t.Helper()
	options := openid.DefaultOptions()
	options.Issuer, options.Audience = p.URL, audience
	if err := options.Check(); err != nil {
		t.Fatal(err)
	}
	clock, log := &clock{}, &strings.Builder{}
	return openid.New(options, clock.now, slog.New(slog.NewTextHandler(log, nil))), clock, log
}
