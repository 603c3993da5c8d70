package main

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"twingraph/graph/dataset"
)

// The program says the newest release of the changelog, and its dataset.
func TestVersion(t *testing.T) {
	changelog, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	newest := regexp.MustCompile(`(?m)^## \[?(\d+\.\d+\.\d+)\]? - \d{4}-\d{2}-\d{2}$`).FindSubmatch(changelog)
	if newest == nil {
		t.Fatal("the changelog has no release")
	}
	var out bytes.Buffer
	command := versionCommand()
	command.SetOut(&out)
	command.SetArgs(nil)
	if err := command.Execute(); err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(`^twingraph ` + regexp.QuoteMeta(string(newest[1])) + `( \([^()]+\))?, dataset ` + regexp.QuoteMeta(dataset.Version) + `, go\S+ \S+/\S+\n$`)
	if !want.MatchString(out.String()) {
		t.Errorf("%q does not match %s", out.String(), want)
	}
}
