package neostore

import (
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

// known returns the condition that a version of a record of word is known at the change
// asked for and may be seen.
func known(n string, word graph.Word) string {
	if graph.ShapeOf(word).Open {
		return current(n)
	}
	return current(n) + " AND " + visible(n, word, "$seq")
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
		return cited(n, word, change)
	}
	newest := n + "_newest"
	return "coalesce(" + n + ".tierRank, 2) <= $rank AND CASE WHEN " + n + ":Superseded THEN EXISTS { MATCH (" + newest + ":" + string(word) +
		" {id: " + n + ".id}) WHERE (NOT " + newest + ":Superseded OR " + newest + ":Retracted) AND coalesce(" + newest + ".tierRank, 2) <= $rank } ELSE true END"
}

// cited returns the condition that something which a viewer may see cites a source, at
// once or by way of other sources, or that nothing does and the viewer sees PARTNER.
func cited(n string, word graph.Word, change string) string {
	by, way, end := n+"_by", n+"_way", n+"_end"
	rests := func(on string) string {
		return "EXISTS { MATCH (" + on + ")<-[:CITES]-(" + by + ") WHERE " + after(by, change) + " AND " + seesCiter(by, change) + " } OR " +
			"$rank = 1 AND NOT EXISTS { MATCH (" + on + ")<-[:CITES]-(" + by + ") WHERE " + after(by, change) + " }"
	}
	return "($rank = 2 OR " + rests(n) + " OR EXISTS { MATCH (" + n + ") (()<-[:CITES]-(" + way + ":" + string(word) + " WHERE " + after(way, change) +
		"))+ (" + end + ") WHERE " + rests(end) + " })"
}

// seesCiter returns the condition that a viewer may see a record that is no source.
func seesCiter(n, change string) string {
	conditions := []string{n + ":(" + strings.Join(openWords(), "|") + ")"}
	for _, word := range guardedWords() {
		if !graph.ShapeOf(word).CitedBy {
			conditions = append(conditions, n+":"+string(word)+" AND "+visible(n, word, change))
		}
	}
	return "(" + strings.Join(conditions, " OR ") + ")"
}

// openWords returns the words whose records everybody may see.
func openWords() []string {
	var open []string
	for _, word := range graph.Words() {
		if graph.ShapeOf(word).Open {
			open = append(open, string(word))
		}
	}
	return open
}

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

// visibleGone returns the condition that a viewer might see, before the change, what a
// retraction took back; $open are the open words.
func visibleGone(r string) string {
	conditions := []string{r + ".word IN $open"}
	for _, word := range guardedWords() {
		conditions = append(conditions, r+".word = '"+string(word)+"' AND "+visibleGoneOf(r, word))
	}
	return "(" + strings.Join(conditions, " OR ") + ")"
}

// visibleGoneOf is visibleGone for one word.
func visibleGoneOf(r string, word graph.Word) string {
	if graph.ShapeOf(word).Open {
		return "true"
	}
	n := r + "_n"
	return "EXISTS { MATCH (" + n + ":" + string(word) + " {id: " + r + ".id}) WHERE " + n + ".closedSeq = " + r + ".seq AND " +
		visible(n, word, "("+r+".seq - 1)") + " }"
}

// visibleChange returns the condition that a change did something that a viewer may see.
func visibleChange(c string) string {
	conditions := []string{"$rank = 2", c + ".openAdded + " + c + ".openCorrected + " + c + ".openRetracted > 0"}
	for _, word := range guardedWords() {
		conditions = append(conditions, "EXISTS { "+made("i", word, c+".seq", "")+" }")
	}
	conditions = append(conditions, "EXISTS { MATCH (r:Retraction) WHERE r.seq = "+c+".seq AND "+visibleGone("r")+" }")
	return "(" + strings.Join(conditions, " OR ") + ")"
}

// made matches what a change made of records of word, as far as a viewer may see it.
func made(n string, word graph.Word, change, also string) string {
	s := "MATCH (" + n + ":" + string(word) + ") WHERE " + n + ".seq = " + change + also
	if !graph.ShapeOf(word).Open {
		s += " AND " + visible(n, word, change)
	}
	return s
}

// visibleCounts returns the expression for what a viewer may see of what a change did:
// records added, corrected and retracted.
func visibleCounts(c string) string {
	added, corrected := c+".openAdded", c+".openCorrected"
	for _, word := range guardedWords() {
		added += " + COUNT { " + made("i", word, c+".seq", " AND i.corrected IS NULL") + " }"
		corrected += " + COUNT { " + made("i", word, c+".seq", " AND i.corrected") + " }"
	}
	return "CASE WHEN $rank = 2 THEN [" + c + ".added, " + c + ".corrected, " + c + ".retracted] ELSE [" + added + ", " + corrected +
		", COUNT { MATCH (r:Retraction) WHERE r.seq = " + c + ".seq AND " + visibleGone("r") + " }] END"
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
