package httpd

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
	"twingraph/graph/export"
)

// Exporter gives the network to the exports.
type Exporter interface {
	// Head returns the store's last change.
	Head(ctx context.Context) (graph.Change, error)

	// Question reads the parameters of an export that selects records of a word.
	Question(of graph.Word, written map[string]string) (export.Question, error)

	// Export answers a question.
	Export(ctx context.Context, q export.Question) (*export.Network, error)

	// Arrangement lays out the whole network that a part belongs to.
	Arrangement(ctx context.Context, n *export.Network) (*export.Arrangement, error)
}

// file is one file that is made anew from the network when it is asked for.
type file struct {
	name        string // the last part of its address
	contentType string
	of          graph.Word // what its filter selects
	established bool       // leave out links that are not established on the day
	make        maker
}

// maker does what can fail and returns what writes the file.
type maker func(ctx context.Context, from Exporter, n *export.Network) (func(io.Writer) error, error)

// files lists the exports.
func files() []file {
	return []file{
		{name: "map.json", contentType: mediaJSON, of: graph.WordTwinningLink, make: writing(export.Columns)},
		{name: "layout.json", contentType: mediaJSON, of: graph.WordTwinningLink, make: arranged},
	}
}

// writing makes a file of the network alone.
func writing(write func(io.Writer, *export.Network) error) maker {
	return func(_ context.Context, _ Exporter, n *export.Network) (func(io.Writer) error, error) {
		return func(w io.Writer) error { return write(w, n) }, nil
	}
}

// arranged makes the file of a layout.
func arranged(ctx context.Context, from Exporter, n *export.Network) (func(io.Writer) error, error) {
	a, err := from.Arrangement(ctx, n)
	return func(w io.Writer) error { return export.Layout(w, n, a) }, err
}

// exports serves files of the network: /export/….
type exports struct {
	from    Exporter
	errs    presenter
	address int           // bytes of a query string
	time    time.Duration // from the first byte read to the first byte written
	out     *sender
	places  chan struct{} // one entry for each file being made
}

// newExports returns what serves the files. Reading the whole network and laying it
// out may take twice as long as an answer.
func newExports(from Exporter, log *slog.Logger, limits Limits, out *sender) *exports {
	allowed := 2 * limits.Time
	return &exports{
		from: from, errs: presenter{log: log, limit: allowed}, address: limits.Address, time: allowed,
		out: out, places: make(chan struct{}, limits.Concurrent),
	}
}

// serve returns the handler of one file.
func (e *exports) serve(f file) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := e.send(w, r, f); err != nil {
			e.fail(w, r, err)
		}
	})
}

// send answers a request for a file. It fails only before anything was sent.
func (e *exports) send(w http.ResponseWriter, r *http.Request, f file) error {
	ctx, cancel := context.WithTimeout(r.Context(), e.time)
	defer cancel()
	written, err := parameters(r, e.address)
	if err != nil {
		return err
	}
	q, err := e.from.Question(f.of, written)
	if err != nil {
		return err
	}
	q.Established = f.established
	head, err := e.from.Head(ctx)
	if err != nil {
		return err
	}
	zipped := acceptsGzip(r)
	if tag := tagOfExport(f, q, head.Seq, zipped); matches(r.Header.Values("If-None-Match"), tag) {
		describe(w, f, tag)
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	select {
	case e.places <- struct{}{}:
		defer func() { <-e.places }()
	default:
		return graph.Errorf(graph.Unavailable, "The server is making as many files as it can. Try again in a moment.")
	}
	n, err := e.from.Export(ctx, q)
	if err != nil {
		return err
	}
	write, err := f.make(ctx, e.from, n)
	if err != nil {
		return err
	}
	describe(w, f, tagOfExport(f, q, n.Seq, zipped)) // the network may be newer than the head above
	w.Header().Set("Content-Type", f.contentType)
	if r.Method == http.MethodHead {
		w.WriteHeader(http.StatusOK)
		return nil
	}
	e.stream(w, r, write, zipped)
	return nil
}

// stream sends a file as it is made. A client that has gone ends it.
func (e *exports) stream(w http.ResponseWriter, r *http.Request, write func(io.Writer) error, zipped bool) {
	to := &patient{to: w, control: http.NewResponseController(w), ctx: r.Context()}
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
func describe(w http.ResponseWriter, f file, tag string) {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache") // ask again, with the tag
	h.Set("Content-Disposition", fmt.Sprintf(`inline; filename="twingraph-%s"`, f.name))
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
	written := map[string]string{}
	for name, values := range query {
		if len(values) > 1 {
			return nil, graph.Errorf(graph.BadUserInput, "The parameter %.100q is there %d times; give it once.", name, len(values)).At(name)
		}
		written[name] = values[0]
	}
	return written, nil
}

// format is part of every tag: it has to change when the same network is written
// differently.
const format = 1

// tagOfExport returns a strong entity tag: equal tags mean equal bytes.
func tagOfExport(f file, q export.Question, seq graph.Seq, zipped bool) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %d %s %d %s", format, f.name, seq, q.AsOf, q.KnownAt.UnixNano(), q.Where))
	coding := ""
	if zipped {
		coding = "-gzip"
	}
	return fmt.Sprintf(`"%d-%s%s"`, seq, base64.RawURLEncoding.EncodeToString(sum[:12]), coding)
}

// matches reports whether an If-None-Match names the tag.
func matches(headers []string, tag string) bool {
	return slices.ContainsFunc(headers, func(header string) bool {
		for one := range strings.SplitSeq(header, ",") {
			if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == tag {
				return true
			}
		}
		return false
	})
}

// fail answers an error in the form of the API, with the status that fits.
func (e *exports) fail(w http.ResponseWriter, r *http.Request, err error) {
	told := e.errs.present(r.Context(), err)
	status := http.StatusBadRequest
	switch told.Extensions["code"] {
	case graph.Internal:
		status = http.StatusInternalServerError
	case graph.Unavailable:
		status = http.StatusServiceUnavailable
		w.Header().Set("Retry-After", "1")
	case graph.Conflict:
		status = http.StatusConflict
	case graph.Timeout:
		status = http.StatusGatewayTimeout
	}
	w.Header().Set("Content-Type", mediaJSON+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	e.out.send(w, r, status, append(marshal(map[string]gqlerror.List{"errors": {told}}), '\n'))
}

// patience is how long a client may take to read a piece of a file.
const patience = 30 * time.Second

// patient is a client that reads a long file: as long as it goes on reading it has
// time, whatever the time allowed for an answer.
type patient struct {
	to      io.Writer
	control *http.ResponseController
	ctx     context.Context
}

// Write sends one piece.
func (p *patient) Write(piece []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	_ = p.control.SetWriteDeadline(time.Now().Add(patience)) // where it cannot be set, the server's own holds
	return p.to.Write(piece)
}
