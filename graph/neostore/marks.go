package neostore

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/fnv"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
)

// derivationNumber is raised when a derived property is given up, or when another
// value is derived under a name that is there already; not for a new one. By it a
// program knows a database that a newer one brought up to date.
const derivationNumber = 3

// derivation says what is derived for the nodes of one label, and how.
type derivation struct {
	label  string                              // a word, or Spell
	stored []string                            // the properties that it is derived from, as they are read
	marks  []string                            // name=mark of each derived property, in order of name
	derive func([]any) (map[string]any, error) // from the values of stored; nil for Spell
}

// spellLabel is the label of the nodes that hold the history of a link.
const spellLabel = "Spell"

// deriver returns the derived properties of a record, by their names.
type deriver func(graph.Record) map[string]any

// derivedOf is the deriver of the store.
func derivedOf(r graph.Record) map[string]any {
	out := map[string]any{}
	derive(out, r)
	return out
}

// derivations returns what is derived for the nodes of every label.
func derivations(l layout, of deriver) []derivation {
	list := make([]derivation, 0, len(graph.Words())+1)
	for _, word := range graph.Words() {
		list = append(list, derivation{
			label: string(word), stored: l.records[word],
			marks: withLaws(word, marksOf(func(i int) map[string]any { return of(sampleRecord(word, i)) })),
			derive: func(values []any) (map[string]any, error) {
				r, err := decode(word, values)
				if err != nil {
					return nil, err
				}
				return of(r), nil
			},
		})
	}
	return append(list, derivation{
		label: spellLabel, stored: l.stretch,
		marks: append(marksOf(func(i int) map[string]any {
			var st stretch
			fill(reflect.ValueOf(&st.spell).Elem(), spellLabel, i)
			return derivedOfStretch(st)
		}), lawsMark), // not derived of what is stored, see respell.go
	})
}

// withLaws adds the mark of the laws to those of what they say of records of a word.
func withLaws(word graph.Word, marks []string) []string {
	if word == graph.WordResolution {
		return append(marks, lawsMark)
	}
	return marks
}

// names returns the names of the derived properties.
func (d derivation) names() []string {
	names := make([]string, len(d.marks))
	for i, mark := range d.marks {
		names[i] = nameOf(mark)
	}
	return names
}

// nameOf returns the name of the property that a mark is of.
func nameOf(mark string) string {
	name, _, _ := strings.Cut(mark, "=")
	return name
}

// markOf returns one mark for all derivations together.
func markOf(list []derivation) string {
	sum := sha256.New()
	for _, d := range list {
		fmt.Fprintln(sum, d.label, d.marks)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// samples is how many made-up records show what is derived.
const samples = 48

// marksOf returns the names of the properties derived of samples, each with a mark
// of the values: another mark means that other values are derived. So nobody has to
// remember that the derived properties of a word changed.
func marksOf(derived func(i int) map[string]any) []string {
	sums := map[string]hash.Hash{}
	for i := range samples {
		for name, v := range derived(i) {
			if sums[name] == nil {
				sums[name] = sha256.New()
			}
			fmt.Fprintf(sums[name], "%d %s\n", i, asStored(v))
		}
	}
	marks := make([]string, 0, len(sums))
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		marks = append(marks, name+"="+hex.EncodeToString(sums[name].Sum(nil)[:6]))
	}
	return marks
}

// asStored writes a property as it is stored, so that what is derived can be compared
// with what a driver read.
func asStored(v any) string {
	switch v := v.(type) {
	case []string:
		return fmt.Sprintf("%q", v)
	case []any:
		if len(v) > 0 {
			if _, ok := v[0].(string); ok {
				return fmt.Sprintf("%q", v)
			}
		}
		list := make([]string, len(v))
		for i := range v {
			list[i] = asStored(v[i])
		}
		return fmt.Sprint(list)
	case neo4j.Date:
		return v.String()
	case []neo4j.Date:
		return fmt.Sprint(v)
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case string:
		return fmt.Sprintf("%q", v)
	}
	return fmt.Sprint(v)
}

// sampleRecord returns a made-up record of word, the same for the same i in every
// build as far as its type has the same fields.
func sampleRecord(word graph.Word, i int) graph.Record {
	r := graph.ShapeOf(word).Blank()
	fill(reflect.ValueOf(r).Elem(), string(word), i)
	return r
}

// The values of samples: letters of many kinds, dates of every precision, long texts.
var (
	sampleTexts = []string{
		"Łódź-Górna", "Saint-Œuf d’Aunis", "Орёл на Реке", "STRAẞE", "İstanbul 24", "ʻOkina", "Αθήνα", "دمشق", "München/Wien", "x",
		strings.Repeat("Dłuższa nazwa ", 60),
	}
	sampleDates = []graph.PartialDate{
		{Year: 1}, {Year: 1969}, {Year: 2022}, {Year: 2022, Month: 3}, {Year: 2024, Month: 2, Day: 29}, {Year: 2021, Month: 12, Day: 31}, {Year: 9999},
	}
	sampleMilestones = []graph.Milestone{{Pledges: 10}, {By: graph.PartialDate{Year: 2030}, Pledges: 1000}}
)

// fill fills in the exported fields of a struct. What a field gets, or that it gets
// nothing, follows from its name and i alone: another field changes nothing for it.
func fill(v reflect.Value, path string, i int) {
	for at := range v.NumField() {
		field := v.Type().Field(at)
		if field.IsExported() {
			fillOne(v.Field(at), path+"."+field.Name, i)
		}
	}
}

func fillOne(v reflect.Value, path string, i int) {
	n := chance(path, i)
	if v.Kind() != reflect.Struct && n%4 == 0 {
		return // not known
	}
	n /= 4
	switch to := v.Addr().Interface().(type) {
	case *graph.PartialDate:
		if n%4 != 0 {
			*to = sampleDates[n/4%len(sampleDates)]
		}
	case *graph.Tier:
		*to = graph.Tiers()[n%len(graph.Tiers())]
	case **graph.Location:
		*to = &graph.Location{Latitude: float64(n%180) - 90, Longitude: float64(n%360) - 180}
	case **int:
		*to = &n
	case *[]graph.Milestone:
		*to = sampleMilestones[:1+n%2]
	case *time.Time: // of the journal
	default:
		fillKind(v, path, i, n)
	}
}

// chance returns a number that follows from a name and i, spread evenly: the low bits
// of FNV alone follow the last letters (the shifts are those of MurmurHash3).
func chance(path string, i int) int {
	sum := fnv.New64a()
	fmt.Fprint(sum, path, " ", i)
	x := sum.Sum64()
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return int(x >> 33)
}

func fillKind(v reflect.Value, path string, i, n int) {
	switch v.Kind() {
	case reflect.Struct:
		fill(v, path, i)
	case reflect.String:
		v.SetString(sampleTexts[n%len(sampleTexts)])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(n % 20000))
	case reflect.Float64:
		v.SetFloat(float64(n) / 8)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+n%3, 1+n%3))
		fallthrough
	case reflect.Array:
		for at := range v.Len() {
			fillOne(v.Index(at), fmt.Sprint(path, at), i)
		}
	}
}
