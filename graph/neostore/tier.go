package neostore

import (
	"strconv"
	"strings"

	"twingraph/graph"
)

// Who may see a version is decided by the conditions of this file alone, and every
// statement that finds records has them by way of known. graph.Reader has the rules. A
// word is guarded unless its shape says that it is open: one that is forgotten is seen by
// nobody.

// current returns the condition that a version of a record, or a spell, is known at the
// change asked for. Most versions are not superseded, and a label costs less than a
// property; an OR instead of the CASE would cost the planner more.
func current(n string) string {
	return n + ".seq <= $seq AND CASE WHEN " + n + ":Superseded THEN " + n + ".closedSeq > $seq ELSE true END"
}

// known returns the conditions that a version of a record of word is known at the change
// asked for and may be seen.
func known(n string, word graph.Word) []string {
	if graph.ShapeOf(word).Open {
		return []string{current(n)}
	}
	return []string{current(n), visible(n, word, "$seq")}
}

// knownIn returns the same condition on the properties of a version of an open word.
// It panics for any other: its tier is not decided by its properties.
func knownIn(properties string, word graph.Word) string {
	if !graph.ShapeOf(word).Open {
		panic("neostore: " + string(word) + " is guarded")
	}
	return currentIn(properties)
}

// currentIn is current on properties.
func currentIn(properties string) string { return after(properties, "$seq") }

// after returns the condition that a version was known after a change.
func after(n, change string) string {
	return n + ".seq <= " + change + " AND " + n + ".closedSeq > " + change
}

// visible returns the condition that a viewer may see a version of a record of word that
// was known after a change, for which there is an expression.
func visible(n string, word graph.Word, change string) string {
	switch shape := graph.ShapeOf(word); {
	case shape.Open:
		return "true"
	case shape.CitedBy:
		return cited(n, change)
	}
	return untiered(n, string(word), "")
}

// seen is visible for a version of any guarded word. One text that names the words is
// planned in a fraction of the time of one text a word.
func seen(n, change string) string {
	return "CASE WHEN " + n + ":" + labels(citedWords()) + " THEN " + cited(n, change) + " ELSE " + tiered(n) + " END"
}

// tiered returns the condition that a record has a tier of its own, and the viewer sees
// that and that of the newest version of the record.
func tiered(n string) string {
	words := labels(tieredWords())
	return n + ":" + words + " AND " + untiered(n, words, " AND any(label IN ['"+strings.ReplaceAll(words, "|", "', '")+
		"'] WHERE label IN labels("+n+") AND label IN labels("+n+"_newest))")
}

// untiered is tiered for a version of words with tiers; a record of the same id is the
// same record under a condition.
func untiered(n, words, same string) string {
	newest := n + "_newest"
	return "coalesce(" + n + ".tierRank, 2) <= $rank AND CASE WHEN " + n + ":Superseded THEN EXISTS { MATCH (" + newest + ":" + words +
		" {id: " + n + ".id}) WHERE CASE WHEN " + newest + ":Superseded THEN " + newest + ":Retracted ELSE true END AND coalesce(" + newest + ".tierRank, 2) <= $rank" + same + " } ELSE true END"
}

// cited returns the condition that something which a viewer may see cites a source, at
// once or by way of other sources, or that nothing does and the viewer sees PARTNER.
func cited(n, change string) string {
	by, way, end := n+"_by", n+"_way", n+"_end"
	citers := "MATCH (" + end + ")<-[:CITES]-(" + by + ") WHERE " + after(by, change)
	shown := exists(citers+apart+"CASE WHEN "+by+":"+labels(openWords())+" THEN true ELSE "+tiered(by)+" END", by)
	return "CASE WHEN $rank = 2 THEN true ELSE " +
		exists("MATCH ("+n+") (()<-[:CITES]-("+way+":"+labels(citedWords())+" WHERE "+after(way, change)+"))* ("+end+")"+
			apart+"CASE WHEN "+shown+" THEN true ELSE $rank = 1 AND NOT "+exists(citers, by)+" END", end) + " END"
}

// labels returns the label expression of any of some words.
func labels(words []string) string { return strings.Join(words, "|") }

// tieredWords returns the words whose records have a tier of their own.
func tieredWords() []string {
	return wordsThat(func(shape *graph.Shape) bool { return !shape.Open && !shape.CitedBy })
}

// citedWords returns the words whose records are seen by those who see what cites them.
func citedWords() []string {
	return wordsThat(func(shape *graph.Shape) bool { return shape.CitedBy })
}

// wordsThat returns the words whose shapes are such.
func wordsThat(such func(*graph.Shape) bool) []string {
	var words []string
	for _, word := range graph.Words() {
		if such(graph.ShapeOf(word)) {
			words = append(words, string(word))
		}
	}
	return words
}

// openWords returns the words whose records everybody may see.
func openWords() []string { return wordsThat(func(shape *graph.Shape) bool { return shape.Open }) }

// guardedWords returns the others.
func guardedWords() []graph.Word {
	var guarded []graph.Word
	for _, word := range graph.Words() {
		if !graph.ShapeOf(word).Open {
			guarded = append(guarded, word)
		}
	}
	return guarded
}

// visibleGone returns the condition that a viewer might see, before the change, the
// record of word that a retraction took back.
func visibleGone(r string, word graph.Word) string {
	if graph.ShapeOf(word).Open {
		return "true"
	}
	n := r + "_n"
	return exists("MATCH ("+n+":"+string(word)+" {id: "+r+".id})"+whereAll(n+".closedSeq = "+r+".seq", visible(n, word, "("+r+".seq - 1)")), n)
}

// The kinds of what a change did, as statements write them.
const (
	madeKind = "CASE WHEN i.corrected THEN 1 ELSE 0 END AS kind"
	goneKind = "2 AS kind"
)

// guardedItems matches what a change did to records of guarded words, as far as a viewer
// may see it: in i, with the kind.
func guardedItems(c string) string {
	guarded := "(i:" + labels(stringsOf(guardedWords()))
	return "CALL (" + c + ") { MATCH " + guarded + ") WHERE i.seq = " + c + ".seq RETURN i, i.seq AS at, " + madeKind +
		" UNION ALL MATCH (r:Retraction) WHERE r.seq = " + c + ".seq MATCH " + guarded + " {id: r.id}) WHERE i.closedSeq = r.seq AND r.word IN labels(i)" +
		" RETURN i, r.seq - 1 AS at, " + goneKind + " } WITH i, at, kind WHERE " + seen("i", "at")
}

// visibleChange returns the condition that a change did something that a viewer may see.
func visibleChange(c string) string {
	return "CASE WHEN $rank = 2 THEN " + c + ".added + " + c + ".corrected + " + c + ".retracted > 0 ELSE " +
		c + ".openAdded + " + c + ".openCorrected + " + c + ".openRetracted > 0 OR EXISTS { " + guardedItems(c) + " RETURN i } END"
}

// visibleCounts returns the expression for what a viewer may see of what a change did:
// records added, corrected and retracted.
func visibleCounts(c string) string {
	open, counts := [...]string{".openAdded", ".openCorrected", ".openRetracted"}, make([]string, 3)
	for kind, property := range open {
		counts[kind] = c + property + " + size([kind IN kinds WHERE kind = " + strconv.Itoa(kind) + "])"
	}
	return "CASE WHEN $rank = 2 THEN [" + c + ".added, " + c + ".corrected, " + c + ".retracted] ELSE [kinds IN [COLLECT { " + guardedItems(c) +
		" RETURN kind }] | [" + strings.Join(counts, ", ") + "]][0] END"
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
