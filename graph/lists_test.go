package graph_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
)

// listsOfWords are the files that may name three or more words in one list, each with the
// reason why a new word need not be added to it.
var listsOfWords = map[string]string{
	"graph/atlas/statistics.go":          "the order in which counts have always been listed; newer words follow in their own",
	"graph/mirror/load.go":               "words with most records, which are read first",
	"graph/neostore/find.go":             "words with tens of thousands of records, for the choice of an index; all others have few",
	"graph/storetest/cases_changes.go":   casesOf,
	"graph/storetest/cases_counts.go":    casesOf,
	"graph/storetest/cases_filters.go":   casesOf,
	"graph/storetest/cases_list.go":      casesOf,
	"graph/storetest/cases_tiers.go":     casesOf,
	"graph/storetest/fixture_records.go": casesOf,
	"graph/storetest/differential.go":    "how many records of a word a random step adds; two of any other",
	"graph/storetest/generate.go":        "words whose values depend on one another; all others walk over their properties",
}

const casesOf = "cases about certain records of the little network; what is asked of every word is asked of graph.Words()"

// TestNoListOfWordsHasToBeAddedTo: whatever a word needs is in its own files, so that a new
// one is added to no list. A list of words in another file is a place to forget it.
func TestNoListOfWordsHasToBeAddedTo(t *testing.T) {
	words := map[string]bool{}
	own := map[string]bool{}
	for _, word := range graph.Words() {
		words["Word"+string(word)] = true
		own[strings.ToLower(string(word))+".go"] = true
	}
	own["support.go"] = true // of SupportTwinning
	used := map[string]bool{}
	for _, folder := range []string{"graph", "resolvers", "cmd"} {
		err := filepath.WalkDir(filepath.Join("..", folder), func(path string, entry fs.DirEntry, err error) error {
			name := filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator)))
			if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "graph/generated/") ||
				own[entry.Name()] && (filepath.Dir(name) == "graph" || filepath.Dir(name) == "resolvers") {
				return err
			}
			files := token.NewFileSet()
			parsed, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			for line, found := range lists(files, parsed, words) {
				if used[name] = true; listsOfWords[name] == "" {
					t.Errorf("%s:%d lists %s: a new word would have to be added; let it follow from the Shape", name, line, strings.Join(found, ", "))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for name := range listsOfWords {
		if !used[name] {
			t.Errorf("%s lists no words: it needs no reason", name)
		}
	}
}

// TestListsAreFound shows what counts as a list.
func TestListsAreFound(t *testing.T) {
	words := map[string]bool{"WordA": true, "WordB": true, "WordC": true}
	for source, want := range map[string]string{
		"var x = []Word{graph.WordA, graph.WordB, graph.WordC}":                      "map[3:[WordA WordB WordC]]",
		"var x = map[Word]int{WordA: 1, WordB: 2, WordC: 3}":                         "map[3:[WordA WordB WordC]]",
		"func f() { switch w { case WordA, WordB: case WordC: } }":                   "map[3:[WordA WordB WordC]]",
		"func f() { switch { case w == WordA: case w == WordB: case w == WordC: } }": "map[3:[WordA WordB WordC]]",
		"var x = w == WordA || w == WordB || w == graph.WordC":                       "map[3:[WordA WordB WordC]]",
		"func f() { one(WordA, WordB, WordC) }":                                      "map[3:[WordA WordB WordC]]",
		"var x = []Word{graph.WordA, graph.WordB, graph.WordA}":                      "map[]",
		"func f() { switch w { case WordA: one(WordB); two(WordC) } }":               "map[]",
		"var x = []Word{Wordless, WordA, WordB}":                                     "map[]",
	} {
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, "x.go", "package x\n\n"+source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		same(t, source, fmt.Sprint(lists(files, parsed, words)), want)
	}
}

// lists returns, by line, the words that a file names in one literal, in the cases of one
// switch, in the arguments of one call or in one condition, where there are three or more.
func lists(files *token.FileSet, parsed *ast.File, words map[string]bool) map[int][]string {
	found := map[int][]string{}
	ast.Inspect(parsed, func(n ast.Node) bool {
		var listed []ast.Expr
		switch n := n.(type) {
		case *ast.CompositeLit:
			listed = n.Elts
		case *ast.SwitchStmt:
			for _, clause := range n.Body.List {
				listed = append(listed, clause.(*ast.CaseClause).List...)
			}
		case *ast.CallExpr:
			listed = n.Args
		case *ast.BinaryExpr:
			listed = []ast.Expr{n}
		}
		var named []string
		for _, e := range listed {
			ast.Inspect(e, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && words[id.Name] && !slices.Contains(named, id.Name) {
					named = append(named, id.Name)
				}
				_, function := n.(*ast.FuncLit)
				return !function
			})
		}
		if len(named) >= 3 {
			found[files.Position(n.Pos()).Line] = named
		}
		return true
	})
	return found
}
