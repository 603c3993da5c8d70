package matching

import (
	_ "embed"
	"hash/fnv"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"sync"

	"twingraph/graph/naming"
)

// The names that several populated places of the world have, with the country and the
// inhabitants of each, and a filter that knows the names of all of them: made by ./make of
// GeoNames' places with 500 inhabitants and more (https://www.geonames.org, CC BY 4.0). An
// index knows by them of namesakes that are not on record.
//
//go:embed shared.txt.gz
var sharedFile []byte

//go:embed known.bin
var knownFile []byte

// Named is a populated place of a gazetteer.
type Named struct {
	Name, Country string
	Population    int64
}

// namesake is a place that has a name.
type namesake struct {
	country    string
	population int64 // to a hundred
}

// Namesakes returns the two files for the places of a gazetteer: the same for the same
// places.
func Namesakes(places []Named) (shared, known []byte, err error) {
	byForm := map[string][]namesake{}
	forms := 0
	for _, p := range places {
		for _, form := range naming.Forms(p.Name) {
			if form != "" {
				byForm[form] = append(byForm[form], namesake{p.Country, p.Population})
				forms++
			}
		}
	}
	filter := newFilter(forms)
	var lines []string
	for _, form := range slices.Sorted(maps.Keys(byForm)) {
		all := byForm[form]
		for _, n := range all {
			filter.add(n.country + " " + form)
		}
		if len(all) < 2 {
			continue
		}
		slices.SortStableFunc(all, func(a, b namesake) int { return int(b.population - a.population) })
		line := form + "\t"
		for _, n := range all {
			line += n.country + strconv.FormatInt((n.population+50)/100, 10)
		}
		lines = append(lines, line)
	}
	shared, err = Packed(lines)
	return shared, filter, err
}

// sharedNames has the rest of a line of the file by the name.
var sharedNames = sync.OnceValue(func() map[string]string { return unpacked(sharedFile) })

// namesakesOf returns the places of the world that have a form of a name, if there are two
// or more; the largest first.
func namesakesOf(form string) []namesake {
	var list []namesake
	for text := sharedNames()[form]; len(text) > 2; {
		end := 2
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		hundreds, _ := strconv.ParseInt(text[2:end], 10, 64)
		list = append(list, namesake{text[:2], 100 * hundreds})
		text = text[end:]
	}
	return list
}

// isPlace reports whether a place of a country has a form of a name; one in a hundred
// times it says so of a name that none has.
func isPlace(country, form string) bool { return filter(knownFile).has(country + " " + form) }

// strangers returns the inhabitants of the places that have a form as their own name and
// are not in the index, the largest first: in a country, or anywhere when it is empty.
// Which are in the index is seen by country and size.
func (x *Index) strangers(form, country string) []int64 {
	all := slices.DeleteFunc(namesakesOf(form), func(n namesake) bool { return country != "" && n.country != country })
	if len(all) == 0 {
		return nil
	}
	first, ok := x.forms[form]
	for n := first; ok && n >= 0; n = x.names[n].next {
		e := &x.names[n]
		p := &x.places[e.place]
		if !x.own(e) {
			continue
		}
		nearest, least := -1, math.Inf(1)
		for i, other := range all {
			if other.country != p.Country {
				continue
			}
			apart := math.Abs(math.Log(float64(other.population+100)) - math.Log(float64(p.Population+100)))
			if p.Population == 0 {
				apart = float64(i) // it is the largest, most likely
			}
			if apart < least {
				nearest, least = i, apart
			}
		}
		if nearest >= 0 {
			all = slices.Delete(all, nearest, nearest+1)
		}
	}
	sizes := make([]int64, len(all))
	for i, n := range all {
		sizes[i] = n.population
	}
	return sizes
}

// filter is a Bloom filter (B. H. Bloom, CACM 13(7), 1970).
type filter []byte

// Of a filter: bits an entry, and how many of them are looked at.
const (
	bitsEach = 10
	looks    = 7
)

func newFilter(entries int) filter { return make(filter, entries*bitsEach/8+1) }

// bits returns the bits of a text.
func (f filter) bits(text string) [looks]uint64 {
	h := fnv.New64a()
	_, _ = io.WriteString(h, text)
	sum := h.Sum64()
	a, b := sum, sum>>33|sum<<31|1
	var bits [looks]uint64
	for i := range bits {
		bits[i] = (a + uint64(i)*b) % uint64(len(f)*8)
	}
	return bits
}

func (f filter) add(text string) {
	for _, bit := range f.bits(text) {
		f[bit/8] |= 1 << (bit % 8)
	}
}

func (f filter) has(text string) bool {
	if len(f) == 0 {
		return false
	}
	for _, bit := range f.bits(text) {
		if f[bit/8]&(1<<(bit%8)) == 0 {
			return false
		}
	}
	return true
}
