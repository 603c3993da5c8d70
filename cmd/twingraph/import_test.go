package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"twingraph/graph"
	"twingraph/graph/dataset/datasettest"
	"twingraph/graph/storetest"
)

// opening returns an openStore that always opens the given store.
func opening(store graph.Store) openStore {
	return func(context.Context) (graph.Store, error) { return store, nil }
}

// runs runs a command and returns what it printed.
func runs(cmd *cobra.Command, args ...string) (out, failures string, err error) {
	var o, f bytes.Buffer
	cmd.SetArgs(args)
	cmd.SetOut(&o)
	cmd.SetErr(&f)
	cmd.SilenceErrors = true
	err = cmd.ExecuteContext(context.Background())
	return o.String(), f.String(), err
}

// directory writes files into a directory of their own.
func directory(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestImportTheBundledDataset(t *testing.T) {
	store := storetest.NewReference()
	byFile, all := datasettest.Rows(t)
	read := fmt.Sprintf("Read %d rows in %d files.\n", all, len(byFile))
	for _, step := range []struct {
		args []string
		want string
	}{
		{[]string{"--dry-run"}, fmt.Sprintf("%sAn import would give %d added, 0 corrected, 0 retracted, 0 unchanged. Nothing was recorded.\n", read, all)},
		{nil, fmt.Sprintf("%s%d added, 0 corrected, 0 retracted, 0 unchanged: recorded as change 1 at 2026-11-22T00:00:00Z.\n", read, all)},
		{nil, fmt.Sprintf("%s0 added, 0 corrected, 0 retracted, %d unchanged: nothing to record.\n", read, all)},
	} {
		out, failures, err := runs(importCommand(opening(store)), step.args...)
		if err != nil || out != step.want || failures != "" {
			t.Errorf("import %v: %v\n%s%s\nwant\n%s", step.args, err, out, failures, step.want)
		}
	}
}

func TestImportADirectory(t *testing.T) {
	dir := directory(t, map[string]string{
		"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\npaper,A paper,,,2025,,DOCUMENTED,\n",
	})
	store := storetest.NewReference()
	out, _, err := runs(importCommand(opening(store)), dir, "--json", "--actor", "A. Editor", "--note", "Survey", "--recorded-at", "2026-12-01")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Added    int
		Rejected []any
		Change   struct {
			Seq                     int
			RecordedAt, Actor, Note string
		}
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got.Added != 1 || got.Rejected == nil || got.Change.Seq != 1 || got.Change.RecordedAt != "2026-12-01T00:00:00Z" ||
		got.Change.Actor != "A. Editor" || got.Change.Note != "Survey" {
		t.Errorf("report %s", out)
	}
	if strings.Contains(out, dir) {
		t.Error("the report names a path of this machine")
	}
}

func TestImportListsWhatIsRefused(t *testing.T) {
	dir := directory(t, map[string]string{
		"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\npaper,A paper,,,25,,DOCUMENTED,\nbook,,,,,,DOCUMENTED,\n",
	})
	store := storetest.NewReference()
	out, failures, err := runs(importCommand(opening(store)), dir)
	want := "sources.csv:2: date: \"25\" is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, for example 2022-03\n" +
		"sources.csv:3: title: is required\n"
	if err == nil || failures != want || !strings.HasPrefix(out, "Read 2 rows") {
		t.Errorf("%v\n%s\nwant\n%s", err, failures, want)
	}
	out, _, err = runs(importCommand(opening(store)), dir, "--json")
	if err == nil || !strings.Contains(out, `"line": 2`) || !strings.Contains(out, `"rejectedCount": 2`) || !strings.Contains(out, `"change": null`) {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestImportGroupsProblemsAndWritesAll(t *testing.T) {
	var claims strings.Builder
	claims.WriteString("id,link,type,side,date,observed_status,authority,decided_by,reason,resolution,responds_to,sources,confidence,notes\n")
	for i := range 1500 {
		fmt.Fprintf(&claims, "c%d,nowhere,ENDED,,2022,,THIRD_PARTY,,,,,paper,DOCUMENTED,\n", i)
	}
	dir := directory(t, map[string]string{
		"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\npaper,A paper,,,25,,DOCUMENTED,\n",
		"cities.csv": "id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes\n" +
			"oslo-no,Oslo,,,CITY,NO,,,,59.9,-10.7,,,DOCUMENTED,\n",
		"claims.csv": claims.String(),
	})
	list := filepath.Join(t.TempDir(), "problems.txt")
	_, failures, err := runs(importCommand(opening(storetest.NewReference())), dir, "--problems", list)
	want := `sources.csv:2: date: "25" is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, for example 2022-03
TwinningLink "nowhere" is missing: named in 1500 rows, first in claims.csv:2: link
Worth a look, and not refused:
cities.csv:2: latitude: 59.9, -10.7 lies outside NO
`
	if err == nil || failures != want {
		t.Errorf("%v\n%s\nwant\n%s", err, failures, want)
	}
	all, err := os.ReadFile(list)
	if err != nil || strings.Count(string(all), "\n") != 1502 || !strings.HasSuffix(string(all), "lies outside NO (not refused)\n") {
		t.Errorf("%v, %d lines", err, strings.Count(string(all), "\n"))
	}
}

// Where the list of problems cannot be written nothing is imported.
func TestImportFindsFirstThatItsListCannotBeWritten(t *testing.T) {
	dir := directory(t, map[string]string{
		"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\npaper,A paper,,,,,DOCUMENTED,\n",
	})
	store := storetest.NewReference()
	nowhere := filepath.Join(t.TempDir(), "nowhere")
	_, _, err := runs(importCommand(opening(store)), dir, "--problems", filepath.Join(nowhere, "problems.txt"))
	if err == nil || !strings.Contains(err.Error(), "there is no folder "+nowhere) {
		t.Errorf("%v", err)
	}
	if head, err := store.Head(t.Context()); err != nil || head.Seq != 0 {
		t.Errorf("%d changes were recorded, %v", head.Seq, err)
	}
}

func TestImportSaysWhatItCannotRead(t *testing.T) {
	later := storetest.NewReference()
	dir := directory(t, map[string]string{
		"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\npaper,A paper,,,,,DOCUMENTED,\n",
	})
	if _, _, err := runs(importCommand(opening(later)), dir, "--recorded-at", "2030-01-01T00:00:00Z"); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"a directory that is not there": {[]string{filepath.Join(dir, "none")}, "not a directory"},
		"an instant that is none":       {[]string{"--recorded-at", "yesterday"}, `--recorded-at: "yesterday" is not an instant`},
		"a store that is ahead":         {nil, "--recorded-at now"},
		"an empty directory":            {[]string{t.TempDir()}, "there is no CSV file of a dataset"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := runs(importCommand(opening(later)), c.args...); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}
