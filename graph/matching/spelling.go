package matching

import (
	"strings"

	"github.com/mozillazg/go-unidecode"

	"twingraph/graph"
)

// soundOf returns a name as it comes out when its letters are made Latin and what
// languages spell differently is made one: "Мурманск", "Murmansk" and "Mourmansk" are
// "murmansk", "Жёлтые Воды" and "Zholtye Vody" meet too. It is coarse: two places may share
// it, which those who ask must look for.
func soundOf(name string) string {
	latin := graph.Fold(unidecode.Unidecode(graph.Fold(name)))
	var b strings.Builder
	for word := range strings.FieldsSeq(latin) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if len(word) < leastOfSound {
			b.WriteString(word) // "II" is a number
			continue
		}
		last := rune(0)
		for _, r := range sounds.Replace(word) {
			if r != last {
				b.WriteRune(r)
			}
			last = r
		}
	}
	return b.String()
}

// sounds writes one letter for what languages write in several ways. The longest come
// first: the replacer takes the first that fits.
var sounds = strings.NewReplacer(
	"tsch", "c", "shch", "s", "schtsch", "s", "dzh", "j", "tch", "c", "sch", "s", "sh", "s", "sz", "s", "zh", "s", "cz", "c", "ch", "c",
	"kh", "h", "ph", "f", "th", "t", "dh", "d", "gh", "g", "dj", "j", "ck", "k", "qu", "kv", "q", "k", "ts", "c", "tz", "c",
	"ou", "u", "oo", "u", "ue", "u", "oe", "o", "ae", "a", "ee", "i", "x", "ks", "w", "v", "y", "i", "j", "i", "z", "s", "c", "k",
)
