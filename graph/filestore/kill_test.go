package filestore

import (
	"bufio"
	"cmp"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
)

// envEraser holds the path of the store when the test binary is run as an eraser.
const envEraser = "FILESTORE_TEST_ERASER"

// Kills is in how many rounds a process is killed: few in every test, as many as
// TWINGRAPH_TEST_KILLS says in make kills.
func Kills(t *testing.T, few int) int {
	t.Helper()
	n, err := strconv.Atoi(cmp.Or(os.Getenv("TWINGRAPH_TEST_KILLS"), strconv.Itoa(few)))
	if err != nil || n < 1 {
		t.Fatalf("TWINGRAPH_TEST_KILLS is %q", os.Getenv("TWINGRAPH_TEST_KILLS"))
	}
	return n
}

// TestEraser puts a document, records a contact and erases it, again and again for as long
// as it lives. It prints what it is about to destroy, and what is done.
func TestEraser(t *testing.T) {
	path := os.Getenv(envEraser)
	if path == "" {
		t.Skip("run by TestNothingComesBackAfterAKill")
	}
	s, err := Open(path, Options{LockTimeout: 10 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	for {
		head, _ := s.Head(t.Context())
		d, err := s.Document(t.Context(), "counter", "one")
		if graph.CodeOf(err) == graph.NotFound {
			d = graph.Document{Kind: "counter", ID: "one"}
		} else if err != nil {
			t.Fatal(err)
		}
		d.Body = []byte(strconv.FormatInt(d.Revision+1, 10))
		if d, err = s.Put(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		fmt.Println("put", d.Revision)
		who := fmt.Sprintf("c-%d", head.Seq+1)
		at := day(0).Add(time.Duration(head.Seq) * time.Second)
		if _, err := s.Append(t.Context(), graph.Batch{After: head.Seq, RecordedAt: at, Note: "of " + who, Added: []graph.Record{contactOf(who, who+"@town.example")}}); err != nil {
			t.Fatal(err)
		}
		target := graph.Target{Word: graph.WordContact, ID: graph.ID(who)}
		fmt.Println("recorded", who)
		for _, key := range keysOf(s, target) {
			fmt.Println("key", hex.EncodeToString([]byte(key)))
		}
		if _, err := s.Erase(t.Context(), graph.Erasure{After: head.Seq + 1, Records: []graph.Target{target}, Batch: graph.Batch{RecordedAt: at}}); err != nil {
			t.Fatal(err)
		}
		fmt.Println("erased", who)
	}
}

// outcome is what an eraser did before it was killed.
type outcome struct {
	put            int64    // the last revision that was acknowledged
	erased         int      // how many contacts
	last           string   // the contact that was recorded last
	keys, lastKeys []string // of what was erased, and of that contact
}

func TestNothingComesBackAfterAKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	rng := rand.New(rand.NewPCG(5, 5))
	path := filepath.Join(t.TempDir(), "test.db")
	var before outcome
	verdicts := map[string]int{}
	for round := range Kills(t, 15) {
		got := eraseAndKill(t, path, before, time.Duration(rng.Int64N(int64(60*time.Millisecond))))
		s, err := Open(path, Options{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		verdict := afterKill(t, s, path, &got)
		verdicts[verdict]++
		t.Logf("round %d: %d contacts erased; the last one %s", round, got.erased, verdict)
		if err := s.Close(); err != nil || t.Failed() {
			t.Fatalf("round %d: %v", round, err)
		}
		before = got
	}
	t.Log(verdicts)
}

// eraseAndKill runs an eraser, kills it some time after it has erased something, and adds what
// it did to what was done before.
func eraseAndKill(t *testing.T, path string, done outcome, delay time.Duration) outcome {
	t.Helper()
	eraser := exec.Command(os.Args[0], "-test.run=^TestEraser$")
	eraser.Env = append(os.Environ(), envEraser+"="+path)
	out, err := eraser.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := eraser.Start(); err != nil {
		t.Fatal(err)
	}
	killed := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		what, value, _ := strings.Cut(lines.Text(), " ")
		switch what {
		case "put":
			done.put, _ = strconv.ParseInt(value, 10, 64)
		case "recorded":
			done.last, done.lastKeys = value, nil
		case "key":
			done.lastKeys = append(done.lastKeys, value)
		case "erased":
			done.erased++
			done.keys, done.last = append(done.keys, done.lastKeys...), ""
			if !killed {
				killed = true
				time.AfterFunc(delay, func() { _ = eraser.Process.Kill() })
			}
		default:
			t.Errorf("the eraser says %q", lines.Text())
			_ = eraser.Process.Kill()
		}
	}
	_ = eraser.Wait() // it was killed
	return done
}

// afterKill checks a store after its eraser was killed, and says what became of the contact
// that was recorded last.
func afterKill(t *testing.T, s *Store, path string, done *outcome) string {
	t.Helper()
	d, err := s.Document(t.Context(), "counter", "one")
	if err != nil || d.Revision < done.put || d.Revision > done.put+1 || string(d.Body) != strconv.FormatInt(d.Revision, 10) {
		t.Errorf("the document is %+v after %d were acknowledged: %v", d, done.put, err)
	}
	file := hex.EncodeToString(raw(t, path))
	for _, key := range done.keys {
		if strings.Contains(file, key) {
			t.Errorf("the key %s is in the file", key)
		}
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("left is %v, %v", left, err)
	}
	erased, err := s.Erasures(t.Context())
	if err != nil || len(erased) < done.erased || len(erased) > done.erased+1 {
		t.Fatalf("%d of %d erasures are there: %v", len(erased), done.erased, err)
	}
	v := graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}
	page, err := s.List(t.Context(), v, graph.Query{Word: graph.WordContact, First: graph.MaxFirst})
	if err != nil {
		t.Fatal(err)
	}
	head, _ := s.Head(t.Context())
	switch unfinished := len(erased) > done.erased; {
	case len(page.Records) == 0 && unfinished:
		done.erased = len(erased)
		done.keys = append(done.keys, done.lastKeys...)
		for _, key := range done.lastKeys {
			if strings.Contains(file, key) {
				t.Errorf("the key %s of an erasure that was finished later is in the file", key)
			}
		}
		return "was being erased, and is"
	case len(page.Records) == 0:
		if done.last != "" {
			t.Errorf("%s was recorded and is lost", done.last)
		}
		return "was erased before"
	case len(page.Records) > 1 || unfinished || page.Records[0].Base().ID != graph.ID(fmt.Sprintf("c-%d", head.Seq)):
		t.Errorf("at change %d there are %d contacts, %v", head.Seq, len(page.Records), page.Records[0].Base())
	}
	// Each round begins without a contact.
	if _, err := s.Erase(t.Context(), graph.Erasure{After: head.Seq, Records: []graph.Target{graph.TargetOf(page.Records[0])}, Batch: graph.Batch{RecordedAt: head.RecordedAt}}); err != nil {
		t.Error(err)
	}
	done.erased++
	return "was recorded, and is there"
}
