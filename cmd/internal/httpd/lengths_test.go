package httpd

import (
	"strings"
	"testing"

	"twingraph/graph/generated"
)

// Each list whose length is given is a list of the schema that no argument bounds.
func TestLengthsAreOfLists(t *testing.T) {
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for name, length := range lengths {
		owner, field, _ := strings.Cut(name, ".")
		definition := schema.Types[owner]
		if definition == nil {
			t.Errorf("%s: the schema has no such type", name)
			continue
		}
		f := definition.Fields.ForName(field)
		if f == nil || f.Type.Elem == nil || f.Arguments.ForName("first") != nil || length < 1 {
			t.Errorf("%s: the schema has no such list without first", name)
		}
	}
}
