package httpd

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/rs/cors"
)

// sharing returns what lets pages of the given sites read answers. Nothing is
// added when there are none: browsers then keep other sites from reading.
func sharing(origins []string) func(http.Handler) http.Handler {
	if len(origins) == 0 {
		return func(next http.Handler) http.Handler { return next }
	}
	return cors.New(cors.Options{
		AllowedOrigins: slices.Clone(origins),
		AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost},
		AllowedHeaders: []string{"Authorization", "Content-Type", "Accept", "If-None-Match", "X-Request-Id"},
		ExposedHeaders: []string{"X-Request-Id", "Retry-After", "ETag", "Content-Disposition", "WWW-Authenticate"},
		MaxAge:         3600,
	}).Handler
}

// CheckOrigin returns an error unless origin is * or the origin of a site: scheme,
// host and port only.
func CheckOrigin(origin string) error {
	if origin == "*" {
		return nil
	}
	if !isOrigin(origin) {
		return fmt.Errorf("%q is no origin: write for example https://example.org, without a path, or *", origin)
	}
	return nil
}

// CheckSite returns an error for a site that is no http or https URL of a host, with a path
// or without.
func CheckSite(site string) error {
	u, err := url.Parse(site)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%q is no address of a site: write for example https://twins.example.org", site)
	}
	return nil
}

// isOrigin reports whether s is scheme, host and port of a site, as browsers write
// them.
func isOrigin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.Scheme+"://"+u.Host == s
}
