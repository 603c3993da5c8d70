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

// schemaText serves the schema in the schema definition language, types in order of
// name.
func schemaText(schema *ast.Schema, out *sender) http.Handler {
	var text bytes.Buffer
	formatter.NewFormatter(&text, formatter.WithIndent("  ")).FormatSchema(schema)
	file := page{
		body:         text.Bytes(),
		contentType:  "text/plain; charset=utf-8",
		tag:          tagOf(text.Bytes()),
		cacheControl: "no-cache",
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { out.sendFile(w, r, file) })
}
