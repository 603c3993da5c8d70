package storetest

import (
	"bytes"
	"io"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
)

// checkDataset writes the little network as a dataset, reads that into an empty store, and
// writes it again from there: the files are the same, and hold every word.
func checkDataset(t *testing.T, open Open) {
	first := newNetwork(NewReference())
	for i, s := range steps() {
		s.RecordedAt = stepAt(i + 1)
		first.submit(t, s)
	}
	want := dataset(t, first.ref)
	for _, word := range graph.Words() {
		if len(want[graph.ShapeOf(word).File]) == 0 {
			t.Errorf("the dataset has no %s", word)
		}
	}
	files := fstest.MapFS{}
	for name, content := range want {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	store := open(t)
	office := registry.New(store, func() time.Time { return stepAt(20) })
	report, err := ingest.Import(t.Context(), office, store, files, ingest.Options{Actor: "storetest", RecordedAt: stepAt(5)})
	if err != nil {
		t.Fatalf("%v: %v", err, report.Rejected)
	}
	if diff := cmp.Diff(want, dataset(t, store)); diff != "" {
		t.Errorf("written again (-want +got):\n%s", diff)
	}
}

// dataset writes all that a store holds as a dataset.
func dataset(t *testing.T, reader graph.Reader) map[string]string {
	t.Helper()
	written, create := folder()
	if _, err := ingest.Write(t.Context(), reader, restricted(), create); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for name, f := range written {
		files[name] = f.String()
	}
	return files
}

// folder returns files in memory and what makes them.
func folder() (map[string]*file, func(name string) (io.WriteCloser, error)) {
	files := map[string]*file{}
	return files, func(name string) (io.WriteCloser, error) {
		files[name] = &file{}
		return files[name], nil
	}
}

// file is a file in memory.
type file struct{ bytes.Buffer }

// Close does nothing.
func (*file) Close() error { return nil }
