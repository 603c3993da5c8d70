package httpd

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// entityTag returns a strong entity tag of what is known of the network, a Moment's Tag, and
// of what else the bytes follow from: equal tags mean equal bytes, and nothing moves it that
// the viewer may not know of. What the program was built from is always part of it: nobody
// has to remember to change a number when the same network is written differently.
func entityTag(known string, of ...string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", of))
	return fmt.Sprintf(`"%s-%s"`, known, base64.RawURLEncoding.EncodeToString(sum[:12]))
}

// compressed returns the tag of the same body, compressed. Strong tags are of bytes; a weak
// one stays as it is.
func compressed(tag string) string {
	if strings.HasPrefix(tag, weak) {
		return tag
	}
	return strings.TrimSuffix(tag, `"`) + `-gzip"`
}

// weak begins a tag that is of a body in any coding.
const weak = "W/"

// namedIn returns the entry of If-None-Match headers that names the tag, or the tag of the
// same body compressed; empty when there is none. The comparison is the weak one
// (https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match).
func namedIn(headers []string, tag string) string {
	for _, header := range headers {
		for entry := range strings.SplitSeq(header, ",") {
			entry = strings.TrimPrefix(strings.TrimSpace(entry), weak)
			for _, named := range []string{tag, compressed(tag)} {
				if entry == strings.TrimPrefix(named, weak) {
					return named
				}
			}
		}
	}
	return ""
}

// unchanged returns the tag to answer 304 with when a client has a body with the tag, or
// asks for one only where there is none; empty otherwise.
func unchanged(r *http.Request, tag string) string {
	headers := r.Header.Values("If-None-Match")
	if anyTag(headers) {
		return tag
	}
	return namedIn(headers, tag)
}

// anyTag reports whether If-None-Match headers name any tag there is.
func anyTag(headers []string) bool {
	return slices.ContainsFunc(headers, func(header string) bool { return strings.TrimSpace(header) == "*" })
}

// kept returns the Cache-Control of what has a tag: it may be kept and has to be asked for
// again each time, with the tag. What somebody is answered who shows a token is kept by no
// proxy.
func kept(r *http.Request) string {
	if signedIn(r) {
		return "private, no-cache"
	}
	return "no-cache"
}

// notKept returns the Cache-Control of what nobody keeps.
func notKept(r *http.Request) string {
	if signedIn(r) {
		return "private, no-store"
	}
	return "no-store"
}
