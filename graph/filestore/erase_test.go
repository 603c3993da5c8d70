package filestore

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
)

func day(n int) time.Time { return time.Date(2024, time.January, 1, 0, 0, n, 0, time.UTC) }

func contactOf(id, value string) *graph.Contact {
	return &graph.Contact{
		Statement: graph.Statement{ID: graph.ID(id), Confidence: graph.Documented, Notes: "note of " + value}, City: "town",
		Channel: graph.ChannelEmail, Value: value, Tier: graph.TierRestricted,
	}
}

// The words of what is erased. Of what stays, others are like them.
var secrets = []string{"anna.nowak", "anna-nowak", "a promise to anna", "key-of-anna", "request-of-anna", "anna asked"}

// personal fills a store: town, then two contacts, one of them corrected, moved to and
// retracted, in changes of their own and with others.
func personal(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	anna := graph.ID("anna-nowak")
	for i, b := range []graph.Batch{
		{Note: "a town", Key: "key-of-town", Added: []graph.Record{&graph.City{Statement: graph.Statement{ID: "town"}, Name: "Town", Kind: graph.CityKindTown}}},
		{Note: "a promise to anna", Key: "key-of-anna", Request: "request-of-anna", Added: []graph.Record{
			contactOf("anna-nowak", "anna.nowak@town.example"), contactOf("office", "office@town.example"),
			&graph.City{Statement: graph.Statement{ID: "other"}, Name: "Other", Kind: graph.CityKindTown}}},
		{Note: "a promise to anna, again", Corrected: []graph.Record{contactOf("anna-nowak", "anna.nowak@other.example")}},
		{Note: "another contact", Added: []graph.Record{contactOf("former", "former@town.example")}},
		{Note: "one contact in place of two", Retracted: []graph.Retraction{{Word: graph.WordContact, ID: "former", Reason: "the same", MovedTo: anna}}},
		{Note: "a promise to anna, kept", Retracted: []graph.Retraction{{Word: graph.WordContact, ID: anna, Reason: "anna asked", MovedTo: "office"}}},
	} {
		b.After, b.RecordedAt, b.Actor = graph.Seq(i), day(i+1), "editor"
		if _, err := s.Append(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// readable returns all that can be read in a file: its bytes, the changes uncompressed, and
// what is sealed in them by keys that it holds.
func readable(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := bytes.NewBuffer(raw)
	db, err := bolt.Open(copied(t, path), 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *bolt.Tx) error {
		keys, err := readKeys(tx)
		if err != nil {
			return err
		}
		_, err = chain(tx, func(at mark, pieces [][]byte) error {
			if _, err := io.Copy(text, flate.NewReader(joined(pieces))); err != nil {
				return err
			}
			batch, gone, err := new(codec).decode(joined(pieces), keys)
			fmt.Fprintf(text, "%d: %+v %+v %+v\n", at.seq, batch, batch.Retracted, gone)
			for _, r := range append(batch.Added, batch.Corrected...) {
				fmt.Fprintf(text, "%+v\n", r)
			}
			return err
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// copied copies a file, which may be in use.
func copied(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(to, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// said is all that a store says at every instant, to everybody.
func said(t *testing.T, s *Store) string {
	t.Helper()
	var text strings.Builder
	ctx := t.Context()
	say := func(answer any, err error) {
		if code := graph.CodeOf(err); err != nil && code != graph.NotFound {
			t.Fatal(err)
		}
		fmt.Fprintf(&text, "%+v %v\n", answer, err)
	}
	for n := range 12 {
		for _, tier := range graph.Tiers() {
			v := graph.View{AsOf: graph.DayOf(day(0)), KnownAt: day(n), Tier: tier}
			changes, err := s.Changes(ctx, v, graph.Window[graph.Seq]{First: graph.MaxFirst})
			say(changes, err)
			for _, c := range changes {
				say(s.ChangeItems(ctx, v, []graph.Seq{c.Seq}, graph.Window[graph.ChangeItem]{First: graph.MaxFirst}))
			}
			for _, word := range graph.Words() {
				page, err := s.List(ctx, v, graph.Query{Word: word, First: graph.MaxFirst})
				for _, r := range page.Records {
					say(r, err)
				}
			}
			lives, err := s.Versions(ctx, v, []graph.Target{{Word: graph.WordContact, ID: "anna-nowak"}, {Word: graph.WordContact, ID: "former"}})
			for _, step := range append(lives[0], lives[1]...) {
				say(step, err)
				say(step.Record, nil)
			}
			fate, err := s.Fate(ctx, v, graph.WordContact, "former")
			say(fate, err)
			if fate, err := s.Fate(ctx, v, graph.WordContact, "anna-nowak"); err == nil {
				say(fate, err)
			}
		}
	}
	if change, err := s.Keyed(ctx, "key-of-anna"); err == nil {
		say("key-of-anna", nil)
		say(change, nil)
	}
	say(s.Erasures(ctx))
	return text.String()
}

// backedUp writes a backup and returns its path.
func backedUp(t *testing.T, s *Store) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "backup.db")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// found returns those of the words that are in a text.
func found(text string, words []string) (in []string) {
	for _, word := range words {
		if strings.Contains(text, word) {
			in = append(in, word)
		}
	}
	return in
}

// keysOf returns the keys of the record and of the notes of its changes, as bytes.
func keysOf(s *Store, t graph.Target) (keys []string) {
	name, _ := s.keys.name(t)
	changes, _ := s.World().Life(t)
	for _, name := range append([]keyName{name}, names(changes)...) {
		keys = append(keys, string(s.keys.key(name)))
	}
	return keys
}

func names(changes []graph.Seq) (list []keyName) {
	for _, seq := range changes {
		list = append(list, noteKey(seq))
	}
	return list
}

func TestWhatWasErasedIsNowhere(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "test.db")
	s := personal(t, path)
	anna := graph.Target{Word: graph.WordContact, ID: "anna-nowak"}
	keys := keysOf(s, anna)
	if len(keys) != 4 {
		t.Fatalf("%d keys", len(keys))
	}
	old := backedUp(t, s)
	for name, text := range map[string]string{"the file": readable(t, path), "a backup": readable(t, old), "an answer": said(t, s)} {
		if in := found(text, secrets); len(in) != len(secrets) {
			t.Fatalf("before, only %q are found in %s: the case shows nothing", in, name)
		}
		if in := found(text, keys); name != "an answer" && len(in) != len(keys) {
			t.Fatalf("before, only %d keys are found in %s: the case shows nothing", len(in), name)
		}
	}
	many := graph.Batch{After: 6, RecordedAt: day(7), Note: "so many that their keys fill pages"}
	for n := range 500 {
		many.Added = append(many.Added, contactOf(fmt.Sprint("c-", n), fmt.Sprintf("c-%d@town.example", n)))
	}
	if _, err := s.Append(t.Context(), many); err != nil {
		t.Fatal(err)
	}
	change, err := s.Erase(t.Context(), graph.Erasure{
		After: 7, By: graph.Steward, Records: []graph.Target{anna}, Batch: graph.Batch{RecordedAt: day(8), Actor: "steward", Note: "a request"},
	})
	if err != nil || change.Seq != 8 {
		t.Fatal(change, err)
	}
	check := func(s *Store, when string) {
		t.Helper()
		backup := backedUp(t, s)
		restored := filepath.Join(t.TempDir(), "restored.db")
		if err := Restore(backup, restored); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{
			"the file": readable(t, path), "a backup": readable(t, backup), "what was restored from it": readable(t, restored), "an answer": said(t, s),
		} {
			if in := found(text, append(keys, secrets...)); len(in) > 0 {
				t.Errorf("%s, %q is in %s", when, in, name)
			}
			for _, kept := range []string{"office@town.example", "former@town.example", "another contact", "one contact in place of two"} {
				if !strings.Contains(text, kept) {
					t.Errorf("%s, %q is not in %s", when, kept, name)
				}
			}
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
			t.Errorf("%s, the folder holds %v, %v", when, left, err)
		}
	}
	check(s, "after the erasure")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, options := range []Options{{ReadOnly: true}, {}} {
		again, err := Open(path, options)
		if err != nil {
			t.Fatal(err)
		}
		check(again, fmt.Sprintf("opened again %+v", options))
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func raw(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// A crash between the destruction of keys and the end of the new file is made good by the
// next opening for writing; a key that is missing without an erasure is damage.
func TestAnErasureIsFinished(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := personal(t, path)
	anna := graph.Target{Word: graph.WordContact, ID: "anna-nowak"}
	keys := keysOf(s, anna)
	many := graph.Batch{After: 6, RecordedAt: day(7), Note: "so many that their keys fill pages"}
	for n := range 1000 {
		many.Added = append(many.Added, contactOf(fmt.Sprint("c-", n), fmt.Sprintf("c-%d@town.example", n)))
	}
	if _, err := s.Append(t.Context(), many); err != nil {
		t.Fatal(err)
	}
	// The folder of the new file is in its way: the erasure fails after it was recorded.
	if err := os.MkdirAll(filepath.Join(path+suffixNew, "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	change, err := s.Erase(t.Context(), graph.Erasure{After: 7, Records: []graph.Target{anna}, Batch: graph.Batch{RecordedAt: day(8)}})
	if graph.CodeOf(err) != graph.Unavailable || change.Seq != 8 {
		t.Fatalf("%+v, %v", change, err)
	}
	if in := found(said(t, s), secrets); len(in) > 0 {
		t.Errorf("%q is in an answer", in)
	}
	if _, err := s.Append(t.Context(), graph.Batch{After: 8, RecordedAt: day(9)}); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("a change is taken before the file is made anew: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if in := found(string(raw(t, path)), keys); len(in) == 0 {
		t.Error("there are no keys in free pages: the case shows nothing")
	}
	if _, err := Open(path, Options{}); graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "could not be made anew") {
		t.Errorf("opened: %v", err)
	}
	if err := os.RemoveAll(path + suffixNew); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if in := found(readable(t, path), append(keys, secrets...)); len(in) > 0 {
		t.Errorf("%q is in the file", in)
	}
	if _, err := again.Append(t.Context(), graph.Batch{After: 8, RecordedAt: day(9)}); err != nil {
		t.Error(err)
	}
}

func TestAMissingKeyIsDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	if err := personal(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*bolt.Bucket) error{
		"a key is gone":     func(keys *bolt.Bucket) error { return keys.Delete(noteKey(3).bytes()) },
		"a key is another":  func(keys *bolt.Bucket) error { return keys.Put(noteKey(3).bytes(), make([]byte, keyLength)) },
		"a key is too long": func(keys *bolt.Bucket) error { return keys.Put(noteKey(3).bytes(), make([]byte, keyLength+1)) },
	} {
		t.Run(name, func(t *testing.T) {
			spoilt := copied(t, path)
			db, err := bolt.Open(spoilt, 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			err = db.Update(func(tx *bolt.Tx) error { return spoil(tx.Bucket(bucketKeys)) })
			if err != nil || db.Close() != nil {
				t.Fatal(err)
			}
			if _, err := Open(spoilt, Options{}); graph.CodeOf(err) != graph.Unavailable || !strings.Contains(err.Error(), "is damaged") {
				t.Errorf("opened: %v", err)
			}
		})
	}
}

// What is removed is in no page any more, nor is what it replaced.
func TestARemovedDocumentIsNowhere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := personal(t, path)
	defer s.Close()
	put := func(d graph.Document) graph.Document {
		kept, err := s.Put(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}
	words, d := []string{"of-somebody"}, graph.Document{Kind: "proposal", ID: "of-somebody"}
	for n := range 20 {
		word := fmt.Sprintf("kowalski-%02d", n)
		words, d.Body = append(words, word), []byte(`"`+word+strings.Repeat("x", 3000*(1+n%7))+`"`)
		d = put(d)
	}
	put(graph.Document{Kind: "proposal", ID: "of-another", Body: []byte(`"kept"`)})
	if in := found(string(raw(t, path)), words); len(in) < 3 {
		t.Fatalf("before, only %q are found: the case shows nothing", in)
	}
	if err := s.Remove(t.Context(), "proposal", "of-somebody"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{path, backedUp(t, s)} {
		if in := found(string(raw(t, path)), words); len(in) > 0 {
			t.Errorf("%q is in %s", in, path)
		}
	}
	if left, err := s.Documents(t.Context(), "proposal"); err != nil || len(left) != 1 {
		t.Errorf("left are %v, %v", left, err)
	}
}

// A file of the previous release is sealed when it is opened for writing, and only then.
func TestAFileOfFormat1IsSealed(t *testing.T) {
	const (
		head    = `{"After":%d,"RecordedAt":"2024-01-10T09:00:0%[1]dZ","CommittedAt":"2024-01-10T09:00:00Z","Actor":"a","Note":"%s"}` + "\n"
		town    = `"+City"` + "\n" + `{"ID":"town","Name":"Town","Kind":"TOWN"}` + "\n"
		contact = `"+Contact"` + "\n" + `{"ID":"anna-nowak","City":"town","Channel":"EMAIL","Value":"anna.nowak@town.example","Tier":"PARTNER"}` + "\n"
	)
	path := begun(t, formatPlain, fmt.Sprintf(head, 0, "a town")+town, fmt.Sprintf(head, 1, "a promise to anna")+contact)
	before := raw(t, path)
	reading, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	want := said(t, reading)
	if backup := backedUp(t, reading); !strings.Contains(readable(t, backup), "anna.nowak") {
		t.Error("a backup of it lacks something")
	}
	if err := reading.Close(); err != nil || !bytes.Equal(before, raw(t, path)) {
		t.Fatalf("reading it changed it, or: %v", err)
	}
	for range 2 {
		s, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := said(t, s); got != want {
			t.Errorf("it says\n%s\nand said\n%s", got, want)
		}
		if in := found(string(raw(t, path)), []string{"anna"}); len(in) > 0 {
			t.Errorf("the file holds %q unsealed", in)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	err = func() error {
		db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true})
		if err != nil {
			return err
		}
		defer db.Close()
		return db.View(func(tx *bolt.Tx) error {
			if n := binary.BigEndian.Uint32(tx.Bucket(bucketAbout).Get(keyFormat)); n != formatVersion {
				t.Errorf("it is of format %d", n)
			}
			return nil
		})
	}()
	if err != nil {
		t.Error(err)
	}
}
