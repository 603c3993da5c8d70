package previous

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// spell is the part of a spell that files of both forms have.
type spell struct{ Status, From, To string }

// byStatus joins neighbouring spells of one status, as exports do now.
func byStatus(spells []spell) []spell {
	var joined []spell
	for _, s := range spells {
		if last := len(joined) - 1; last >= 0 && joined[last].Status == s.Status {
			joined[last].To = s.To
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

// records are the values of a file by slug and name. What was renamed has its present name,
// and spells are joined by status.
type records map[string]map[string]any

func (all records) add(t *testing.T, row map[string]any, was bool) {
	t.Helper()
	if id, ok := row["id"].(string); ok && was {
		row["slug"] = id
	}
	delete(row, "id")
	if given, ok := row["spells"]; ok {
		text, isText := given.(string)
		if !isText {
			again, err := json.Marshal(given)
			if err != nil {
				t.Fatal(err)
			}
			text = string(again)
		}
		var spells []spell
		if err := json.Unmarshal([]byte(text), &spells); err != nil {
			t.Fatal(err)
		}
		row["spells"] = byStatus(spells)
	}
	slug, _ := row["slug"].(string)
	if slug == "" || all[slug] != nil {
		t.Fatalf("%q is no slug of a record, or of two: %v", slug, row)
	}
	all[slug] = row
}

// recordsOf reads a file of either form.
func recordsOf(t *testing.T, name string, content []byte, was bool) records {
	t.Helper()
	all := records{}
	if filepath.Ext(name) == ".csv" {
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\uFEFF")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cells := range rows[1:] {
			row := map[string]any{}
			for i, cell := range cells {
				row[rows[0][i]] = cell
			}
			if was {
				delete(row, "change") // of a file at an older instant it was the store's last one
			}
			all.add(t, row, was)
		}
		return all
	}
	var file struct {
		Features     []struct{ Properties map[string]any }
		Nodes, Edges []map[string]any
	}
	if err := json.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	for _, f := range file.Features {
		all.add(t, f.Properties, was)
	}
	for _, row := range file.Nodes {
		all.add(t, row, was)
	}
	for _, row := range file.Edges {
		row["slug"] = row["key"]
		if slug, ok := row["id"]; ok {
			row["slug"] = slug
		}
		all.add(t, row, false)
	}
	return all
}

var nodeOf = regexp.MustCompile(`<node id='([^']*)'`)

// The files that were written anew say of every record what the previous release said, but
// for what was changed on purpose: what is called slug was called id, spells are cut by
// status, the change is the last one known at the instant, and a list sets no since.
func TestExportsWrittenAnewSayTheSame(t *testing.T) {
	for _, e := range Exports(t) {
		folder := "now"
		if e.KnownAt != "" {
			folder = "june-2024"
		}
		original, err := os.ReadFile(filepath.Join("testdata", "original", folder, e.Format))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(e.Format, func(t *testing.T) {
			if e.Format == "network.gexf" {
				nodes := func(content []byte) []string {
					var ids []string
					for _, found := range nodeOf.FindAllSubmatch(content, -1) {
						ids = append(ids, string(found[1]))
					}
					return ids
				}
				if was, is := nodes(original), nodes(e.Content); len(was) == 0 || !slices.Equal(was, is) {
					t.Errorf("nodes %v, were %v", is, was)
				}
				return
			}
			was, is := recordsOf(t, e.Format, original, true), recordsOf(t, e.Format, e.Content, false)
			if got, want := slices.Sorted(maps.Keys(is)), slices.Sorted(maps.Keys(was)); len(want) == 0 || !slices.Equal(got, want) {
				t.Fatalf("records %s, were %s", strings.Join(got, " "), strings.Join(want, " "))
			}
			for slug, row := range was {
				for name, value := range row {
					listed, _ := is[slug]["listedSince"].(string)
					if listed != "" && strings.HasPrefix(name, "since") && value != is[slug][name] {
						continue // a list sets no since
					}
					if !reflect.DeepEqual(is[slug][name], value) {
						t.Errorf("%s: %s is %v, was %v", slug, name, is[slug][name], value)
					}
				}
			}
		})
	}
}
