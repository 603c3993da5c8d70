package access_test

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"math/bits"
	mathrand "math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/access"
	"twingraph/graph/storetest"
)

// clock is a clock that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func began() *clock { return &clock{time.Date(2026, 11, 28, 6, 0, 0, 0, time.UTC)} }

// kept returns an empty place for documents.
func kept() graph.Documents { return storetest.NewReference() }

// issued issues a token of a name.
func issued(t *testing.T, tokens *access.Tokens, w access.Wanted) (access.Token, string) {
	t.Helper()
	token, text, err := tokens.Issue(t.Context(), w, "steward")
	if err != nil {
		t.Fatal(err)
	}
	return token, text
}

// The life of a token: it is issued, holds, is listed and revoked, and is refused from then on.
func TestTheLifeOfAToken(t *testing.T) {
	clock, documents := began(), kept()
	tokens := access.NewTokens(documents, clock.now, rand.Reader)
	until := clock.at.Add(90 * 24 * time.Hour)
	token, text := issued(t, tokens, access.Wanted{Name: "Olga Nowak", Role: graph.Editor, Tier: graph.TierPartner, ExpiresAt: &until})
	if len(text) != 55 || !strings.HasPrefix(text, "twg_"+token.ID) || !access.Is(text) {
		t.Errorf("%d signs", len(text))
	}
	viewer, err := tokens.Verify(t.Context(), text)
	if want := (graph.Viewer{Role: graph.Editor, Tier: graph.TierPartner, Name: "Olga Nowak", ExpiresAt: until}); err != nil || viewer != want {
		t.Fatalf("%+v, %v", viewer, err)
	}
	_, other := issued(t, tokens, access.Wanted{Name: "Anna", Role: graph.RoleReader, Tier: graph.TierPublic})
	list, err := tokens.List(t.Context())
	if err != nil || len(list) != 2 || list[0].Name != "Anna" || list[1].ID != token.ID || list[1].IssuedBy != "steward" || !list[1].IssuedAt.Equal(clock.at) {
		t.Fatalf("%+v, %v", list, err)
	}

	// Another server over the same data.
	elsewhere := access.NewTokens(documents, clock.now, rand.Reader)
	clock.at = clock.at.Add(time.Hour)
	revoked, err := elsewhere.Revoke(t.Context(), token.ID, "another steward")
	if err != nil || len(revoked) != 1 || revoked[0].RevokedBy != "another steward" || !revoked[0].RevokedAt.Equal(clock.at) {
		t.Fatalf("%+v, %v", revoked, err)
	}
	for _, server := range []*access.Tokens{tokens, elsewhere} {
		if _, err := server.Verify(t.Context(), text); graph.CodeOf(err) != graph.Unauthenticated || !strings.Contains(err.Error(), "revoked") {
			t.Errorf("%v", err)
		}
		if _, err := server.Verify(t.Context(), other); err != nil {
			t.Errorf("another token: %v", err)
		}
	}
	if _, err := tokens.Revoke(t.Context(), token.ID, "steward"); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("revoked twice: %v", err)
	}
}

// All tokens of a name are revoked together.
func TestANameIsRevoked(t *testing.T) {
	tokens := access.NewTokens(kept(), began().now, rand.Reader)
	wanted := access.Wanted{Name: "olga", Role: graph.Editor, Tier: graph.TierPublic}
	_, one := issued(t, tokens, wanted)
	_, two := issued(t, tokens, wanted)
	wanted.Name = "olga 2"
	_, three := issued(t, tokens, wanted)
	if revoked, err := tokens.Revoke(t.Context(), "olga", "x"); err != nil || len(revoked) != 2 {
		t.Fatalf("%v, %v", revoked, err)
	}
	for text, code := range map[string]graph.Code{one: graph.Unauthenticated, two: graph.Unauthenticated, three: ""} {
		if _, err := tokens.Verify(t.Context(), text); graph.CodeOf(err) != code {
			t.Errorf("%v instead of %q", err, code)
		}
	}
}

