package httpd

import (
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"twingraph/resolvers"
)

// proxies are the networks of the proxies in front of the server, whose X-Forwarded-For is
// believed.
type proxies []netip.Prefix

// ParseProxies reads networks such as 10.0.0.0/8 and addresses such as 10.0.0.7.
func ParseProxies(texts []string) ([]netip.Prefix, error) {
	networks := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		network, err := netip.ParsePrefix(text)
		if address, alone := netip.ParseAddr(text); err != nil && alone == nil {
			network, err = netip.PrefixFrom(address, address.BitLen()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("%q is neither an address nor a network such as 10.0.0.0/8", text)
		}
		networks[i] = network
	}
	return networks, nil
}

// addressed passes requests on with the address that they come from. Proposals of people
// without a token are counted by it; it is in no log.
func (p proxies) addressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(resolvers.WithAddress(r.Context(), p.addressOf(r))))
	})
}

// addressOf returns the address that a request comes from: that of the connection or, behind
// proxies, the last one that is none of theirs. Those before it are what anybody can write.
func (p proxies) addressOf(r *http.Request) string {
	connection, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	at := connection.Addr().Unmap()
	forwarded := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, text := range slices.Backward(forwarded) {
		before, err := netip.ParseAddr(strings.TrimSpace(text))
		if err != nil || !p.have(at) {
			break
		}
		at = before.Unmap()
	}
	return at.String()
}

// have reports whether an address is that of a proxy.
func (p proxies) have(at netip.Addr) bool {
	return slices.ContainsFunc(p, func(network netip.Prefix) bool { return network.Contains(at) })
}
