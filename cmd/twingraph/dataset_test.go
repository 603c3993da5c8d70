package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/dataset/datasettest"
	"twingraph/graph/storetest"
)

func TestExportADataset(t *testing.T) {
	store := storetest.NewReference()
	if _, _, err := runs(importCommand(opening(store))); err != nil {
		t.Fatal(err)
	}
	gone := directory(t, map[string]string{"retractions.csv": "word,id,moved_to,reason\nCity,aachen-de,tromso-no,the same\n"})
	if _, _, err := runs(importCommand(opening(store)), gone, "--recorded-at", "2026-12-24", "--actor", "A. Editor", "--note", "Merged"); err != nil {
		t.Fatal(err)
	}
	export := func(arguments ...string) (string, error) {
		_, said, err := runs(exportCommand(opening(store)), append([]string{"dataset"}, arguments...)...)
		return said, err
	}
	in := t.TempDir()
	all, public := filepath.Join(in, "all"), filepath.Join(in, "public")

	t.Run("and import it into an empty store", func(t *testing.T) {
		said, err := export(all, "--tier", "restricted")
		files, _ := datasettest.Rows(t) // and those of retractions and changes
		if err != nil || !strings.HasSuffix(said, fmt.Sprintf("in %d files, 2 changes\n", len(files)+2)) {
			t.Fatalf("%v %s", err, said)
		}
		again := storetest.NewReference()
		out, _, err := runs(importCommand(opening(again)), all)
		if err != nil || !strings.Contains(out, "recorded as changes 1 to 2, the last at 2026-12-24T00:00:00Z") {
			t.Fatalf("%v\n%s", err, out)
		}
		storetest.CompareHistories(t, store, again)
		if out, _, err = runs(importCommand(opening(again)), all); err != nil || !strings.Contains(out, "nothing to record") {
			t.Errorf("again: %v\n%s", err, out)
		}
		for _, flag := range []string{"--actor", "--note", "--recorded-at"} {
			if _, _, err := runs(importCommand(opening(storetest.NewReference())), all, flag, "2030-01-01"); err == nil || !strings.Contains(err.Error(), flag) {
				t.Errorf("%s: %v", flag, err)
			}
		}
	})
	t.Run("for the public", func(t *testing.T) {
		said, err := export(public)
		if err != nil || !strings.HasSuffix(said, "; only what viewers of PUBLIC may see (--tier)\n") {
			t.Fatalf("%v %s", err, said)
		}
		if _, err := os.Stat(filepath.Join(public, "support_twinnings.csv")); !os.IsNotExist(err) {
			t.Errorf("support twinnings: %v", err)
		}
		contacts, err := os.ReadFile(filepath.Join(public, "contacts.csv"))
		if err != nil || strings.Contains(string(contacts), "PARTNER") {
			t.Errorf("%v\n%s", err, contacts)
		}
	})
	t.Run("of an instant, without history", func(t *testing.T) {
		dir := filepath.Join(in, "then")
		if _, err := export(dir, "--current", "--known-at", "2026-11-22"); err != nil {
			t.Fatal(err)
		}
		cities, err := os.ReadFile(filepath.Join(dir, "cities.csv"))
		if err != nil || !strings.Contains(string(cities), "\naachen-de,") {
			t.Errorf("%v", err)
		}
		if _, err := os.Stat(filepath.Join(dir, "changes.csv")); !os.IsNotExist(err) {
			t.Error("it has a history")
		}
		if out, _, err := runs(importCommand(opening(storetest.NewReference())), dir); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
	t.Run("what is wrong", func(t *testing.T) {
		before, err := os.ReadDir(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			arguments []string
			says      string
		}{
			{[]string{all}, "is not empty: name a directory"},
			{[]string{filepath.Join(all, "cities.csv")}, "is not a directory"},
			{[]string{filepath.Join(in, "nowhere", "copy")},
				filepath.Join(in, "nowhere", "copy") + " cannot be written: there is no folder " + filepath.Join(in, "nowhere") + "; make it, or choose another name"},
			{[]string{filepath.Join(in, "copy"), "--tier", "SECRET"}, `--tier: "SECRET" is not one of PUBLIC, PARTNER, RESTRICTED`},
			{[]string{filepath.Join(in, "copy"), "--known-at", "soon"}, `--known-at: "soon" is not an instant`},
			{nil, "accepts 1 arg"},
		} {
			if _, err := export(c.arguments...); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v: %v", c.arguments, err)
			}
		}
		if after, err := os.ReadDir(in); err != nil || len(after) != len(before) {
			t.Errorf("%v, left behind: %v", err, after)
		}
	})
}

// Commands that read do not make what is not there.
func TestCommandsDoNotMakeAStore(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "typo.db")
	broken := directory(t, map[string]string{"sources.csv": "id\n"})
	for _, arguments := range [][]string{
		{"check"}, {"check", "--backtest"}, {"export", "links.csv"}, {"export", "dataset", filepath.Join(dir, "copy")},
		{"import", broken}, {"import", "--dry-run"},
	} {
		_, _, err := runs(rootCommand(func(string) string { return "" }), append(arguments, "--data", data)...)
		switch {
		case arguments[0] == "import":
			if dry := arguments[1] == "--dry-run"; dry != (err == nil) {
				t.Errorf("%v: %v", arguments, err)
			}
		case graph.CodeOf(err) != graph.NotFound ||
			err.Error() != "there is no data in "+data+": name another file with --data or TWINGRAPH_DATA, or begin one with twingraph import":
			t.Errorf("%v: %v", arguments, err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%v left %v behind: %v", arguments, left, err)
		}
	}
	if err := os.WriteFile(data, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := runs(rootCommand(func(string) string { return "" }), "check", "--data", data); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("an empty file: %v", err)
	}
}
