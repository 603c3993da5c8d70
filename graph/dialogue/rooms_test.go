package dialogue_test

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestRoomsImportOnlyThoseAbove: in the order in which doc.go lists them.
func TestRoomsImportOnlyThoseAbove(t *testing.T) {
	doc := string(must(os.ReadFile("doc.go"))(t))
	var rooms []string
	for line := range strings.Lines(doc) {
		if listed, ok := strings.CutPrefix(line, "//\t"); ok {
			rooms = append(rooms, strings.Fields(listed)[0])
		}
	}
	files := must(filepath.Glob("*/*.go"))(t)
	for _, file := range files {
		at := slices.Index(rooms, filepath.Dir(file))
		if at < 0 {
			t.Errorf("doc.go does not list the room of %s", file)
			continue
		}
		for _, spec := range must(parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly))(t).Imports {
			room, ours := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), "twingraph/graph/dialogue/")
			if ours && !slices.Contains(rooms[:at], room) {
				t.Errorf("%s imports %s", file, room)
			}
		}
	}
}
