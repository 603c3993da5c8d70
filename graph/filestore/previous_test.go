package filestore_test

import (
	"testing"

	"twingraph/graph/filestore"
	"twingraph/graph/storetest/previous"
)

// A file that the previous release wrote opens, and answers as it did there: opened for
// reading only, and for writing.
func TestAFileOfThePreviousReleaseAnswersTheSame(t *testing.T) {
	path := previous.Embedded(t)
	for _, options := range []filestore.Options{{ReadOnly: true}, {}} {
		store, err := filestore.Open(path, options)
		if err != nil {
			t.Fatal(err)
		}
		previous.Check(t, store, previous.Every)
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
