package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/storetest/previous"
)

// exportsAreTheSame exports what the previous release did, and wants the same files.
func exportsAreTheSame(t *testing.T, variables []string) {
	t.Helper()
	for _, e := range previous.Exports(t) {
		path := filepath.Join(t.TempDir(), e.Format)
		arguments := []string{"export", e.Format, "--as-of", e.AsOf, "-o", path}
		if e.KnownAt != "" {
			arguments = append(arguments, "--known-at", e.KnownAt)
		}
		p := launch(t, variables, arguments...)
		if code := p.code(); code != 0 {
			t.Errorf("%v: exit code %d: %s", arguments, code, p.written())
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(content) != string(e.Content) {
			t.Errorf("%v:\n%s\nwant\n%s", arguments, content, e.Content)
		}
	}
}

func lawsHold(t *testing.T, variables []string) {
	t.Helper()
	p := launch(t, variables, "check")
	if code := p.code(); code != 0 || !strings.Contains(p.written(), "all laws hold: 68 records, 10 links") {
		t.Errorf("exit code %d: %s", code, p.written())
	}
}

// The file of a previous release needs nothing done.
func TestAFileOfThePreviousRelease(t *testing.T) {
	variables := []string{"TWINGRAPH_DATA=" + previous.Embedded(t)}
	lawsHold(t, variables)
	exportsAreTheSame(t, variables)
}

// A Neo4j of a previous release is brought up to date, by "twingraph migrate" or by
// any other command that comes first; the program says what it did, and only once.
func TestANeo4jOfThePreviousRelease(t *testing.T) {
	neo := neo4jtest.Own(t, localneo4j.Options{})
	driver, err := neo.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(t.Context())
	if err := neo4jtest.Restore(t.Context(), driver, previous.Neo4j(t)); err != nil {
		t.Fatal(err)
	}
	variables := []string{"NEO4J_URI=" + neo.URI}
	migrates := func() []string {
		t.Helper()
		p := launch(t, append(variables, "TWINGRAPH_LOG_LEVEL=error"), "migrate")
		if code := p.code(); code != 0 {
			t.Errorf("exit code %d: %s", code, p.written())
		}
		return strings.Split(p.written(), "\n")
	}
	said := migrates()
	for i, line := range []string{
		`Made \d+ constraints? and \d+ indexe?s?\.`,
		`Source: looked at 7 versions, brought \d+ up to date\.`,
		`Organisation: looked at 3 versions, brought \d+ up to date\.`,
		`City: looked at 12 versions, brought \d+ up to date\.`,
	} {
		if i >= len(said) || !regexp.MustCompile("^"+line+"$").MatchString(said[i]) {
			t.Errorf("line %d is not %q:\n%s", i, line, strings.Join(said, "\n"))
		}
	}
	const last = "The schema of the database is up to date."
	if said[len(said)-1] != last {
		t.Errorf("it ended with %q", said[len(said)-1])
	}
	if said := migrates(); !slices.Equal(said, []string{"There was nothing to do.", last}) {
		t.Errorf("the second time it said %q", said)
	}
	lawsHold(t, variables)
	exportsAreTheSame(t, variables)
}
