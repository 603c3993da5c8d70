package background_test

import (
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"twingraph/graph"
	"twingraph/graph/background"
	"twingraph/graph/filestore"
)

// store opens an embedded store that is closed with the test.
func store(t *testing.T, path string) *filestore.Store {
	t.Helper()
	s, err := filestore.Open(path, filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// ended computes the works and returns when all is kept.
func ended(t *testing.T, kept graph.Documents, works ...background.Work[string]) {
	t.Helper()
	b := made(t, kept)
	for _, w := range works {
		background.Begin(b, w)
	}
	synctest.Wait()
	time.Sleep(time.Minute)
	synctest.Wait()
	b.Close()
}

// A program that starts again over the same store finds the result of the same input and
// version, and of no other.
func TestResultsOutliveTheProgram(t *testing.T) {
	s := store(t, filepath.Join(t.TempDir(), "twingraph.db"))
	synctest.Test(t, func(t *testing.T) {
		r := &runs{}
		ended(t, s, r.work("layout", "a", 1, time.Second), r.work("measures", "a", 1, time.Second))
		ended(t, s, r.work("layout", "a", 1, time.Second), r.work("measures", "a", 2, time.Second))
		expect(t, "after the same inputs", r, "[layout a measures a]")
		ended(t, s, r.work("layout", "b", 3, time.Second))
		newer := r.work("layout", "b", 3, time.Second)
		newer.Version = 2
		ended(t, s, newer)
		expect(t, "after another input and another version", r, "[layout a measures a layout b layout b]")
	})
}

// A server that has not seen the last change does not put its result in place of the newer.
func TestAnOlderResultDoesNotReplaceANewerOne(t *testing.T) {
	s := store(t, filepath.Join(t.TempDir(), "twingraph.db"))
	synctest.Test(t, func(t *testing.T) {
		r := &runs{}
		ended(t, s, r.work("layout", "new", 9, time.Second))
		ended(t, s, r.work("layout", "old", 8, time.Second))
		ended(t, s, r.work("layout", "new", 9, time.Second))
		expect(t, "computed", r, "[layout new layout old]")
	})
}

// Two servers over one store: both may compute, one result is kept, and the other server is
// content with it.
func TestTwoServers(t *testing.T) {
	s := store(t, filepath.Join(t.TempDir(), "twingraph.db"))
	synctest.Test(t, func(t *testing.T) {
		r := &runs{}
		one, other := made(t, s), made(t, s)
		background.Begin(one, r.work("layout", "a", 1, time.Second))
		background.Begin(other, r.work("layout", "a", 1, time.Second))
		time.Sleep(time.Minute)
		synctest.Wait()
		d, err := s.Document(t.Context(), "computed", "layout")
		if err != nil || d.Revision != 1 {
			t.Errorf("revision %d, %v", d.Revision, err)
		}
		for _, b := range []*background.Background{one, other} {
			if got := get(t, b, r.work("layout", "a", 1, time.Second)); got != "layout of a" {
				t.Errorf("got %q", got)
			}
		}
		expect(t, "computed", r, "[layout a layout a]")
	})
}

// In a store that takes nothing, and where what is kept is damaged, it is computed.
func TestKeepingIsNotNeeded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "twingraph.db")
	s := store(t, path)
	if _, err := s.Put(t.Context(), graph.Document{Kind: "computed", ID: "layout", Body: []byte(`{"version":1,"inputs":"a","result":"AAAA"}`)}); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		r := &runs{}
		ended(t, s, r.work("layout", "a", 1, time.Second))
		expect(t, "over a damaged one", r, "[layout a]")
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	readOnly, err := filestore.Open(path, filestore.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = readOnly.Close() })
	synctest.Test(t, func(t *testing.T) {
		r := &runs{}
		ended(t, readOnly, r.work("layout", "a", 1, time.Second))
		expect(t, "found in a store that is only read", r, "[]")
		ended(t, readOnly, r.work("layout", "b", 2, time.Second))
		expect(t, "in a store that is only read", r, "[layout b]")
	})
}
