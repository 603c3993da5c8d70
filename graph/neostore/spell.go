package neostore

import (
	"maps"
	"slices"
	"strings"

	"twingraph/graph"
)

// stretch is what a Spell node holds: neighbouring spells of a link that differ in
// nothing but what is exact. Partial dates cut a history into many spells of that
// kind, and a node for each would double the store.
type stretch struct {
	spell     graph.Spell // the first spell, up to the end of the last
	splits    []graph.Day // where the other spells begin
	exactness string      // a digit for each spell, see exactLink
}

// What a digit of exactness adds up: which answers are exact.
const (
	exactLink = 1 << iota
	exactA
	exactB
)

// stretchesOf puts the spells of a history together to stretches.
func stretchesOf(h graph.History) []stretch {
	var stretches []stretch
	for _, s := range h {
		digit := string(rune('0' + exactOf(s.LinkStatus)))
		s.LinkStatus = exactly(s.LinkStatus, 0)
		if n := len(stretches); n > 0 && stretches[n-1].spell.LinkStatus.Equal(s.LinkStatus) {
			last := &stretches[n-1]
			last.spell.To = s.To
			last.splits = append(last.splits, s.From)
			last.exactness += digit
			continue
		}
		stretches = append(stretches, stretch{spell: s, exactness: digit})
	}
	return stretches
}

// spells returns the spells that the stretch is made of.
func (st *stretch) spells() graph.History {
	h := make(graph.History, len(st.exactness))
	for i := range h {
		h[i] = st.spell
		h[i].LinkStatus = exactly(st.spell.LinkStatus, int(st.exactness[i]-'0'))
		if i > 0 {
			h[i].From, h[i-1].To = st.splits[i-1], st.splits[i-1]
		}
	}
	return h
}

// equal reports whether two stretches are the same node.
func (st *stretch) equal(other *stretch) bool {
	return st.spell.From == other.spell.From && st.spell.To == other.spell.To &&
		st.exactness == other.exactness && slices.Equal(st.splits, other.splits) &&
		st.spell.LinkStatus.Equal(other.spell.LinkStatus)
}

// exactOf adds up what is exact in an answer.
func exactOf(s graph.LinkStatus) int {
	sum := 0
	for digit, exact := range map[int]bool{exactLink: s.Exact, exactA: s.Sides[0].Exact, exactB: s.Sides[1].Exact} {
		if exact {
			sum += digit
		}
	}
	return sum
}

// exactly returns the answer with only that exact which digit says.
func exactly(s graph.LinkStatus, digit int) graph.LinkStatus {
	a, b := *s.Sides[0], *s.Sides[1]
	s.Exact, a.Exact, b.Exact = digit&exactLink != 0, digit&exactA != 0, digit&exactB != 0
	s.Sides = [2]*graph.SideStatus{&a, &b}
	return s
}

// stretch walks the stored properties of a stretch. A part of a side that is as it
// is for the link as a whole is absent.
func (c *codec) stretch(st *stretch) {
	s := &st.spell
	c.day("from", &s.From)
	c.day("to", &s.To)
	c.days("splits", &st.splits)
	text(c, "exactness", &st.exactness)
	text(c, "status", &s.Status)
	c.date("since", &s.Since)
	c.dayUnless("sinceDay", &s.SinceDay, s.Since.First())
	c.flag("sinceAtLatest", &s.SinceAtLatest)
	c.date("listedSince", &s.ListedSince)
	c.dateUnless("began", &s.Began, s.Since)
	c.flag("becameKnown", &s.BecameKnown)
	c.flag("unilateral", &s.Unilateral)
	c.flag("disputed", &s.Disputed)
	c.flag("underReview", &s.UnderReview)
	text(c, "basis", &s.Basis)
	c.date("lastConfirmed", &s.LastConfirmed)
	c.dayUnless("confirmedTo", &s.ConfirmedTo, lastOf(s.LastConfirmed))
	text(c, "unknownBecause", &s.UnknownBecause)
	texts(c, "governing", &s.Governing)
	if s.Sides[0] == nil { // it is being read
		s.Sides = [2]*graph.SideStatus{{}, {}}
	}
	c.side("a", s.Sides[0], &s.LinkStatus)
	c.side("b", s.Sides[1], &s.LinkStatus)
}

// side walks the parts of one side whose names begin with its letter.
func (c *codec) side(letter string, s *graph.SideStatus, link *graph.LinkStatus) {
	textUnless(c, letter+"Status", &s.Status, link.Status)
	c.dateUnless(letter+"Since", &s.Since, link.Since)
	c.dayUnless(letter+"SinceDay", &s.SinceDay, s.Since.First())
	c.flagUnless(letter+"SinceAtLatest", &s.SinceAtLatest, link.SinceAtLatest)
	c.dateUnless(letter+"ListedSince", &s.ListedSince, link.ListedSince)
	c.flagUnless(letter+"Disputed", &s.Disputed, link.Disputed)
	c.flagUnless(letter+"UnderReview", &s.UnderReview, link.UnderReview)
	textUnless(c, letter+"Basis", &s.Basis, link.Basis)
	c.dateUnless(letter+"LastConfirmed", &s.LastConfirmed, link.LastConfirmed)
	c.dayUnless(letter+"ConfirmedTo", &s.ConfirmedTo, lastOf(s.LastConfirmed))
	textUnless(c, letter+"UnknownBecause", &s.UnknownBecause, link.UnknownBecause)
	textsUnless(c, letter+"Governing", &s.Governing, link.Governing)
	texts(c, letter+"Reviews", &s.Reviews)
	c.flag(letter+"Own", &s.Own)
}

