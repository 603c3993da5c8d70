package httpd

import (
	"fmt"
	"net/http"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/resolvers"
)

// backups sends copies of all that the store holds, with the errors of files.
type backups struct {
	*exports
	turns
}

// turns lets one thing be done at a time. Its capacity is 1.
type turns chan struct{}

// oneAtATime does something, unless it is being done for somebody else: then it returns an
// error of code Unavailable.
func (t turns) oneAtATime(do func() error) error {
	select {
	case t <- struct{}{}:
		defer func() { <-t }()
		return do()
	default:
		return graph.Errorf(graph.Unavailable, "The server does this for somebody else. Try again in a moment.")
	}
}

// ServeHTTP answers with a copy of the store.
func (b *backups) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	store, err := b.from.For(resolvers.ViewerOf(r.Context())).ToBackUp()
	if err == nil {
		err = b.oneAtATime(func() error { return b.send(w, r, store) })
	}
	if err != nil {
		b.fail(w, r, err)
	}
}

// send sends a copy. It fails only before anything was sent.
func (b *backups) send(w http.ResponseWriter, r *http.Request, store atlas.Copied) error {
	if r.Method == http.MethodHead {
		return graph.Errorf(graph.BadUserInput, "A backup is made when it is read: ask by GET.")
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(fileTime)) // when it is over, net/http takes the client for gone
	to := &first{patient: patient{to: w, control: control, ctx: r.Context(), until: time.Now().Add(fileTime)}}
	to.before = func() {
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Type", "application/octet-stream")
		h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "twingraph-"+b.from.Today().String()+".db"))
	}
	err := store.Backup(r.Context(), to)
	if err != nil && to.begun { // whoever reads it is to see that it was cut
		_ = control.SetWriteDeadline(time.Unix(1, 0))
		return nil
	}
	_ = control.SetWriteDeadline(time.Now().Add(pieceTime)) // making the copy may have taken longer than an answer may
	return err
}

// first is a patient client for whom something is done before the first piece is sent.
type first struct {
	patient
	before func()
	begun  bool
}

// Write sends one piece.
func (f *first) Write(piece []byte) (int, error) {
	if !f.begun {
		f.begun = true
		f.before()
	}
	return f.patient.Write(piece)
}
