package openid

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"twingraph/graph"
	"twingraph/graph/access"
)

// algorithms are those in which only the provider can sign. With HS256 whoever knows the
// public key could, if it were taken for a secret; "none" has no signature.
func algorithms() []string {
	return []string{oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA}
}

const (
	// askFor bounds a request to the provider.
	askFor = 5 * time.Second
	// askAgain is how long to wait until a provider that did not answer is asked again.
	askAgain = 2 * time.Second
	// keysFresh is after how long keys are fetched anew, so that those that the provider gave
	// up are given up. go-oidc itself fetches keys only when it meets one that it lacks.
	keysFresh = 5 * time.Minute
	// keysLast is how long keys are used when the provider cannot be reached to ask for new
	// ones.
	keysLast = time.Hour
)

// Provider knows the holders of tokens that one provider signed. It is safe for concurrent
// use.
type Provider struct {
	options Options
	now     func() time.Time
	log     *slog.Logger
	client  *http.Client

	mu        sync.Mutex
	found     *metadata // nil until the provider was reached
	current   *keys     // nil until then, too
	attempted time.Time // when the provider was last asked for what it says of itself, or for new keys
}

// metadata is what a provider says of itself.
type metadata struct {
	JWKS          string `json:"jwks_uri"`
	Authorization string `json:"authorization_endpoint"`
	Token         string `json:"token_endpoint"`
	EndSession    string `json:"end_session_endpoint"`
}

// New returns a provider that has not been reached yet. The options have to pass Check.
func New(options Options, now func() time.Time, log *slog.Logger) *Provider {
	return &Provider{options: options, now: now, log: log, client: &http.Client{Timeout: askFor}}
}

// Verify returns who holds a token. Errors have code Unauthenticated for one that the
// provider did not sign for this server, or that does not hold now, and Unavailable when the
// provider has to be asked and cannot be reached.
func (p *Provider) Verify(ctx context.Context, text string) (graph.Viewer, error) {
	if strings.Count(text, ".") != 2 || strings.HasPrefix(text, "{") { // go-oidc reads what is written as JSON, too
		return graph.Viewer{}, graph.Errorf(graph.Unauthenticated, "this token is none that %s gives", p.options.Issuer)
	}
	current, err := p.reached(ctx)
	if err != nil {
		return graph.Viewer{}, err
	}
	verifier := oidc.NewVerifier(p.options.Issuer, current, &oidc.Config{
		ClientID: p.options.audience(), SupportedSigningAlgs: algorithms(), Now: p.now,
	})
	token, err := verifier.Verify(ctx, text)
	switch {
	case ctx.Err() != nil:
		return graph.Viewer{}, graph.Errorf(graph.Timeout, "who is asking could not be found out in time").Because(ctx.Err())
	case err != nil && current.unreachable():
		return graph.Viewer{}, p.away(errors.New("the keys could not be fetched"))
	case err != nil:
		return graph.Viewer{}, p.refuse(err)
	}
	var said claims
	if err := token.Claims(&said); err != nil {
		return graph.Viewer{}, p.refuse(err)
	}
	viewer := said.viewer(p.options, token.Subject)
	if access.CheckName(viewer.Name) != nil {
		return graph.Viewer{}, graph.Errorf(graph.Unauthenticated, "this token says no name that can be listed: neither %s nor sub", p.options.NameClaim)
	}
	viewer.ExpiresAt = token.Expiry
	return viewer, nil
}

// refuse returns the error of a token that does not hold. The sentence says what helps
// those who hold it; the cause, in which go-oidc names claims, is for nobody.
func (p *Provider) refuse(err error) error {
	if _, expired := errors.AsType[*oidc.TokenExpiredError](err); expired {
		return graph.Errorf(graph.Unauthenticated, "this token has expired; sign in again")
	}
	return graph.Errorf(graph.Unauthenticated, "this token was not signed by %s for this server, or does not hold now; sign in again", p.options.Issuer)
}

// away returns the error of a provider that cannot be reached.
func (p *Provider) away(cause error) error {
	return graph.Errorf(graph.Unavailable, "%s, which says who you are, cannot be reached now; try again in a moment, or send no token to read what is public", p.options.Issuer).Because(cause)
}

// reached returns the keys of the provider. It asks what the provider says of itself, and for
// newer keys, where that is due.
func (p *Provider) reached(ctx context.Context) (*keys, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.found == nil {
		if p.now().Sub(p.attempted) < askAgain {
			return nil, p.away(errors.New("it was asked a moment ago"))
		}
		p.attempted = p.now()
		found, err := p.discover(ctx)
		if err != nil {
			p.log.Warn("the provider of sign-in cannot be reached", "issuer", p.options.Issuer, "error", err)
			return nil, p.away(err)
		}
		p.log.Info("the provider of sign-in was reached", "issuer", p.options.Issuer)
		p.found, p.current = found, newKeys(found.JWKS, p.now)
	}
	if age := p.now().Sub(p.current.since); age > keysFresh && p.now().Sub(p.attempted) >= askAgain {
		p.attempted = p.now()
		fresh := newKeys(p.found.JWKS, p.now)
		switch err := fresh.fetch(ctx); {
		case err == nil:
			p.current = fresh
		case age > keysLast:
			p.log.Warn("the keys of sign-in cannot be fetched", "issuer", p.options.Issuer, "error", err)
			return nil, p.away(err)
		}
	} else if age > keysLast {
		return nil, p.away(errors.New("it was asked a moment ago"))
	}
	return p.current, nil
}

// discover asks the provider what it says of itself.
func (p *Provider) discover(ctx context.Context) (*metadata, error) {
	// The request is for all who wait for it: it must not end because the first one left.
	provider, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), p.client), p.options.Issuer)
	if err != nil {
		return nil, err
	}
	var found metadata
	if err := provider.Claims(&found); err != nil {
		return nil, err
	}
	return &found, nil
}

// Reach asks the provider once, so that the log says at the start whether it is there.
func (p *Provider) Reach(ctx context.Context) { _, _ = p.reached(ctx) }

// Origins lists the sites that the pages have to ask when somebody signs in: the issuer's,
// and those that the provider names once it was reached.
func (p *Provider) Origins() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	addresses := []string{p.options.Issuer}
	if p.found != nil {
		addresses = append(addresses, p.found.Token, p.found.Authorization, p.found.EndSession)
	}
	var origins []string
	for _, address := range addresses {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			continue
		}
		if origin := u.Scheme + "://" + u.Host; !slices.Contains(origins, origin) {
			origins = append(origins, origin)
		}
	}
	return origins
}
