package httpd

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
)

const (
	// unsized is how many entries a list counts for when no argument bounds it:
	// the bundled links have 1.6 claims each and the claims 1.3 sources.
	unsized = 3

	// maxIntrospections bounds the fields __schema and __type of one operation: an editor
	// needs one.
	maxIntrospections = 10

	// maxWrittenOut bounds the selections of an operation once its fragments are
	// written out, whatever they cost: each is looked at when the question is
	// answered, and a few fragments that spread one another twice make millions.
	maxWrittenOut = 10_000

	// ceiling is the most that is reckoned, so that the arithmetic does not run over.
	ceiling = 1_000_000_000
)

// meter reckons what a selection of fields may cost. A field costs 1 and its
// selections once, or once for each entry of a list. The length of a list is the
// field's argument `first` or `last`, or graph.UsualFirst where it can be given one and is
// not, or the length of its argument `ids`, `changes`, `rows` or `records`;
// where the field is no list itself, as with connections, this is the length of the
// lists right under it; lists of computed answers have their usual length (lengths), those of
// the schema's description their mean (introspected); any other list counts as unsized.
type meter struct {
	schema         map[string]int64 // lengths of the lists of its description
	variables      map[string]any
	fragments      map[string]reading // each is read once, however often it is spread
	introspections int
	err            *gqlerror.Error // the first value that makes no sense
}

// reading is what a selection of fields costs: plain, and lists as many times as
// the lists in it are long.
type reading struct {
	plain, lists int64
	depth        int   // fields under one another
	writtenOut   int64 // selections, once fragments are written out
}

// skipped returns the reading of a selection that is left out by a directive.
func (r reading) skipped() reading { return reading{writtenOut: r.writtenOut} }

// total returns the cost where lists have the given length.
func (r reading) total(length int64) int64 { return plus(r.plain, times(length, r.lists)) }

// and returns the cost of two selections side by side.
func (r reading) and(other reading) reading {
	return reading{
		plain: plus(r.plain, other.plain), lists: plus(r.lists, other.lists),
		depth: max(r.depth, other.depth), writtenOut: plus(r.writtenOut, other.writtenOut),
	}
}

// plus and times are bounded by the ceiling; their operands are not negative.
func plus(a, b int64) int64 { return min(a+b, ceiling) }

func times(a, b int64) int64 {
	if a > 0 && b > ceiling/a {
		return ceiling
	}
	return a * b
}

// selections reads a selection set.
func (m *meter) selections(set ast.SelectionSet) reading {
	var sum reading
	for _, selection := range set {
		var r reading
		var directives ast.DirectiveList
		switch s := selection.(type) {
		case *ast.Field:
			r, directives = m.field(s), s.Directives
		case *ast.InlineFragment:
			r, directives = m.selections(s.SelectionSet), s.Directives
		case *ast.FragmentSpread:
			r, directives = m.fragment(s.Definition), s.Directives
		}
		r.writtenOut = plus(r.writtenOut, 1)
		if !m.included(directives) {
			r = r.skipped()
		}
		sum = sum.and(r)
	}
	return sum
}

// fragment reads a fragment once.
func (m *meter) fragment(f *ast.FragmentDefinition) reading {
	r, known := m.fragments[f.Name]
	if !known {
		r = m.selections(f.SelectionSet)
		m.fragments[f.Name] = r
	}
	return r
}

// field reads one field.
func (m *meter) field(f *ast.Field) reading {
	nested := m.selections(f.SelectionSet)
	if f.Name == "__typename" {
		return nested.skipped()
	}
	if !m.sound(f) {
		return nested.skipped()
	}
	length, sized := m.length(f)
	r := reading{depth: nested.depth + 1, writtenOut: nested.writtenOut}
	switch {
	case f.Definition.Type.Elem == nil:
		r.plain = plus(1, nested.total(length))
	case sized:
		r.plain = plus(1, times(length, nested.total(unsized)))
	default:
		r.plain, r.lists = 1, nested.total(unsized)
	}
	switch {
	case f.Name == "ofType":
		r.plain = 1 + r.plain/wrapped
	case strings.HasPrefix(f.Name, "__"):
		m.introspections++
		r.plain = times(described, r.plain)
		r.depth = 0 // the usual questions about a schema are deeper than any other
	}
	return r
}

