package neostore

import (
	"unicode"

	"twingraph/graph"
)

// totals counts the records of each open word. Each change notes what there is after it,
// so that it takes no counting to say how many there are. Of guarded words that depends
// on who asks.
type totals map[string]int64

// totalNames returns the names of the properties of a change that hold its totals, in
// the order of openWords: cityRecords and so on. Each is a list of one or more equal
// numbers.
func totalNames() []string {
	names := openWords()
	for i, word := range names {
		letters := []rune(word)
		letters[0] = unicode.ToLower(letters[0])
		names[i] = string(letters) + "Records"
	}
	return names
}

// addAll adds totals as they are stored, in the order of totalNames.
func (t totals) addAll(stored any) {
	lists, _ := stored.([]any)
	for i, word := range openWords() {
		if i < len(lists) {
			if counts, _ := lists[i].([]any); len(counts) > 0 {
				n, _ := counts[0].(int64)
				t[word] += n
			}
		}
	}
}

// writeTo notes the totals in the properties of a change.
func (t totals) writeTo(change map[string]any) {
	for i, name := range totalNames() {
		change[name] = []int64{t[openWords()[i]]}
	}
}

// openCount counts records of open words.
func openCount(records []graph.Record, each func(graph.Word)) int64 {
	n := int64(0)
	for _, r := range records {
		if graph.ShapeOf(r.Word()).Open {
			n++
			each(r.Word())
		}
	}
	return n
}
