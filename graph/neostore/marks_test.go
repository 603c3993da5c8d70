package neostore_test

import (
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/neostore"
)

// update writes testdata/derived.txt anew.
var update = flag.Bool("update", false, "write testdata/derived.txt anew")

func opened(t *testing.T) *neostore.Store {
	t.Helper()
	store, err := neostore.Open(t.Context(), neostore.Options{URI: "neo4j://localhost:1"}) // which does not connect
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// What was derived under a name stays so, or the number of the derivation is raised:
// by it programs know which of them is newer. New properties need nothing.
func TestDerivedPropertiesChangeOnPurposeOnly(t *testing.T) {
	const path = "testdata/derived.txt"
	marks := opened(t).Marks()
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(marks, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for mark := range strings.Lines(string(file)) {
		if mark = strings.TrimSpace(mark); !slices.Contains(marks, mark) {
			t.Errorf("%s is derived otherwise now, or not at all: raise derivationNumber, then run this test with -update", mark)
		}
	}
}

// The samples that marks are made of say something about every field: a derived
// property cannot be overlooked.
func TestMarksKnowEveryDerivedProperty(t *testing.T) {
	for _, field := range neostore.FieldsWithoutSample() {
		if !strings.HasSuffix(field, ".RecordedAt") {
			t.Errorf("no sample has a value in %s", field)
		}
	}
	names := map[string]bool{}
	for _, mark := range opened(t).Marks() {
		name, _, _ := strings.Cut(mark, "=")
		names[name] = true
	}
	for _, word := range graph.Words() {
		for _, field := range graph.ShapeOf(word).Fields {
			if name, derived := neostore.Compared(field); derived && !names[string(word)+"."+name] {
				t.Errorf("no mark for %s.%s", word, name)
			}
		}
	}
	for _, name := range []string{"City.nameKey", "City.searchNames", "Resolution.gone", "Contact.tierRank", "Spell.sinceFirst"} {
		if !names[name] {
			t.Errorf("no mark for %s", name)
		}
	}
}

// A mark follows from what is derived, so that a change of it is seen.
func TestAMarkChangesWithWhatIsDerived(t *testing.T) {
	marks := func(of func(graph.Record) any) []string {
		store := opened(t)
		store.DeriveAlso("loud", of)
		return slices.DeleteFunc(store.Marks(), func(mark string) bool { return !strings.HasPrefix(mark, "City.loud=") })
	}
	upper := func(r graph.Record) any { return strings.ToUpper(string(r.Base().ID)) }
	shouted := func(r graph.Record) any { return strings.ToUpper(string(r.Base().ID)) + "!" }
	if first, again := marks(upper), marks(upper); len(first) != 1 || !slices.Equal(first, again) {
		t.Errorf("marks %v, then %v", first, again)
	}
	if first, other := marks(upper), marks(shouted); slices.Equal(first, other) {
		t.Errorf("both have the mark %v", first)
	}
}

// The indexes of a word follow from its name, and that of search from the words that
// have names; an index over other words has another name.
func TestIndexesFollowFromTheWords(t *testing.T) {
	words := []graph.Word{graph.WordTwinningLink, "TwinTown"}
	first := neostore.IndexStatements(words, graph.Searchable())
	for name, statement := range map[string]string{
		"twinning_link_id": "CREATE INDEX twinning_link_id IF NOT EXISTS FOR (n:TwinningLink) ON (n.id)",
		"twin_town_seq":    "CREATE INDEX twin_town_seq IF NOT EXISTS FOR (n:TwinTown) ON (n.seq)",
	} {
		if first[name] != statement {
			t.Errorf("%s: %q, want %q", name, first[name], statement)
		}
	}
	search := ""
	for name, statement := range first {
		if strings.HasPrefix(name, "search") {
			search = statement
		}
	}
	for _, word := range graph.Searchable() {
		if !regexp.MustCompile(`\(n:.*\b` + string(word) + `\b.*\) ON EACH \[n\.searchForms, `).MatchString(search) {
			t.Errorf("%s is not in the index %q", word, search)
		}
	}
	more := neostore.IndexStatements(words, append(graph.Searchable(), "TwinTown"))
	for name, statement := range more {
		if was := first[name]; was != "" && was != statement {
			t.Errorf("an index with another label keeps its name: %s", statement)
		}
	}
	if len(more) != len(first) {
		t.Errorf("indexes %v", more)
	}
}
