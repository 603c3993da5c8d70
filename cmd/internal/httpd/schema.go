package httpd

import (
	"bytes"
	"maps"
	"net/http"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

// offered returns the schema without what is not done here: gqlparser puts @defer into every
// schema, and clients that read of it use it.
func offered(schema *ast.Schema) *ast.Schema {
	ours := *schema
	ours.Directives = maps.Clone(schema.Directives)
	delete(ours.Directives, "defer")
	return &ours
}

// oneOf is the definition of a directive of the specification of September 2025. The
// formatter leaves it out as one that every reader knows; older readers refuse a schema that
// uses it undefined, and newer ones take the definition as their own.
const oneOf = "directive @oneOf on INPUT_OBJECT\n"

// schemaText serves the schema in the schema definition language, types in order of
// name.
func schemaText(schema *ast.Schema, out *sender) http.Handler {
	var text bytes.Buffer
	formatter.NewFormatter(&text, formatter.WithIndent("  ")).FormatSchema(schema)
	text.WriteString(oneOf)
	file := page{
		body:         text.Bytes(),
		contentType:  "text/plain; charset=utf-8",
		tag:          tagOf(text.Bytes()),
		cacheControl: "no-cache",
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { out.sendFile(w, r, file) })
}
