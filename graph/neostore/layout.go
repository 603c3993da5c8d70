package neostore

import (
	"twingraph/graph"
)

// layout holds the names of stored properties in the order in which decode wants
// their values: these travel as lists, which are smaller than maps and quicker to
// read.
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

// byName returns the names of the properties of records by their words, as a
// parameter.
func (l layout) byName() map[string]any {
	byName := make(map[string]any, len(l.records))
	for word, names := range l.records {
		byName[string(word)] = names
	}
	return byName
}
