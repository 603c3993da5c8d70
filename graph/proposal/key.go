package proposal

import (
	"encoding/base32"
	"encoding/hex"
	"strings"

	"twingraph/graph/secret"
)

// LeastKey is how many characters the key of a proposer without a token has at least: 22 of
// base64 have 128 bits of chance, and whoever knows the key has the proposal.
const LeastKey = 22

// Key is the text by which a proposer names a request, so that it is kept once. Nothing of it
// is kept: the id of the proposal, the secret of an anonymous proposer and what tells the
// request from another one are made of it, one way. The zero value names no request.
type Key struct{ owner, text string }

// KeyOf returns the key of a proposer. The same text is another key for each name, and for
// those without a token.
func KeyOf(p Proposer, text string) Key {
	switch {
	case text == "":
		return Key{}
	case p.Anonymous:
		return Key{"anonymous", text}
	}
	return Key{"named\x00" + p.Name, text}
}

// None reports whether it names no request.
func (k Key) None() bool { return k.text == "" }

// ID returns the id of the proposal: of two servers that are asked at the same time one keeps it.
func (k Key) ID() string {
	made := k.made("id", nil)
	return strings.ToLower(base32.StdEncoding.EncodeToString(made[:idBytes]))
}

// Request returns what tells the content of the request from any other one. It says nothing of
// the content to those who do not know the key.
func (k Key) Request(content string) string {
	made := k.made("request", []byte(content))
	return hex.EncodeToString(made[:])
}

// Secret returns what opens the proposal of an anonymous proposer: the same each time.
func (k Key) Secret() string { return secret.Text(k.made("secret", nil)) }

// made returns what the key makes of a content, for a purpose.
func (k Key) made(purpose string, content []byte) [secret.Bytes]byte {
	return secret.Mark(k.text, purpose+"\x00"+k.owner, content)
}
