package graph_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// listed is what `go list` says of a package.
type listed struct {
	ImportPath, Dir                    string
	GoFiles                            []string
	Imports, TestImports, XTestImports []string
	Deps                               []string
}

// packages lists every package of the module.
func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,GoFiles,Imports,TestImports,XTestImports,Deps", "twingraph/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []listed
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var p listed
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		if len(p.GoFiles) > 0 {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		t.Fatal("go list knows no package of the module")
	}
	return list
}

// A layer of the program and the layers that it may import.
type layer struct {
	name string
	in   func(path string) bool
	may  []string
}

func under(folder string) func(string) bool {
	return func(path string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }
}

// schemaPackages are what stands on graph/atlas in graph/: the code that gqlgen makes of the
// schema, what reads values by its types, and the feeds that are asked for by such values.
func schemaPackages(path string) bool {
	return slices.ContainsFunc([]string{"generated", "model", "written", "feed"}, func(name string) bool {
		return under("twingraph/graph/" + name)(path)
	})
}

// layers says what may import what: cmd → httpd → resolvers → graph/atlas → graph/{…} →
// graph, and the schema's packages between resolvers and graph/atlas. The first layer that
// a path is in counts.
var layers = []layer{
	{"graph", func(path string) bool { return path == "twingraph/graph" }, nil},
	{"graph/atlas", under("twingraph/graph/atlas"), []string{"graph", "graph/…"}},
	{"graph/{schema}", schemaPackages, []string{"graph", "graph/…", "graph/atlas", "graph/{schema}"}},
	{"graph/…", under("twingraph/graph"), []string{"graph", "graph/…"}},
	{"resolvers", under("twingraph/resolvers"), []string{"resolvers", "graph", "graph/…", "graph/atlas", "graph/{schema}"}},
	{"frontend", under("twingraph/frontend"), nil},
	{"cmd/internal", under("twingraph/cmd/internal"), []string{"cmd/internal", "frontend", "resolvers", "graph", "graph/…", "graph/atlas", "graph/{schema}"}},
	{"cmd", under("twingraph/cmd"), []string{"cmd/internal", "frontend", "graph", "graph/…", "graph/atlas", "graph/{schema}"}},
}

func layerOf(t *testing.T, path string) layer {
	t.Helper()
	for _, l := range layers {
		if l.in(path) {
			return l
		}
	}
	t.Fatalf("%s is in no layer: schema, graph, resolvers, cmd and frontend are all there is", path)
	return layer{}
}

func TestImportsPointOneWay(t *testing.T) {
	for _, p := range packages(t) {
		t.Run(p.ImportPath, func(t *testing.T) {
			own := layerOf(t, p.ImportPath)
			for _, path := range p.Imports {
				if under("twingraph")(path) && !slices.Contains(own.may, layerOf(t, path).name) {
					t.Errorf("%s may not import %s", own.name, path)
				}
			}
			// Tests may look at their own layer, and those of the domain at what is built on it.
			for _, path := range slices.Concat(p.TestImports, p.XTestImports) {
				if !under("twingraph")(path) || slices.Contains(own.may, layerOf(t, path).name) || path == p.ImportPath {
					continue
				}
				if own.name != "graph" || !strings.HasPrefix(layerOf(t, path).name, "graph/") {
					t.Errorf("tests of %s may not import %s", own.name, path)
				}
			}
		})
	}
}

// Formats are listed by formats.All alone, so that nobody forgets those of another package.
func TestOneListOfFormats(t *testing.T) {
	listing := 0
	eachFile(t, func(path string, text []byte) {
		if strings.HasPrefix(path, "graph/export/") || filepath.Ext(path) != ".go" {
			return
		}
		for _, part := range []string{"export", "columnar"} {
			if strings.Contains(string(text), part+"."+"Formats(") {
				t.Errorf("%s lists the formats of %s: ask formats.All", path, part)
			}
		}
		if strings.Contains(string(text), "formats.All(") {
			listing++
		}
	})
	if listing == 0 {
		t.Error("nobody lists the formats")
	}
}

// TestTheApplicationLayerKnowsNoSurface: what answers questions has nothing of GraphQL and
// nothing of HTTP, whoever asks.
func TestTheApplicationLayerKnowsNoSurface(t *testing.T) {
	found := false
	for _, p := range packages(t) {
		if p.ImportPath != "twingraph/graph/atlas" {
			continue
		}
		found = true
		for _, path := range p.Deps {
			for _, surface := range []string{"github.com/99designs/gqlgen", "github.com/vektah/gqlparser", "net/http", "twingraph/resolvers", "twingraph/cmd"} {
				if under(surface)(path) {
					t.Errorf("%s depends on %s", p.ImportPath, path)
				}
			}
		}
	}
	if !found {
		t.Error("there is no application layer")
	}
}

