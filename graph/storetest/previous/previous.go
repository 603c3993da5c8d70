package previous

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"twingraph/graph"
)

//go:embed testdata/embedded.db.gz
var embeddedFile []byte

//go:embed testdata/neo4j.jsonl.gz
var neo4jDump []byte

//go:embed testdata/answers.jsonl.gz
var answersFile []byte

//go:embed testdata/amended.jsonl.gz
var amendedFile []byte

//go:embed testdata/exports
var exportedFiles embed.FS

// Export is a file that the previous release exported, in the form of today.
type Export struct {
	Format, AsOf, KnownAt string // as they are written; KnownAt is empty for everything recorded
	Content               []byte
}

// Exports returns the files that the previous release exported, in the form of today.
func Exports(t testing.TB) []Export {
	t.Helper()
	var list []Export
	for folder, knownAt := range map[string]string{"now": "", "june-2024": "2024-06-02T00:00:00Z"} {
		folder = "testdata/exports/" + folder
		files, err := fs.ReadDir(exportedFiles, folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			content, err := exportedFiles.ReadFile(folder + "/" + file.Name())
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, Export{file.Name(), "2022-12-31", knownAt, content})
		}
	}
	return list
}

// Embedded writes the file of the embedded store and returns its path. The test
// may change it.
func Embedded(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "previous.db")
	if err := os.WriteFile(path, unpacked(t, embeddedFile), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Neo4j returns the database of Neo4j, for neo4jtest.Restore.
func Neo4j(t testing.TB) []byte {
	t.Helper()
	return unpacked(t, neo4jDump)
}

func unpacked(t testing.TB, packed []byte) []byte {
	t.Helper()
	in, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// Answered is a question with the answer of the previous release.
type Answered struct {
	Question Question        `json:"q"`
	Answer   json.RawMessage `json:"a"`
}

// Answers returns all questions with the answers that they have to get: those of the
// previous release, and this release's own for the few that an amended law changes, and
// for searches, which find more and in another order.
func Answers(t testing.TB) []Answered {
	t.Helper()
	list := read(t, answersFile)
	amended := map[string]json.RawMessage{}
	for _, a := range read(t, amendedFile) {
		amended[a.Question.text()] = a.Answer
	}
	for i := range list {
		if answer, ok := amended[list[i].Question.text()]; ok {
			if q := list[i].Question; q.Tier == graph.TierRestricted && !slices.Contains([]string{"search", "histories", "diff", "list"}, q.Method) {
				t.Fatalf("no amended law changes %s for those who see everything", q.Method)
			}
			list[i].Answer = answer
			delete(amended, list[i].Question.text())
		}
	}
	if len(amended) > 0 {
		t.Fatalf("%d amended answers are of no question", len(amended))
	}
	return list
}

func read(t testing.TB, packed []byte) []Answered {
	t.Helper()
	var list []Answered
	for in := json.NewDecoder(bytes.NewReader(unpacked(t, packed))); in.More(); {
		var a Answered
		if err := in.Decode(&a); err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	if len(list) == 0 {
		t.Fatal("there are no questions")
	}
	return list
}

// Extent says how many of the questions are asked.
type Extent int

// The extents.
const (
	Every Extent = iota // all of them
	// Few leaves out most of those that a store over Neo4j would plan for long: of
	// filters, orders and edges one of each word stays, of filters the one that looks
	// at the most fields together.
	Few
)

// worst bounds how many wrong answers a test shows.
const worst = 10

// Check asks the reader, of a store that holds what the previous release wrote, the
// questions of viewers of the given tiers and fails the test for each answer that is another than it has to be.
func Check(t *testing.T, r graph.Reader, extent Extent, tiers ...graph.Tier) {
	t.Helper()
	wrong := 0
	for _, a := range Answers(t) {
		if extent == Few && a.Question.Single || !slices.Contains(tiers, a.Question.Tier) {
			continue
		}
		if got := a.Question.Ask(t.Context(), r); !bytes.Equal(got, a.Answer) {
			if wrong++; wrong > worst {
				t.Fatal("and more")
			}
			t.Errorf("%s\ngot  %s\nwant %s", a.Question.text(), got, a.Answer)
		}
	}
}
