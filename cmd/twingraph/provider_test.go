package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// pages is the client that the pages are to the provider: a public one, which has no secret
// and has to show what it began with (PKCE). Its tokens last as long as is said.
type pages struct {
	op.Client
	lasts time.Duration
}

// IDTokenLifetime is how long tokens last.
func (p pages) IDTokenLifetime() time.Duration { return p.lasts }

// IDTokenUserinfoClaimsAssertion puts role, tier and name into the ID token, which is the one
// that the pages show: access tokens of this client can be read by the provider alone.
func (pages) IDTokenUserinfoClaimsAssertion() bool { return true }

// people is the storage of the provider's example server: its people are editors for
// partners here.
type people struct {
	*storage.Storage
	brief *atomic.Bool // tokens last for seconds
}

func (p people) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	client, err := p.Storage.GetClientByClientID(ctx, id)
	lasts := time.Hour
	if p.brief.Load() {
		lasts = 15 * time.Second
	}
	return pages{client, lasts}, err
}

func (p people) SetUserinfoFromRequest(ctx context.Context, info *oidc.UserInfo, request op.IDTokenRequest, scopes []string) error {
	if err := p.Storage.SetUserinfoFromRequest(ctx, info, request, scopes); err != nil {
		return err
	}
	info.AppendClaims("twingraph_role", "EDITOR")
	info.AppendClaims("twingraph_tier", "PARTNER")
	return nil
}

// provider starts the example server of zitadel/oidc, with its page to sign in, and returns
// its issuer. Client “pages” may come back to /sign-in on any port of this machine. Whoever
// signs in as test-user2 gets tokens that last for seconds.
func provider(t *testing.T) string {
	t.Helper()
	storage.RegisterClients(storage.NativeClient("pages", "http://127.0.0.1/sign-in"))
	var brief atomic.Bool
	var handler http.Handler
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/login/username" && r.Method == http.MethodPost {
			brief.Store(r.FormValue("username") == "test-user2")
		}
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	issuer := "http://" + server.Listener.Addr().String()
	users := people{storage.NewStorage(storage.NewUserStore(issuer)), &brief}
	handler = exampleop.SetupServer(issuer, users, nil, false) // before the first request, from wherever it comes
	server.Start()
	return issuer
}
