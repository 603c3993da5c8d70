package matching

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"twingraph/graph/naming"
)

// Names in other languages and scripts, and old ones, of the cities of the datasets that
// the program ships, by GeoNames id: made by ./make of GeoNames' alternate names
// (https://www.geonames.org, CC BY 4.0). They are not written into the records of cities,
// whose names are those that a source of the dataset has.
//
//go:embed othernames.txt.gz
var otherNamesFile []byte

// mostOtherName bounds a name, in bytes.
const mostOtherName = 60

// OtherNames returns the file of the other names of places by their GeoNames ids, in order
// of the ids: those that differ from the name and from one another in a way that counts.
func OtherNames(codes []string, name func(code string) string, others func(code string) []string) ([]byte, error) {
	var lines []string
	for _, code := range codes {
		seen := map[string]bool{}
		take := func(name string) bool {
			forms := naming.Forms(name)
			is := forms[0] == "" || seen[forms[0]]
			for _, form := range forms {
				seen[form] = true
			}
			return !is
		}
		take(name(code))
		var kept []string
		for _, other := range slices.Sorted(slices.Values(others(code))) {
			sign := len(other) == 3 && strings.ToUpper(other) == other // of an airport
			if !sign && len(other) <= mostOtherName && !strings.ContainsAny(other, ";\t\n") && take(other) {
				kept = append(kept, other)
			}
		}
		if len(kept) == 0 {
			continue
		}
		lines = append(lines, code+"\t"+strings.Join(kept, ";"))
	}
	return packed(lines)
}

// otherNamesByCode has the names of a line of the file by the id.
var otherNamesByCode = sync.OnceValue(func() map[string]string { return unpacked(otherNamesFile) })

// otherNames returns the other names of a place.
func otherNames(p *Place) []string {
	for _, code := range p.Codes {
		if all := otherNamesByCode()[code]; all != "" {
			return strings.Split(all, ";")
		}
	}
	return nil
}