// sound checks that the values of a field's arguments can be read at all, for
// example that a whole number is not too large to be one.
func (m *meter) sound(f *ast.Field) bool {
	for _, argument := range f.Arguments {
		if name, is := m.null(f, argument); is {
			if m.err == nil {
				m.err = gqlerror.WrapPos(argument.Position, graph.Errorf(graph.BadUserInput,
					"The argument %s is not right: the variable $%s is null: give it a value, or leave the variable out.", argument.Name, name).At(argument.Name))
			}
			return false
		}
		if _, err := argument.Value.Value(m.variables); err != nil {
			if m.err == nil {
				m.err = gqlerror.WrapPos(argument.Position,
					graph.Errorf(graph.BadUserInput, "The value of the argument %q cannot be read; is it a number that is too large?", argument.Name).At(argument.Name))
			}
			return false
		}
	}
	return true
}

// null reports whether an argument that cannot be null is given a variable that is, and
// which. A variable may be one that can be null when the argument has a default, which holds
// for what is left out only.
func (m *meter) null(f *ast.Field, argument *ast.Argument) (variable string, is bool) {
	definition := f.Definition.Arguments.ForName(argument.Name)
	if argument.Value.Kind != ast.Variable || definition == nil || !definition.Type.NonNull {
		return "", false
	}
	value, given := m.variables[argument.Value.Raw]
	return argument.Value.Raw, given && value == nil
}

// length returns the length of the lists that a field bounds by an argument, or its own
// where that is known, and whether there is one.
func (m *meter) length(f *ast.Field) (int64, bool) {
	arguments := f.ArgumentMap(m.variables)
	if f.Definition.Arguments.ForName("first") != nil {
		first, last := arguments["first"], arguments["last"]
		if first == nil && last == nil {
			return graph.UsualFirst, true
		}
		return max(count(first), count(last)), true
	}
	for _, name := range []string{"changes", "rows"} {
		if given, ok := arguments[name].([]any); ok {
			return int64(len(given)), true
		}
	}
	if given, is := recordsIn(arguments["records"]); is {
		return given, true
	}
	switch ids := arguments["ids"].(type) {
	case []any:
		return int64(len(ids)), true
	case string:
		return 1, true
	}
	if f.ObjectDefinition != nil {
		name := f.ObjectDefinition.Name + "." + f.Name
		if usual, known := lengths[name]; known {
			return usual, true
		}
		if mean, known := m.schema[name]; known {
			return mean, true
		}
	}
	return unsized, false
}

// recordsIn returns how many records a mutation is given: in one list, or in a list for each
// type of record.
func recordsIn(records any) (int64, bool) {
	switch records := records.(type) {
	case []any:
		return int64(len(records)), true
	case map[string]any:
		sum := int64(0)
		for _, list := range records {
			if list, is := list.([]any); is {
				sum += int64(len(list))
			}
		}
		return max(1, sum), true
	}
	return 0, false
}

// included reports whether @skip and @include leave a selection in.
func (m *meter) included(directives ast.DirectiveList) bool {
	for _, d := range directives {
		switch d.Name {
		case "skip":
			if d.ArgumentMap(m.variables)["if"] == true {
				return false
			}
		case "include":
			if d.ArgumentMap(m.variables)["if"] == false {
				return false
			}
		}
	}
	return true
}

// count reads a length given as an argument: 0 for what is negative or no whole
// number at all, which the field itself refuses.
func count(v any) int64 {
	var n int64
	switch v := v.(type) {
	case int64:
		n = v
	case int:
		n = int64(v)
	case json.Number:
		n, _ = v.Int64()
	case string:
		n, _ = strconv.ParseInt(v, 10, 64)
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < ceiling {
			n = int64(v)
		}
	}
	return min(max(n, 0), ceiling)
}
