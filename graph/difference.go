package graph

import (
	"slices"
	"strconv"
)

// FieldChange is what became of one property between two versions of a record. Values are
// texts as files write them, ids among them; none for "not known", several for a list. Of a
// list that is Long, Before has the ids that left it and After those that came, each at most
// shownOfLong.
type FieldChange struct {
	Field  string
	Before []string
	After  []string
	More   int // ids of a long list that left or came and are not shown
}

// shownOfLong bounds how many ids of a long list a FieldChange has of each sort.
const shownOfLong = 100

// Differences returns the properties, but the id, that differ between two versions of a
// record, in the order in which its word declares them. Either can be nil: then all that the
// other holds differs.
func Differences(before, after Record) []FieldChange {
	of := before
	if of == nil {
		of = after
	}
	changes := []FieldChange{}
	if of == nil {
		return changes
	}
	for _, p := range ShapeOf(of.Word()).Properties {
		if p.Name == "id" {
			continue
		}
		c := FieldChange{Field: p.Name, Before: p.Texts(before), After: p.Texts(after)}
		if !slices.Equal(c.Before, c.After) {
			if p.long {
				c.Before, c.After = without(c.Before, c.After), without(c.After, c.Before)
				c.More = cut(&c.Before) + cut(&c.After)
			}
			changes = append(changes, c)
		}
	}
	return changes
}

// Texts returns the value in a record as texts: none when it is not known, empty or false,
// or when there is no record, several for a list and two for a place.
func (p Property) Texts(r Record) []string {
	texts := []string{}
	if r == nil {
		return texts
	}
	switch v := p.Of(r).(type) {
	case string:
		texts = append(texts, v)
	case []string:
		texts = append(texts, v...)
	case PartialDate:
		texts = append(texts, v.String())
	case bool:
		texts = append(texts, strconv.FormatBool(v))
	case int64:
		texts = append(texts, strconv.FormatInt(v, 10))
	case Location:
		texts = append(texts, strconv.FormatFloat(v.Latitude, 'f', -1, 64), strconv.FormatFloat(v.Longitude, 'f', -1, 64))
	}
	return texts
}

// without returns the values of a list that are not in another, in order.
func without(list, other []string) []string {
	there := make(map[string]bool, len(other))
	for _, value := range other {
		there[value] = true
	}
	left := []string{}
	for _, value := range list {
		if !there[value] {
			left = append(left, value)
		}
	}
	return left
}

// cut shortens a list to what is shown of it and returns how many values that leaves out.
func cut(list *[]string) int {
	more := max(0, len(*list)-shownOfLong)
	*list = (*list)[:len(*list)-more]
	return more
}
