package atlas

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/access"
)

// IssuedToken is a token that was issued just now, with its text, which is shown this once.
type IssuedToken struct {
	Token  access.Token
	Secret string
}

// IssueToken issues a token in the viewer's name. A viewer does not give a tier that it does
// not have. Errors are those of permission (MayHandTokens) and of access.Tokens.
func (r *Request) IssueToken(ctx context.Context, w access.Wanted) (*IssuedToken, error) {
	tokens, err := r.handsTokens()
	if err != nil {
		return nil, err
	}
	if !r.viewer.Tier.Sees(w.Tier) {
		return nil, graph.Errorf(graph.Forbidden, "your own tier is %s: you cannot give %s", r.viewer.Tier, w.Tier).At("tier")
	}
	token, secret, err := tokens.Issue(ctx, w, r.viewer.Name)
	if err := r.outcome.besides(err); err != nil {
		return nil, err
	}
	return &IssuedToken{token, secret}, nil
}

// RevokeToken takes back the token with an id, or all tokens with a name, and returns them.
// Errors are those of permission (MayHandTokens) and of access.Tokens.
func (r *Request) RevokeToken(ctx context.Context, nameOrID string) ([]*access.Token, error) {
	tokens, err := r.handsTokens()
	if err != nil {
		return nil, err
	}
	revoked, err := tokens.Revoke(ctx, nameOrID, r.viewer.Name)
	return revoked, r.outcome.besides(err)
}

// Tokens lists all tokens, revoked and expired ones too, by name, then by the time of issue.
// Errors are those of permission (MayHandTokens) and of access.Tokens.
func (r *Request) Tokens(ctx context.Context) ([]*access.Token, error) {
	tokens, err := r.handsTokens()
	if err != nil {
		return nil, err
	}
	return tokens.List(ctx)
}

// handsTokens returns the tokens of a viewer who may hand them out. What is answered of them
// rests on more than the network.
func (r *Request) handsTokens() (*access.Tokens, error) {
	r.onBeside.Store(true)
	if err := r.may(MayHandTokens); err != nil {
		return nil, err
	}
	if r.tokens == nil {
		return nil, graph.Errorf(graph.Unavailable, "this server keeps no tokens")
	}
	return r.tokens, nil
}
