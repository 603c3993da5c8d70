package neostore_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each Cypher file belongs to the one variable that it is embedded in, and that
// variable is used; so no statement is looked up by a name that could be wrong.
func TestEachCypherFileIsUsedOnce(t *testing.T) {
	files, err := filepath.Glob("cypher/*.cypher")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, name := range sources {
		if text, err := os.ReadFile(name); err != nil {
			t.Fatal(err)
		} else if !strings.HasSuffix(name, "_test.go") {
			code.Write(text)
		}
	}
	embedded := map[string][]string{}
	for _, match := range regexp.MustCompile(`(?m)^//go:embed (cypher/\w+\.cypher)\nvar (\w+) string$`).FindAllStringSubmatch(code.String(), -1) {
		embedded[match[1]] = append(embedded[match[1]], match[2])
	}
	for _, file := range files {
		variables := embedded[file]
		if len(variables) != 1 {
			t.Errorf("%s is embedded %d times", file, len(variables))
			continue
		}
		// A statement carries the name of its file, by which it is counted.
		name := strings.TrimSuffix(filepath.Base(file), ".cypher")
		uses := regexp.MustCompile(`statement\{"(\w+)", `+variables[0]+`\}`).FindAllStringSubmatch(code.String(), -1)
		if len(uses) == 0 {
			t.Errorf("%s is not used", file)
		}
		for _, use := range uses {
			if use[1] != name {
				t.Errorf("%s is sent under the name %q", file, use[1])
			}
		}
	}
}
