package graph

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Canonical returns a copy of the record in the one form in which it is compared
// and stored. It shares nothing with r.
//   - Texts carry no blanks at their ends.
//   - Lists carry no blanks and no repeats, and are nil when empty. Lists of ids
//     and of enum values are sorted, but for the cities of a partnership, of which
//     the first coordinates it; lists of texts keep their order.
//   - RecordedAt is zero.
//   - A contact that names a person is personal; a contact without a tier has
//     PARTNER when it is personal and PUBLIC otherwise.
//   - A claim with a date has no assumed one.
func Canonical(r Record) Record {
	given := reflect.ValueOf(r).Elem()
	made := reflect.New(given.Type())
	made.Elem().Set(given)
	tidy(made.Elem())
	c := made.Interface().(Record)
	c.Base().RecordedAt = time.Time{}
	switch c := c.(type) {
	case *Contact:
		c.Personal = c.Personal || c.Person != ""
		if c.Tier == "" && c.Personal {
			c.Tier = TierPartner
		} else if c.Tier == "" {
			c.Tier = TierPublic
		}
	case *Partnership:
		inGivenOrder(c.Cities, r.(*Partnership).Cities)
	case *Claim:
		if !c.Date.IsZero() {
			c.Assumed = PartialDate{}
		}
	}
	return c
}

// tidy puts every part of a record into its canonical form, in place.
func tidy(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.TrimSpace(v.String()))
	case reflect.Slice:
		v.Set(tidyList(v))
	case reflect.Pointer:
		if !v.IsNil() {
			fresh := reflect.New(v.Type().Elem())
			fresh.Elem().Set(v.Elem())
			v.Set(fresh)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			tidy(v.Field(i))
		}
	}
}

// tidyList returns the canonical form of a list of texts, ids, enum values or
// milestones; milestones stay as they are.
func tidyList(v reflect.Value) reflect.Value {
	if v.Type().Elem().Kind() == reflect.Struct {
		return copied(v)
	}
	var kept []string
	for i := range v.Len() {
		s := strings.TrimSpace(v.Index(i).String())
		if s != "" && !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	if len(kept) == 0 {
		return reflect.Zero(v.Type())
	}
	if v.Type().Elem() != reflect.TypeFor[string]() {
		slices.Sort(kept)
	}
	list := reflect.MakeSlice(v.Type(), len(kept), len(kept))
	for i, s := range kept {
		list.Index(i).SetString(s)
	}
	return list
}

// copied returns a copy of a list of plain values, nil when it is empty.
func copied(v reflect.Value) reflect.Value {
	if v.Len() == 0 {
		return reflect.Zero(v.Type())
	}
	list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	reflect.Copy(list, v)
	return list
}

// inGivenOrder puts a sorted list back into the order of the given one.
func inGivenOrder(sorted, given []ID) {
	place := func(id ID) int {
		return slices.IndexFunc(given, func(g ID) bool { return strings.TrimSpace(string(g)) == string(id) })
	}
	slices.SortFunc(sorted, func(a, b ID) int { return cmp.Compare(place(a), place(b)) })
}

// same reports whether two canonical records say the same.
func same(a, b Record) bool { return reflect.DeepEqual(a, b) }
