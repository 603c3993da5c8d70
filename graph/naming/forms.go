package naming

import (
	"slices"
	"strings"

	"twingraph/graph"
)

// Forms returns the spellings in which a text is compared, all folded (graph.Fold) and
// the plain one first: letters with marks as plain ones ("dusseldorf") and as the two
// letters that they are written with where a keyboard has no marks ("duesseldorf"); words
// as written ("st gallen") and without abbreviation ("saint gallen").
func Forms(text string) []string {
	forms := []string{graph.Fold(text)}
	if strings.ContainsAny(text, "äöüåøđÄÖÜÅØĐ\u0308\u030a") {
		if form := graph.Fold(twoLetters.Replace(text)); form != forms[0] {
			forms = append(forms, form)
		}
	}
	for _, form := range forms {
		if full := unabbreviated(form); !slices.Contains(forms, full) {
			forms = append(forms, full)
		}
	}
	return forms
}

// twoLetters writes letters with marks as two: German, Danish, Norwegian and Swedish, and
// Serbo-Croatian ones, composed and with the mark apart.
var twoLetters = strings.NewReplacer(
	"ä", "ae", "Ä", "Ae", "a\u0308", "ae", "A\u0308", "Ae",
	"ö", "oe", "Ö", "Oe", "o\u0308", "oe", "O\u0308", "Oe", "ø", "oe", "Ø", "Oe",
	"ü", "ue", "Ü", "Ue", "u\u0308", "ue", "U\u0308", "Ue",
	"å", "aa", "Å", "Aa", "a\u030a", "aa", "A\u030a", "Aa",
	"đ", "dj", "Đ", "Dj",
)

// unabbreviated writes the abbreviations of names of places in full. Sankt is what St.
// stands for in German.
func unabbreviated(form string) string {
	if !strings.ContainsAny(form, "t") {
		return form
	}
	words := strings.Split(form, " ")
	for i, word := range words {
		switch word {
		case "st", "sankt":
			words[i] = "saint"
		case "ste":
			words[i] = "sainte"
		case "mt":
			words[i] = "mount"
		case "ft":
			words[i] = "fort"
		}
	}
	return strings.Join(words, " ")
}
