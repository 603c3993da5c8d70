package columnar

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/export"
	"twingraph/graph/filestore"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
)

// read has a program in Python read a file, and decodes what it saw.
func read(t *testing.T, program string, file []byte, into any) {
	t.Helper()
	python, err := exec.CommandContext(t.Context(), "../../../.ci/python").Output()
	if err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(t.TempDir(), "file.parquet")
	if err := os.WriteFile(at, file, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), strings.TrimSpace(string(python)), "../testdata/read.py", program, at)
	var failure strings.Builder
	cmd.Stderr = &failure
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, into)
	}
	if err != nil {
		t.Fatalf("%s: %v (install the readers by .ci/setup python)\n%s", program, err, failure.String())
	}
}

// What DuckDB and pandas read of three days is what the API says of them.
func TestReadersCountAsTheAPIDoes(t *testing.T) {
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	options := ingest.Options{Actor: "test", Note: "test", RecordedAt: dataset.Released()}
	if _, err := ingest.Import(t.Context(), registry.New(store, dataset.Released), store, dataset.FS(), options); err != nil {
		t.Fatal(err)
	}
	write := func(format int, day graph.Day) []byte {
		n, err := export.Take(t.Context(), store, export.Question{
			AsOf: day, KnownAt: graph.Latest(), Tier: graph.TierPublic, Of: graph.WordTwinningLink, Established: Formats()[format].Dated && !Formats()[format].Lasting})
		if err != nil {
			t.Fatal(err)
		}
		var first, again bytes.Buffer
		for _, to := range []*bytes.Buffer{&first, &again} {
			if err := Formats()[format].Write(to, n, nil); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(first.Bytes(), again.Bytes()) {
			t.Errorf("%s: the same network gives other bytes", Formats()[format].Name)
		}
		return first.Bytes()
	}
	type seen struct {
		Rows      int
		Statuses  map[string]int
		Columns   map[string]string
		Credits   string
		Citations map[string]string
		Days      map[string]map[string]int
	}
	var spells seen
	read(t, "duckdb", write(1, 0), &spells)
	if spells.Columns["from"] != "DATE" || spells.Columns["to"] != "DATE" {
		t.Errorf("columns %v", spells.Columns)
	}
	for _, text := range []string{"2021-12-31", "2022-12-31", "2024-12-31"} {
		day, err := graph.ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		tally, err := store.Tally(t.Context(), graph.View{AsOf: day, KnownAt: graph.Latest()}, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]int{}
		for status, n := range tally.ByStatus {
			if n > 0 && status != graph.StatusNotEstablished {
				want[string(status)] = n
			}
		}
		delete(spells.Days[text], string(graph.StatusNotEstablished))
		if !maps.Equal(spells.Days[text], want) {
			t.Errorf("%s: spells %v, want %v", text, spells.Days[text], want)
		}
		for _, program := range []string{"duckdb", "pandas"} {
			var links seen
			read(t, program, write(0, day), &links)
			if !maps.Equal(links.Statuses, want) || program == "pandas" && links.Credits != export.Credits() {
				t.Errorf("%s, %s: statuses %v, want %v; credits %q", text, program, links.Statuses, want, links.Credits)
			}
			if program == "pandas" {
				want := "Aachen – Kostroma. Twingraph, as of " + text + ", change 1. /link/aachen-de--kostroma-ru?asOf=" + text
				if got := links.Citations["aachen-de--kostroma-ru"]; got != want || len(links.Citations) != links.Rows {
					t.Errorf("%s: %d lines to cite by, one of them %q, want %q", text, len(links.Citations), got, want)
				}
			}
		}
	}
	for _, program := range []string{"duckdb", "pandas"} {
		var claims seen
		if read(t, program, write(2, 0), &claims); claims.Rows != 715 {
			t.Errorf("%s reads %d claims", program, claims.Rows)
		}
	}
}
