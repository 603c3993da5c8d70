package httpd

import (
	"net/http"
	"strings"
)

// SignIn is what pages have to know so that people can sign in at a provider.
type SignIn struct {
	Issuer   string          // of OpenID Connect
	ClientID string          // of the pages
	Origins  func() []string // the sites that pages have to ask then
}

// authJSON serves what pages have to know to sign people in: {"issuer", "clientId"}, or {}
// where nobody can.
func authJSON(s *SignIn, out *sender) http.Handler {
	body := []byte("{}\n")
	if s != nil {
		body = append(marshal(map[string]string{"issuer": s.Issuer, "clientId": s.ClientID}), '\n')
	}
	file := page{body: body, contentType: mediaJSON, tag: tagOf(body), cacheControl: "no-cache"}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { out.sendFile(w, r, file) })
}

// policy returns the Content-Security-Policy of pages, which may ask the provider where
// there is one.
func (s *SignIn) policy() string {
	if s == nil || s.Origins == nil {
		return policyPages
	}
	return strings.Replace(policyPages, "connect-src 'self'", strings.Join(append([]string{"connect-src 'self'"}, s.Origins()...), " "), 1)
}
