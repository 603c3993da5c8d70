package filestore_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/storetest/network"
)

// answers is what a store says of everything.
type answers struct {
	Changes []graph.Change
	Items   [][]graph.ChangeItem
	Pages   []graph.Page
	Tally   graph.Tally

	Documents []graph.Document
	Erased    []graph.Erased
}

func ask(t *testing.T, store *filestore.Store) answers {
	t.Helper()
	ctx, v := context.Background(), graph.View{AsOf: graph.DayOf(at(0)), KnownAt: graph.Latest(), Tier: graph.TierRestricted}
	var a answers
	var err error
	must := func() {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	a.Changes, err = store.Changes(ctx, v, graph.Window[graph.Seq]{First: graph.MaxFirst})
	must()
	for _, change := range a.Changes {
		items, err := store.ChangeItems(ctx, v, []graph.Seq{change.Seq}, graph.Window[graph.ChangeItem]{First: graph.MaxFirst})
		if err != nil {
			t.Fatal(err)
		}
		a.Items = append(a.Items, items[0].Items)
	}
	for _, word := range graph.Words() {
		page, err := store.List(ctx, v, graph.Query{Word: word, First: graph.MaxFirst})
		if err != nil {
			t.Fatal(err)
		}
		a.Pages = append(a.Pages, page)
	}
	a.Tally, err = store.Tally(ctx, v, nil)
	must()
	a.Documents, err = store.Documents(ctx, "proposal")
	must()
	a.Erased, err = store.Erasures(ctx)
	must()
	return a
}

// sound makes a store of many changes, large and small, and returns its file and
// what it says.
func sound(t *testing.T) ([]byte, answers) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sound.db")
	store := openFile(t, path)
	first := graph.Batch{RecordedAt: at(0), CommittedAt: at(0), Actor: "test", Note: "network", Added: network.Records(3, 60, 100, 200)}
	if _, err := store.Append(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	for n := 2; n <= 30; n++ {
		batch := town(n)
		if n > 20 {
			batch.After++ // what was erased is a change, too
		}
		if n < 20 {
			batch.Added = append(batch.Added, contact(n))
		}
		if _, err := store.Append(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
		if n == 20 {
			erased := []graph.Target{graph.TargetOf(contact(5)), graph.TargetOf(contact(6))}
			if _, err := store.Erase(t.Context(), graph.Erasure{After: 20, Records: erased, Batch: graph.Batch{RecordedAt: at(20)}}); err != nil {
				t.Fatal(err)
			}
		}
		proposal := graph.Document{Kind: "proposal", ID: strconv.Itoa(n), Body: fmt.Appendf(nil, `"%0*d"`, 20*n, n)}
		if _, err := store.Put(t.Context(), proposal); err != nil {
			t.Fatal(err)
		}
	}
	said := ask(t, store)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content, said
}

func contact(n int) *graph.Contact {
	return &graph.Contact{
		Statement: graph.Statement{ID: graph.ID("contact-" + strconv.Itoa(n)), Confidence: graph.Documented}, City: "town",
		Channel: graph.ChannelEmail, Value: strconv.Itoa(n) + "@town.example", Tier: graph.TierPartner,
	}
}

// examine opens a damaged copy: it must be refused, or say what the sound one says.
// It reports whether it was refused.
func examine(t *testing.T, path, what string, want answers) bool {
	t.Helper()
	store, err := filestore.Open(path, filestore.Options{})
	if err != nil {
		if graph.CodeOf(err) != graph.Unavailable {
			t.Errorf("%s: error %v", what, err)
		}
		return true
	}
	defer store.Close()
	if diff := cmp.Diff(want, ask(t, store)); diff != "" {
		t.Errorf("%s: wrong answers (-want +got):\n%s", what, diff)
	}
	return false
}

// goOn appends to a damaged copy that was not refused, and opens it once more.
func goOn(t *testing.T, path, what string) {
	t.Helper()
	store, err := filestore.Open(path, filestore.Options{})
	if err != nil {
		t.Fatalf("%s: refused the second time: %v", what, err)
	}
	head, _ := store.Head(t.Context())
	if _, err := store.Append(t.Context(), town(int(head.Seq)+1)); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	if err := store.Close(); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	again, err := filestore.Open(path, filestore.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("%s: refused after another change: %v", what, err)
	}
	defer again.Close()
	if end, _ := again.Head(t.Context()); end.Seq != head.Seq+1 {
		t.Errorf("%s: the head is %d after change %d", what, end.Seq, head.Seq+1)
	}
}

func TestDamageIsRefusedOrHarmless(t *testing.T) {
	content, want := sound(t)
	path := filepath.Join(t.TempDir(), "damaged.db")
	rng := rand.New(rand.NewPCG(1, 1))
	var offsets []int
	for i := range 40 { // the two first pages say where all else is
		offsets = append(offsets, i%20*4+4096*(i/20))
	}
	for page := 0; page < len(content); page += 4096 { // pages begin with what they are
		offsets = append(offsets, page+rng.IntN(16), page+16+rng.IntN(200))
	}
	for range 100 {
		offsets = append(offsets, rng.IntN(len(content)))
	}
	refused := 0
	for i, offset := range offsets {
		damaged := append([]byte(nil), content...)
		damaged[offset] ^= 1 << rng.IntN(8)
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if examine(t, path, "a bit at "+strconv.Itoa(offset), want) {
			refused++
		} else if i%8 == 0 {
			goOn(t, path, "a bit at "+strconv.Itoa(offset))
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("of %d files with a flipped bit %d were refused, the others were as sound", len(offsets), refused)
	if refused == 0 || refused == len(offsets) {
		t.Error("the case shows nothing")
	}
}

func TestAFileCutShortIsRefused(t *testing.T) {
	content, want := sound(t)
	path := filepath.Join(t.TempDir(), "cut.db")
	rng := rand.New(rand.NewPCG(2, 2))
	lengths := []int{1, 79, 80, 100, 4095, 4096, 4097, 8192, 12288, 16384, len(content) - 4096, len(content) - 1}
	for range 20 {
		lengths = append(lengths, 1+rng.IntN(len(content)-1))
	}
	for _, length := range lengths {
		if err := os.WriteFile(path, content[:length], 0o600); err != nil {
			t.Fatal(err)
		}
		examine(t, path, "cut at "+strconv.Itoa(length), want)
		// Zeros where the rest was, as a file system can leave behind.
		zeros := append(append([]byte(nil), content[:length]...), make([]byte, len(content)-length)...)
		if err := os.WriteFile(path, zeros, 0o600); err != nil {
			t.Fatal(err)
		}
		examine(t, path, "zeros from "+strconv.Itoa(length), want)
		if t.Failed() {
			return
		}
	}
}

func TestSwappedPagesAreRefusedOrHarmless(t *testing.T) {
	content, want := sound(t)
	path := filepath.Join(t.TempDir(), "swapped.db")
	rng := rand.New(rand.NewPCG(3, 3))
	pages := len(content) / 4096
	for range 40 {
		from, to := rng.IntN(pages), rng.IntN(pages)
		damaged := append([]byte(nil), content...)
		copy(damaged[to*4096:(to+1)*4096], content[from*4096:(from+1)*4096])
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		examine(t, path, "page "+strconv.Itoa(from)+" over page "+strconv.Itoa(to), want)
		if t.Failed() {
			return
		}
	}
}
