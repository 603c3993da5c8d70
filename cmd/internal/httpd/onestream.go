package httpd

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// oneStream is the rule that a subscription follows one stream: one field by one name, no matter
// what variables say. See https://spec.graphql.org/September2025/#sec-Single-Root-Field
func oneStream(observers *core.Events, addError core.AddErrFunc) {
	observers.OnOperation(func(walker *core.Walker, operation *ast.OperationDefinition) {
		if walker.Schema.Subscription == nil || operation.Operation != ast.Subscription {
			return
		}
		first, passed := "", []string{}
		var walk func(ast.SelectionSet)
		varies := func(directives ast.DirectiveList) {
			for _, name := range []string{"skip", "include"} {
				if d := directives.ForName(name); d != nil {
					addError(core.Message("A subscription follows one stream: leave @%s out of its first level.", name), core.At(d.Position))
				}
			}
		}
		walk = func(selections ast.SelectionSet) {
			for _, selection := range selections {
				switch selected := selection.(type) {
				case *ast.Field:
					varies(selected.Directives)
					switch {
					case strings.HasPrefix(selected.Name, "__"):
						addError(core.Message("A subscription follows a stream, and %s is none.", selected.Name), core.At(selected.Position))
					case first != "" && first != selected.Alias:
						addError(core.Message("A subscription follows one stream: ask for %s in one of its own.", selected.Alias), core.At(selected.Position))
					default:
						first = selected.Alias
					}
				case *ast.InlineFragment:
					varies(selected.Directives)
					walk(selected.SelectionSet)
				case *ast.FragmentSpread:
					varies(selected.Directives)
					if selected.Definition != nil && !slices.Contains(passed, selected.Name) {
						passed = append(passed, selected.Name)
						walk(selected.Definition.SelectionSet)
					}
				}
			}
		}
		walk(operation.SelectionSet)
	})
}
