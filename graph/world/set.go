package world

import "math/bits"

// set is a selection of the rows of one sheet. Sets are immutable once they were
// returned by a selection; every operation but add and drop makes a new one.
type set []uint64

// newSet returns the empty set of a sheet of that many rows.
func newSet(rows int) set { return make(set, (rows+63)/64) }

func (s set) has(row int32) bool { return s[row>>6]&(1<<(row&63)) != 0 }

// add adds a row to a set in the making.
func (s set) add(row int32) { s[row>>6] |= 1 << (row & 63) }

// drop takes a row out of a set in the making.
func (s set) drop(row int32) { s[row>>6] &^= 1 << (row & 63) }

func (s set) and(other set) set {
	r := make(set, len(s))
	for i := range s {
		r[i] = s[i] & other[i]
	}
	return r
}

func (s set) or(other set) set {
	r := make(set, len(s))
	for i := range s {
		r[i] = s[i] | other[i]
	}
	return r
}

// without returns the rows of s that are not in other.
func (s set) without(other set) set {
	r := make(set, len(s))
	for i := range s {
		r[i] = s[i] &^ other[i]
	}
	return r
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// each calls yield with the rows in order until it returns false.
func (s set) each(yield func(int32) bool) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			if !yield(int32(i<<6 + bits.TrailingZeros64(w))) {
				return
			}
		}
	}
}
