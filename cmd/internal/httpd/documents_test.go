package httpd

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// Short documents are kept, long ones are not: the cache is bounded in bytes.
func TestDocuments(t *testing.T) {
	d := newDocuments()
	for text, kept := range map[string]bool{
		"{a}": true, strings.Repeat("x", cachedDocumentMax): true, strings.Repeat("x", cachedDocumentMax+1): false,
	} {
		d.Add(t.Context(), text, &ast.QueryDocument{})
		if _, ok := d.Get(t.Context(), text); ok != kept {
			t.Errorf("%d bytes: kept is %t", len(text), ok)
		}
	}
}
