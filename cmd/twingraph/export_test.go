package main

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/export/formats"
	"twingraph/graph/storetest"
)

func TestExport(t *testing.T) {
	store := storetest.NewReference()
	if _, _, err := runs(importCommand(opening(store))); err != nil {
		t.Fatal(err)
	}
	run := func(arguments ...string) (string, string, error) {
		return runs(exportCommand(opening(store)), arguments...)
	}

	t.Run("every format, to the standard output", func(t *testing.T) {
		for _, f := range formats.All() {
			holds := "ACTIVE"
			if strings.HasPrefix(f.Name, "claims.") {
				holds = "ESTABLISHED"
			}
			if out, _, err := run(f.Name); err != nil || len(out) < 5000 || !strings.Contains(out, holds) && !f.Arranged && f.Of == graph.WordTwinningLink {
				t.Errorf("%s: %v, %d bytes", f.Name, err, len(out))
			}
		}
	})
	t.Run("a part, as of a day, to a compressed file", func(t *testing.T) {
		dir := t.TempDir()
		name := filepath.Join(dir, "links.json.gz")
		_, said, err := run("network.json", "--filter", `{"status":{"eq":"SUSPENDED"}}`, "--as-of", "2022-12-31", "-o", name)
		if err != nil || !strings.Contains(said, "64 links, as of 2022-12-31, change 1") {
			t.Fatalf("%v %s", err, said)
		}
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		zipped, err := gzip.NewReader(file)
		if err != nil {
			t.Fatal(err)
		}
		var network struct {
			Graph map[string]string
			Edges []struct{ Status string }
		}
		text, err := io.ReadAll(zipped)
		if err == nil {
			err = json.Unmarshal(text, &network)
		}
		if err != nil || len(network.Edges) != 64 || network.Edges[0].Status != "SUSPENDED" || network.Graph["asOf"] != "2022-12-31" {
			t.Errorf("%v, %d links, %v", err, len(network.Edges), network.Graph)
		}
	})
	t.Run("with addresses of a site", func(t *testing.T) {
		out, _, err := run("spells.csv", "--detail", "ANSWER", "--site", "https://twins.example.org")
		if err != nil || !strings.Contains(out, ",https://twins.example.org/link/") {
			t.Errorf("%v %.300s", err, out)
		}
	})
	t.Run("what is wrong", func(t *testing.T) {
		dir := t.TempDir()
		for _, c := range []struct {
			arguments []string
			says      string
		}{
			{[]string{"links.xlsx"}, "there are cities.csv"},
			{[]string{"links.csv", "--as-of", "2022"}, "--as-of: "},
			{[]string{"links.csv", "--known-at", "now"}, "--known-at: "},
			{[]string{"links.csv", "--filter", `{"status":{"eq":"GONE"}}`}, "--filter.status.eq: GONE is no Status"},
			{[]string{"links.csv", "--detail", "FINE"}, "--detail: "},
			{[]string{"links.geojson", "--lists", "rows"}, "--lists: "},
			{[]string{"links.csv", "--site", "twins.example.org"}, "--site: "},
			{[]string{"links.csv", "-o", filepath.Join(dir, "nowhere", "links.csv")},
				filepath.Join(dir, "nowhere", "links.csv") + " cannot be written: there is no folder " + filepath.Join(dir, "nowhere") + "; make it, or choose another name"},
			{[]string{"links.csv", "-o", dir}, dir + " is a folder: name a file in it"},
			{[]string{}, "name one format, such as links.csv"},
		} {
			if _, _, err := run(c.arguments...); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v: %v", c.arguments, err)
			}
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("%v, left behind: %v", err, left)
		}
	})
}
