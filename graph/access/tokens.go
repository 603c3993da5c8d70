package access

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	"twingraph/graph"
	"twingraph/graph/secret"
)

// kind is that of the documents of tokens.
const kind = "token"

// LongestName is how many characters the name of a token has at most.
const LongestName = 100

// Token is what is known of a token. The token itself is no part of it.
type Token struct {
	ID        string     `json:"-"` // public: 8 letters and digits
	Name      string     `json:"name"`
	Role      graph.Role `json:"role"`
	Tier      graph.Tier `json:"tier"`
	IssuedAt  time.Time  `json:"issuedAt"`
	IssuedBy  string     `json:"issuedBy"`
	ExpiresAt *time.Time `json:"expiresAt,omitempty"` // nil when it never does
	RevokedAt *time.Time `json:"revokedAt,omitempty"` // nil as long as it is not
	RevokedBy string     `json:"revokedBy,omitempty"`
}

// kept is the body of the document of a token.
type kept struct {
	Token
	Hash string `json:"sha256"` // of the whole token, hexadecimal
}

// Wanted is a token to be issued.
type Wanted struct {
	Name      string     // who is named as the actor of changes; several tokens may have one name
	Role      graph.Role // READER or more
	Tier      graph.Tier // up to which the holder sees records
	ExpiresAt *time.Time // nil for never
}

// Tokens issues tokens, revokes them and knows their holders. It is safe for concurrent use.
type Tokens struct {
	documents graph.Documents
	now       func() time.Time
	chance    io.Reader
}

// NewTokens returns the tokens that are kept among documents. chance has to be one that
// nobody can guess, as crypto/rand.Reader is.
func NewTokens(documents graph.Documents, now func() time.Time, chance io.Reader) *Tokens {
	return &Tokens{documents: documents, now: now, chance: chance}
}

// Issue makes a token in the name of by and returns it with its text, which is kept nowhere.
// Errors have code BadUserInput, or are those of graph.Documents and of chance.
func (t *Tokens) Issue(ctx context.Context, w Wanted, by string) (Token, string, error) {
	now := t.now().UTC().Truncate(time.Second)
	if err := w.check(now); err != nil {
		return Token{}, "", err
	}
	for {
		id, text, err := newSecret(t.chance)
		if err != nil {
			return Token{}, "", err
		}
		token := Token{ID: id, Name: w.Name, Role: w.Role, Tier: w.Tier, IssuedAt: now, IssuedBy: by, ExpiresAt: w.ExpiresAt}
		switch err := t.put(ctx, kept{token, secret.Hash(text)}, 0); graph.CodeOf(err) {
		case "":
			return token, text, nil
		case graph.Conflict: // another token has the id
		default:
			return Token{}, "", err
		}
	}
}

// check returns an error for a token that makes no sense.
func (w Wanted) check(now time.Time) error {
	if err := CheckName(w.Name); err != nil {
		return err
	}
	switch {
	case !slices.Contains(graph.Roles(), w.Role) || w.Role == graph.Anonymous:
		return graph.Errorf(graph.BadUserInput, "%.40q is no role that a token can have: write READER, CONTRIBUTOR, EDITOR or STEWARD", w.Role).At("role")
	case !slices.Contains(graph.Tiers(), w.Tier):
		return graph.Errorf(graph.BadUserInput, "%.40q is no tier: write PUBLIC, PARTNER or RESTRICTED", w.Tier).At("tier")
	case w.ExpiresAt != nil && !w.ExpiresAt.After(now):
		return graph.Errorf(graph.BadUserInput, "a token that expires at %s could not be used: name a time to come", w.ExpiresAt.Format(time.RFC3339)).At("expiresAt")
	}
	return nil
}

// CheckName returns an error, code BadUserInput, for a name under which nobody can be listed.
func CheckName(name string) error {
	odd := func(r rune) bool { return !unicode.IsPrint(r) }
	switch first, _ := utf8.DecodeRuneInString(name); {
	case name == "" || !utf8.ValidString(name) || slices.ContainsFunc([]rune(name), odd):
		return graph.Errorf(graph.BadUserInput, "a name is needed, of letters, digits and signs that can be seen").At("name")
	case unicode.IsSpace(first) || name[len(name)-1] == ' ':
		return graph.Errorf(graph.BadUserInput, "the name begins or ends with a space; leave it out").At("name")
	case utf8.RuneCountInString(name) > LongestName:
		return graph.Errorf(graph.BadUserInput, "the name has %d characters; at most %d are allowed", utf8.RuneCountInString(name), LongestName).At("name")
	case Is(name):
		return graph.Errorf(graph.BadUserInput, "a name does not begin with %s: it would be taken for a token", Prefix).At("name")
	}
	return nil
}

