package filestore_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/storetest"
	"twingraph/graph/storetest/network"
)

func open(t *testing.T) graph.Store {
	t.Helper()
	return openFile(t, filepath.Join(t.TempDir(), "test.db"))
}

func openFile(t *testing.T, path string) *filestore.Store {
	t.Helper()
	store, err := filestore.Open(path, filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func TestContract(t *testing.T) { storetest.Run(t, open) }

func TestLivingContract(t *testing.T) {
	storetest.RunLiving(t, open)
	storetest.RunErasing(t, open)
}

func TestDifferential(t *testing.T) { storetest.RunDifferential(t, open, storetest.Differential{}) }

// reopening is a store that is closed and opened again after every change.
type reopening struct {
	t    *testing.T
	path string
	*filestore.Store
	options filestore.Options
	resumed *int // how often a checkpoint was used
}

func (r *reopening) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	change, err := r.Store.Append(ctx, batch)
	if err == nil {
		err = r.again()
	}
	return change, err
}

func (r *reopening) Erase(ctx context.Context, e graph.Erasure) (graph.Change, error) {
	change, err := r.Store.Erase(ctx, e)
	if err == nil {
		err = r.again()
	}
	return change, err
}

func (r *reopening) again() error {
	if err := r.Store.Close(); err != nil {
		return err
	}
	var err error
	if r.Store, err = filestore.Open(r.path, r.options); err == nil && r.ResumedAt() > 0 {
		*r.resumed++
	}
	return err
}

func TestAnswersAreTheSameAfterReopening(t *testing.T) {
	for name, options := range map[string]filestore.Options{
		"from the journal":                {},
		"from a checkpoint":               {Program: program, CheckpointAfter: 1},
		"from a checkpoint and a journal": {Program: program, CheckpointAfter: 25},
	} {
		t.Run(name, func(t *testing.T) { answersAfterReopening(t, options) })
	}
}

func program() string { return "this" }

func answersAfterReopening(t *testing.T, options filestore.Options) {
	resumed, seeds := 0, 3
	if options.Program != nil {
		seeds = 1 // each is the same history and the same questions
	}
	reopened := func(t *testing.T) graph.Store {
		path := filepath.Join(t.TempDir(), "test.db")
		r := &reopening{t, path, nil, options, &resumed}
		var err error
		if r.Store, err = filestore.Open(path, options); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Store.Close() })
		return r
	}
	storetest.RunDifferential(t, reopened, storetest.Differential{Seeds: []uint64{21, 22, 23}[:seeds]})
	t.Run("with erasures", func(t *testing.T) {
		storetest.RunErasures(t, reopened, storetest.Differential{Seeds: []uint64{41, 42}[:min(seeds, 2)]})
	})
	if (resumed > 0) != (options.Program != nil) {
		t.Errorf("a checkpoint was used %d times", resumed)
	}
}

func at(n int) time.Time { return time.Date(2024, time.January, 1, 0, 0, n, 0, time.UTC) }

// town is the batch of change n, which adds a town and a source.
func town(n int) graph.Batch {
	name := "town-" + strings.Repeat("x", n%7) + string(rune('a'+n%26))
	id := graph.ID(name + "-" + at(n).Format("150405"))
	return graph.Batch{After: graph.Seq(n - 1), RecordedAt: at(n), CommittedAt: at(n), Actor: "test", Note: "a town", Added: []graph.Record{
		&graph.City{Statement: graph.Statement{ID: id, Confidence: graph.Documented}, Name: name, Kind: graph.CityKindTown, Country: "PL"},
		&graph.Source{Statement: graph.Statement{ID: id, Confidence: graph.Recalled}, Title: name},
	}}
}

func TestASecondProcessIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	store := openFile(t, path)
	_, err := filestore.Open(path, filestore.Options{})
	wantRefusal(t, err, path, "in use by another twingraph process")
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	first, err := filestore.Open(path, filestore.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := filestore.Open(path, filestore.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("a second reader: %v", err)
	}
	defer second.Close()
	if _, err := second.Append(t.Context(), town(1)); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("appended to a store opened for reading: %v", err)
	}
}

// wantRefusal fails the test unless the error says that of the file.
func wantRefusal(t *testing.T, err error, path, says string) {
	t.Helper()
	e, ok := err.(*graph.Error)
	if !ok || e.Code != graph.Unavailable || !strings.Contains(e.Message, path) || !strings.Contains(e.Message, says) {
		t.Errorf("error %v; want one that says of %s: %s", err, path, says)
	}
}

