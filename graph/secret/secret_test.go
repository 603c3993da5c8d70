package secret_test

import (
	"strings"
	"testing"

	"twingraph/graph/secret"
)

func TestOnlyTheSecretOpensItsHash(t *testing.T) {
	text := secret.Text([secret.Bytes]byte{31: 1})
	if want := strings.Repeat("A", 42) + "E"; text != want {
		t.Errorf("written as %s, want %s", text, want)
	}
	// The SHA-256 of "abc" is an example of FIPS 180-2, appendix B.1.
	if got := secret.Hash("abc"); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("hashed to %s", got)
	}
	for name, c := range map[string]struct {
		hash, text string
		opens      bool
	}{
		"the secret":            {secret.Hash(text), text, true},
		"its beginning":         {secret.Hash(text), text[:42], false},
		"more than it":          {secret.Hash(text), text + "A", false},
		"nothing":               {secret.Hash(text), "", false},
		"where none is kept":    {"", text, false},
		"nothing for no secret": {"", "", false},
		"the hash itself":       {secret.Hash(text), secret.Hash(text), false},
	} {
		if secret.Opens(c.hash, c.text) != c.opens {
			t.Errorf("%s: opens is %v", name, !c.opens)
		}
	}
}
