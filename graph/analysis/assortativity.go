package analysis

import "math/big"

// DegreeAssortativity returns the correlation of the degrees at the two ends of a
// pair of neighbours, from -1 to 1, and false where it is not defined: without
// pairs, or when all degrees are equal. Newman, Mixing patterns in networks, Physical
// Review E 67, 026126, 2003.
func DegreeAssortativity(n *Network) (float64, bool) {
	// With sums over cities of degree k, S1 of k, S2 of k², S3 of k³, and E of the
	// product of degrees over both directions of all pairs:
	// r = (S1 E - S2²) / (S1 S3 - S2²), in whole numbers up to the division.
	var s1, s2, s3, e int64
	for v := range int32(n.Len()) {
		k := int64(n.Degree(int(v)))
		s1, s2, s3 = s1+k, s2+k*k, s3+k*k*k
		for _, w := range n.around(v) {
			e += k * int64(n.Degree(int(w)))
		}
	}
	square := product(s2, s2)
	over := new(big.Int).Sub(product(s1, e), square)
	under := new(big.Int).Sub(product(s1, s3), square)
	if under.Sign() == 0 {
		return 0, false
	}
	r, _ := new(big.Rat).SetFrac(over, under).Float64()
	return r, true
}

func product(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }

// CountryAssortativity returns how much more often neighbours are of one country
// than chance would have it at the same number of links a country: 1 when they always
// are, 0 at chance, below 0 when they avoid it. Pairs with a city whose country is
// not known are left out. False where it is not defined: no pair is left, or all are
// of one country. With e the share of links within countries and a(c) the share of
// link ends in country c: r = (e - Σ a(c)²) / (1 - Σ a(c)²). Newman, Mixing patterns
// in networks, Physical Review E 67, 026126, 2003.
func CountryAssortativity(n *Network) (float64, bool) {
	ends := make([]int64, len(n.countries))
	var all, within int64
	for v := range int32(n.Len()) {
		for _, w := range n.around(v) {
			a, b := n.country[v], n.country[w]
			if a < 0 || b < 0 {
				continue
			}
			all++
			ends[a]++
			if a == b {
				within++
			}
		}
	}
	var chance int64
	for _, x := range ends {
		chance += x * x
	}
	if all*all == chance {
		return 0, false
	}
	return float64(within*all-chance) / float64(all*all-chance), true
}
