package httpd

import (
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

// send writes the status and the body. The headers that describe the content are
// the caller's; an ETag becomes that of the compressed body when it is compressed.
func (s *sender) send(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.Header().Add("Vary", "Accept-Encoding")
	compress := len(body) >= worthCompressing && acceptsGzip(r)
	if compress {
		w.Header().Set("Content-Encoding", "gzip")
		if tag := w.Header().Get("ETag"); tag != "" {
			w.Header().Set("ETag", compressed(tag))
		}
	} else {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(status)
	switch {
	case r.Method == http.MethodHead:
	case compress:
		s.compress(w, body)
	default:
		_, _ = w.Write(body) // a client that has gone needs no answer
	}
}

// compress writes the body through gzip.
func (s *sender) compress(w io.Writer, body []byte) {
	writer := s.compressor(w)
	defer s.release(writer)
	_, _ = writer.Write(body)
	_ = writer.Close()
}

// compressor returns a writer that compresses to w. Release it afterwards.
func (s *sender) compressor(w io.Writer) *gzip.Writer {
	writer := s.writers.Get().(*gzip.Writer)
	writer.Reset(w)
	return writer
}

// release gives a compressor back.
func (s *sender) release(writer *gzip.Writer) { s.writers.Put(writer) }