func TestWhatIsNotOursIsRefused(t *testing.T) {
	folder := t.TempDir()
	file := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	database := func(name string, fill func(*bolt.Tx) error) string {
		path := filepath.Join(folder, name)
		db, err := bolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Update(fill); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct{ name, path, says string }{
		{"a short text", file("short.txt", []byte("hello")), "restore a copy"},
		{"a long text", file("long.txt", []byte(strings.Repeat("hello world ", 5000))), "restore a copy"},
		{"zeros", file("zeros", make([]byte, 1<<16)), "restore a copy"},
		{"a folder", folder, "name a file in it"},
		{"a file in no folder", filepath.Join(folder, "no", "test.db"), "check the path"},
		{"somebody else's database", database("other.db", func(tx *bolt.Tx) error {
			_, err := tx.CreateBucket([]byte("other"))
			return err
		}), "not a twingraph file"},
		{"a database that only looks like ours", database("alike.db", func(tx *bolt.Tx) error {
			_, err := tx.CreateBucket([]byte("twingraph"))
			if err == nil {
				_, err = tx.CreateBucket([]byte("changes"))
			}
			return err
		}), "not a twingraph file"},
		{"a file of a newer version", database("newer.db", func(tx *bolt.Tx) error {
			about, err := tx.CreateBucket([]byte("twingraph"))
			if err == nil {
				_, err = tx.CreateBucket([]byte("changes"))
			}
			if err == nil {
				err = about.Put([]byte("format"), []byte{0, 0, 0, 9})
			}
			return err
		}), "newer twingraph (format 9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, _ := os.ReadFile(c.path)
			for _, options := range []filestore.Options{{}, {ReadOnly: true}} {
				_, err := filestore.Open(c.path, options)
				wantRefusal(t, err, c.path, c.says)
			}
			if after, _ := os.ReadFile(c.path); !cmp.Equal(before, after) {
				t.Error("the refused file was changed")
			}
		})
	}
	t.Run("no file, for reading only", func(t *testing.T) {
		path := filepath.Join(folder, "absent.db")
		_, err := filestore.Open(path, filestore.Options{ReadOnly: true})
		wantRefusal(t, err, path, "there is no file")
		if _, err := os.Stat(path); err == nil {
			t.Error("it was made")
		}
	})
}

