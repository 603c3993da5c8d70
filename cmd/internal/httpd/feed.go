package httpd

import (
	"context"
	"net/http"

	"twingraph/graph"
	"twingraph/graph/feed"
	"twingraph/graph/written"
	"twingraph/resolvers"
)

// feeds serves news of how links stand as a feed, with the slots, times and errors of files.
type feeds struct {
	*exports
	site feed.Site
}

// ServeHTTP answers with a page of the feed.
func (f *feeds) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := f.send(w, r); err != nil {
		f.fail(w, r, err)
	}
}

// send answers with a page of the feed. It fails only before anything was sent.
func (f *feeds) send(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), f.time)
	defer cancel()
	given, err := parameters(r, f.address)
	if err != nil {
		return err
	}
	q, err := written.Feed(given)
	if err != nil {
		return err
	}
	request := f.from.For(resolvers.ViewerOf(ctx))
	view := request.View()
	known, err := f.from.Tag(ctx, view)
	if err != nil {
		return err
	}
	tag := entityTag(known, f.build, "feed", string(f.site), r.URL.RawQuery, string(view.Tier), view.AsOf.String())
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", kept(r))
	if named := unchanged(r, tag); named != "" {
		h.Add("Vary", "Accept-Encoding")
		h.Set("ETag", named)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	select {
	case f.slots <- struct{}{}:
		defer func() { <-f.slots }()
	default:
		h.Del("ETag")
		return graph.Errorf(graph.Unavailable, "The server is making as many files as it can. Try again in a moment.")
	}
	page, err := f.site.Page(ctx, request, q)
	if after, changed := f.from.Tag(ctx, view); err != nil || changed != nil || after != known { // another network while it was made
		h.Del("ETag")
	}
	if err != nil {
		return err
	}
	body, err := page.Document()
	if err != nil {
		return err
	}
	h.Set("Content-Type", feed.MediaType+"; charset=utf-8")
	f.out.send(w, r, http.StatusOK, body)
	return nil
}
