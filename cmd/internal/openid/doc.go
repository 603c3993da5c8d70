// Package openid knows people by the tokens that an OpenID Connect provider signed
// (https://openid.net/specs/openid-connect-core-1_0.html): JSON web tokens of one issuer, for
// one audience, with a name, roles and tiers among their claims.
//
// The provider need not be there when the server starts: until its keys could be fetched,
// its tokens are answered with code Unavailable. Keys are fetched again when a token names
// one that is not known, and every few minutes, so that one that the provider gave up is
// given up here too.
//
// It imports package graph and is imported by cmd only. Start reading at Provider.
package openid
