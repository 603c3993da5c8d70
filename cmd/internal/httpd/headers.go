package httpd

import "net/http"

const (
	// policyPages lets pages load from this server only. The query editor writes
	// style elements and data: images and fonts.
	policyPages = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; " +
		"worker-src 'self'; connect-src 'self'; object-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"

	// policyData is for answers that are not pages: they load nothing.
	policyData = "default-src 'none'; frame-ancestors 'none'"
)

// secure adds the headers that keep browsers from guessing, framing and reporting
// others. Pages set their own policy after it.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policyData)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}
