package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/access"
	"twingraph/graph/atlas"
	"twingraph/graph/model"
)

// Tokens answers Query.tokens.
func (query) Tokens(ctx context.Context) ([]*access.Token, error) { return requestOf(ctx).Tokens(ctx) }

// IssueToken answers Mutation.issueToken.
func (mutation) IssueToken(ctx context.Context, name string, role graph.Role, tier graph.Tier, expiresAt *time.Time) (*atlas.IssuedToken, error) {
	return requestOf(ctx).IssueToken(ctx, access.Wanted{Name: name, Role: role, Tier: tier, ExpiresAt: expiresAt})
}

// RevokeToken answers Mutation.revokeToken.
func (mutation) RevokeToken(ctx context.Context, token string) (*model.RevokeTokenPayload, error) {
	tokens, err := requestOf(ctx).RevokeToken(ctx, token)
	if err != nil {
		return nil, err
	}
	return &model.RevokeTokenPayload{Tokens: tokens}, nil
}
