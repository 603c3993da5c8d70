package httpd_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/generated"
)

// Any valid question has an answer: data, or errors that say what to mend. The
// questions are drawn from the schema with a fixed seed, so new fields are asked
// for from the day they are there.
func TestRandomQuestions(t *testing.T) {
	s := newServer(t, bundled, nil)
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	codes := map[graph.Code]int{}
	for seed := range uint64(420) {
		d := &draw{Rand: rand.New(rand.NewPCG(seed, 1)), schema: schema}
		question := "{" + d.selection(schema.Query, 4) + "}"
		a := s.ask(t, question, nil)
		if a.Status != 200 || a.Data == nil && a.code() != graph.LimitExceeded {
			t.Errorf("seed %d: status %d, %.500s\n%s", seed, a.Status, a.Text, question)
		}
		codes[a.code()]++
		for _, e := range a.Errors {
			switch e.Extensions.Code {
			case graph.BadUserInput, graph.NotFound, graph.LimitExceeded:
			default:
				t.Errorf("seed %d: %+v\n%s", seed, e, question)
			}
		}
	}
	if codes[""] < 60 {
		t.Errorf("too few of the questions are right to say anything: %v", codes)
	}
}

// Questions asked at the same time have the answers that they have one by one.
func TestQuestionsAtTheSameTime(t *testing.T) {
	s := newServer(t, bundled, func(c *httpd.Config) { c.Limits.Concurrent = 4 })
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	const questions = 40
	ask := func(seed uint64) string {
		d := &draw{Rand: rand.New(rand.NewPCG(seed, 2)), schema: schema}
		return s.ask(t, "{"+d.selection(schema.Query, 3)+"}", nil).Text
	}
	var alone [questions]string
	for seed := range alone {
		alone[seed] = ask(uint64(seed))
	}
	var all sync.WaitGroup
	for asker := range 8 {
		all.Go(func() {
			for i := range questions {
				seed := (i*7 + asker*5) % questions
				if together := ask(uint64(seed)); together != alone[seed] {
					t.Errorf("seed %d:\nalone    %.500s\ntogether %.500s", seed, alone[seed], together)
				}
			}
		})
	}
	all.Wait()
}

// draw draws questions.
type draw struct {
	*rand.Rand
	schema *ast.Schema
	fields int // drawn so far; each has an alias of its own
}

// selection returns a selection of a type's fields, at most depth levels under one
// another.
func (d *draw) selection(on *ast.Definition, depth int) string {
	parts := []string{"__typename"}
	if on.Kind != ast.Object {
		for _, t := range d.schema.GetPossibleTypes(on) {
			if d.IntN(3) == 0 {
				parts = append(parts, "...on "+t.Name+"{"+d.selection(t, depth)+"}")
			}
		}
		return strings.Join(parts, " ")
	}
	for _, field := range on.Fields {
		if strings.HasPrefix(field.Name, "__") || on == d.schema.Query && d.IntN(12) > 0 || on != d.schema.Query && d.IntN(2) > 0 {
			continue
		}
		to := d.schema.Types[field.Type.Name()]
		inner := ""
		if to.IsCompositeType() {
			if depth == 0 {
				continue
			}
			inner = "{" + d.selection(to, depth-1) + "}"
		}
		d.fields++
		parts = append(parts, fmt.Sprintf("f%d:%s%s%s", d.fields, field.Name, d.arguments(field), inner))
	}
	return strings.Join(parts, " ")
}

// arguments returns arguments for a field: those it needs, and some others.
func (d *draw) arguments(field *ast.FieldDefinition) string {
	var parts []string
	for _, argument := range field.Arguments {
		switch {
		case argument.Name == "first":
			parts = append(parts, fmt.Sprintf("first:%d", 1+d.IntN(3)))
		case argument.Type.NonNull && argument.DefaultValue == nil || d.IntN(3) == 0:
			parts = append(parts, argument.Name+":"+d.value(argument.Name, argument.Type, 3))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, " ") + ")"
}

// value returns a value of a type; depth bounds input objects in one another.
func (d *draw) value(name string, t *ast.Type, depth int) string {
	if !t.NonNull && d.IntN(20) == 0 {
		return "null"
	}
	if t.Elem != nil {
		var entries []string
		for range d.IntN(3) {
			entries = append(entries, d.value(name, t.Elem, depth))
		}
		return "[" + strings.Join(entries, " ") + "]"
	}
	pick := func(values ...string) string { return values[d.IntN(len(values))] }
	switch definition := d.schema.Types[t.NamedType]; definition.Kind {
	case ast.Enum:
		return definition.EnumValues[d.IntN(len(definition.EnumValues))].Name
	case ast.InputObject:
		var fields []string
		for _, field := range definition.Fields {
			if field.Type.NonNull || depth > 0 && d.IntN(len(definition.Fields)) < 2 {
				fields = append(fields, field.Name+":"+d.value(field.Name, field.Type, depth-1))
			}
		}
		return "{" + strings.Join(fields, " ") + "}"
	}
	switch t.NamedType {
	case "ID":
		return pick(`"chicago-il-us"`, `"`+chicago+`"`, `"chicago-il-us--moscow-ru"`, `"x"`, "7")
	case "Date":
		return pick(`"2022-03-01"`, `"1990-01-01"`, `"2026-11-22"`)
	case "DateTime":
		return pick(`"2026-11-22T00:00:00Z"`, `"2027-01-01T00:00:00+02:00"`, `"2020-01-01T00:00:00Z"`)
	case "Int":
		return pick("0", "1", "1000", "-1", "2147483647")
	case "Float":
		return pick("0", "50.5", "-180")
	case "Boolean":
		return pick("true", "false")
	}
	return pick(`"chicago"`, `"PL"`, `"US"`, `""`, `"Łódź"`)
}
