package httpd

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// AnyHost among the names of a server lets it answer under every name.
const AnyHost = "*"

// hostNames are the names under which requests are answered, beside addresses.
type hostNames []string

// newHostNames returns the names of this machine for itself, of the site and those given.
func newHostNames(site string, given []string) hostNames {
	names := hostNames{"localhost"}
	if u, err := url.Parse(site); err == nil && u.Host != "" {
		names = append(names, plainHost(u.Host))
	}
	for _, name := range given {
		names = append(names, plainHost(name))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Hosts lists the names under which requests are answered, in order: those of this machine
// for itself, of the site and those given. Addresses are answered always.
func Hosts(site string, given []string) []string { return newHostNames(site, given) }

// CheckHost returns an error for what is no name of a host.
func CheckHost(name string) error {
	odd := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.' || r == '_')
	}
	if name == AnyHost {
		return nil
	}
	if name == "" || strings.ContainsFunc(name, odd) || plainHost(name) == "" {
		return fmt.Errorf("%q is no name of a host: write for example twins.example.org, without scheme, port and path, or * for any", name)
	}
	return nil
}

// plainHost returns a Host header without port, brackets and last dot, in small letters.
func plainHost(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// allow reports whether a request with a Host header is answered. A page of another site can
// let its own name lead to this machine and then read answers as its own (DNS rebinding); it
// cannot make a browser name an address or a name that is not its own. No header is sent by
// no browser.
func (n hostNames) allow(header string) bool {
	host := plainHost(header)
	if host == "" || strings.HasSuffix(host, ".localhost") || slices.Contains(n, host) || slices.Contains(n, AnyHost) {
		return true
	}
	_, err := netip.ParseAddr(host)
	return err == nil
}

// only answers 421 to requests under other names, but for health: those who ask for it know
// the server by names that nobody else has, and learn nothing else.
func (n hostNames) only(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n.allow(r.Host) || r.URL.Path == routeHealth || r.URL.Path == routeReady {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		http.Error(w, fmt.Sprintf("This server does not answer under the name %.100q. If that is its name, start it with --host NAME (TWINGRAPH_HOSTS), or with --site.", plainHost(r.Host)),
			http.StatusMisdirectedRequest)
	})
}
