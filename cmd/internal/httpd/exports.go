package httpd

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/export"
	"twingraph/graph/export/formats"
	"twingraph/graph/written"
)

// exports serves files of the network: /export/….
type exports struct {
	from    *atlas.Atlas
	errs    presenter
	build   string        // what the program was built from
	site    string        // where the pages are; see export.Form
	address int           // bytes of a query string
	time    time.Duration // from the first byte read to the first byte written
	out     *sender
	slots   chan struct{} // one entry for each file being made
}

// newExports returns what serves the files. Reading the whole network and laying it
// out may take twice as long as an answer.
func newExports(from *atlas.Atlas, build string, log *slog.Logger, limits Limits, out *sender) *exports {
	allowed := 2 * limits.Time
	return &exports{
		from: from, errs: presenter{log: log, limit: allowed}, build: build, address: limits.Address, time: allowed,
		out: out, slots: make(chan struct{}, limits.Concurrent),
	}
}

// serve returns the handler of one file.
func (e *exports) serve(f export.Format) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := e.send(w, r, f); err != nil {
			e.fail(w, r, err)
		}
	})
}

// send answers a request for a file. It fails only before anything was sent.
func (e *exports) send(w http.ResponseWriter, r *http.Request, f export.Format) error {
	ctx, cancel := context.WithTimeout(r.Context(), e.time)
	defer cancel()
	given, err := parameters(r, e.address)
	if err != nil {
		return err
	}
	q, err := written.Question(f, e.from.Today(), given)
	if err != nil {
		return err
	}
	q.Form.Site = e.site
	known, err := e.from.Tag(ctx, graph.View{KnownAt: q.KnownAt, Tier: q.Tier})
	if err != nil {
		return err
	}
	zipped := acceptsGzip(r)
	if tag := unchanged(r, e.tag(f, q, known)); tag != "" {
		describe(w, r, f, q, tag)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	select {
	case e.slots <- struct{}{}:
		defer func() { <-e.slots }()
	default:
		return graph.Errorf(graph.Unavailable, "The server is making as many files as it can. Try again in a moment.")
	}
	n, err := e.from.Export(ctx, q)
	if err != nil {
		return err
	}
	var a *export.Arrangement
	if f.Arranged {
		if a, err = e.from.Arrangement(ctx, n); err != nil {
			return err
		}
	}
	tag := e.tag(f, q, n.Tag) // the network may be newer than above
	if zipped {
		tag = compressed(tag)
	}
	describe(w, r, f, q, tag)
	w.Header().Set("Content-Type", f.ContentType)
	if r.Method == http.MethodHead {
		w.WriteHeader(http.StatusOK)
		return nil
	}
	e.stream(w, r, func(to io.Writer) error { return f.Write(to, n, a) }, zipped)
	return nil
}

// noFormat answers a request for a file that there is not with the names of those there are.
func (e *exports) noFormat(w http.ResponseWriter, r *http.Request) {
	_, err := formats.Named(strings.TrimPrefix(r.URL.Path, routeExport), graph.NotFound)
	e.fail(w, r, err)
}

// stream sends a file as it is made. A client that has gone ends it.
func (e *exports) stream(w http.ResponseWriter, r *http.Request, write func(io.Writer) error, zipped bool) {
	to := &patient{to: w, control: http.NewResponseController(w), ctx: r.Context(), until: time.Now().Add(fileTime)}
	if !zipped {
		_ = write(to)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	writer := e.out.compressor(to)
	defer e.out.release(writer)
	if write(writer) == nil {
		_ = writer.Close()
	}
}

// describe sets the headers that a file has whether it is sent or not.
func describe(w http.ResponseWriter, r *http.Request, f export.Format, q export.Question, tag string) {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	h.Set("ETag", tag)
	h.Set("Cache-Control", kept(r))
	disposition := "inline"
	if f.Dated { // something to keep
		disposition = "attachment"
	}
	h.Set("Content-Disposition", fmt.Sprintf("%s; filename=%q", disposition, f.FileName(q.AsOf)))
}

// parameters reads the query string: each parameter once.
func parameters(r *http.Request, most int) (map[string]string, error) {
	if len(r.URL.RawQuery) > most {
		return nil, graph.Errorf(graph.LimitExceeded, "The address has %d bytes of parameters; at most %d are read.", len(r.URL.RawQuery), most)
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, graph.Errorf(graph.BadUserInput, "The address cannot be read: its query string is not well formed.")
	}
	given := map[string]string{}
	for name, values := range query {
		if len(values) > 1 {
			return nil, graph.Errorf(graph.BadUserInput, "The parameter %.100q is there %d times; give it once.", name, len(values)).At(name)
		}
		given[name] = values[0]
	}
	return given, nil
}

// tag returns the tag of a file of what is known of the network.
func (e *exports) tag(f export.Format, q export.Question, known string) string {
	return entityTag(known, e.build, f.Name, q.AsOf.String(), strconv.FormatInt(q.KnownAt.UnixNano(), 10), fmt.Sprint(q.Where), fmt.Sprint(q.Form))
}

// fail answers an error in the form of the API, with the status that fits.
func (e *exports) fail(w http.ResponseWriter, r *http.Request, err error) {
	shown := e.errs.present(r.Context(), err)
	status := http.StatusBadRequest
	switch shown.Extensions["code"] {
	case graph.Unauthenticated:
		status = http.StatusUnauthorized
	case graph.Forbidden:
		status = http.StatusForbidden
	case graph.NotFound:
		status = http.StatusNotFound
	case graph.Internal:
		status = http.StatusInternalServerError
	case graph.Unavailable, graph.NotReady:
		status = http.StatusServiceUnavailable
		w.Header().Set("Retry-After", retryAfter)
	case graph.Conflict:
		status = http.StatusConflict
	case graph.Timeout:
		status = http.StatusGatewayTimeout
	}
	authorize(w.Header(), status)
	w.Header().Set("Content-Type", mediaJSON+"; charset=utf-8")
	w.Header().Set("Cache-Control", notKept(r))
	e.out.send(w, r, status, append(marshal(map[string]gqlerror.List{"errors": {shown}}), '\n'))
}

// unidentified answers a request of which it is not known who asks.
func (e *exports) unidentified(w http.ResponseWriter, r *http.Request, refused *rejection) {
	for name, values := range refused.header {
		w.Header()[name] = values
	}
	e.fail(w, r, refused.err)
}

// How long a client may take to read a piece of a file, and all of it.
const (
	pieceTime = 30 * time.Second
	fileTime  = 10 * time.Minute
)

// patient is a client that reads a long file: as long as it goes on reading it has
// time, whatever the time allowed for an answer.
type patient struct {
	to      io.Writer
	control *http.ResponseController
	ctx     context.Context
	until   time.Time
}

// Write sends one piece.
func (p *patient) Write(piece []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	deadline := time.Now().Add(pieceTime)
	if deadline.After(p.until) {
		deadline = p.until
	}
	_ = p.control.SetWriteDeadline(deadline) // where it cannot be set, the server's own holds
	_ = p.control.SetReadDeadline(deadline)  // past it net/http takes the client for gone
	return p.to.Write(piece)
}
