package httpd

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"twingraph/graph"
)

// rulesOf returns the rules that a document has to keep: those of the specification, of
// which two are ours: about values, because gqlparser's does not say of which argument it
// speaks (https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type), and about what a
// subscription follows, because gqlparser's takes one field twice under two names for one.
func rulesOf() *rules.Rules {
	all := rules.NewDefaultRules()
	all.ReplaceRule(rules.ValuesOfCorrectTypeRule.Name, literals)
	all.ReplaceRule(rules.SingleFieldSubscriptionsRule.Name, oneStream)
	return all
}

// literals is the rule that the values written in a document are of the types wanted.
func literals(observers *core.Events, addError core.AddErrFunc) {
	in := func(walker *core.Walker, before string, definitions ast.ArgumentDefinitionList, arguments ast.ArgumentList) {
		for _, argument := range arguments {
			if definition := definitions.ForName(argument.Name); definition != nil { // another rule speaks of those there are not
				l := literal{schema: walker.Schema, what: "argument", addError: addError}
				l.check(before+argument.Name, definition.Type, argument.Value)
			}
		}
	}
	observers.OnField(func(walker *core.Walker, field *ast.Field) {
		if field.Definition != nil {
			in(walker, "", field.Definition.Arguments, field.Arguments)
		}
	})
	observers.OnDirective(func(walker *core.Walker, directive *ast.Directive) {
		if directive.Definition != nil {
			in(walker, "@"+directive.Name+".", directive.Definition.Arguments, directive.Arguments)
		}
	})
	observers.OnVariable(func(walker *core.Walker, variable *ast.VariableDefinition) {
		if variable.DefaultValue != nil && variable.Definition != nil && variable.Definition.IsInputType() {
			l := literal{schema: walker.Schema, what: "default of the variable", addError: addError}
			l.check("$"+variable.Variable, variable.Type, variable.DefaultValue)
		}
	})
}

// literal checks one value of an argument.
type literal struct {
	schema   *ast.Schema
	what     string
	addError core.AddErrFunc
}

// check reports all that is wrong with a value and what is in it. Variables are checked
// elsewhere.
func (l literal) check(path string, t *ast.Type, v *ast.Value) {
	switch {
	case v == nil || v.Kind == ast.Variable:
		return
	case v.Kind == ast.NullValue:
		if t.NonNull {
			l.report(path, v, wrongNull(t))
		}
		return
	case t.Elem != nil && v.Kind == ast.ListValue:
		for i, entry := range v.Children {
			l.check(fmt.Sprintf("%s.%d", path, i), t.Elem, entry.Value)
		}
		return
	case t.Elem != nil: // a single value counts as a list of one
		l.check(path, t.Elem, v)
		return
	}
	definition := l.schema.Types[t.NamedType]
	switch {
	case definition == nil:
	case definition.Kind == ast.Enum:
		l.report(path, v, wrongEnum(definition, writtenAs(v), false))
	case definition.Kind == ast.InputObject:
		l.checkObject(path, definition, v)
	case v.Kind == ast.EnumValue && !definition.BuiltIn:
		l.report(path, v, fmt.Sprintf("%s: %s wants one with them", writtenAs(v), definition.Name))
	default:
		l.report(path, v, wrongScalar(t.NamedType, writtenAs(v)))
	}
}

// checkObject checks an input object field by field.
func (l literal) checkObject(path string, definition *ast.Definition, v *ast.Value) {
	if v.Kind != ast.ObjectValue {
		l.report(path, v, fmt.Sprintf("%s, not an object: %s wants its fields in braces", writtenAs(v), definition.Name))
		return
	}
	for _, child := range v.Children {
		field := definition.Fields.ForName(child.Name)
		if field == nil {
			l.report(path+"."+child.Name, child.Value, unknownField(definition, child.Name))
			continue
		}
		l.check(path+"."+child.Name, field.Type, child.Value)
	}
	for _, field := range definition.Fields {
		if field.Type.NonNull && field.DefaultValue == nil && v.Children.ForName(field.Name) == nil {
			l.report(path+"."+field.Name, v, "must be defined")
		}
	}
	var given []string
	for _, child := range v.Children {
		given = append(given, child.Name)
	}
	below, problem := wrongOneOf(definition, given, func(name string) bool { return v.Children.ForName(name).Kind == ast.NullValue })
	l.report(path+below, v, problem)
}

// report adds an error, unless there is no problem.
func (l literal) report(path string, v *ast.Value, problem string) {
	if problem == "" {
		return
	}
	err := graph.Errorf(graph.BadUserInput, "The %s %s is not right: %s", l.what, path, sentence(problem)).At(path)
	l.addError(core.At(v.Position), func(to *gqlerror.Error) { to.Message, to.Err = err.Message, err })
}
