package neostore

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"

	"twingraph/graph"
)

// indexSet is the indexes that follow from the table of words: of one word, or of
// search. An index under a name never changes; a different one has another name.
type indexSet struct {
	word       string // of the Schema node that notes that they are there
	names      []string
	statements []string // that make them, each of which does nothing when it was done before
}

// searchWord is the name under which the index of search is noted, and that of the index
// itself in the first releases.
const searchWord = "search"

// indexSets returns the sets of indexes for words, of which some can be searched.
func indexSets(words, searchable []graph.Word) []indexSet {
	sets := make([]indexSet, 0, len(words)+1)
	for _, word := range words {
		set := indexSet{word: string(word)}
		for _, property := range []string{"id", "seq"} {
			name := snake(word) + "_" + property
			set.names = append(set.names, name)
			set.statements = append(set.statements, "CREATE INDEX "+name+" IF NOT EXISTS FOR (n:"+string(word)+") ON (n."+property+")")
		}
		sets = append(sets, set)
	}
	name := searchIndex(searchable)
	return append(sets, indexSet{searchWord, []string{name}, []string{
		"CREATE FULLTEXT INDEX " + name + " IF NOT EXISTS FOR (n:" + strings.Join(stringsOf(searchable), "|") + ") ON EACH [n." + strings.Join(searched[:], ", n.") + "] " +
			"OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}",
	}})
}

// searchIndex returns the name of the full-text index of the words that can be
// searched: a full-text index cannot take in another label or property.
func searchIndex(searchable []graph.Word) string {
	sorted := stringsOf(searchable)
	slices.Sort(sorted)
	sum := sha256.Sum256([]byte(strings.Join(append(sorted, searched[:]...), "|")))
	return searchWord + "_" + hex.EncodeToString(sum[:4])
}

// snake returns a word in small letters: twinning_link for TwinningLink.
func snake(word graph.Word) string {
	var b strings.Builder
	for i, r := range string(word) {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// without returns those of a list that are not in another.
func without(list, other []string) []string {
	var left []string
	for _, s := range list {
		if !slices.Contains(other, s) {
			left = append(left, s)
		}
	}
	return left
}
