package naming

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Allowance returns how many typing errors are forgiven in a folded word: one from five
// letters, two from nine, none in shorter ones, in those with a digit and in those of
// more than fifty letters.
func Allowance(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 5 || n > mostLetters || strings.ContainsFunc(word, unicode.IsDigit):
		return 0
	case n < 9:
		return 1
	}
	return 2
}

// mostLetters bounds the words in which typing errors are forgiven.
const mostLetters = 50

// Errors returns how many typing errors lie between two words, and whether they are at
// most most and the words begin with the same letter. An error is a letter that is
// missing, one too many, another one, or two neighbours that changed places, and no letter
// takes part in two of them (the optimal string alignment distance). It is a function of
// our own because the libraries for Go compute the distance without a bound, or do not
// know of letters that changed places, which are a fifth of what people mistype (F. J.
// Damerau, CACM 7(3), 1964).
func Errors(a, b string, most int) (int, bool) {
	first, size := utf8.DecodeRuneInString(a)
	if other, _ := utf8.DecodeRuneInString(b); a == "" || b == "" || other != first {
		return 0, false
	}
	if a == b {
		return 0, true
	}
	var left, right [mostLetters + 3]rune
	x, y := left[:0], right[:0]
	for _, r := range a[size:] {
		x = append(x, r)
	}
	for _, r := range b[size:] {
		y = append(y, r)
	}
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return 0, false
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	var space [3][mostLetters + 4]int
	if len(y) >= len(space[0]) {
		return 0, false // longer than any word with an allowance
	}
	above, last, row := space[0][:len(y)+1], space[1][:len(y)+1], space[2][:len(y)+1]
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		least := row[0]
		for j := range y {
			cost := last[j]
			if x[i] != y[j] {
				cost = min(cost, last[j+1], row[j]) + 1
			}
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				cost = min(cost, above[j-1]+1)
			}
			row[j+1] = cost
			least = min(least, cost)
		}
		if least > most && (i == 0 || slices.Min(last) > most) {
			return 0, false
		}
		above, last, row = last, row, above
	}
	return last[len(y)], last[len(y)] <= most
}
