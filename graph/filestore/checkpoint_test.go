package filestore

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"twingraph/graph"
)

// keeping is options with which a store has a checkpoint of every change when it is closed.
func keeping() Options { return Options{Program: program("this"), CheckpointAfter: 1} }

func program(name string) func() string { return func() string { return name } }

func opened(t *testing.T, path string, options Options) *Store {
	t.Helper()
	s, err := Open(path, options)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closed(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// townsIn makes a store of n changes, each a town, closed once with each of the options.
func townsIn(t *testing.T, path string, n int, options Options) {
	t.Helper()
	s := opened(t, path, options)
	for head, _ := s.Head(t.Context()); int(head.Seq) < n; head, _ = s.Head(t.Context()) {
		id := fmt.Sprintf("%s-%d", filepath.Base(path), head.Seq)
		if _, err := s.Append(t.Context(), graph.Batch{After: head.Seq, RecordedAt: day(int(head.Seq)), Note: "one more", Added: []graph.Record{
			&graph.City{Statement: graph.Statement{ID: graph.ID(id)}, Name: id, Kind: graph.CityKindTown}}}); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, s)
}

// A checkpoint is used when it is whole, of this journal and of this program. Otherwise the
// store answers the same without it, and has a sound one afterwards.
func TestCheckpointsAreNotTrusted(t *testing.T) {
	folder := t.TempDir()
	path, other := filepath.Join(folder, "towns.db"), filepath.Join(folder, "other.db")
	townsIn(t, path, 2, keeping())
	older := raw(t, path+suffixCheckpoint)
	townsIn(t, path, 4, keeping())
	townsIn(t, other, 4, keeping())
	sound, journal := raw(t, path+suffixCheckpoint), raw(t, path)
	townsIn(t, path, 5, keeping())
	newer := raw(t, path+suffixCheckpoint)
	changed := func(at int) []byte {
		c := append([]byte(nil), sound...)
		c[at] ^= 1
		return c
	}
	resealed := func(at int) []byte {
		c := changed(at)
		sum := sha256.Sum256(c[:len(c)-sha256.Size])
		return append(c[:len(c)-sha256.Size], sum[:]...)
	}
	cases := map[string]struct {
		checkpoint []byte
		program    string
		from       graph.Seq
	}{
		"as it was written":                {sound, "this", 4},
		"older":                            {older, "this", 2},
		"newer than the journal":           {newer, "this", 0},
		"of another store":                 {raw(t, other+suffixCheckpoint), "this", 0},
		"of another program":               {sound, "that", 0},
		"of a program without a name":      {sound, "", 0},
		"none":                             {nil, "this", 0},
		"empty":                            {[]byte{}, "this", 0},
		"a byte changed":                   {changed(len(sound) / 2), "this", 0},
		"its sum changed":                  {changed(len(sound) - 1), "this", 0},
		"its hash of the journal changed":  {resealed(len(preface("", mark{})) - 1), "this", 0},
		"its number of the change changed": {resealed(len(checkpointFormat) + sha256.Size + 7), "this", 0},
		"its format changed, with its sum": {resealed(len(checkpointFormat) - 2), "this", 0},
		"another program's, with its sum":  {resealed(len(checkpointFormat)), "this", 0},
	}
	for _, n := range []int{1, len(sound) / 3, len(sound) - 40, len(sound) - 1} {
		cases[fmt.Sprintf("cut to %d bytes", n)] = struct {
			checkpoint []byte
			program    string
			from       graph.Seq
		}{sound[:n], "this", 0}
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "towns.db")
			if err := os.WriteFile(path, journal, 0o600); err != nil {
				t.Fatal(err)
			}
			if c.checkpoint != nil {
				if err := os.WriteFile(path+suffixCheckpoint, c.checkpoint, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			for _, options := range []Options{{Program: program(c.program), ReadOnly: true}, {Program: program(c.program), CheckpointAfter: 1}} {
				s := opened(t, path, options)
				if s.ResumedAt() != c.from {
					t.Errorf("resumed at %d, want %d", s.ResumedAt(), c.from)
				}
				head, err := s.Head(t.Context())
				if err != nil || head.Seq != 4 {
					t.Errorf("the head is %v, %v", head, err)
				}
				if _, found := s.World().Life(graph.Target{Word: graph.WordCity, ID: "towns.db-3"}); len(found) != 1 {
					t.Errorf("the last town has %d versions", len(found))
				}
				closed(t, s)
			}
			s := opened(t, path, Options{Program: program(c.program)})
			defer closed(t, s)
			if s.ResumedAt() != 4 && c.program != "" {
				t.Errorf("the checkpoint was not written anew: resumed at %d", s.ResumedAt())
			}
		})
	}
}

// A process that ended while it wrote a checkpoint leaves the one before and a part of a new
// one, which goes.
func TestAPartOfACheckpointGoes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "towns.db")
	townsIn(t, path, 3, keeping())
	part := path + suffixCheckpoint + suffixNew
	if err := os.WriteFile(part, raw(t, path+suffixCheckpoint)[:50], 0o600); err != nil {
		t.Fatal(err)
	}
	s := opened(t, path, keeping())
	defer closed(t, s)
	if s.ResumedAt() != 3 {
		t.Errorf("resumed at %d", s.ResumedAt())
	}
	if _, err := os.Stat(part); !os.IsNotExist(err) {
		t.Errorf("the part is there: %v", err)
	}
}

