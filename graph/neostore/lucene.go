package neostore

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"twingraph/graph/naming"
)

// mostClauses is how many words of a text the full-text index is asked for: it bounds the
// clauses of a query, and some words leave few names to look at.
const mostClauses = 6

// luceneOf returns queries of the full-text index for records and for regions that may be
// what a question asks for, those without a typing error or those with one; empty where
// there can be none. Words are folded: they are letters and digits, nothing in them means
// anything to Lucene.
//
// A word with typing errors is looked for by its first letter and its length, which leaves
// out no word that it can be. Lucene's own fuzzy queries look at 50 words of the index at
// most, so that what they find depends on what else is there.
func luceneOf(q *naming.Question, typing bool) (records, regions string) {
	var all, places []string
	term := beginning
	if typing {
		term = mistyped
	}
	for i := range q.Readings {
		for _, words := range q.Readings[i].Forms() {
			if typing && !slices.ContainsFunc(words, func(word string) bool { return naming.Allowance(word) > 0 }) {
				continue
			}
			all = append(all, clause("searchForms", words, term))
			places = append(places, clause("searchRegion", words, term))
			if i == 0 && q.Texts() && !typing {
				all = append(all, clause("searchTexts", words, term))
			}
		}
	}
	if !typing {
		for _, code := range q.Codes {
			all = append(all, "searchCodes:"+code)
		}
	}
	for _, code := range q.Others(typing) {
		all = append(all, "searchCodes:"+code)
	}
	return strings.Join(all, " "), strings.Join(places, " ")
}

// clause returns the query for what has each of the words in a property.
func clause(property string, words []string, term func(property, word string) string) string {
	longest := slices.Clone(words)
	slices.SortStableFunc(longest, func(a, b string) int { return len(b) - len(a) })
	terms := make([]string, min(len(longest), mostClauses))
	for i := range terms {
		terms[i] = "+" + term(property, longest[i])
	}
	return "(" + strings.Join(terms, " ") + ")"
}

// beginning returns the query for words that begin so.
func beginning(property, word string) string { return property + ":" + word + "*" }

// mistyped returns the query for words that begin so, or may be the word with as many
// typing errors as are forgiven.
func mistyped(property, word string) string {
	allowed := naming.Allowance(word)
	if allowed == 0 {
		return beginning(property, word)
	}
	first, size := utf8.DecodeRuneInString(word)
	rest := utf8.RuneCountInString(word[size:])
	return fmt.Sprintf("(%s %s:/%c.{%d,%d}/)", beginning(property, word), property, first, rest-allowed, rest+allowed)
}
