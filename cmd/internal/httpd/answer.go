package httpd

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
)

// statusOf returns the HTTP status of an answer. An answer with data is a success,
// whatever errors it carries. In application/json so is every answer to a request
// that was well formed; in application/graphql-response+json the status says why
// there is no data. See https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes
func statusOf(media string, answer *graphql.Response) int {
	if answer.Data != nil || media == mediaJSON {
		return http.StatusOK
	}
	for _, err := range answer.Errors {
		switch err.Extensions["code"] {
		case graph.Internal:
			return http.StatusInternalServerError
		case graph.Unavailable:
			return http.StatusServiceUnavailable
		case graph.Timeout:
			return http.StatusGatewayTimeout
		}
	}
	return http.StatusBadRequest
}

// write sends an answer: errors first, data only when the question was run.
func (e *endpoint) write(w http.ResponseWriter, r *http.Request, status int, media string, answer *graphql.Response) {
	var body bytes.Buffer
	body.Grow(len(answer.Data) + 512)
	body.WriteByte('{')
	entry := func(name string, value []byte) {
		if body.Len() > 1 {
			body.WriteByte(',')
		}
		body.WriteString(strconv.Quote(name))
		body.WriteByte(':')
		body.Write(value)
	}
	if len(answer.Errors) > 0 {
		entry("errors", marshal(errorsOf(r, answer)))
	}
	if answer.Data != nil {
		entry("data", answer.Data)
	}
	if len(answer.Extensions) > 0 {
		entry("extensions", marshal(answer.Extensions))
	}
	body.WriteString("}\n")
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	e.out.send(w, r, status, body.Bytes())
}

// more is the last entry of errors when some were left out.
type more struct {
	Message    string         `json:"message"`
	Extensions map[string]any `json:"extensions"`
}

// errorsOf returns the errors of an answer in the order of the question, so that
// the same question has the same answer, with a last one that counts those left
// out.
func errorsOf(r *http.Request, answer *graphql.Response) []any {
	sorted := slices.Clone(answer.Errors)
	slices.SortStableFunc(sorted, byPlace)
	errs := make([]any, 0, len(sorted)+1)
	for _, err := range sorted {
		errs = append(errs, err)
	}
	result := exchangeOf(r.Context()).result()
	if left := result.errors - len(sorted); left > 0 {
		errs = append(errs, more{
			Message:    fmt.Sprintf("There are %d more errors; only %d are listed.", left, len(sorted)),
			Extensions: map[string]any{"code": result.codes[0]},
		})
	}
	return errs
}

// byPlace orders errors by their place in the question, then in the answer.
func byPlace(a, b *gqlerror.Error) int {
	return cmp.Or(slices.CompareFunc(a.Locations, b.Locations, byLine), slices.CompareFunc(a.Path, b.Path, byStep))
}

// byLine orders places in a document.
func byLine(a, b gqlerror.Location) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// byStep orders steps of paths: places in a list by number, names as they are
// written.
func byStep(a, b ast.PathElement) int {
	i, isIndex := a.(ast.PathIndex)
	j, bothIndex := b.(ast.PathIndex)
	if isIndex && bothIndex {
		return cmp.Compare(i, j)
	}
	return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b))
}

// marshal encodes what is always encodable: errors and extensions of our own.
func marshal(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		return []byte("null")
	}
	return text
}
