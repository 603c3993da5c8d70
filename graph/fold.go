package graph

import (
	"strings"
	"unicode"
)

// Fold reduces text to what comparisons and searches look at: lower case, letters
// without diacritics, no apostrophes, every run of anything else but letters and
// digits as one space, none at the ends. "Saint-Jean-de-Braye" becomes "saint jean
// de braye", "Łódź" becomes "lodz", "Орёл" becomes "орел". A letter with its mark
// composed folds like one with its mark apart.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if unicode.Is(unicode.Mn, r) || strings.ContainsRune(apostrophes, r) {
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		if r < 0x80 {
			b.WriteRune(unicode.ToLower(r))
		} else if plain, ok := foldedLetters[r]; ok {
			b.WriteString(plain)
		} else {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// apostrophes are the signs inside words that spellings of one name set
// differently or leave out: the apostrophe in its forms, the ʻokina, the signs of
// transliterated Arabic and Russian.
const apostrophes = "'’‘ʼʻʾʿʹʺ´`′"

// foldedLetters maps letters with diacritics, and ligatures, to plain ones.
var foldedLetters = func() map[rune]string {
	letters := map[rune]string{}
	for plain, marked := range map[string]string{
		"a": "àáâãäåāăąǎǻȁȃạảấầẩẫậắằẳẵặǟǡȧḁ", "ae": "æǽǣ", "b": "ḃƀḅḇ", "c": "çćĉċčḉ", "d": "ďđḋḍðḏḑḓ",
		"e": "èéêëēĕėęěȅȇẹẻẽếềểễệəɛȩḕḗḙḛḝ", "f": "ḟ", "g": "ĝğġģǧǵɣḡ", "h": "ĥħḣḥȟḧḩḫẖ", "i": "ìíîïĩīĭįıǐȉȋịỉḭḯ", "ij": "ĳ",
		"j": "ĵǰ", "k": "ķĸǩḱḳḵ", "l": "ĺļľŀłḷḹḻḽ", "m": "ṁṃḿ", "n": "ñńņňŋŉṅṇǹṉṋ", "o": "òóôõöøōŏőơǒǫǿȍȏọỏốồổỗộớờởỡợɔǭȫȭȯȱṍṏṑṓ",
		"oe": "œ", "p": "ṗṕ", "r": "ŕŗřȑȓṙṛṝṟ", "s": "śŝşšșṡṣṥṧṩſẛ", "ss": "ß", "t": "ţťŧțṫṭṯṱẗ", "th": "þ",
		"u": "ùúûüũūŭůűųưǔȕȗụủứừửữựǖǘǚǜṳṵṷṹṻ", "v": "ṽṿ", "w": "ŵẁẃẅẇẉẘ", "x": "ẋẍ", "y": "ýÿŷẏỳỵỷỹȳẙ", "z": "źżžẓẑẕ", "ʒ": "ǯ",
		"α": "ά", "ε": "έ", "η": "ή", "ι": "ίϊΐ", "ο": "ό", "σ": "ς", "υ": "ύϋΰ", "ω": "ώ",
		"а": "ӑӓ", "г": "ѓ", "е": "ѐёӗ", "ж": "ӂӝ", "з": "ӟ", "и": "йѝӣӥ", "і": "ї", "к": "ќ", "о": "ӧ", "у": "ўӯӱӳ",
		"ч": "ӵ", "ы": "ӹ", "э": "ӭ", "ә": "ӛ", "ө": "ӫ",
		"ا": "أإآ", "و": "ؤ", "ي": "ئ",
	} {
		for _, r := range marked {
			letters[r] = plain
			letters[unicode.ToUpper(r)] = plain
		}
	}
	letters['İ'], letters['ẞ'] = "i", "ss"
	return letters
}()
