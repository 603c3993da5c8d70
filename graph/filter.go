package graph

import (
	"fmt"
	"strings"
)

// Filter selects records of one word. It is a tree: exactly one of its parts is
// set in each node, and a nil *Filter selects everything.
type Filter struct {
	And  []*Filter  // all of them; empty selects everything
	Or   []*Filter  // any of them; empty selects nothing
	Not  *Filter    // everything it does not select
	Is   *Condition // a condition on a field
	Has  *Hop       // some record across an edge matches, or so many of them
	Ends *Ends      // TwinningLink only: its two cities match, either way round
}

// Condition compares a field of the record with values. A record whose field is
// not known matches no condition but Missing.
type Condition struct {
	Field  string // a name from the word's Shape
	Op     Op
	Values []any // string for Text, Enum and Ref; Day for Date; int64 for Number; float64 for Decimal; bool for Bool
}

// Op is a comparison.
type Op string

// The comparisons. Text is compared after Fold: without regard to case and
// accents. A field with several values matches when one of them does.
const (
	OpIn         Op = "in"         // equal to any of the values
	OpContains   Op = "contains"   // Text: contains Values[0]
	OpStartsWith Op = "startsWith" // Text: begins with Values[0]
	OpBefore     Op = "before"     // Date: its first day is before Values[0]; Number, Decimal: less than
	OpAfter      Op = "after"      // Date: its first day is after Values[0]; Number, Decimal: greater than
	OpOn         Op = "on"         // Date: Values[0] lies in its interval
	OpMissing    Op = "missing"    // the field is not known; no values
)

// Hop is "some record across this edge matches", or "so many do".
type Hop struct {
	Edge    string  // a name from the word's Shape
	Where   *Filter // on the word across; nil for "there is one"
	AtLeast int     // how many different records have to match; 0 is 1
	// On is the name of a Date of this record, empty for none. Where is then asked of the
	// first day of that date instead of the View's: "claims that answer a text which was
	// in force on the day of the claim". A record without the date matches nothing. It does
	// not go with AtLeast.
	On string
}

// Needs returns how many records have to match at least.
func (h *Hop) Needs() int { return max(h.AtLeast, 1) }

// Ends is "one end matches One and the other end matches Other", in either order.
type Ends struct {
	One, Other *Filter // on City
}

// All returns a filter that selects what all of the given ones select; nil ones
// are left out.
func All(filters ...*Filter) *Filter {
	var kept []*Filter
	for _, f := range filters {
		if f != nil {
			kept = append(kept, f)
		}
	}
	switch len(kept) {
	case 0:
		return nil
	case 1:
		return kept[0]
	}
	return &Filter{And: kept}
}

// In returns a filter on equality with any of the values.
func In[T ~string](field string, values ...T) *Filter {
	c := &Condition{Field: field, Op: OpIn}
	for _, v := range values {
		c.Values = append(c.Values, string(v))
	}
	return &Filter{Is: c}
}

// Has returns a filter on some record across an edge.
func Has(edge string, where *Filter) *Filter { return &Filter{Has: &Hop{Edge: edge, Where: where}} }

// HasAtLeast returns a filter on at least n different records across an edge, n from 1 on.
func HasAtLeast(n int, edge string, where *Filter) *Filter {
	return &Filter{Has: &Hop{Edge: edge, Where: where, AtLeast: n}}
}

// HasOn returns a filter on some record across an edge on the day of a date of the record.
func HasOn(edge, date string, where *Filter) *Filter {
	return &Filter{Has: &Hop{Edge: edge, Where: where, On: date}}
}

// Not returns the complement of a filter.
func Not(f *Filter) *Filter { return &Filter{Not: f} }

// MaxFilterNodes bounds the size of one filter tree.
const MaxFilterNodes = 200

// Check reports the first thing wrong with the filter for records of word: an
// unknown field or edge, a comparison that the field does not have, a value of the
// wrong type, a tree too large. Errors have code BadUserInput or LimitExceeded.
func (f *Filter) Check(word Word) error {
	n := 0
	return f.check(ShapeOf(word), &n)
}

