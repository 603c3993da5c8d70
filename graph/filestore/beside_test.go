package filestore_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"twingraph/graph"
	"twingraph/graph/filestore"
)

// writing runs a writer, which appends all the time, until the test ends. It returns how many
// changes the writer has acknowledged.
func writing(t *testing.T, path string) *atomic.Int64 {
	t.Helper()
	writer := exec.Command(os.Args[0], "-test.run=^TestWriter$")
	writer.Env = append(os.Environ(), envWriter+"="+path)
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	acknowledged, first := new(atomic.Int64), make(chan bool)
	var reading sync.WaitGroup
	reading.Go(func() {
		begun := false
		for lines := bufio.NewScanner(out); lines.Scan(); {
			seq, err := strconv.ParseInt(lines.Text(), 10, 64)
			if err != nil {
				t.Errorf("the writer says %q", lines.Text())
			}
			acknowledged.Store(seq)
			if !begun {
				begun = true
				close(first)
			}
		}
		if !begun {
			close(first)
		}
	})
	t.Cleanup(func() {
		_ = writer.Process.Kill()
		reading.Wait()
		_ = writer.Wait() // it was killed
	})
	<-first
	return acknowledged
}

// between checks that a store is as it was after a change that was the last at some moment
// between the two, and whole.
func between(t *testing.T, store *filestore.Store, before, after int64) {
	t.Helper()
	head, err := store.Head(t.Context())
	if err != nil || int64(head.Seq) < before || int64(head.Seq) > after+1 {
		t.Fatalf("the head is %d, %v; acknowledged were %d before and %d after", head.Seq, err, before, after)
	}
	page, err := store.List(t.Context(), graph.View{KnownAt: graph.Latest()}, graph.Query{Word: graph.WordCity, First: 1, Count: true})
	if err != nil || page.Total != int(head.Seq) {
		t.Fatalf("%d towns after %d changes: %v", page.Total, head.Seq, err)
	}
}

