package httpd

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"twingraph/cmd/internal/reconcile"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/resolvers"
)

// reconciling serves the Reconciliation Service API, with the slots, times and errors of
// files.
type reconciling struct {
	*exports
	site    string
	body    int64    // bytes of a form
	origins []string // whose pages may show previews
}

// handlers returns the handler of each part by its path.
func (s *reconciling) handlers() map[string]http.Handler {
	parts := map[string]func(context.Context, *atlas.Request, reconcile.Service, url.Values) (any, error){
		reconcile.Path: s.root,
		reconcile.Path + reconcile.SuggestEntity: func(ctx context.Context, r *atlas.Request, to reconcile.Service, given url.Values) (any, error) {
			return to.Entities(ctx, r, given.Get("prefix"))
		},
		reconcile.Path + reconcile.SuggestType: func(_ context.Context, _ *atlas.Request, to reconcile.Service, given url.Values) (any, error) {
			return to.Types(given.Get("prefix")), nil
		},
		reconcile.Path + reconcile.SuggestProperty: func(_ context.Context, _ *atlas.Request, to reconcile.Service, given url.Values) (any, error) {
			return to.Properties(given.Get("prefix")), nil
		},
		reconcile.Path + reconcile.ProposeProperties: func(_ context.Context, _ *atlas.Request, to reconcile.Service, given url.Values) (any, error) {
			return to.Propose(given.Get("type")), nil
		},
		reconcile.Path + reconcile.Flyout: func(ctx context.Context, r *atlas.Request, to reconcile.Service, given url.Values) (any, error) {
			page, err := to.Card(ctx, r, given.Get("id"))
			return map[string]string{"id": given.Get("id"), "html": string(page)}, err
		},
		reconcile.Path + reconcile.Preview: func(ctx context.Context, r *atlas.Request, to reconcile.Service, given url.Values) (any, error) {
			return to.Card(ctx, r, given.Get("id"))
		},
	}
	handlers := map[string]http.Handler{}
	for path, answer := range parts {
		handlers[path] = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet && r.Method != http.MethodHead && (r.Method != http.MethodPost || path != reconcile.Path) {
				w.Header().Set("Allow", "GET, HEAD, POST")
				http.Error(w, "The reconciliation service is asked by GET, or by POST of a form.", http.StatusMethodNotAllowed)
				return
			}
			if err := s.send(w, r, answer); err != nil {
				s.fail(w, r, err)
			}
		})
	}
	return handlers
}

// root answers what is asked at the address of the service: the manifest when nothing is.
func (*reconciling) root(ctx context.Context, r *atlas.Request, to reconcile.Service, given url.Values) (any, error) {
	switch queries, extend := given.Get("queries"), given.Get("extend"); {
	case queries != "" && extend != "":
		return nil, graph.Errorf(graph.BadUserInput, "There are queries and extend: send one of them.")
	case queries != "":
		batch, err := reconcile.ReadQueries(queries)
		if err != nil {
			return nil, err
		}
		return to.Answers(ctx, r, batch)
	case extend != "":
		asked, err := reconcile.ReadExtension(extend)
		if err != nil {
			return nil, err
		}
		return to.Extend(ctx, r, asked)
	}
	return to.Manifest(), nil
}

// send answers one part. It fails only before anything was sent.
func (s *reconciling) send(w http.ResponseWriter, r *http.Request, answer func(context.Context, *atlas.Request, reconcile.Service, url.Values) (any, error)) error {
	ctx, cancel := context.WithTimeout(r.Context(), s.time)
	defer cancel()
	given, err := s.given(w, r)
	if err != nil {
		return err
	}
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	default:
		return graph.Errorf(graph.Unavailable, "The server is answering as much as it can. Try again in a moment.")
	}
	made, err := answer(ctx, s.from.For(resolvers.ViewerOf(ctx)), reconcile.Service{Site: s.siteOf(r)}, given)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Cache-Control", kept(r))
	if page, is := made.([]byte); is {
		ancestors := "'none'"
		if len(s.origins) > 0 { // who may read answers may show them
			ancestors = strings.Join(s.origins, " ")
			h.Del("X-Frame-Options")
		}
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors "+ancestors)
		h.Set("Content-Type", "text/html; charset=utf-8")
		s.out.send(w, r, http.StatusOK, page)
		return nil
	}
	h.Set("Content-Type", mediaJSON+"; charset=utf-8")
	s.out.send(w, r, http.StatusOK, append(marshal(made), '\n'))
	return nil
}

// given reads the parameters, of the address or of a form.
func (s *reconciling) given(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	if len(r.URL.RawQuery) > s.address {
		return nil, graph.Errorf(graph.LimitExceeded, "The address has %d bytes of parameters; at most %d are read. Send them as a form by POST.", len(r.URL.RawQuery), s.address)
	}
	if r.Method == http.MethodPost {
		if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/x-www-form-urlencoded" {
			return nil, graph.Errorf(graph.BadUserInput, "A batch is sent as a form, application/x-www-form-urlencoded, with the field queries or extend.")
		}
		r.Body = http.MaxBytesReader(w, r.Body, s.body)
	}
	if err := r.ParseForm(); err != nil {
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return nil, graph.Errorf(graph.LimitExceeded, "The form has more than %d bytes; send fewer queries at a time.", s.body)
		}
		return nil, graph.Errorf(graph.BadUserInput, "The parameters cannot be read: they are not well formed.")
	}
	return r.Form, nil
}

// siteOf returns where the service is reached: the site, or as the request names it, which
// is one of the names under which requests are answered.
func (s *reconciling) siteOf(r *http.Request) string {
	if s.site != "" {
		return strings.TrimRight(s.site, "/")
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}