func TestATokenExpires(t *testing.T) {
	clock := began()
	tokens := access.NewTokens(kept(), clock.now, rand.Reader)
	until := clock.at.Add(time.Hour)
	_, text := issued(t, tokens, access.Wanted{Name: "a", Role: graph.RoleReader, Tier: graph.TierPublic, ExpiresAt: &until})
	for _, c := range []struct {
		at   time.Time
		code graph.Code
	}{{until.Add(-time.Nanosecond), ""}, {until, graph.Unauthenticated}, {until.Add(time.Hour), graph.Unauthenticated}} {
		clock.at = c.at
		if _, err := tokens.Verify(t.Context(), text); graph.CodeOf(err) != c.code {
			t.Errorf("at %s: %v", c.at, err)
		}
	}
}

// What is nearly a token is none.
func TestWhatIsNoToken(t *testing.T) {
	tokens := access.NewTokens(kept(), began().now, rand.Reader)
	token, text := issued(t, tokens, access.Wanted{Name: "a", Role: graph.Steward, Tier: graph.TierRestricted})
	flipped := func(at int) string {
		b := []byte(text)
		if b[at] = 'A'; text[at] == 'A' {
			b[at] = 'B'
		}
		return string(b)
	}
	for name, wrong := range map[string]string{
		"nothing": "", "the prefix": "twg_", "the id": "twg_" + token.ID, "without the prefix": text[4:], "another prefix": "TWG_" + text[4:],
		"cut": text[:len(text)-1], "longer": text + "A", "padded": text + "=", "with a space": text + " ", "the first sign of the secret": flipped(12), "in the middle": flipped(30),
		"nearly the last sign": flipped(len(text) - 2), "another id": "twg_aaaaaaaa" + text[12:], "another alphabet": "twg_" + token.ID + strings.Repeat("+", 43),
		"in capital letters": strings.ToUpper(text), "its hash": hexadecimal(text), "long": text + strings.Repeat("A", 1<<20), "not UTF-8": text[:20] + "\xff" + text[21:],
	} {
		if _, err := tokens.Verify(t.Context(), wrong); graph.CodeOf(err) != graph.Unauthenticated || strings.Contains(err.Error(), text[12:]) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// The last sign holds four bits of the secret and two that are always 0: those are no
	// second way of writing a token.
	last := text[:len(text)-1]
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" {
		if other := last + string(c); other != text {
			if _, err := tokens.Verify(t.Context(), other); graph.CodeOf(err) != graph.Unauthenticated {
				t.Errorf("ends in %c: %v", c, err)
			}
		}
	}
}

func hexadecimal(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Only the hash of a token is kept.
func TestOnlyTheHashIsKept(t *testing.T) {
	documents := kept()
	tokens := access.NewTokens(documents, began().now, rand.Reader)
	token, text := issued(t, tokens, access.Wanted{Name: "a", Role: graph.RoleReader, Tier: graph.TierPublic})
	d, err := documents.Document(t.Context(), "token", token.ID)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(d.Body), text[12:]) || !strings.Contains(string(d.Body), hexadecimal(text)) {
		t.Errorf("%s", d.Body)
	}
}

