package main

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/cmd/internal/openid"
	"twingraph/graph"
	"twingraph/graph/access"
)

// identities knows the holders of tokens of the product and, where there is one, of a
// provider.
type identities struct {
	tokens   *access.Tokens   // nil where the store keeps none
	provider *openid.Provider // nil for none
}

// newIdentities returns who knows the holders of tokens, and how people sign in on the pages.
func newIdentities(s *settings, tokens *access.Tokens, log *slog.Logger) (identities, *httpd.SignIn) {
	if s.oidc.Issuer == "" {
		return identities{tokens: tokens}, nil
	}
	provider := openid.New(s.oidc, time.Now, log)
	go provider.Reach(context.Background()) // it may take its time, and the start does not wait
	known := identities{tokens, provider}
	if s.oidc.ClientID == "" {
		return known, nil
	}
	return known, &httpd.SignIn{Issuer: s.oidc.Issuer, ClientID: s.oidc.ClientID, Origins: provider.Origins}
}

// Viewer returns who holds a token.
func (i identities) Viewer(ctx context.Context, token string) (graph.Viewer, error) {
	if i.provider != nil && !access.Is(token) {
		return i.provider.Verify(ctx, token)
	}
	return i.tokens.Verify(ctx, token)
}

// tokensOf returns the tokens that a store keeps.
func tokensOf(store graph.Store) *access.Tokens {
	return access.NewTokens(store, time.Now, rand.Reader)
}

// sayHosts logs under which names requests are answered, where others than this machine can
// reach the server: they get 421 under any other name.
func sayHosts(s *settings, at net.Addr, log *slog.Logger) {
	address, ok := at.(*net.TCPAddr)
	if !ok || address.IP.IsLoopback() {
		return
	}
	log.Info("requests are answered under these names and under addresses only; --host adds one", "hosts", httpd.Hosts(s.site, s.hosts))
}
