package filestore

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
	"twingraph/graph/storetest/previous"
)

// begun writes a sound file that holds the given changes, in a format of that number.
func begun(t *testing.T, format uint32, changes ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.db")
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		if err := begin(tx); err != nil {
			return err
		}
		last := mark{}
		for _, change := range changes {
			if last, err = write(tx, last, packed(t, change)); err != nil {
				return err
			}
		}
		return tx.Bucket(bucketAbout).Put(keyFormat, binary.BigEndian.AppendUint32(nil, format))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A sound file that a newer program wrote is refused by what this one does not know,
// by name, and stays as it is: nothing of it is lost unnoticed.
func TestAFileOfANewerReleaseIsRefused(t *testing.T) {
	const (
		head    = `{"After":0,"RecordedAt":"2024-01-10T09:00:00Z","CommittedAt":"2024-01-10T09:00:00Z","Actor":"a","Note":"n"}` + "\n"
		a       = `"+Source"` + "\n" + `{"ID":"s","Confidence":"DOCUMENTED","Title":"T"}` + "\n"
		upgrade = "upgrade this one"
	)
	for _, c := range []struct {
		name   string
		format uint32
		change string
		says   []string
	}{
		{"a format", 3, head + a, []string{"written by a newer twingraph (format 3; this one reads format 2)", upgrade}},
		{"a word", 2, head + a + `"+TwinTown"` + "\n" + `{"ID":"t"}` + "\n", []string{"change 1", "TwinTown", "no such word", upgrade}},
		{"a word that is corrected", 2, head + `"~TwinTown"` + "\n" + `{"ID":"t"}` + "\n", []string{"change 1", "TwinTown", upgrade}},
		{"a field", 2, head + `"+Source"` + "\n" + `{"ID":"s","Confidence":"DOCUMENTED","Title":"T","Licence":"CC0"}` + "\n",
			[]string{"change 1", "Source", "Licence", upgrade}},
		{"a field of a change", 2, strings.Replace(head, `"Note"`, `"Licence":"CC0","Note"`, 1) + a, []string{"change 1", "Licence", upgrade}},
		{"something done to a record", 2, head + `"*Source"` + "\n" + `{"ID":"s"}` + "\n", []string{"change 1", "*Source", upgrade}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := begun(t, c.format, c.change)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, options := range []Options{{}, {ReadOnly: true}} {
				_, err := Open(path, options)
				if graph.CodeOf(err) != graph.Unavailable {
					t.Fatalf("error %v", err)
				}
				for _, says := range append(c.says, path) {
					if !strings.Contains(err.Error(), says) {
						t.Errorf("%q does not say %q", err, says)
					}
				}
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Error("the refused file was changed")
			}
		})
	}
	for _, format := range []uint32{formatPlain, formatVersion} {
		t.Run(fmt.Sprint("but what is known is read, in format ", format), func(t *testing.T) {
			store, err := Open(begun(t, format, head+a), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// What the previous release wrote is written the same by this one, to the letter, but for
// what is personal: that is sealed, and says the same when it is opened.
func TestTheFormatIsThatOfThePreviousRelease(t *testing.T) {
	db, err := bolt.Open(previous.Embedded(t), 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	unpacked := func(encoded []byte) string {
		text, err := io.ReadAll(flate.NewReader(bytes.NewReader(encoded)))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	personal, changes := 0, 0
	err = db.View(func(tx *bolt.Tx) error {
		return tx.Bucket(bucketChanges).ForEach(func(key, stored []byte) error {
			if binary.BigEndian.Uint32(key[8:]) == 0 {
				return nil // the hash
			}
			changes++
			batch, _, err := new(codec).decode(bytes.NewReader(stored), newKeyring(nil, 0))
			if err != nil {
				return err
			}
			keys := newKeyring(newKeyring(nil, 0), graph.Seq(changes))
			again, err := new(codec).encode(batch, nil, keys)
			if err != nil {
				return err
			}
			want, got := unpacked(stored), unpacked(again)
			if !isPersonal(batch) {
				if got != want {
					t.Errorf("change %d is written as\n%s\nand was\n%s", changes, got, want)
				}
				return nil
			}
			personal++
			read, _, err := new(codec).decode(bytes.NewReader(again), keys)
			if diff := cmp.Diff(batch, read); err != nil || diff != "" {
				t.Errorf("%v: change %d says something else (-want +got):\n%s", err, changes, diff)
			}
			for _, r := range append(slices.Clone(batch.Added), batch.Corrected...) {
				if id := string(r.Base().ID); graph.ShapeOf(r.Word()).Personal && (!strings.Contains(want, `"`+id+`"`) || strings.Contains(got, `"`+id+`"`)) {
					t.Errorf("change %d names %s", changes, id)
				}
			}
			if strings.Contains(got, batch.Note) {
				t.Errorf("change %d shows its note %q", changes, batch.Note)
			}
			return nil
		})
	})
	if err != nil || changes != 6 || personal == 0 || personal == changes {
		t.Errorf("%d changes, %d of them personal: %v", changes, personal, err)
	}
}
