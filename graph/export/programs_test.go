package export

import (
	"cmp"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twingraph/graph/analysis"
)

// networkOf returns the network that analysis works on.
func networkOf(t testing.TB, n *Network) *analysis.Network {
	t.Helper()
	all, err := analysis.New(n.moment.Cities, n.moment.Links, analysis.On(n.AsOf, n.moment.History))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// readWith has a program in Python read a file, and decodes what it saw.
func readWith(t *testing.T, program, name string, file []byte, into any) {
	t.Helper()
	path, err := exec.CommandContext(t.Context(), "../../.ci/python").Output()
	if err != nil {
		t.Fatal(err)
	}
	python := strings.TrimSpace(string(path))
	if _, err := os.Stat(python); err != nil {
		t.Fatalf("this test reads exports with NetworkX and GDAL in Python; install them by .ci/setup python (%v)", err)
	}
	at := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(at, file, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), python, "testdata/read.py", program, at)
	var failure strings.Builder
	cmd.Stderr = &failure
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s cannot read %s: %v\n%s", program, name, err, failure.String())
	}
	if err := json.Unmarshal(out, into); err != nil {
		t.Fatal(err)
	}
}

// NetworkX reads GraphML, GEXF and node-link JSON: the same cities, links and values.
func TestNetworkXReadsGraphs(t *testing.T) {
	for name, n := range networks(t) {
		cities, links := contentOf(n.cityFields(), n.Cities), contentOf(n.linkFields(), rowsOf(n))
		components := len(analysis.Components(networkOf(t, n)).Members)
		for _, format := range []struct {
			file  string
			write func(io.Writer, *Network) error
		}{{"network.graphml", GraphML}, {"network.gexf", GEXF}, {"network.json", NodeLink}} {
			t.Run(name+" "+format.file, func(t *testing.T) {
				var seen struct {
					About      map[string]string
					Directed   bool
					Nodes      content
					Edges      []map[string]string
					Components int
				}
				readWith(t, "networkx", format.file, write(t, format.write, n), &seen)
				if seen.Directed || seen.Components != components {
					t.Errorf("directed %v, %d components, want %d", seen.Directed, seen.Components, components)
				}
				if format.file != "network.gexf" && (seen.About["asOf"] != "2026-11-22" || seen.About["change"] != "1") {
					t.Errorf("about %v", seen.About)
				}
				got := content{}
				for id, attributes := range seen.Nodes {
					got[id] = clean(kinds(n.cityFields()), attributes)
				}
				same(t, got, cities)
				got = content{}
				for _, attributes := range seen.Edges {
					if list, ok := attributes["spellList"]; ok {
						attributes["spells"] = list
					}
					attributes["a"], attributes["b"] = cmp.Or(attributes["a"], attributes["cityA"]), cmp.Or(attributes["b"], attributes["cityB"])
					record := clean(kinds(n.linkFields()), attributes)
					got[record["slug"]] = record
					ends := []string{record["a"], record["b"]}
					slices.Sort(ends)
					if attributes["ends"] != fmt.Sprintf(`["%s", "%s"]`, ends[0], ends[1]) {
						t.Errorf("%s lies between %s", record["slug"], attributes["ends"])
					}
				}
				same(t, got, links)
			})
		}
	}
}

// clean keeps the attributes that are fields, in their one form.
func clean(of map[string]kind, attributes map[string]string) map[string]string {
	record := map[string]string{}
	for name, value := range attributes {
		if k, ok := of[name]; ok {
			record[name] = normal(k, value)
		}
	}
	return record
}

// GDAL reads GeoJSON: points of the cities, lines of the links, and their values.
func TestGDALReadsGeoJSON(t *testing.T) {
	for name, n := range networks(t) {
		for _, format := range []struct {
			file  string
			write func(io.Writer, *Network) error
			want  content
			shape string // the type of a geometry in well-known binary, little endian
			also  string
			of    map[string]kind
		}{
			{"cities.geojson", CitiesGeoJSON, contentOf(n.cityFields(), n.Cities), "0101000000", "0101000000", kinds(n.cityFields())},
			{"links.geojson", LinksGeoJSON, contentOf(n.linkFields(), rowsOf(n)), "0102000000", "0105000000", kinds(n.linkFields())},
		} {
			t.Run(name+" "+format.file, func(t *testing.T) {
				var seen struct {
					CRS      string
					Features []map[string]*string
				}
				readWith(t, "gdal", format.file, write(t, format.write, n), &seen)
				if seen.CRS != "EPSG:4326" || len(seen.Features) != len(format.want) {
					t.Fatalf("%s, %d features, want %d", seen.CRS, len(seen.Features), len(format.want))
				}
				placed := 0
				for _, f := range seen.Features {
					want := format.want[*f["slug"]]
					for _, field := range []string{"name", "status", "since", "population", "country", "notes", "kind"} {
						got := ""
						if f[field] != nil {
							got = strings.TrimSuffix(*f[field], ".0")
						}
						if got == "nan" {
							got = ""
						}
						if got != want[field] {
							t.Errorf("%s: %s is %q, want %q", want["slug"], field, got, want[field])
						}
					}
					if f["shape"] == nil {
						continue
					}
					placed++
					if shape := *f["shape"]; !strings.HasPrefix(shape, format.shape) && !strings.HasPrefix(shape, format.also) {
						t.Errorf("%s has the geometry %.40s", want["slug"], shape)
					}
					if _, err := hex.DecodeString(*f["shape"]); err != nil {
						t.Error(err)
					}
				}
				if want := strings.Count(string(write(t, format.write, n)), `"coordinates"`); placed != want || placed == 0 {
					t.Errorf("%d features have a geometry, want %d", placed, want)
				}
			})
		}
	}
}
