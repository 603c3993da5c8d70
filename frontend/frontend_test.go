package frontend

import (
	"bytes"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestExamplesAreComplete(t *testing.T) {
	examples, err := Examples()
	if err != nil {
		t.Fatal(err)
	}
	if len(examples) < 12 {
		t.Fatalf("%d examples; the query editor promises at least 12", len(examples))
	}
	operation := regexp.MustCompile(`(?m)^query ([A-Z]\w+)`)
	seen := map[string]string{}
	for _, example := range examples {
		t.Run(example.Name, func(t *testing.T) {
			names := operation.FindAllStringSubmatch(example.Query, -1)
			if len(names) != 1 {
				t.Fatalf("want one named query, got %d", len(names))
			}
			name := names[0][1]
			if other, ok := seen[name]; ok {
				t.Errorf("operation %s is also in %s: their tabs would look alike", name, other)
			}
			seen[name] = example.Name
			if !strings.HasSuffix(example.Description, ".") {
				t.Errorf("description is no sentence: %q", example.Description)
			}
			for variable := range example.Variables {
				if !strings.Contains(example.Query, "$"+variable+":") {
					t.Errorf("variable %q is not declared by the query", variable)
				}
			}
		})
	}
}

func TestExamplesRefuseAnIndexThatDoesNotMatchItsFiles(t *testing.T) {
	const entry = `{"name": "one", "title": "One?", "description": "It says one."}`
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	cases := map[string]struct {
		folder fstest.MapFS
		want   string
	}{
		"no index":               {fstest.MapFS{}, "index.json"},
		"an index that is cut":   {fstest.MapFS{"index.json": file(`[`)}, "index.json"},
		"an index without lines": {fstest.MapFS{"index.json": file(`[]`)}, "lists nothing"},
		"an entry without words": {fstest.MapFS{"index.json": file(`[{"name": "one"}]`)}, "needs a name"},
		"an entry without file":  {fstest.MapFS{"index.json": file(`[` + entry + `]`)}, "one.graphql"},
		"an entry twice": {fstest.MapFS{
			"index.json": file(`[` + entry + `,` + entry + `]`), "one.graphql": file(`query One { a }`),
		}, "one.graphql"},
		"a file without entry": {fstest.MapFS{
			"index.json": file(`[` + entry + `]`), "one.graphql": file(`query One { a }`), "two.graphql": file(`query Two { a }`),
		}, "two.graphql"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			examples, err := readExamples(c.folder)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %v, %v; want an error that names %q", examples, err, c.want)
			}
		})
	}
}

func TestAddressesAreThoseOfPages(t *testing.T) {
	addresses, err := Addresses()
	if err != nil {
		t.Fatal(err)
	}
	form := regexp.MustCompile(`^/$|^(/[a-z]+(-[a-z]+)*)(/\$[a-z]+)*$`)
	for _, address := range addresses {
		if !form.MatchString(address) {
			t.Errorf("%q is no address of a page", address)
		}
	}
	for _, want := range []string{"/", "/city/$id", "/link/$id"} {
		if !slices.Contains(addresses, want) {
			t.Errorf("%s is not among %v", want, addresses)
		}
	}
}

func TestDistIsWholeOrAbsent(t *testing.T) {
	built, ok := Dist()
	if !ok {
		if built != nil {
			t.Fatal("no build, yet a file system")
		}
		t.Skip("the pages are not built")
	}
	for _, name := range []string{"index.html", "graphiql.html", "favicon.svg", "assets"} {
		if _, err := fs.Stat(built, name); err != nil {
			t.Errorf("the build lacks %s: %v", name, err)
		}
	}
}

func TestMissingSaysHowToBuild(t *testing.T) {
	page := Missing()
	for _, want := range []string{"make run", "npm ci", "npm run build", "/graphql"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the page does not say %q", want)
		}
	}
	clear(page)
	if !bytes.Contains(Missing(), []byte("make run")) {
		t.Error("a caller can change the page of the next one")
	}
}

// The columns of a list are found by names that are folded, each of one column alone.
func TestNamesOfColumns(t *testing.T) {
	part := map[string]string{}
	for _, name := range []string{"name", "country", "region", "code"} {
		if len(Columns()[name]) < 5 {
			t.Errorf("%s has %q", name, Columns()[name])
		}
		for _, column := range Columns()[name] {
			if other, twice := part[column]; twice || column != strings.ToLower(column) {
				t.Errorf("%q is of %s and of %s, or not folded", column, name, other)
			}
			part[column] = name
		}
	}
	if len(Columns()) != 4 {
		t.Errorf("%v", Columns())
	}
}
