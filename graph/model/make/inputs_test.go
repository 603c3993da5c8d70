package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheInputsOfRecordsAreUpToDate(t *testing.T) {
	const root = "../../.."
	want, err := inputs(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, inputsFile))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s does not follow from the words: run go run ./graph/model/make", inputsFile)
	}
}
