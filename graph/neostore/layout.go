package neostore

import (
	"strings"

	"twingraph/graph"
)

// layout holds the Cypher by which stored values travel: as a list in the order
// in which decode wants them.
type layout struct {
	records map[graph.Word][]string
	stretch []string
}

func newLayout() layout {
	l := layout{records: map[graph.Word][]string{}, stretch: stretchProperties()}
	for _, word := range graph.Words() {
		l.records[word] = properties(word)
	}
	return l
}

// record returns the Cypher for the values of a record of word in variable n.
func (l layout) record(word graph.Word, n string) string { return list(n, l.records[word]) }

// spell returns the Cypher for the values of a stretch in variable n.
func (l layout) spell(n string) string { return list(n, l.stretch) }

func list(n string, properties []string) string {
	return "[" + n + "." + strings.Join(properties, ", "+n+".") + "]"
}
