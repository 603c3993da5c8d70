package neostore

import (
	"twingraph/graph"
)

// codec walks the stored properties of a spell, in a fixed order, and names, writes
// or reads them: one walk says all three, so that they cannot
// disagree. Exactly one of names, out and in is in use.
//
// A property without a value is absent from the node.
type codec struct {
	names *[]string      // collects the names
	out   map[string]any // collects the values that are there
	in    []any          // the values by place, nil where absent
	next  int
	bad   string // the first property that was not what it should be
}

// property passes one property through: have is its value for writing, nil when
// absent; take receives the value read, never nil, and says whether it is one.
func (c *codec) property(name string, have func() any, take func(any) bool) {
	switch {
	case c.names != nil:
		*c.names = append(*c.names, name)
	case c.out != nil:
		if v := have(); v != nil {
			c.out[name] = v
		}
	default:
		v := c.in[c.next]
		c.next++
		if v != nil && !take(v) && c.bad == "" {
			c.bad = name
		}
	}
}

// text passes a text, an id or an enum value; the empty one is absent.
func text[S ~string](c *codec, name string, v *S) {
	c.property(name, func() any {
		if *v == "" {
			return nil
		}
		return string(*v)
	}, func(in any) bool {
		s, ok := in.(string)
		*v = S(s)
		return ok
	})
}

// texts passes a list of texts, ids or enum values; the empty one is absent.
func texts[S ~string](c *codec, name string, v *[]S) {
	c.property(name, func() any {
		if len(*v) == 0 {
			return nil
		}
		list := make([]string, len(*v))
		for i, s := range *v {
			list[i] = string(s)
		}
		return list
	}, func(in any) bool {
		list, ok := in.([]any)
		*v = make([]S, len(list))
		for i := range list {
			s, is := list[i].(string)
			(*v)[i], ok = S(s), ok && is
		}
		return ok
	})
}

// date passes a partial date as it was written; the zero one is absent.
func (c *codec) date(name string, v *graph.PartialDate) {
	c.property(name, func() any {
		if v.IsZero() {
			return nil
		}
		return v.String()
	}, func(in any) bool {
		s, ok := in.(string)
		return ok && v.UnmarshalText([]byte(s)) == nil
	})
}

// day passes a day, MinDay and MaxDay included.
func (c *codec) day(name string, v *graph.Day) {
	c.property(name, func() any { return dateOf(*v) }, func(in any) bool {
		d, ok := in.(date)
		*v = dayOf(d)
		return ok
	})
}

// days passes a list of days; the empty one is absent.
func (c *codec) days(name string, v *[]graph.Day) {
	c.property(name, func() any {
		if len(*v) == 0 {
			return nil
		}
		list := make([]date, len(*v))
		for i, d := range *v {
			list[i] = dateOf(d)
		}
		return list
	}, func(in any) bool {
		list, ok := in.([]any)
		*v = make([]graph.Day, len(list))
		for i := range list {
			d, is := list[i].(date)
			(*v)[i], ok = dayOf(d), ok && is
		}
		return ok
	})
}

// flag passes a truth value; false is absent.
func (c *codec) flag(name string, v *bool) {
	c.property(name, func() any {
		if !*v {
			return nil
		}
		return true
	}, func(in any) bool {
		b, ok := in.(bool)
		*v = b
		return ok
	})
}
