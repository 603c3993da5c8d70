package graph

import (
	"strings"
	"unicode"
)

// Fold reduces text to what comparisons and searches look at: lower case, Latin
// letters without diacritics, every run of anything but letters and digits as one
// space, none at the ends. "Saint-Jean-de-Braye" becomes "saint jean de braye",
// "Łódź" becomes "lodz". Letters outside the Latin script are lower-cased only.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == 'ʼ' {
			continue // a combining mark, or an apostrophe inside a word
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

// foldedLetters maps Latin letters with diacritics, and ligatures, to plain ones.
var foldedLetters = func() map[rune]string {
	letters := map[rune]string{}
	for plain, marked := range map[string]string{
		"a": "àáâãäåāăąǎǻȁȃạảấầẩẫậắằẳẵặ", "ae": "æǽ", "b": "ḃƀ", "c": "çćĉċč", "d": "ďđḋḍð", "e": "èéêëēĕėęěȅȇẹẻẽếềểễệəɛ",
		"f": "ḟ", "g": "ĝğġģǧǵɣ", "h": "ĥħḣḥȟ", "i": "ìíîïĩīĭįıǐȉȋịỉ", "ij": "ĳ", "j": "ĵǰ", "k": "ķĸǩḱḳ", "l": "ĺļľŀłḷ",
		"m": "ṁṃ", "n": "ñńņňŋŉṅṇ", "o": "òóôõöøōŏőơǒǫǿȍȏọỏốồổỗộớờởỡợɔ", "oe": "œ", "p": "ṗ", "r": "ŕŗřȑȓṙṛ", "s": "śŝşšșṡṣ",
		"ss": "ß", "t": "ţťŧțṫṭ", "th": "þ", "u": "ùúûüũūŭůűųưǔȕȗụủứừửữự", "w": "ŵẁẃẅ", "y": "ýÿŷẏỳỵỷỹ", "z": "źżžẓ",
	} {
		for _, r := range marked {
			letters[r] = plain
			letters[unicode.ToUpper(r)] = plain
		}
	}
	letters['İ'], letters['ẞ'] = "i", "ss"
	return letters
}()