// Nothing that was erased is in a checkpoint, before or after it is written anew; nothing
// personal is ever in one as it was written.
func TestCheckpointsHoldNothingErased(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := personal(t, path)
	closed(t, s)
	closed(t, opened(t, path, keeping()))
	s = opened(t, path, keeping())
	if s.ResumedAt() != 6 {
		t.Fatalf("resumed at %d", s.ResumedAt())
	}
	if in := found(said(t, s), secrets); len(in) != len(secrets) {
		t.Fatalf("only %q are said: the case shows nothing", in)
	}
	written := string(raw(t, path+suffixCheckpoint))
	if in := found(written, append(keysOf(s, graph.Target{Word: graph.WordContact, ID: "anna-nowak"}), secrets...)); len(in) > 0 {
		t.Errorf("%q is in the checkpoint as it was written", in)
	}
	anna := graph.Target{Word: graph.WordContact, ID: "anna-nowak"}
	if _, err := s.Erase(t.Context(), graph.Erasure{
		After: 6, By: graph.Steward, Records: []graph.Target{anna}, Batch: graph.Batch{RecordedAt: day(8), Actor: "steward", Note: "a request"},
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + suffixCheckpoint); !os.IsNotExist(err) {
		t.Errorf("the checkpoint of before the erasure is there: %v", err)
	}
	old := filepath.Join(t.TempDir(), "kept")
	if err := os.WriteFile(old, []byte(written), 0o600); err != nil {
		t.Fatal(err)
	}
	closed(t, s)
	s = opened(t, path, keeping())
	if s.ResumedAt() != 7 {
		t.Errorf("resumed at %d", s.ResumedAt())
	}
	if in := found(said(t, s), secrets); len(in) > 0 {
		t.Errorf("%q is said", in)
	}
	if erased, err := s.Erasures(t.Context()); err != nil || len(erased) != 1 {
		t.Errorf("%d erasures, %v", len(erased), err)
	}
	closed(t, s)
	// One of before the erasure that comes back, from a copy of the disk, opens no more.
	if err := os.Rename(old, path+suffixCheckpoint); err != nil {
		t.Fatal(err)
	}
	s = opened(t, path, keeping())
	defer closed(t, s)
	if in := found(said(t, s), secrets); len(in) > 0 || s.ResumedAt() != 0 {
		t.Errorf("%q is said after a checkpoint of before, resumed at %d", in, s.ResumedAt())
	}
}
