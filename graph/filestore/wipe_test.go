package filestore

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"twingraph/graph"
)

// replacing is a store with a document that said other things before.
func replacing(t *testing.T, path string) (s *Store, words []string, d graph.Document) {
	t.Helper()
	s = personal(t, path)
	d = graph.Document{Kind: "proposal", ID: "of-somebody"}
	for n := range 20 {
		word := fmt.Sprintf("kowalski-%02d", n)
		words, d.Body = append(words, word), []byte(`"`+word+strings.Repeat("x", 3000*(1+n%7))+`"`)
		d = puts(t, s, d)
	}
	if in := found(string(raw(t, path)), words); len(in) < 3 {
		t.Fatalf("before, only %q are found: the case shows nothing", in)
	}
	d.Body = []byte(`"nothing"`)
	return s, words, d
}

func puts(t *testing.T, s *Store, d graph.Document) graph.Document {
	t.Helper()
	kept, err := s.Put(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func nowhere(t *testing.T, path string, words []string) {
	t.Helper()
	if in := found(string(raw(t, path)), words); len(in) > 0 {
		t.Errorf("%q is in %s", in, path)
	}
}

// places are those of records in memory, which are others in another process.
var places = regexp.MustCompile(`0x[0-9a-f]+`)

// What a document said is nowhere once it is replaced by one that asks for that, and the store
// is as it was otherwise, whichever of its two last states it is read from.
func TestWhatADocumentSaidIsForgotten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s, words, d := replacing(t, path)
	before := said(t, s)
	d.Forgets = true
	if d = puts(t, s, d); d.Forgets {
		t.Error("that it was to be forgotten is kept")
	}
	nowhere(t, path, words)
	for n := range 50 { // the pages that were wiped are used again
		d.Body, d.Forgets = []byte(fmt.Sprintf(`"later-%02d%s"`, n, strings.Repeat("y", 5000))), n%3 == 0
		d = puts(t, s, d)
	}
	if after := said(t, s); after != before {
		t.Error("something else was changed")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for page := range int64(2) {
		other := copied(t, path)
		file, err := os.OpenFile(other, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteAt(make([]byte, pageHeader+metaLength), page*int64(os.Getpagesize())); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		again, err := Open(other, Options{ReadOnly: true})
		if err != nil {
			t.Fatalf("without page %d: %v", page, err)
		}
		got, err := again.Document(t.Context(), d.Kind, d.ID)
		if err != nil || string(got.Body) != string(d.Body) {
			t.Errorf("without page %d: %.40s, %v", page, got.Body, err)
		}
		if after := places.ReplaceAllString(said(t, again), ""); after != places.ReplaceAllString(before, "") {
			t.Errorf("without page %d it says\n%s\nwant\n%s", page, after, before)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// What a crash kept from being forgotten is, at the next opening for writing.
func TestForgettingIsFinished(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s, words, d := replacing(t, path)
	puts(t, s, d) // and here it ended
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	nowhere(t, path, words)
}

// slow reads a backup, and does something after its first bytes.
type slow struct {
	*os.File
	meanwhile func()
}

func (w *slow) Write(b []byte) (int, error) {
	if w.meanwhile != nil {
		w.meanwhile()
		w.meanwhile = nil
	}
	return w.File.Write(b)
}

// A backup that is being made holds one sound state, whatever is forgotten meanwhile.
func TestForgettingWaitsForABackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s, words, d := replacing(t, path)
	defer s.Close()
	d.Forgets = true
	s.mu.Lock()
	s.copying++ // it reads the file
	s.mu.Unlock()
	d = puts(t, s, d)
	if in := found(string(raw(t, path)), words); len(in) < 3 {
		t.Fatalf("pages are overwritten that a backup may be reading: only %q are left", in)
	}
	s.copied()
	nowhere(t, path, words)
	t.Run("and one that is sent is complete already", func(t *testing.T) {
		to, err := os.Create(filepath.Join(t.TempDir(), "backup.db"))
		if err != nil {
			t.Fatal(err)
		}
		w := &slow{File: to, meanwhile: func() {
			d.Body, d.Forgets = []byte(`"later"`), true
			d = puts(t, s, d)
		}}
		if err := s.Backup(t.Context(), w); err != nil {
			t.Fatal(err)
		}
		if err := to.Close(); err != nil {
			t.Fatal(err)
		}
		backup, err := Open(to.Name(), Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer backup.Close()
		if got, err := backup.Document(t.Context(), d.Kind, d.ID); err != nil || string(got.Body) != `"nothing"` {
			t.Errorf("%s, %v", got.Body, err)
		}
	})
}
