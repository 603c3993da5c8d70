package datasettest

import (
	"encoding/csv"
	"io/fs"
	"testing"

	"twingraph/graph/dataset"
)

// Rows returns how many rows each file of the bundled dataset has, by the name of the file,
// and all together. It reads them as plain CSV, without the importer.
func Rows(t testing.TB) (byFile map[string]int, all int) {
	t.Helper()
	names, err := fs.Glob(dataset.FS(), "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	byFile = map[string]int{}
	for _, name := range names {
		file, err := dataset.FS().Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(file).ReadAll()
		if err != nil || len(lines) == 0 {
			t.Fatalf("%s: %d lines, %v", name, len(lines), err)
		}
		byFile[name] = len(lines) - 1
		all += byFile[name]
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return byFile, all
}
