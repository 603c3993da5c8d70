package httpd

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/resolvers"
)

// Identity says who holds a token.
type Identity interface {
	// Viewer returns who holds a token. Errors: Unauthenticated for a token that does not
	// hold, Unavailable where that cannot be found out now; their sentences are shown.
	Viewer(ctx context.Context, token string) (graph.Viewer, error)
}

// longestToken is how many bytes an Authorization header may have.
const longestToken = 8 << 10

// challenge begins a WWW-Authenticate header (https://www.rfc-editor.org/rfc/rfc6750#section-3).
const challenge = `Bearer realm="twingraph"`

// identify finds out who asks, by the Authorization header, and passes the request on with
// its viewer. Nothing else says who somebody is: there are no cookies, so that no page of
// another site asks in a visitor's name. A request with a token that does not hold is
// rejected: whoever shows one does not want to be answered as nobody.
//
// Finding that out may take as long as an answer.
func identify(by Identity, within time.Duration, rejected func(http.ResponseWriter, *http.Request, *rejection)) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Add("Vary", "Authorization")
			headers := r.Header.Values("Authorization")
			if len(headers) == 0 {
				next.ServeHTTP(w, r)
				return
			}
			ctx, cancel := context.WithTimeout(r.Context(), within)
			viewer, err := viewerBy(ctx, by, headers)
			cancel()
			if err != nil {
				rejected(w, r, unidentified(err))
				return
			}
			next.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), viewer)))
		})
	}
}

// viewerBy returns who shows Authorization headers. Errors are those of Identity.
func viewerBy(ctx context.Context, by Identity, headers []string) (graph.Viewer, error) {
	if len(headers) > 1 {
		return graph.Viewer{}, graph.Errorf(graph.Unauthenticated, "there are %d Authorization headers; send one", len(headers))
	}
	if len(headers[0]) > longestToken {
		return graph.Viewer{}, graph.Errorf(graph.Unauthenticated, "the Authorization header has %d bytes; at most %d are read", len(headers[0]), longestToken)
	}
	scheme, token, _ := strings.Cut(headers[0], " ")
	if token = strings.TrimSpace(token); !strings.EqualFold(scheme, "Bearer") || !isToken(token) {
		return graph.Viewer{}, graph.Errorf(graph.Unauthenticated, "the Authorization header is not of the form: Bearer TOKEN")
	}
	if by == nil {
		return graph.Viewer{}, graph.Errorf(graph.Unauthenticated, "this server knows no tokens; send none to read what is public")
	}
	return by.Viewer(ctx, token)
}

// isToken reports whether a text has the signs of a bearer token only, and one at least
// (https://www.rfc-editor.org/rfc/rfc6750#section-2.1).
func isToken(text string) bool {
	text = strings.TrimRight(text, "=")
	for _, c := range []byte(text) {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~+/", c) >= 0) {
			return false
		}
	}
	return text != ""
}

// unidentified returns the rejection of a request of which it is not known who asks.
func unidentified(err error) *rejection {
	ours, _ := errors.AsType[*graph.Error](err)
	switch graph.CodeOf(err) {
	case graph.Unauthenticated:
	case graph.Unavailable, graph.Timeout:
		return (&rejection{status: http.StatusServiceUnavailable, err: ours}).with("Retry-After", retryAfter)
	default:
		ours = graph.Errorf(graph.Internal, "who is asking could not be found out").Because(err)
		return &rejection{status: http.StatusInternalServerError, err: ours}
	}
	header := fmt.Sprintf(`%s, error="invalid_token", error_description=%q`, challenge, asciiOnly(ours.Message))
	return (&rejection{status: http.StatusUnauthorized, err: ours}).with("Www-Authenticate", header)
}

// asciiOnly keeps the signs that a quoted description may have.
func asciiOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '"' || r == '\\' {
			return '\''
		}
		return r
	}, s)
}

// authorize sets the WWW-Authenticate header of an answer whose status says that something
// lacks: a token, or a role of the viewer.
func authorize(h http.Header, status int) {
	switch {
	case h.Get("WWW-Authenticate") != "":
	case status == http.StatusUnauthorized:
		h.Set("WWW-Authenticate", challenge)
	case status == http.StatusForbidden:
		h.Set("WWW-Authenticate", challenge+`, error="insufficient_scope"`)
	}
}

// signedIn reports whether a request is that of somebody in particular.
func signedIn(r *http.Request) bool {
	viewer := resolvers.ViewerOf(r.Context())
	return viewer.Role != graph.Anonymous || viewer.Tier != graph.TierPublic
}
