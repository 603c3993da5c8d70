package httpd

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
)

// contentTypes are the types of the files that a build of the pages leaves; the
// system's own table is not asked, because it differs from place to place.
func contentTypes() map[string]string {
	return map[string]string{
		".css":   "text/css; charset=utf-8",
		".html":  "text/html; charset=utf-8",
		".ico":   "image/x-icon",
		".js":    "text/javascript; charset=utf-8",
		".json":  "application/json",
		".map":   "application/json",
		".md":    "text/plain; charset=utf-8",
		".png":   "image/png",
		".svg":   "image/svg+xml",
		".ttf":   "font/ttf",
		".txt":   "text/plain; charset=utf-8",
		".wasm":  "application/wasm",
		".woff":  "font/woff",
		".woff2": "font/woff2",
	}
}

// page is one file of the pages, ready to be sent.
type page struct {
	body         []byte
	contentType  string
	tag          string // the entity tag
	cacheControl string
}

// pages serves the built pages: exact files, index.html at the addresses of its pages,
// nothing made up for others.
type pages struct {
	files     map[string]page // by address
	addresses []string        // those at which index.html is shown
	policy    func() string   // their Content-Security-Policy
	out       *sender
}

// newPages reads the built pages. Files whose names begin with a dot are left out;
// index.html is at "/", another page.html at "/page". It fails when a file is of a
// type it does not know.
func newPages(built fs.FS, addresses []string, policy func() string, out *sender) (*pages, error) {
	p := &pages{files: map[string]page{}, addresses: addresses, policy: policy, out: out}
	types := contentTypes()
	err := fs.WalkDir(built, ".", func(name string, entry fs.DirEntry, err error) error {
		switch hidden := name != "." && strings.HasPrefix(path.Base(name), "."); {
		case err != nil:
			return err
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || entry.IsDir():
			return nil
		}
		contentType, known := types[path.Ext(name)]
		if !known {
			return fmt.Errorf("the page file %s is of a type that is not known", name)
		}
		body, err := fs.ReadFile(built, name)
		if err != nil {
			return err
		}
		p.files[address(name)] = page{body: body, contentType: contentType, tag: tagOf(body), cacheControl: cacheControl(name)}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the pages: %w", err)
	}
	return p, nil
}

// address returns where a file is served.
func address(name string) string {
	if name == "index.html" {
		return "/"
	}
	return "/" + strings.TrimSuffix(name, ".html")
}

// cacheControl lets files whose names carry a hash be kept for good, and has all
// others asked for again.
func cacheControl(name string) string {
	if strings.HasPrefix(name, "assets/") {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// tagOf returns an entity tag for a body. It is a weak one, because the body may be
// sent compressed.
func tagOf(body []byte) string {
	sum := sha256.Sum256(body)
	return `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// among reports whether a path is one of the addresses, in which a part such as $id
// stands for any one part.
func among(addresses []string, path string) bool {
	parts := strings.Split(path, "/")
	return slices.ContainsFunc(addresses, func(address string) bool {
		return slices.EqualFunc(strings.Split(address, "/"), parts, func(want, got string) bool {
			return want == got || strings.HasPrefix(want, "$") && got != ""
		})
	})
}

// ServeHTTP serves a file, or 404.
func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	file, ok := p.files[r.URL.Path]
	if !ok && among(p.addresses, r.URL.Path) {
		file, ok = p.files["/"]
	}
	if !ok {
		nothingHere(w, r)
		return
	}
	w.Header().Set("Content-Security-Policy", p.policy())
	p.out.sendFile(w, r, file)
}

// sendFile sends a file, or 304 when the client has it.
func (s *sender) sendFile(w http.ResponseWriter, r *http.Request, file page) {
	h := w.Header()
	h.Set("Content-Type", file.contentType)
	h.Set("Cache-Control", file.cacheControl)
	h.Set("ETag", file.tag)
	if tag := unchanged(r, file.tag); tag != "" {
		h.Add("Vary", "Accept-Encoding")
		h.Set("ETag", tag)
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.send(w, r, http.StatusOK, file.body)
}

// nothingHere says what there is instead.
func nothingHere(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "There is nothing at this address. Questions are answered at /graphql, the pages are / and /graphiql, the schema is /schema.graphql.", http.StatusNotFound)
}

// notBuilt serves the page that says how to build the pages.
func notBuilt(text []byte, addresses []string, out *sender) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" && r.URL.Path != "/graphiql" && !among(addresses, r.URL.Path) {
			nothingHere(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Content-Security-Policy", policyPages)
		out.send(w, r, http.StatusServiceUnavailable, text)
	})
}