// usual passes a property that is absent when it has its usual value.
func usual[T comparable](c *codec, name string, v *T, as T, have func(T) any, take func(any) (T, bool)) {
	if c.in != nil {
		*v = as
	}
	c.property(name, func() any {
		if *v == as {
			return nil
		}
		return have(*v)
	}, func(in any) bool {
		read, ok := take(in)
		*v = read
		return ok
	})
}

func textUnless[S ~string](c *codec, name string, v *S, as S) {
	usual(c, name, v, as, func(s S) any { return string(s) }, func(in any) (S, bool) {
		s, ok := in.(string)
		return S(s), ok
	})
}

func (c *codec) flagUnless(name string, v *bool, as bool) {
	usual(c, name, v, as, func(b bool) any { return b }, func(in any) (bool, bool) {
		b, ok := in.(bool)
		return b, ok
	})
}

func (c *codec) dateUnless(name string, v *graph.PartialDate, as graph.PartialDate) {
	usual(c, name, v, as, func(d graph.PartialDate) any { return d.String() }, func(in any) (graph.PartialDate, bool) {
		var d graph.PartialDate
		s, ok := in.(string)
		ok = ok && d.UnmarshalText([]byte(s)) == nil
		return d, ok
	})
}

func (c *codec) dayUnless(name string, v *graph.Day, as graph.Day) {
	usual(c, name, v, as, func(d graph.Day) any { return dateOf(d) }, func(in any) (graph.Day, bool) {
		d, ok := in.(date)
		return dayOf(d), ok
	})
}

// lastOf returns the last day of a date, MinDay for none.
func lastOf(d graph.PartialDate) graph.Day {
	if d.IsZero() {
		return graph.MinDay
	}
	return d.Last()
}

// textsUnless passes a list that is absent when it is as the other one.
func textsUnless[S ~string](c *codec, name string, v *[]S, as []S) {
	if c.in != nil {
		*v = as
	}
	c.property(name, func() any {
		if slices.Equal(*v, as) {
			return nil
		}
		return stringsOf(*v)
	}, func(in any) bool {
		list, ok := in.([]any)
		*v = make([]S, len(list))
		for i, text := range list {
			s, isText := text.(string)
			(*v)[i], ok = S(s), ok && isText
		}
		return ok
	})
}

// stretchProperties returns the names of the stored properties of a stretch, in
// the order in which decodeStretch wants their values.
func stretchProperties() []string {
	names := []string{}
	(&codec{names: &names}).stretch(&stretch{})
	return names
}

// encodeStretch returns the stored properties of a stretch: what decodeStretch
// reads back, and the first days that filters and orders compare.
func encodeStretch(st stretch) map[string]any {
	c := codec{out: make(map[string]any, 24)}
	c.stretch(&st)
	maps.Copy(c.out, derivedOfStretch(st))
	return c.out
}

// derivedOfStretch returns the derived properties of a stretch, by their names.
func derivedOfStretch(st stretch) map[string]any {
	out := map[string]any{}
	if !st.spell.Since.IsZero() {
		out["since"+first] = dateOf(st.spell.Since.First())
	}
	if !st.spell.ListedSince.IsZero() {
		out["listedSince"+first] = dateOf(st.spell.ListedSince.First())
	}
	if became := st.spell.Became(); became != "" {
		out["became"] = string(became)
	}
	if !st.spell.Began.IsZero() {
		out["beganLast"] = dateOf(st.spell.Began.Last())
	}
	if st.spell.Status.Known() && st.spell.Status != graph.StatusEnded {
		out["staleFrom"] = dateOf(graph.StaleFrom(st.spell.ConfirmedTo))
	}
	if !st.spell.LastConfirmed.IsZero() {
		out["lastConfirmed"+first] = dateOf(st.spell.LastConfirmed.First())
	}
	return out
}

// decodeStretch reads a stretch from the values of its properties.
func decodeStretch(values []any) (stretch, error) {
	var st stretch
	c := codec{in: values}
	c.stretch(&st)
	if c.bad == "" && (len(st.exactness) != len(st.splits)+1 || strings.Trim(st.exactness, "01234567") != "") {
		c.bad = "exactness"
	}
	if c.bad != "" {
		return st, graph.Errorf(graph.Internal, "a stored spell cannot be read: its %s is not what it should be", c.bad)
	}
	return st, nil
}
