package background

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"
)

// Digest is written over what a result depends on, in a fixed order.
type Digest struct {
	sum hash.Hash
	buf [8]byte
}

// NewDigest returns the digest of nothing.
func NewDigest() *Digest { return &Digest{sum: sha256.New()} }

// Text adds a text.
func (d *Digest) Text(s string) *Digest {
	d.Number(len(s))
	_, _ = d.sum.Write([]byte(s))
	return d
}

// Number adds a whole number.
func (d *Digest) Number(n int) *Digest {
	binary.LittleEndian.PutUint64(d.buf[:], uint64(n))
	_, _ = d.sum.Write(d.buf[:])
	return d
}

// Float adds a number.
func (d *Digest) Float(x float64) *Digest { return d.Number(int(math.Float64bits(x))) }

// String returns the digest of all that was added.
func (d *Digest) String() string { return hex.EncodeToString(d.sum.Sum(nil)) }
