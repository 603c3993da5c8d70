package httpd

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
)

// statusOf returns the HTTP status of an answer. An answer with data is a success,
// whatever errors it carries. In application/json so is every answer to a request
// that was well formed; in application/graphql-response+json the status tells why
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

// errorsOf returns the errors of an answer, with a last one that counts those left
// out.
func errorsOf(r *http.Request, answer *graphql.Response) []any {
	errs := make([]any, 0, len(answer.Errors)+1)
	for _, err := range answer.Errors {
		errs = append(errs, err)
	}
	result := exchangeOf(r.Context()).result()
	if left := result.errors - len(answer.Errors); left > 0 {
		errs = append(errs, more{
			Message:    "There are " + strconv.Itoa(left) + " more errors; only the first " + strconv.Itoa(len(answer.Errors)) + " are told.",
			Extensions: map[string]any{"code": result.codes[0]},
		})
	}
	return errs
}

// marshal encodes what is always encodable: errors and extensions of our own.
func marshal(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		return []byte("null")
	}
	return text
}
