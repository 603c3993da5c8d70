package proposal

import (
	"net/netip"
	"time"

	"twingraph/graph"
)

// How often somebody without a token may propose.
const (
	MostPerHour   = 10
	mostAddresses = 10_000 // that are remembered
)

// rates counts proposals by the address that they come from, over the last hour, in memory
// only. The zero value has seen none. It is not safe for concurrent use.
type rates struct{ seen map[string][]time.Time }

// take counts one more from an address. Code LimitExceeded when that is one too many.
func (r *rates) take(from string, now time.Time) error {
	if r.seen == nil {
		r.seen = map[string][]time.Time{}
	}
	for address, times := range r.seen {
		for len(times) > 0 && now.Sub(times[0]) >= time.Hour {
			times = times[1:]
		}
		if r.seen[address] = times; len(times) == 0 {
			delete(r.seen, address)
		}
	}
	from = network(from)
	times, known := r.seen[from]
	switch {
	case len(times) >= MostPerHour:
		wait := times[0].Add(time.Hour).Sub(now)
		return graph.Errorf(graph.LimitExceeded, "%d proposals came from your address within an hour; try again in %d minutes", len(times), int(wait/time.Minute)+1)
	case !known && len(r.seen) >= mostAddresses:
		return graph.Errorf(graph.LimitExceeded, "too many proposals arrive now; try again in an hour")
	}
	r.seen[from] = append(times, now)
	return nil
}

// network returns what is counted for an address: of IPv6 the network, since one visitor has
// all of it.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return ip.Unmap().String()
	}
	prefix, _ := ip.WithZone("").Prefix(64) // 64 bits are fewer than an IPv6 address has
	return prefix.String()
}
