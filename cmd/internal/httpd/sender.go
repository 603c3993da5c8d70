package httpd

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"sync"
)

// worthCompressing is the size in bytes from which a body is compressed.
const worthCompressing = 1024

// sender sends bodies, compressed where that is worth it and accepted.
type sender struct {
	writers sync.Pool // of *gzip.Writer: each holds about a megabyte
}

// newSender returns a sender.
func newSender() *sender {
	return &sender{writers: sync.Pool{New: func() any {
		w, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) // fails only for a level that does not exist
		return w
	}}}
}

// content is what is sent.
type content struct {
	body   []byte
	zipped []byte // the body compressed; nil where nobody did that yet
}

// compresses reports whether a body is sent compressed.
func compresses(r *http.Request, body []byte) bool {
	return len(body) >= worthCompressing && acceptsGzip(r)
}

// send writes the status and a body; see deliver.
func (s *sender) send(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	s.deliver(w, r, status, content{body: body})
}

// deliver writes the status and the content. The headers that describe the content are
// the caller's; an ETag becomes that of the compressed body when it is compressed.
func (s *sender) deliver(w http.ResponseWriter, r *http.Request, status int, c content) {
	w.Header().Add("Vary", "Accept-Encoding")
	compress := compresses(r, c.body)
	if compress {
		w.Header().Set("Content-Encoding", "gzip")
		if tag := w.Header().Get("ETag"); tag != "" {
			w.Header().Set("ETag", compressed(tag))
		}
	} else {
		w.Header().Set("Content-Length", strconv.Itoa(len(c.body)))
	}
	w.WriteHeader(status)
	switch {
	case r.Method == http.MethodHead:
	case compress && c.zipped != nil:
		_, _ = w.Write(c.zipped)
	case compress:
		s.compress(w, c.body)
	default:
		_, _ = w.Write(c.body) // a client that has gone needs no answer
	}
}

// compress writes the body through gzip.
func (s *sender) compress(w io.Writer, body []byte) {
	writer := s.compressor(w)
	defer s.release(writer)
	_, _ = writer.Write(body)
	_ = writer.Close()
}

// zip returns the content with its body compressed, where it is sent so.
func (s *sender) zip(r *http.Request, c content) content {
	if c.zipped == nil && compresses(r, c.body) {
		var zipped bytes.Buffer
		s.compress(&zipped, c.body)
		c.zipped = zipped.Bytes()
	}
	return c
}

// compressor returns a writer that compresses to w. Release it afterwards.
func (s *sender) compressor(w io.Writer) *gzip.Writer {
	writer := s.writers.Get().(*gzip.Writer)
	writer.Reset(w)
	return writer
}

// release gives a compressor back.
func (s *sender) release(writer *gzip.Writer) { s.writers.Put(writer) }
