package filestore_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/filestore"
)

// envWriter holds the path of the store when the test binary is run as a writer.
const envWriter = "FILESTORE_TEST_WRITER"

// envGrouped holds how many changes the writer records at once; one when it is empty.
const envGrouped = "FILESTORE_TEST_GROUPED"

// TestWriter is the writer: it appends to the store for as long as it lives and
// prints the number of each change, of a group the last one, once it is recorded.
func TestWriter(t *testing.T) {
	path := os.Getenv(envWriter)
	if path == "" {
		t.Skip("run by TestEveryAcknowledgedChangeSurvivesAKill")
	}
	store, err := filestore.Open(path, filestore.Options{LockTimeout: 10 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	many, _ := strconv.Atoi(os.Getenv(envGrouped))
	for {
		head, err := store.Head(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if last := int(head.Seq) + many; many > 0 {
			if err := store.Group(t.Context(), func(journal graph.Journal) error { towns(t, journal, int(head.Seq)+1, last); return nil }); err != nil {
				t.Fatal(err)
			}
			fmt.Println(last)
			continue
		}
		change, err := store.Append(context.Background(), town(int(head.Seq)+1))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(change.Seq)
	}
}

func TestEveryAcknowledgedChangeSurvivesAKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	rng := rand.New(rand.NewPCG(1, 1))
	folder := t.TempDir()
	var acknowledged graph.Seq
	path := filepath.Join(folder, "0.db")
	for round := range filestore.Kills(t, 40) {
		if round%8 == 0 { // now and then the first moments of a new file
			acknowledged, path = 0, filepath.Join(folder, fmt.Sprint(round, ".db"))
		}
		// The delay is from the first acknowledgement, or, for a new file, from the
		// start of the process.
		delay := time.Duration(rng.Int64N(int64(40 * time.Millisecond)))
		last := writeAndKill(t, path, delay, round%8 != 0)
		acknowledged = max(acknowledged, last)
		store := openFile(t, path)
		head, err := store.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if head.Seq < acknowledged || head.Seq > acknowledged+1 {
			t.Fatalf("round %d: the head is %d; %d was acknowledged and at most one more written", round, head.Seq, acknowledged)
		}
		wantTowns(t, store, int(head.Seq))
		acknowledged = head.Seq
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// writeAndKill runs a writer and kills it at some moment. It returns the number of
// the last change that the writer acknowledged, 0 for none.
func writeAndKill(t *testing.T, path string, delay time.Duration, afterFirst bool) graph.Seq {
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
	kill := func() { time.AfterFunc(delay, func() { _ = writer.Process.Kill() }) }
	if !afterFirst {
		kill()
	}
	var last graph.Seq
	for lines := bufio.NewScanner(out); lines.Scan(); {
		seq, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Errorf("the writer says %q", lines.Text())
			_ = writer.Process.Kill()
			break
		}
		if last == 0 && afterFirst {
			kill()
		}
		last = graph.Seq(seq)
	}
	_ = writer.Wait() // it was killed
	return last
}

// wantTowns fails the test unless the store holds the towns of n changes.
func wantTowns(t *testing.T, store graph.Store, n int) {
	t.Helper()
	for i := 1; i <= n; i++ {
		want := town(i).Added[0].(*graph.City)
		found, err := store.Records(t.Context(), graph.View{KnownAt: at(i)}, graph.WordCity, []graph.ID{want.ID})
		if err != nil || found[0] == nil || found[0].(*graph.City).Name != want.Name {
			t.Fatalf("town %d of %d: %v, %v", i, n, found, err)
		}
	}
	page, err := store.List(t.Context(), graph.View{KnownAt: graph.Latest()}, graph.Query{Word: graph.WordCity, First: 1, Count: true})
	if err != nil || page.Total != n {
		t.Fatalf("%d towns after %d changes: %v", page.Total, n, err)
	}
}
