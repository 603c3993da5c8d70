package analysis

import "math/bits"

// random is the SplitMix64 generator (Steele, Lea and Flood, Fast splittable
// pseudorandom number generators, OOPSLA 2014). It is written out here so that a
// seed gives the same numbers with every version of Go.
type random struct{ state uint64 }

// newRandom returns the generator of one stream of a seed.
func newRandom(seed uint64, stream int) *random {
	r := &random{state: seed}
	r.state = r.next() ^ uint64(stream)*0x9e3779b97f4a7c15
	return r
}

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// intN returns a number from 0 to n-1; n must be positive. The bias of at most
// n/2^64 is of no account.
func (r *random) intN(n int) int {
	high, _ := bits.Mul64(r.next(), uint64(n))
	return int(high)
}

// unit returns a number in [0, 1).
func (r *random) unit() float64 { return float64(r.next()>>11) / (1 << 53) }

// shuffle puts numbers in random order (Fisher and Yates).
func (r *random) shuffle(numbers []int32) {
	for i := len(numbers) - 1; i > 0; i-- {
		j := r.intN(i + 1)
		numbers[i], numbers[j] = numbers[j], numbers[i]
	}
}