func TestWhatCannotBeIssued(t *testing.T) {
	clock := began()
	tokens := access.NewTokens(kept(), clock.now, rand.Reader)
	fine := access.Wanted{Name: "a", Role: graph.RoleReader, Tier: graph.TierPublic}
	for name, change := range map[string]func(*access.Wanted){
		"no name":                      func(w *access.Wanted) { w.Name = "" },
		"a name of two lines":          func(w *access.Wanted) { w.Name = "a\nb" },
		"a name that cannot be seen":   func(w *access.Wanted) { w.Name = "a\u200bb" },
		"a name with a space in front": func(w *access.Wanted) { w.Name = " a" },
		"a name with a space after":    func(w *access.Wanted) { w.Name = "a " },
		"a long name":                  func(w *access.Wanted) { w.Name = strings.Repeat("ł", 101) },
		"a name that is no text":       func(w *access.Wanted) { w.Name = "\xff" },
		"a token for a name":           func(w *access.Wanted) { w.Name = "twg_x" },
		"no role":                      func(w *access.Wanted) { w.Role = "" },
		"nobody's role":                func(w *access.Wanted) { w.Role = graph.Anonymous },
		"a role that there is not":     func(w *access.Wanted) { w.Role = "OWNER" },
		"a tier that there is not":     func(w *access.Wanted) { w.Tier = "SECRET" },
		"expired already":              func(w *access.Wanted) { w.ExpiresAt = &clock.at },
	} {
		w := fine
		change(&w)
		if _, _, err := tokens.Issue(t.Context(), w, "x"); graph.CodeOf(err) != graph.BadUserInput {
			t.Errorf("%s: %v", name, err)
		}
	}
	if list, err := tokens.List(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

// repeating is chance that gives every first id twice.
type repeating struct {
	random *mathrand.ChaCha8
	calls  int
	first  [37]byte
}

func (r *repeating) Read(p []byte) (int, error) {
	_, _ = r.random.Read(p)
	if r.calls++; r.calls == 1 {
		copy(r.first[:], p)
	} else if r.calls == 2 {
		copy(p, r.first[:5])
	}
	return len(p), nil
}

// Two tokens with one id cannot be: the second gets another one.
func TestAnIDThatIsTaken(t *testing.T) {
	chance := &repeating{random: mathrand.NewChaCha8([32]byte{1})}
	tokens := access.NewTokens(kept(), began().now, chance)
	wanted := access.Wanted{Name: "a", Role: graph.RoleReader, Tier: graph.TierPublic}
	one, first := issued(t, tokens, wanted)
	two, second := issued(t, tokens, wanted)
	if one.ID == two.ID || chance.calls != 3 {
		t.Errorf("%s and %s, after %d calls", one.ID, two.ID, chance.calls)
	}
	for _, text := range []string{first, second} {
		if _, err := tokens.Verify(t.Context(), text); err != nil {
			t.Error(err)
		}
	}
	dry := access.NewTokens(kept(), began().now, io.LimitReader(rand.Reader, 36))
	if _, _, err := dry.Issue(t.Context(), wanted, "x"); err == nil {
		t.Error("a token was made of less chance than it takes")
	}
}

// Whoever asks after Revoke returned is refused, however many ask meanwhile.
func TestRevokedInFlight(t *testing.T) {
	tokens := access.NewTokens(kept(), began().now, rand.Reader)
	token, text := issued(t, tokens, access.Wanted{Name: "a", Role: graph.Editor, Tier: graph.TierPublic})
	var asking sync.WaitGroup
	gone, stop := make(chan struct{}), make(chan struct{})
	for range 4 {
		asking.Go(func() {
			for {
				after := false
				select {
				case <-gone:
					after = true
				default:
				}
				_, err := tokens.Verify(t.Context(), text)
				if after && graph.CodeOf(err) != graph.Unauthenticated {
					t.Errorf("after it was revoked: %v", err)
				}
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	if _, err := tokens.Revoke(t.Context(), token.ID, "x"); err != nil {
		t.Error(err)
	}
	close(gone)
	for range 1000 {
		if _, err := tokens.Verify(t.Context(), text); graph.CodeOf(err) != graph.Unauthenticated {
			t.Fatalf("after it was revoked: %v", err)
		}
	}
	close(stop)
	asking.Wait()
}

// Tokens are not alike: half of the bits of two of them differ, more or less.
func TestTokensAreNotAlike(t *testing.T) {
	tokens := access.NewTokens(kept(), began().now, mathrand.NewChaCha8([32]byte{7}))
	_, one := issued(t, tokens, access.Wanted{Name: "a", Role: graph.RoleReader, Tier: graph.TierPublic})
	_, two := issued(t, tokens, access.Wanted{Name: "a", Role: graph.RoleReader, Tier: graph.TierPublic})
	differ := 0
	for i := 12; i < len(one); i++ {
		differ += bits.OnesCount8(one[i] ^ two[i])
	}
	if differ < 60 {
		t.Errorf("only %d bits differ", differ)
	}
}
