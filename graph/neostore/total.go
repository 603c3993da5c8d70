package neostore

import (
	"unicode"

	"twingraph/graph"
)

// byTier counts records for viewers: at place i those that a viewer of rank i sees.
type byTier [3]int64

// add counts n records whose tier has the given rank.
func (b *byTier) add(rank, n int64) {
	for viewer := max(rank, 0); viewer < int64(len(b)); viewer++ {
		b[viewer] += n
	}
}

// totals counts the records of each word. Each change notes what there is after it,
// so that telling how many there are takes no counting.
type totals map[graph.Word]byTier

// add counts n records of word whose tier has the given rank.
func (t totals) add(word graph.Word, rank, n int64) {
	b := t[word]
	b.add(rank, n)
	t[word] = b
}

// totalNames returns the names of the properties of a change that hold its totals,
// in the order of graph.Words: cityRecords and so on.
func totalNames() []string {
	names := make([]string, len(graph.Words()))
	for i, word := range graph.Words() {
		letters := []rune(word)
		letters[0] = unicode.ToLower(letters[0])
		names[i] = string(letters) + "Records"
	}
	return names
}

// addAll adds totals as they are stored, in the order of totalNames.
func (t totals) addAll(stored any) {
	lists, _ := stored.([]any)
	for i, word := range graph.Words() {
		if i >= len(lists) {
			return
		}
		counts, _ := lists[i].([]any)
		b := t[word]
		for viewer := range b {
			if viewer < len(counts) {
				n, _ := counts[viewer].(int64)
				b[viewer] += n
			}
		}
		t[word] = b
	}
}

// writeTo notes the totals in the properties of a change.
func (t totals) writeTo(change map[string]any) {
	for i, name := range totalNames() {
		b := t[graph.Words()[i]]
		change[name] = b[:]
	}
}

// rankOf returns the rank of a viewer: the highest rank of tier that it sees.
func rankOf(t graph.Tier) int64 {
	switch {
	case t.Sees(graph.TierRestricted):
		return int64(graph.TierRestricted.Rank())
	case t.Sees(graph.TierPartner):
		return int64(graph.TierPartner.Rank())
	}
	return int64(graph.TierPublic.Rank())
}
