//go:build unix

package filestore

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"twingraph/graph"
)

// A file that is made anew stays where it is, whose it is, and who may read it.
func TestAFileMadeAnewIsStillWhatItWas(t *testing.T) {
	folder := t.TempDir()
	path, named := filepath.Join(folder, "data.db"), filepath.Join(folder, "named.db")
	if err := os.Symlink("data.db", named); err != nil {
		t.Fatal(err)
	}
	if err := personal(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		if err := os.Chown(path, 12345, 12346); err != nil {
			t.Fatal(err)
		}
	}
	about := func() (fileMode os.FileMode, uid, gid uint32, number uint64) {
		info, err := os.Lstat(path)
		if err != nil {
			t.Fatal(err)
		}
		sys := info.Sys().(*syscall.Stat_t)
		return info.Mode(), sys.Uid, sys.Gid, sys.Ino
	}
	mode, uid, gid, number := about()
	s, err := Open(named, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Erase(t.Context(), graph.Erasure{After: 6, Records: []graph.Target{{Word: graph.WordContact, ID: "anna-nowak"}}, Batch: graph.Batch{RecordedAt: day(8)}}); err != nil {
		t.Fatal(err)
	}
	modeNow, uidNow, gidNow, numberNow := about()
	if modeNow != mode || uidNow != uid || gidNow != gid || numberNow == number {
		t.Errorf("it is %v of %d:%d (%d), and was %v of %d:%d (%d)", modeNow, uidNow, gidNow, numberNow, mode, uid, gid, number)
	}
	if to, err := os.Readlink(named); err != nil || to != "data.db" {
		t.Errorf("the link leads to %q, %v", to, err)
	}
}