// TestTheDomainIsPure: the standard library only, and of that nothing that reads a
// file, a clock, a network or a die.
func TestTheDomainIsPure(t *testing.T) {
	for _, p := range packages(t) {
		if p.ImportPath != "twingraph/graph" {
			continue
		}
		for _, path := range p.Deps {
			if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
				t.Errorf("graph depends on %s, which is not in the standard library", path)
			}
		}
		impure := []string{"os", "net", "net/http", "io/ioutil", "log", "log/slog", "math/rand", "math/rand/v2", "crypto/rand", "syscall", "unsafe", "embed"}
		for _, path := range p.Imports {
			if slices.Contains(impure, path) {
				t.Errorf("graph imports %s", path)
			}
		}
		for _, file := range p.GoFiles {
			readsNoClock(t, file)
		}
	}
}

func readsNoClock(t *testing.T, file string) {
	t.Helper()
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		call, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		of, ok := call.X.(*ast.Ident)
		if ok && of.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker", "Local"}, call.Sel.Name) {
			t.Errorf("%s reads the clock: time.%s", files.Position(call.Pos()), call.Sel.Name)
		}
		return true
	})
}

var generated = regexp.MustCompile(`(?m)^(?:// Code generated .*|# Generated by .*) DO NOT EDIT\.$`)

func TestEveryPackageOpensWithADoc(t *testing.T) {
	for _, p := range packages(t) {
		t.Run(p.ImportPath, func(t *testing.T) {
			written := slices.DeleteFunc(slices.Clone(p.GoFiles), func(name string) bool {
				text, err := os.ReadFile(filepath.Join(p.Dir, name))
				return err == nil && generated.Match(text)
			})
			if len(written) == 0 {
				return // nobody wrote it
			}
			text, err := os.ReadFile(filepath.Join(p.Dir, "doc.go"))
			if err != nil {
				t.Fatal(err)
			}
			file, err := parser.ParseFile(token.NewFileSet(), "doc.go", text, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			opens := "Package " + file.Name.Name + " "
			if file.Name.Name == "main" {
				opens = "Command "
			}
			if !strings.HasPrefix(file.Doc.Text(), opens) {
				t.Errorf("doc.go does not open with %q", opens)
			}
		})
	}
}

// Lengths that a person can hold in mind.
const (
	longestFile = 450
	longestTest = 500
)

func TestFilesAreShort(t *testing.T) {
	eachFile(t, func(path string, text []byte) {
		if !slices.Contains([]string{".go", ".graphqls", ".cypher", ".ts", ".tsx", ".css", ".mjs"}, filepath.Ext(path)) || generated.Match(text) {
			return
		}
		longest := longestFile
		if strings.Contains(path, "_test.") || strings.Contains(path, ".test.") {
			longest = longestTest
		}
		if lines := bytes.Count(text, []byte("\n")); lines > longest {
			t.Errorf("%s has %d lines; at most %d", path, lines, longest)
		}
	})
}

func TestNothingNamesTheMachineItWasWrittenOn(t *testing.T) {
	patterns := []string{`/home/[a-z]`, `/Users/[A-Za-z]`, `/roo[t]/`, `[A-Z]:\\Users\\`}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	home, _ := os.UserHomeDir()
	for _, folder := range []string{root, home} {
		if strings.Count(folder, string(filepath.Separator)) > 1 { // one name alone, such as /app, says nothing
			patterns = append(patterns, regexp.QuoteMeta(folder)+`\b`)
		}
	}
	machine := regexp.MustCompile(`(?m)(^|[^\w.~/-])(` + strings.Join(patterns, "|") + `)`)
	eachFile(t, func(path string, text []byte) {
		if bytes.IndexByte(text, 0) >= 0 {
			return // not text
		}
		if at := machine.FindIndex(text); at != nil {
			t.Errorf("%s, line %d, names a place on a machine", path, 1+bytes.Count(text[:at[0]], []byte("\n")))
		}
	})
}

// eachFile visits the files of the module that people write, by path from its root.
func eachFile(t *testing.T, visit func(path string, text []byte)) {
	t.Helper()
	root, visited := "..", 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			hidden := strings.HasPrefix(name, ".") && path != root && name != ".ci"
			if hidden || slices.Contains([]string{"node_modules", "dist", "bin"}, name) {
				return filepath.SkipDir
			}
			return nil
		}
		if !entry.Type().IsRegular() || slices.Contains([]string{".db", ".lock", ".test", ".prof", ".out"}, filepath.Ext(name)) {
			return nil
		}
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // it went meanwhile
		}
		if err != nil {
			return err
		}
		visited++
		visit(strings.TrimPrefix(path, root+"/"), text)
		return nil
	})
	if err != nil || visited == 0 {
		t.Fatalf("%d files, %v", visited, err)
	}
}
