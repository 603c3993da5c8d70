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

// retryAfter is after how many seconds to try again what is not available now.
const retryAfter = "1"

// statusOf returns the HTTP status of an answer. An answer with data is a success,
// whatever errors it carries. In application/json so is every answer to a request
// that was well formed; in application/graphql-response+json the status says why
// there is no data. See https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes
//
// Where the store is gone, so that nothing could be answered, it is 503 in both: proxies and
// clients know from the status that the same question may be asked again. So they know by 401
// and 403 what a token would help, or a role. What is still being computed is there soon by
// itself: that is 503 in application/graphql-response+json alone.
func statusOf(media string, answer *graphql.Response) int {
	switch {
	case nothingBut(answer, graph.Unavailable), media != mediaJSON && nothingBut(answer, graph.NotReady):
		return http.StatusServiceUnavailable
	case nothingBut(answer, graph.Unauthenticated):
		return http.StatusUnauthorized
	case nothingBut(answer, graph.Forbidden):
		return http.StatusForbidden
	}
	if answer.Data != nil || media == mediaJSON {
		return http.StatusOK
	}
	for _, err := range answer.Errors {
		switch err.Extensions["code"] {
		case graph.Internal:
			return http.StatusInternalServerError
		case graph.Timeout:
			return http.StatusGatewayTimeout
		}
	}
	return http.StatusBadRequest
}

// nothingBut reports whether an answer holds nothing but errors, one with the code among them.
func nothingBut(answer *graphql.Response, code graph.Code) bool {
	has := func(err *gqlerror.Error) bool { return err.Extensions["code"] == code }
	if !slices.ContainsFunc(answer.Errors, has) {
		return false
	}
	var data map[string]json.RawMessage
	if answer.Data != nil && json.Unmarshal(answer.Data, &data) != nil {
		return false
	}
	for _, field := range data {
		if string(field) != "null" {
			return false
		}
	}
	return true
}

// write sends an answer.
func (e *endpoint) write(w http.ResponseWriter, r *http.Request, status int, media string, answer *graphql.Response) {
	e.send(w, r, status, media, content{body: bodyOf(r, answer)})
}

// bodyOf returns the body of an answer: errors first, data only when the question was run.
func bodyOf(r *http.Request, answer *graphql.Response) []byte {
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
	return body.Bytes()
}

// send sends the body of an answer with the headers that answers have.
func (e *endpoint) send(w http.ResponseWriter, r *http.Request, status int, media string, c content) {
	h := w.Header()
	h.Set("Content-Type", media+"; charset=utf-8")
	if h.Get("ETag") == "" {
		h.Set("Cache-Control", notKept(r))
	} else {
		h.Set("Cache-Control", kept(r))
	}
	authorize(h, status)
	if status == http.StatusServiceUnavailable && h.Get("Retry-After") == "" {
		h.Set("Retry-After", retryAfter)
	}
	e.out.deliver(w, r, status, c)
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
	result := exchangeOf(r.Context()).result()
	sorted := result.first
	if len(sorted) == 0 { // nothing is kept outside of a request
		sorted = answer.Errors
	}
	errs := make([]any, 0, len(sorted)+1)
	for _, err := range sorted {
		errs = append(errs, err)
	}
	if left := result.errors - len(sorted); left > 0 {
		errs = append(errs, more{
			Message:    fmt.Sprintf("There are %d more errors; only %d are listed.", left, len(sorted)),
			Extensions: map[string]any{"code": sorted[0].Extensions["code"]},
		})
	}
	return errs
}

// byPlace orders errors by their place in the question, then in the answer, then by what
// they say: no two that differ are equal.
func byPlace(a, b *gqlerror.Error) int {
	return cmp.Or(slices.CompareFunc(a.Locations, b.Locations, byLine), slices.CompareFunc(a.Path, b.Path, byStep), cmp.Compare(a.Message, b.Message))
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