func TestAnInterruptedBeginningIsBegunAgain(t *testing.T) {
	folder := t.TempDir()
	empty := filepath.Join(folder, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	bare := filepath.Join(folder, "bare.db")
	db, err := bolt.Open(bare, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{empty, bare} {
		store := openFile(t, path)
		if _, err := store.Append(t.Context(), town(1)); err != nil {
			t.Error(err)
		}
	}
}

func TestReadersKeepTheirSnapshotDuringAppend(t *testing.T) {
	store := openFile(t, filepath.Join(t.TempDir(), "test.db"))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	for range 2 {
		go func() {
			v, last := graph.View{KnownAt: graph.Latest()}, 0
			for ctx.Err() == nil {
				w := store.World()
				head, _ := w.Head(context.Background())
				page, err := w.List(context.Background(), v, graph.Query{Word: graph.WordCity, First: 1, Count: true})
				if err != nil || page.Total != int(head.Seq) || page.Total < last {
					done <- graph.Errorf(graph.Internal, "%d towns after %d, at change %d: %v", page.Total, last, head.Seq, err)
					return
				}
				last = page.Total
			}
			done <- nil
		}()
	}
	for n := 1; n <= 100; n++ {
		if _, err := store.Append(t.Context(), town(n)); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestClosedStore(t *testing.T) {
	store := openFile(t, filepath.Join(t.TempDir(), "test.db"))
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if err := store.Ready(t.Context()); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("a closed store is ready: %v", err)
	}
	if _, err := store.Append(t.Context(), town(1)); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("a closed store takes a change: %v", err)
	}
}

func BenchmarkOpenLarge(b *testing.B) {
	path := filepath.Join(b.TempDir(), "large.db")
	store, err := filestore.Open(path, filestore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	begin := time.Now()
	if _, err := store.Append(context.Background(), graph.Batch{RecordedAt: at(0), Added: network.Records(1, 20_000, 60_000, 150_000)}); err != nil {
		b.Fatal(err)
	}
	took := time.Since(begin)
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
	info, _ := os.Stat(path)
	for b.Loop() {
		store, err := filestore.Open(path, filestore.Options{})
		if err != nil {
			b.Fatal(err)
		}
		store.Close()
	}
	b.ReportMetric(float64(info.Size())/1e6, "MB")
	b.ReportMetric(took.Seconds(), "s-import")
}

// BenchmarkAppend records one claim after the other in a store of the seeded network. Beside
// it stands what bbolt alone does with the same number of transactions, hence of forced
// writes, of about the same length.
func BenchmarkAppend(b *testing.B) {
	b.Run("one claim", func(b *testing.B) {
		store, err := filestore.Open(filepath.Join(b.TempDir(), "claims.db"), filestore.Options{})
		if err != nil {
			b.Fatal(err)
		}
		defer store.Close()
		records := network.Records(1, 20_000, 60_000, 150_000)
		if _, err := store.Append(context.Background(), graph.Batch{RecordedAt: at(0), Added: records}); err != nil {
			b.Fatal(err)
		}
		claims := slices.DeleteFunc(records, func(r graph.Record) bool { return r.Word() != graph.WordClaim })
		for n := 1; b.Loop(); n++ {
			claim := *claims[n%len(claims)].(*graph.Claim)
			claim.ID = graph.ID(fmt.Sprint("claim-", n))
			batch := graph.Batch{After: graph.Seq(n), RecordedAt: at(n), CommittedAt: at(n), Actor: "somebody", Note: "a claim", Added: []graph.Record{&claim}}
			if _, err := store.Append(context.Background(), batch); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bbolt alone", func(b *testing.B) {
		db, err := bolt.Open(filepath.Join(b.TempDir(), "alone.db"), 0o600, nil)
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close()
		change, hash := make([]byte, 250), make([]byte, 32)
		for n := uint64(1); b.Loop(); n++ {
			for _, values := range [][][]byte{{change, hash}, {hash}} {
				err := db.Update(func(tx *bolt.Tx) error {
					bucket, err := tx.CreateBucketIfNotExists([]byte("changes"))
					for i, value := range values {
						err = errors.Join(err, bucket.Put(binary.BigEndian.AppendUint64(nil, 2*n+uint64(i)), value))
					}
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkErase erases one contact from a store of the seeded network, which is written anew.
func BenchmarkErase(b *testing.B) {
	store, err := filestore.Open(filepath.Join(b.TempDir(), "erase.db"), filestore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	ctx := context.Background()
	if _, err := store.Append(ctx, graph.Batch{RecordedAt: at(0), Added: network.Records(1, 20_000, 60_000, 150_000)}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		head, _ := store.Head(ctx)
		id := graph.ID(fmt.Sprint("contact-", head.Seq))
		contact := &graph.Contact{Statement: graph.Statement{ID: id, Confidence: graph.Documented}, Channel: graph.ChannelEmail, Value: "office@town.example", Tier: graph.TierPartner}
		if _, err := store.Append(ctx, graph.Batch{After: head.Seq, RecordedAt: at(1), Added: []graph.Record{contact}}); err != nil {
			b.Fatal(err)
		}
		e := graph.Erasure{After: head.Seq + 1, Batch: graph.Batch{RecordedAt: at(1)}, Records: []graph.Target{graph.TargetOf(contact)}}
		if _, err := store.Erase(ctx, e); err != nil {
			b.Fatal(err)
		}
	}
}

// What was put and keyed is there after the next start.
func TestDocumentsAndKeysStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "twingraph.db")
	first, err := filestore.Open(path, filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	city := &graph.City{Statement: graph.Statement{ID: "town", Confidence: graph.Documented}, Name: "Town", Kind: graph.CityKindTown}
	if _, err := first.Append(t.Context(), graph.Batch{RecordedAt: graph.Latest(), Key: "key", Added: []graph.Record{city}}); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Put(t.Context(), graph.Document{Kind: "token", ID: "one", Body: []byte(`"body"`)}); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	for _, options := range []filestore.Options{{}, {ReadOnly: true}} {
		again, err := filestore.Open(path, options)
		if err != nil {
			t.Fatal(err)
		}
		if change, err := again.Keyed(t.Context(), "key"); err != nil || change.Seq != 1 {
			t.Errorf("%+v, %v", change, err)
		}
		if d, err := again.Document(t.Context(), "token", "one"); err != nil || string(d.Body) != `"body"` {
			t.Errorf("%s, %v", d.Body, err)
		}
		if _, err := again.Put(t.Context(), graph.Document{Kind: "token", ID: "two", Body: []byte(`1`)}); options.ReadOnly != (graph.CodeOf(err) == graph.Unavailable) {
			t.Errorf("put with %+v: %v", options, err)
		}
		if err := again.Close(); err != nil {
			t.Error(err)
		}
	}
}
