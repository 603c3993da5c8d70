package secret

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
)

// Mark returns what tells a content from any other one: an HMAC by a key, with SHA-256. It says
// nothing of the content to those who cannot guess the key. Marks for different purposes have
// nothing in common.
func Mark(key, purpose string, content []byte) (mark [sha256.Size]byte) {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(purpose))
	mac.Write([]byte{0})
	mac.Write(content)
	mac.Sum(mark[:0])
	return mark
}

// Bytes is how much chance a secret has.
const Bytes = 32

// Text writes chance as a secret: 43 letters, digits, hyphens and underscores.
func Text(chance [Bytes]byte) string { return base64.RawURLEncoding.EncodeToString(chance[:]) }

// Hash returns what is kept in place of a secret: its SHA-256, hexadecimal. A secret has 256
// bits of chance, so that no slow hash is needed.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Opens reports whether a text is the secret of which the hash is kept; nothing opens an
// empty hash. It takes as long for one that is nearly right as for any other.
func Opens(hash, text string) bool {
	return hash != "" && subtle.ConstantTimeCompare([]byte(hash), []byte(Hash(text))) == 1
}
