package access

import (
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"twingraph/graph"
)

// A token is "twg_", its id (8 letters and digits) and 32 bytes of chance in base64url.
const (
	// Prefix begins every token of the product, so that one that got lost is recognised as
	// what it is.
	Prefix = "twg_"

	idBytes     = 5
	secretBytes = 32
	idLength    = 8
	length      = len(Prefix) + idLength + 43
)

// idLetters writes ids: letters that nobody takes for digits.
var idLetters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Is reports whether a text is meant as a token of the product, whatever else is wrong with it.
func Is(text string) bool { return strings.HasPrefix(text, Prefix) }

// newSecret returns a token that nobody has, with its id. Errors are those of chance.
func newSecret(chance io.Reader) (id, text string, err error) {
	var random [idBytes + secretBytes]byte
	if _, err := io.ReadFull(chance, random[:]); err != nil {
		return "", "", fmt.Errorf("make a token: %w", err)
	}
	id = idLetters.EncodeToString(random[:idBytes])
	return id, Prefix + id + base64.RawURLEncoding.EncodeToString(random[idBytes:]), nil
}

// idIn returns the id in a token; false for a text that is none.
func idIn(text string) (string, bool) {
	if len(text) != length || !Is(text) {
		return "", false
	}
	id, secret := text[len(Prefix):len(Prefix)+idLength], text[len(Prefix)+idLength:]
	if _, err := idLetters.DecodeString(id); err != nil {
		return "", false
	}
	_, err := base64.RawURLEncoding.Strict().DecodeString(secret)
	return id, err == nil
}

// refused is the error of every token that does not open anything. It says as little as
// helps those who hold it.
func refused(why string) error {
	return graph.Errorf(graph.Unauthenticated, "this token %s; ask for another one, or send none to read what is public", why)
}
