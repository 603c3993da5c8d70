package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"twingraph/graph"
	"twingraph/graph/access"
)

// commandLine is who issues and revokes tokens from the command line: whoever reads and
// writes the store needs no token.
const commandLine = "twingraph token"

// storedTokens hands out the tokens of a store.
type storedTokens struct {
	settings *settings
	notes    io.Writer
}

// in opens the store and closes it afterwards.
func (t storedTokens) in(ctx context.Context, way mode, do func(*access.Tokens) error) (err error) {
	store, err := t.settings.opener(way, nil, nil)(ctx)
	if graph.CodeOf(err) == graph.Unavailable && t.settings.neo4jURI == "" {
		return fmt.Errorf("%w; a server that uses it is asked with --to URL --token-file FILE", err)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return do(tokensOf(store))
}

// issue makes a token. The first one may come before all data.
func (t storedTokens) issue(ctx context.Context, w access.Wanted) (token shownToken, secret string, err error) {
	fresh := t.settings.fresh()
	err = t.in(ctx, toWrite, func(tokens *access.Tokens) error {
		issued, text, err := tokens.Issue(ctx, w, commandLine)
		token, secret = shown(&issued), text
		return err
	})
	if err == nil && fresh {
		fmt.Fprintf(t.notes, "%s is new: if there should be data already, name its file with --data or TWINGRAPH_DATA.\n", t.settings.data)
	}
	return token, secret, err
}

func (t storedTokens) list(ctx context.Context) (list []shownToken, err error) {
	err = t.in(ctx, toRead, func(tokens *access.Tokens) error {
		all, err := tokens.List(ctx)
		list = allShown(all)
		return err
	})
	return list, err
}

func (t storedTokens) revoke(ctx context.Context, nameOrID string) (list []shownToken, err error) {
	if t.settings.fresh() {
		return nil, t.settings.noData()
	}
	err = t.in(ctx, toWrite, func(tokens *access.Tokens) error {
		revoked, err := tokens.Revoke(ctx, nameOrID, commandLine)
		list = allShown(revoked)
		return err
	})
	return list, err
}

func shown(t *access.Token) shownToken {
	return shownToken{t.ID, t.Name, t.Role, t.Tier, t.IssuedAt, t.IssuedBy, t.ExpiresAt, t.RevokedAt}
}

func allShown(tokens []*access.Token) []shownToken {
	list := make([]shownToken, len(tokens))
	for i, t := range tokens {
		list[i] = shown(t)
	}
	return list
}

// remoteTokens hands out the tokens of a server.
type remoteTokens struct{ *remote }

// tokenFields are what is listed of a token.
const tokenFields = `{id name role tier issuedAt issuedBy expiresAt revokedAt}`

func (t remoteTokens) issue(ctx context.Context, w access.Wanted) (shownToken, string, error) {
	var data struct {
		IssueToken struct {
			Token  shownToken
			Secret string
		}
	}
	err := t.ask(ctx, `mutation($name: String!, $role: Role!, $tier: Tier!, $expiresAt: DateTime) {
		issueToken(name: $name, role: $role, tier: $tier, expiresAt: $expiresAt) {token `+tokenFields+` secret}
	}`, map[string]any{"name": w.Name, "role": w.Role, "tier": w.Tier, "expiresAt": w.ExpiresAt}, &data)
	return data.IssueToken.Token, data.IssueToken.Secret, err
}

func (t remoteTokens) list(ctx context.Context) ([]shownToken, error) {
	var data struct{ Tokens []shownToken }
	err := t.ask(ctx, `{tokens `+tokenFields+`}`, nil, &data)
	return data.Tokens, err
}

func (t remoteTokens) revoke(ctx context.Context, nameOrID string) ([]shownToken, error) {
	var data struct{ RevokeToken struct{ Tokens []shownToken } }
	err := t.ask(ctx, `mutation($token: String!) {revokeToken(token: $token) {tokens `+tokenFields+`}}`, map[string]any{"token": nameOrID}, &data)
	return data.RevokeToken.Tokens, err
}
