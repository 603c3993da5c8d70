package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twingraph/graph/storetest"
)

// A table of towns as an office writes one: semicolons, German heads, a row of each kind.
const townsTable = "\uFEFFNr;Stadt;Land;Notiz\n1;Мурманск;Russland;\"a;b\"\n2;Portland;USA;\n3;Atlantis;Griechenland;\n4;Portland, OR;;\n5;Q1829;;\n6;;;\n"

// writtenRows reads a table that was written.
func writtenRows(t *testing.T, text string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return rows
}

func fileOf(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "towns.csv")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestATableOfTownsIsMatched(t *testing.T) {
	store := storetest.NewReference()
	if _, _, err := runs(importCommand(opening(store))); err != nil {
		t.Fatal(err)
	}
	out, said, err := runs(matchCommand(opening(store)), fileOf(t, townsTable), "--links", "suspended,ended", "--as-of", "2022-12-31")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said, "6 rows: 3 matched, 1 ambiguous, 2 unknown") {
		t.Error(said)
	}
	rows := writtenRows(t, out)
	if head := strings.Join(rows[0], ","); head != "Nr,Stadt,Land,Notiz,match,match_city,match_name,match_country,match_score,match_reasons,match_candidates,links_suspended,links_ended,links" {
		t.Errorf("columns %s", head)
	}
	for i, want := range []string{"MATCHED murmansk-ru", "AMBIGUOUS ", "UNKNOWN ", "MATCHED portland-or-us", "MATCHED kaliningrad-ru", "UNKNOWN "} {
		if got := rows[i+1][4] + " " + rows[i+1][5]; got != want {
			t.Errorf("row %d is %s, want %s", i+1, got, want)
		}
	}
	murmansk := rows[1]
	if murmansk[3] != "a;b" || murmansk[11] != "1" || !strings.Contains(murmansk[13], "Rovaniemi: SUSPENDED since 2022") {
		t.Errorf("Murmansk: %q", murmansk)
	}
	if portland := rows[2]; !strings.Contains(portland[10], "portland-or-us (") || !strings.Contains(portland[10], "portland-me-us (") || portland[11] != "" {
		t.Errorf("Portland: %q", portland)
	}

	named, _, err := runs(matchCommand(opening(store)), fileOf(t, "where,town it is\nMunicipality of Aachen,x\n"), "--name", "WHERE", "--candidates", "0")
	if err != nil || !strings.Contains(named, "Municipality of Aachen,x,MATCHED,aachen-de,Aachen,DE,,,\n") {
		t.Errorf("a column that is named: %v %s", err, named)
	}
	for about, arguments := range map[string][]string{
		"there is no file":                   {filepath.Join(t.TempDir(), "none.csv")},
		"has no rows":                        {fileOf(t, "name\n")},
		"is not UTF-8":                       {fileOf(t, "name,country\nK\xf6ln,DE\n")},
		"--name: no column":                  {fileOf(t, "a,b\nc,d\n")},
		`--name: there is no column "mayor"`: {fileOf(t, "name\nAachen\n"), "--name", "mayor"},
		"--links":                            {fileOf(t, "name\nAachen\n"), "--links", "COLD"},
		"--as-of":                            {fileOf(t, "name\nAachen\n"), "--as-of", "soon"},
		"--candidates":                       {fileOf(t, "name\nAachen\n"), "--candidates", "11"},
	} {
		if _, _, err := runs(matchCommand(opening(store)), arguments...); err == nil || !strings.Contains(err.Error(), about) {
			t.Errorf("%q: %v", arguments, err)
		}
	}
}

// A server is asked without a token, and answers as the data itself does.
func TestATableOfTownsIsMatchedByAServer(t *testing.T) {
	p := launch(t, nil, "serve", "--listen", "127.0.0.1:0", "--bundled", "--data", filepath.Join(t.TempDir(), "twingraph.db"))
	file := fileOf(t, townsTable)
	store := storetest.NewReference()
	if _, _, err := runs(importCommand(opening(store))); err != nil {
		t.Fatal(err)
	}
	asked := []string{file, "--links", "ALL", "--as-of", "2022-12-31"}
	own, _, err := runs(matchCommand(opening(store)), asked...)
	if err != nil {
		t.Fatal(err)
	}
	if remote := printed(t, append(append([]string{"match"}, asked...), "--to", p.url())...); !strings.HasPrefix(remote, own) {
		t.Errorf("a server answers\n%s\nthe data\n%s", remote, own)
	}
}