// List lists all tokens, revoked and expired ones too, by name, then by the time of issue.
// Errors are those of graph.Documents.
func (t *Tokens) List(ctx context.Context) ([]*Token, error) {
	documents, err := t.documents.Documents(ctx, kind)
	if err != nil {
		return nil, err
	}
	tokens := make([]*Token, len(documents))
	for i, d := range documents {
		k, err := read(d)
		if err != nil {
			return nil, err
		}
		tokens[i] = &k.Token
	}
	slices.SortFunc(tokens, func(a, b *Token) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), a.IssuedAt.Compare(b.IssuedAt), cmp.Compare(a.ID, b.ID))
	})
	return tokens, nil
}

// Revoke takes back, in the name of by, the token with an id, or all tokens with a name, and
// returns them, in the order of List. Once it returns they are refused.
// Errors: NotFound when there is none that was not revoked before, or those of
// graph.Documents.
func (t *Tokens) Revoke(ctx context.Context, nameOrID, by string) ([]*Token, error) {
	all, err := t.List(ctx)
	if err != nil {
		return nil, err
	}
	var revoked []*Token
	for _, token := range all {
		if token.RevokedAt != nil || token.ID != nameOrID && token.Name != nameOrID {
			continue
		}
		gone, err := t.revoke(ctx, token.ID, by)
		if err != nil {
			return nil, err
		}
		revoked = append(revoked, &gone)
	}
	if revoked == nil {
		return nil, graph.Errorf(graph.NotFound, "there is no token with the name or id %.120q that could be revoked", nameOrID).At("token")
	}
	return revoked, nil
}

// revoke takes one token back, unless somebody else did meanwhile.
func (t *Tokens) revoke(ctx context.Context, id, by string) (Token, error) {
	for {
		d, err := t.documents.Document(ctx, kind, id)
		if err != nil {
			return Token{}, err
		}
		k, err := read(d)
		if err != nil || k.RevokedAt != nil {
			return k.Token, err
		}
		now := t.now().UTC().Truncate(time.Second)
		k.RevokedAt, k.RevokedBy = &now, by
		switch err := t.put(ctx, k, d.Revision); graph.CodeOf(err) {
		case "":
			return k.Token, nil
		case graph.Conflict: // it was changed meanwhile: look again
		default:
			return Token{}, err
		}
	}
}

// Verify returns who holds a token. Errors have code Unauthenticated for one that is
// malformed, unknown, expired or revoked, or are those of graph.Documents. The comparison
// takes as long for a token that is nearly right as for any other.
func (t *Tokens) Verify(ctx context.Context, text string) (graph.Viewer, error) {
	id, ok := idIn(text)
	if !ok {
		return graph.Viewer{}, refused("is not well formed")
	}
	d, err := t.documents.Document(ctx, kind, id)
	if graph.CodeOf(err) == graph.NotFound {
		return graph.Viewer{}, refused("is not known")
	}
	if err != nil {
		return graph.Viewer{}, err
	}
	k, err := read(d)
	switch {
	case err != nil:
		return graph.Viewer{}, err
	case !secret.Opens(k.Hash, text):
		return graph.Viewer{}, refused("is not known")
	case k.RevokedAt != nil:
		return graph.Viewer{}, refused("was revoked")
	case k.ExpiresAt != nil && !t.now().Before(*k.ExpiresAt):
		return graph.Viewer{}, refused("has expired")
	}
	v := graph.Viewer{Role: k.Role, Tier: k.Tier, Name: k.Name}
	if k.ExpiresAt != nil {
		v.ExpiresAt = *k.ExpiresAt
	}
	return v, nil
}

// put stores what is kept of a token.
func (t *Tokens) put(ctx context.Context, k kept, revision int64) error {
	body, err := json.Marshal(k)
	if err != nil {
		return graph.Errorf(graph.Internal, "a token could not be written").Because(err)
	}
	_, err = t.documents.Put(ctx, graph.Document{Kind: kind, ID: k.ID, Revision: revision, Body: body})
	return err
}

// read reads what is kept of a token.
func read(d graph.Document) (kept, error) {
	var k kept
	if err := json.Unmarshal(d.Body, &k); err != nil || k.Hash == "" {
		return kept{}, graph.Errorf(graph.Internal, "the token %s cannot be read", d.ID).Because(err)
	}
	k.ID = d.ID
	return k, nil
}
