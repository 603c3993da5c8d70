package export

import (
	"encoding/json"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
)

// seenCounts are the numbers of links by status that programs find in files: by file and
// program, then day.
type seenCounts map[string]map[string]map[string]int

// program runs a program of testdata that reads files of a folder, and decodes what it saw.
func program(t *testing.T, into any, name string, arguments ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, arguments...)
	var failure strings.Builder
	cmd.Stderr = &failure
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s\nThe programs that read exports are installed by .ci/setup", name, arguments, err, failure.String())
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// pathOf returns what a script of .ci prints, which has to be there.
func pathOf(t *testing.T, script string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "../../.ci/"+script).Output()
	if err != nil {
		t.Fatal(err)
	}
	path := strings.TrimSpace(string(out))
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("this test reads exports with programs that .ci/setup installs (%v)", err)
	}
	return path
}

// Every program that people read exports with finds as many links of each status as there
// are, on every day.
func TestProgramsCountAlike(t *testing.T) {
	store, folder := bundled(t), t.TempDir()
	days := []string{"2019-01-01", "2022-03-01", "2026-11-01"}
	file := func(n *Network, writer func(io.Writer, *Network) error, path ...string) {
		t.Helper()
		at := filepath.Join(append([]string{folder}, path...)...)
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, write(t, writer, n), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	type counts = map[string]map[string]int // by day
	all, shown, moving, pairs := counts{}, counts{}, counts{}, map[string]int{}
	var last *Network
	for _, text := range days {
		day, err := graph.ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		last = take(t, store, func(q *Question) { q.AsOf = day })
		all[text], shown[text], moving[text] = map[string]int{}, map[string]int{}, map[string]int{}
		for _, l := range last.Links {
			status := l.History.At(day).Status
			all[text][string(status)]++
			if status != graph.StatusNotEstablished {
				shown[text][string(status)]++
			}
			if status != graph.StatusNotEstablished && status != graph.StatusUnknown {
				moving[text][string(status)]++ // the others have no known beginning
			}
		}
		n := take(t, store, func(q *Question) { q.AsOf, q.Established = day, true })
		for name, write := range map[string]func(io.Writer, *Network) error{
			"links.csv": LinksCSV, "links.geojson": LinksGeoJSON, "network.gexf": GEXF, "network.graphml": GraphML, "network.json": NodeLink,
		} {
			file(n, write, text, name)
		}
		ends := map[[2]int]bool{}
		for _, l := range n.Links {
			ends[[2]int{min(l.A, l.B), max(l.A, l.B)}] = true
		}
		pairs[text] = len(ends)
	}
	file(last, SpellsCSV, "spells.csv")
	file(last, SpellsGeoJSON, "spells.geojson")
	texts := last.In(Form{TextLists: true})
	file(texts, CitiesGeoJSON, "cities.text.geojson")
	file(texts, LinksGeoJSON, "links.text.geojson")
	file(texts, SpellsGeoJSON, "spells.text.geojson")

	check := func(t *testing.T, seen seenCounts, programs int) {
		t.Helper()
		if len(seen) != programs {
			t.Errorf("%d programs counted", len(seen))
		}
		for name, byDay := range seen {
			want := shown
			if strings.HasPrefix(name, "spells.") || strings.Contains(name, "over time") {
				want = all
			}
			if strings.HasSuffix(name, ", animated") {
				want = moving
			}
			for _, day := range days {
				if !maps.Equal(byDay[day], want[day]) || len(want[day]) < 3 {
					t.Errorf("%s, %s: %v, want %v", name, day, byDay[day], want[day])
				}
			}
		}
	}
	t.Run("Python", func(t *testing.T) {
		var seen struct {
			Counts  seenCounts
			Lost    map[string]string
			Columns map[string]map[string]string
		}
		program(t, &seen, pathOf(t, "python"), append([]string{"testdata/counts.py", folder}, days...)...)
		check(t, seen.Counts, 12)
		if len(seen.Lost) != 0 {
			t.Errorf("GeoPackage and FlatGeobuf lose %v", seen.Lost)
		}
		for file, columns := range seen.Columns {
			if since := columns["since"]; since != "object" || !strings.HasPrefix(columns["sinceFirstDay"], "datetime64") {
				t.Errorf("%s: GDAL takes since for %s and sinceFirstDay for %s", file, since, columns["sinceFirstDay"])
			}
		}
		// QGIS animates by a column with a type of date or time, which GDAL has to find.
		for column, want := range map[string]string{"from": "datetime64[D]", "to": "datetime64[D]", "begin": "datetime64[ms]", "until": "datetime64[ms]"} {
			if got := seen.Columns["spells"][column]; got != want {
				t.Errorf("GDAL takes %s of spells for %s, want %s", column, got, want)
			}
		}
		if len(seen.Columns) != 2 {
			t.Errorf("columns of %v", slices.Collect(maps.Keys(seen.Columns)))
		}
	})
	t.Run("JavaScript", func(t *testing.T) {
		if _, err := os.Stat("testdata/node_modules/type-analyzer"); err != nil {
			t.Fatalf("this test reads exports with graphology, Cytoscape.js and the types of kepler.gl, which .ci/setup installs (%v)", err)
		}
		var seen struct {
			Counts  seenCounts
			Columns map[string]string
		}
		program(t, &seen, "node", append([]string{"testdata/counts.mjs", folder}, days...)...)
		check(t, seen.Counts, 2)
		for column, want := range map[string]string{"from": "DATE", "to": "DATE", "begin": "DATETIME", "until": "DATETIME"} {
			if seen.Columns[column] != want {
				t.Errorf("kepler.gl takes %s for %s, want %s", column, seen.Columns[column], want)
			}
		}
	})
	t.Run("Gephi", func(t *testing.T) {
		var seen struct {
			Counts seenCounts
			Pairs  map[string]int
			Issues []string
		}
		// Where a reader is must not matter: it is not UTC here.
		program(t, &seen, "java", append([]string{"-Duser.timezone=America/New_York", "-cp", pathOf(t, "gephi"), "testdata/Counts.java", folder}, days...)...)
		check(t, seen.Counts, 3)
		if !maps.Equal(seen.Pairs, pairs) {
			t.Errorf("GraphML has %v edges, want %v", seen.Pairs, pairs)
		}
		if len(seen.Issues) != 0 {
			t.Errorf("Gephi reports %v", seen.Issues)
		}
	})
}