func (f *Filter) check(s *Shape, n *int) error {
	if f == nil {
		return nil
	}
	if *n++; *n > MaxFilterNodes {
		return Errorf(LimitExceeded, "the filter has more than %d parts; ask in several steps", MaxFilterNodes).At("filter")
	}
	for _, part := range append(append([]*Filter{}, f.And...), f.Or...) {
		if err := part.check(s, n); err != nil {
			return err
		}
	}
	if err := f.Not.check(s, n); err != nil {
		return err
	}
	if f.Is != nil {
		if err := f.Is.check(s); err != nil {
			return err
		}
	}
	if f.Has != nil {
		edge, ok := s.Edge(f.Has.Edge)
		if !ok {
			return Errorf(BadUserInput, "%s has no %q to filter by", s.Word, f.Has.Edge).At("filter")
		}
		if f.Has.AtLeast < 0 {
			return Errorf(BadUserInput, "a count of %d is asked for; ask for at least 1", f.Has.AtLeast).At("filter")
		}
		if field, ok := s.Field(f.Has.On); f.Has.On != "" && (!ok || field.Type != Date) {
			return Errorf(BadUserInput, "%s has no date %q", s.Word, f.Has.On).At("filter")
		}
		if f.Has.On != "" && f.Has.Needs() > 1 {
			return Errorf(BadUserInput, "records on the day of %q cannot be counted", f.Has.On).At("filter")
		}
		if err := f.Has.Where.check(ShapeOf(edge.To), n); err != nil {
			return err
		}
	}
	if f.Ends != nil {
		if s.Word != WordTwinningLink {
			return Errorf(BadUserInput, "only links have two ends").At("filter")
		}
		if err := f.Ends.One.check(ShapeOf(WordCity), n); err != nil {
			return err
		}
		return f.Ends.Other.check(ShapeOf(WordCity), n)
	}
	return nil
}

func (c *Condition) check(s *Shape) error {
	field, ok := s.Field(c.Field)
	if !ok {
		return Errorf(BadUserInput, "%s has no field %q to filter by", s.Word, c.Field).At("filter")
	}
	if !field.Type.allows(c.Op) {
		return Errorf(BadUserInput, "%s.%s cannot be compared with %q", s.Word, c.Field, c.Op).At("filter")
	}
	if c.Op == OpMissing {
		return nil
	}
	if len(c.Values) == 0 && c.Op != OpIn || len(c.Values) > 1 && c.Op != OpIn {
		return Errorf(BadUserInput, "%q takes exactly one value", c.Op).At("filter." + c.Field)
	}
	if len(c.Values) > 1000 {
		return Errorf(LimitExceeded, "at most 1000 values can be listed; %d were", len(c.Values)).At("filter." + c.Field)
	}
	for _, v := range c.Values {
		if !field.Type.holds(v) {
			return Errorf(BadUserInput, "%v is not a value of %s.%s", v, s.Word, c.Field).At("filter." + c.Field)
		}
	}
	return nil
}

// String returns the filter in a form that is equal for equal filters, for keys
// and logs.
func (f *Filter) String() string {
	if f == nil {
		return "all"
	}
	list := func(name string, parts []*Filter) string {
		s := make([]string, len(parts))
		for i, p := range parts {
			s[i] = p.String()
		}
		return name + "(" + strings.Join(s, ", ") + ")"
	}
	switch {
	case f.Not != nil:
		return "not " + f.Not.String()
	case f.Is != nil:
		return fmt.Sprintf("%s %s %#v", f.Is.Field, f.Is.Op, f.Is.Values)
	case f.Has != nil && f.Has.Needs() > 1:
		return fmt.Sprintf("has %d %s(%s)", f.Has.AtLeast, f.Has.Edge, f.Has.Where)
	case f.Has != nil && f.Has.On != "":
		return fmt.Sprintf("has %s on %s(%s)", f.Has.Edge, f.Has.On, f.Has.Where)
	case f.Has != nil:
		return fmt.Sprintf("has %s(%s)", f.Has.Edge, f.Has.Where)
	case f.Ends != nil:
		return fmt.Sprintf("ends(%s, %s)", f.Ends.One, f.Ends.Other)
	case f.Or != nil:
		return list("or", f.Or)
	}
	return list("and", f.And)
}
