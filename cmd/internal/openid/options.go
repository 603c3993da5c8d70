package openid

import (
	"fmt"
	"net/netip"
	"net/url"
)

// Options say which provider is trusted, and for what.
type Options struct {
	Issuer   string // as the provider's tokens name it, such as https://login.example.org/realms/towns
	Audience string // that tokens have to be for
	ClientID string // by which the pages sign in; empty when they do not

	// The names of claims. A dot leads into an object, as in realm_access.roles, where no
	// claim has the whole name.
	RoleClaim, TierClaim, NameClaim string
}

// DefaultOptions returns options without a provider, with the usual names of claims.
func DefaultOptions() Options {
	return Options{RoleClaim: "twingraph_role", TierClaim: "twingraph_tier", NameClaim: "preferred_username"}
}

// Check returns an error for options of a provider that make no sense.
func (o Options) Check() error {
	u, err := url.Parse(o.Issuer)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return fmt.Errorf("--oidc-issuer: %q is no issuer: write its address as the provider does, such as https://login.example.org/realms/towns", o.Issuer)
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return fmt.Errorf("--oidc-issuer: %s is not encrypted: whoever is on the way could sign in as anybody; use https", o.Issuer)
	case o.Audience == "" && o.ClientID == "":
		return fmt.Errorf("--oidc-audience: say for whom tokens have to be meant, or give --oidc-client-id, which is then the audience")
	case o.RoleClaim == "" || o.TierClaim == "" || o.NameClaim == "":
		return fmt.Errorf("--oidc-role-claim, --oidc-tier-claim and --oidc-name-claim name claims and cannot be empty")
	}
	return nil
}

// audience returns for whom tokens have to be.
func (o Options) audience() string {
	if o.Audience != "" {
		return o.Audience
	}
	return o.ClientID
}

// loopback reports whether a host is this machine.
func loopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}
