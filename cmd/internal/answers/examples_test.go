package answers_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"twingraph/frontend"
)

var update = flag.Bool("update", false, "rewrite the answers in testdata/ with those of the embedded store")

// Every example question of the query editor has the answer in testdata/, on both
// stores.
func TestExamples(t *testing.T) {
	examples, err := frontend.Examples()
	if err != nil {
		t.Fatal(err)
	}
	if len(examples) < 12 {
		t.Errorf("%d example questions; there have to be at least 12", len(examples))
	}
	onBothStores(t, func(t *testing.T, address string) {
		for _, e := range examples {
			t.Run(e.Name, func(t *testing.T) {
				var got bytes.Buffer
				if err := json.Indent(&got, ask(t, address, e.Query, e.Variables), "", "  "); err != nil {
					t.Fatal(err)
				}
				got.WriteByte('\n')
				file := filepath.Join("testdata", e.Name+".json")
				if *update {
					if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatalf("%v (go test -update writes it)", err)
				}
				if !bytes.Equal(got.Bytes(), want) {
					t.Errorf("the answer differs from %s:\n%s", file, firstDifference(got.String(), string(want)))
				}
			})
		}
	})
}