func TestAStoreIsReadBesideItsWriter(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	path := filepath.Join(t.TempDir(), "test.db")
	acknowledged := writing(t, path)
	first, last := graph.Seq(0), graph.Seq(0)
	for round := 0; round < 40 || last < first+100; round++ { // the writer goes on meanwhile
		before := acknowledged.Load()
		store, err := filestore.Open(path, filestore.Options{ReadOnly: true, LockTimeout: 1})
		if err != nil {
			t.Fatal(err)
		}
		between(t, store, before, math.MaxInt64-1) // what the writer did last, its words may not have said yet
		head, _ := store.Head(t.Context())
		if round == 0 {
			first = head.Seq
		}
		if head.Seq < last {
			t.Errorf("the head was %d, and is %d", last, head.Seq)
		}
		last = head.Seq
		if _, err := store.Append(t.Context(), town(1)); graph.CodeOf(err) != graph.Unavailable {
			t.Errorf("appended to a store opened for reading: %v", err)
		}
		if _, err := store.Documents(t.Context(), "token"); err != nil {
			t.Error(err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left is %v, %v", left, err)
	}
}

// A copy that was damaged where it comes from is refused, not tried for ever.
func TestADamagedFileBesideItsWriterIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	store := openFile(t, path)
	for n := 1; n <= 30; n++ {
		if _, err := store.Append(t.Context(), town(n)); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, spoilt(content), 0o600); err != nil { // the same file, which the store has open
		t.Fatal(err)
	}
	_, err = filestore.Open(path, filestore.Options{ReadOnly: true, LockTimeout: 1})
	wantRefusal(t, err, path, "is damaged")
}

// spoilt returns the content of a file with a wrong bit in each page but the two first.
func spoilt(content []byte) []byte {
	content = bytes.Clone(content)
	for page := 8192; page < len(content); page += 4096 {
		content[page+20] ^= 1
	}
	return content
}

// Backups that are made while others write are stores as they were at some moment between.
func TestABackupUnderLoad(t *testing.T) {
	folder := t.TempDir()
	store := openFile(t, filepath.Join(folder, "test.db"))
	var acknowledged, puts atomic.Int64
	ctx, cancel := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	writers.Go(func() {
		for n := 1; n <= 150 && ctx.Err() == nil; n++ { // a bound, as each backup is read whole
			if _, err := store.Append(context.Background(), town(n)); err != nil {
				t.Error(err)
				return
			}
			acknowledged.Store(int64(n))
		}
	})
	writers.Go(func() {
		for d := (graph.Document{Kind: "counter", ID: "one"}); ctx.Err() == nil; {
			d.Body = strconv.AppendInt(nil, d.Revision+1, 10)
			var err error
			if d, err = store.Put(context.Background(), d); err != nil {
				t.Error(err)
				return
			}
			puts.Store(d.Revision)
		}
	})
	const rounds = 40
	for round := range rounds {
		before, putBefore := acknowledged.Load(), puts.Load()
		var backup bytes.Buffer
		if err := store.Backup(t.Context(), &backup); err != nil {
			t.Fatal(err)
		}
		after, putAfter := acknowledged.Load(), puts.Load()
		from := filepath.Join(t.TempDir(), "backup.db")
		if err := os.WriteFile(from, backup.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(t.TempDir(), fmt.Sprint(round, ".db"))
		if err := filestore.Restore(from, to); err != nil {
			t.Fatal(err)
		}
		restored := openFile(t, to)
		between(t, restored, before, after)
		d, err := restored.Document(t.Context(), "counter", "one")
		if graph.CodeOf(err) == graph.NotFound && putBefore == 0 {
			continue
		}
		if err != nil || d.Revision < putBefore || d.Revision > putAfter+1 || string(d.Body) != strconv.FormatInt(d.Revision, 10) {
			t.Errorf("the document is %+v, %v; acknowledged were %d before and %d after", d, err, putBefore, putAfter)
		}
		if head, _ := restored.Head(t.Context()); round == rounds-1 {
			if _, err := restored.Append(t.Context(), town(int(head.Seq)+1)); err != nil {
				t.Errorf("it takes no changes: %v", err)
			}
		}
	}
	cancel()
	writers.Wait()
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("left is %v, %v", left, err)
	}
}

func TestABackupThatCannotBe(t *testing.T) {
	store := openFile(t, filepath.Join(t.TempDir(), "test.db"))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := store.Backup(ended, new(bytes.Buffer)); graph.CodeOf(err) != graph.Timeout {
		t.Errorf("after its end: %v", err)
	}
	if err := store.Backup(t.Context(), broken{}); err == nil {
		t.Error("what cannot be written is written")
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := store.Backup(t.Context(), new(bytes.Buffer)); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("of a closed store: %v", err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWhatIsNotRestored(t *testing.T) {
	folder := t.TempDir()
	named := func(name string) string { return filepath.Join(folder, name) }
	store := openFile(t, named("full.db"))
	if _, err := store.Append(t.Context(), town(1)); err != nil {
		t.Fatal(err)
	}
	var backup bytes.Buffer
	if err := store.Backup(t.Context(), &backup); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	tokens := openFile(t, named("tokens.db"))
	if _, err := tokens.Put(t.Context(), graph.Document{Kind: "token", ID: "one", Body: []byte("{}")}); err != nil {
		t.Fatal(err)
	}
	if err := tokens.Close(); err != nil {
		t.Fatal(err)
	}
	empty := openFile(t, named("empty.db"))
	if err := empty.Close(); err != nil {
		t.Fatal(err)
	}
	openFile(t, named("used.db"))
	for name, content := range map[string][]byte{"backup.db": backup.Bytes(), "spoilt.db": spoilt(backup.Bytes()), "text.db": []byte("hello")} {
		if err := os.WriteFile(named(name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name, from, to string
		code           graph.Code
	}{
		{"over a store with records", "backup.db", "full.db", graph.Conflict},
		{"over a store with documents", "backup.db", "tokens.db", graph.Conflict},
		{"over a store that is in use", "backup.db", "used.db", graph.Unavailable},
		{"over something else", "backup.db", "text.db", graph.Unavailable},
		{"a backup that is damaged", "spoilt.db", "new.db", graph.Unavailable},
		{"a backup that is none", "text.db", "new.db", graph.Unavailable},
		{"a backup that is not there", "absent.db", "new.db", graph.Unavailable},
		{"into no folder", "backup.db", "no/new.db", graph.Unavailable},
		{"but over an empty one it is", "backup.db", "empty.db", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := filestore.Restore(named(c.from), named(c.to)); graph.CodeOf(err) != c.code {
				t.Fatal(err)
			}
		})
	}
	if _, err := os.Stat(named("new.db")); err == nil {
		t.Error("a file was made for a backup that is none")
	}
	for name, changes := range map[string]graph.Seq{"full.db": 1, "tokens.db": 0, "empty.db": 1} {
		if head, err := openFile(t, named(name)).Head(t.Context()); err != nil || head.Seq != changes {
			t.Errorf("%s: %+v, %v", name, head, err)
		}
	}
	if text, err := os.ReadFile(named("text.db")); err != nil || string(text) != "hello" {
		t.Errorf("%q, %v", text, err)
	}
}
