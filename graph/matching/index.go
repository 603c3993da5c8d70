package matching

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"twingraph/graph/naming"
)

// Index is places, to be found by their names. It is immutable; any number may ask it at
// once.
type Index struct {
	places []Place
	names  []entry
	forms  map[string]int32 // the first of the names with a form; the others follow by next
	codes  map[string][]int32

	sounds func() map[string][]int32 // names by what they sound like
	typed  func() map[rune][]shape   // names by their first letter
	sorted func() []int32            // own names in order of their forms
}

// entry is a form of a name of a place.
type entry struct {
	form  string
	place int32
	name  int32 // 0 for the own name, then OwnNames, then Aliases
	next  int32 // the next with the same form, -1 for none
}

// shape is what can be seen of a form without reading it.
type shape struct {
	letters uint32 // which there are
	length  uint8  // in letters, at most 255
	name    int32
}

// New makes an index of places, which it keeps and to which it adds the other names of those
// with a GeoNames id that it knows. Time and memory grow with the names: the 16,000 cities of
// the world release with their 170,000 other names take half a second of CPU.
func New(places []Place) *Index {
	x := &Index{places: places, forms: make(map[string]int32, 2*len(places)), codes: make(map[string][]int32, 2*len(places))}
	for i := range places {
		p := &places[i]
		x.addCode(p.ID, i)
		for _, code := range p.Codes {
			x.addCode(code, i)
		}
		for _, code := range p.Codes {
			if others := naming.OtherNames(code); len(others) > 0 {
				p.Aliases = append(slices.Clip(p.Aliases), others...)
				break
			}
		}
		number := int32(0)
		for _, names := range [][]string{{p.Name}, p.OwnNames, p.Aliases} {
			for _, name := range names {
				x.addName(name, int32(i), number)
				number++
			}
		}
	}
	x.sounds = sync.OnceValue(x.makeSounds)
	x.typed = sync.OnceValue(x.makeTyped)
	x.sorted = sync.OnceValue(x.makeSorted)
	return x
}

func (x *Index) addCode(code string, place int) {
	if code != "" && !slices.Contains(x.codes[code], int32(place)) {
		x.codes[code] = append(x.codes[code], int32(place))
	}
}

func (x *Index) addName(name string, place, number int32) {
	for _, form := range naming.Forms(name) {
		if form == "" {
			continue
		}
		first, ok := x.forms[form]
		if !ok {
			first = -1
		}
		if ok && x.names[first].place == place {
			continue // places are added one after the other, the own name first
		}
		x.forms[form] = int32(len(x.names))
		x.names = append(x.names, entry{form, place, number, first})
	}
}

// own reports whether a name is the place's own.
func (x *Index) own(e *entry) bool { return int(e.name) <= len(x.places[e.place].OwnNames) }

// written returns a name as it is written with its place.
func (x *Index) written(e *entry) string {
	p := &x.places[e.place]
	switch n := int(e.name); {
	case n == 0:
		return p.Name
	case n <= len(p.OwnNames):
		return p.OwnNames[n-1]
	default:
		return p.Aliases[n-1-len(p.OwnNames)]
	}
}

func (x *Index) makeSounds() map[string][]int32 {
	sounds := make(map[string][]int32, len(x.forms))
	for i := range x.names {
		e := &x.names[i]
		if sound := soundOf(e.form); sound != "" {
			if list := sounds[sound]; len(list) == 0 || x.names[list[len(list)-1]].place != e.place {
				sounds[sound] = append(list, int32(i))
			}
		}
	}
	return sounds
}

func (x *Index) makeTyped() map[rune][]shape {
	typed := map[rune][]shape{}
	for i := range x.names {
		form := x.names[i].form
		first, _ := utf8.DecodeRuneInString(form)
		typed[first] = append(typed[first], shapeOf(form, int32(i)))
	}
	return typed
}

func (x *Index) makeSorted() []int32 {
	var list []int32
	for i := range x.names {
		if x.own(&x.names[i]) {
			list = append(list, int32(i))
		}
	}
	slices.SortFunc(list, func(a, b int32) int { return strings.Compare(x.names[a].form, x.names[b].form) })
	return list
}

// shapeOf returns the shape of a form. Letters that are not Latin share the bits.
func shapeOf(form string, name int32) shape {
	s := shape{name: name}
	for _, r := range form {
		if unicode.IsSpace(r) {
			continue
		}
		s.letters |= 1 << (uint32(r) % 32)
		if s.length < 255 {
			s.length++
		}
	}
	return s
}
