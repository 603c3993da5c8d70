package main

import (
	"net/http"
	"time"

	"twingraph/cmd/internal/httpd"
)

// quietFor is how long nobody asks before memory is given back.
const quietFor = 20 * time.Second

// releasing calls release once nobody has asked next anything for a while: what answers left
// behind is collected late, see garbage, and a server that rests needs none of it. What
// only watches the server does not count.
func releasing(next http.Handler, after time.Duration, release func()) http.Handler {
	timer := time.AfterFunc(after, release)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !httpd.Watches(r) {
			defer timer.Reset(after)
		}
		next.ServeHTTP(w, r)
	})
}
