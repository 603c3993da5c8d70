package httpd

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
)

// rejection is why a request is rejected before its question is looked at.
type rejection struct {
	status int
	err    *graph.Error
	header http.Header // to send; may be nil
}

// reject returns a rejection with a sentence.
func reject(status int, code graph.Code, format string, args ...any) *rejection {
	return &rejection{status: status, err: graph.Errorf(code, format, args...)}
}

// with returns the rejection with a header.
func (r *rejection) with(name, value string) *rejection {
	r.header = http.Header{name: {value}}
	return r
}

// readGet reads a question from the query string.
func readGet(r *http.Request, limits Limits) (*graphql.RawParams, *rejection) {
	if len(r.URL.RawQuery) > limits.Address {
		return nil, reject(http.StatusRequestURITooLong, graph.LimitExceeded,
			"The address is %d bytes long; at most %d are allowed. Send the question by POST.", len(r.URL.RawQuery), limits.Address)
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, reject(http.StatusBadRequest, graph.BadUserInput, "The address cannot be read: its query string is not well formed.")
	}
	if !utf8.ValidString(strings.Join(slices.Concat(values["query"], values["operationName"], values["variables"], values["extensions"]), "")) {
		return nil, reject(http.StatusBadRequest, graph.BadUserInput, "The question is not UTF-8.")
	}
	params := map[string]json.RawMessage{}
	for _, name := range []string{"query", "operationName"} {
		if values.Has(name) {
			text, err := json.Marshal(values.Get(name))
			if err != nil {
				return nil, reject(http.StatusBadRequest, graph.BadUserInput, "%q cannot be read.", name)
			}
			params[name] = text
		}
	}
	for _, name := range []string{"variables", "extensions"} {
		if text := values.Get(name); text != "" {
			if !json.Valid([]byte(text)) {
				return nil, reject(http.StatusBadRequest, graph.BadUserInput, "%q is not JSON.", name)
			}
			params[name] = json.RawMessage(text)
		}
	}
	return readParams(params)
}

// mostDiscarded is how many bytes of a body that is too large are read, to say so.
const mostDiscarded = 64 << 20

// readPost reads a question from the body.
func readPost(r *http.Request, limits Limits) (*graphql.RawParams, *rejection) {
	if rejection := checkMedia(r.Header); rejection != nil {
		return nil, rejection
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, limits.Body+1))
	if int64(len(body)) > limits.Body {
		// A client that is still sending does not read an answer: it sees a broken connection.
		_, _ = io.CopyN(io.Discard, r.Body, mostDiscarded)
		return nil, reject(http.StatusRequestEntityTooLarge, graph.LimitExceeded,
			"The body is larger than the %d bytes allowed. Send values as variables and fragments once, or ask in several requests.", limits.Body)
	}
	if err != nil {
		return nil, reject(http.StatusBadRequest, graph.BadUserInput, "The body ended before it was complete.")
	}
	if !utf8.Valid(body) {
		return nil, reject(http.StatusBadRequest, graph.BadUserInput, "The question is not UTF-8.")
	}
	var params map[string]json.RawMessage
	if err := json.Unmarshal(body, &params); err != nil || params == nil {
		return nil, reject(http.StatusBadRequest, graph.BadUserInput, `The body has to be one JSON object with a "query"%s.`, where(err))
	}
	return readParams(params)
}

// checkMedia checks that the body is JSON in UTF-8 and not compressed. That a form
// is no JSON keeps other sites from asking in a visitor's name.
func checkMedia(header http.Header) *rejection {
	media, parameters, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || media != mediaJSON {
		return reject(http.StatusUnsupportedMediaType, graph.BadUserInput, "Send the question as Content-Type: application/json.").with("Accept-Post", mediaJSON)
	}
	if charset, ok := parameters["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
		return reject(http.StatusUnsupportedMediaType, graph.BadUserInput, "Send the question in UTF-8.").with("Accept-Post", mediaJSON)
	}
	if encoding := header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return reject(http.StatusUnsupportedMediaType, graph.BadUserInput, "Send the question without Content-Encoding.").with("Accept-Encoding", "identity")
	}
	return nil
}

// where says at which byte a JSON error is, if it is at one.
func where(err error) string {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Sprintf("; it stops being JSON at byte %d", syntax.Offset)
	}
	return ""
}

// readParams reads the parameters of a question by the book: names are exact,
// null counts as left out, anything of the wrong type is refused, and what is not
// known is left alone.
func readParams(params map[string]json.RawMessage) (*graphql.RawParams, *rejection) {
	p := &graphql.RawParams{}
	for _, parameter := range []struct {
		name, kind string
		into       any
	}{
		{"query", "a string", &p.Query},
		{"operationName", "a string", &p.OperationName},
		{"variables", "an object", &p.Variables},
		{"extensions", "an object", &p.Extensions},
	} {
		text, ok := params[parameter.name]
		if !ok {
			continue
		}
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		if err := decoder.Decode(parameter.into); err != nil {
			return nil, &rejection{http.StatusBadRequest,
				graph.Errorf(graph.BadUserInput, "%q has to be %s.", parameter.name, parameter.kind).At(parameter.name), nil}
		}
	}
	for name, value := range p.Variables {
		p.Variables[name] = plain(value)
	}
	for name, text := range map[string]string{"query": p.Query, "operationName": p.OperationName} {
		if problem := wrongText(text); problem != "" {
			return nil, &rejection{http.StatusBadRequest, graph.Errorf(graph.BadUserInput, "%q cannot be read: %s.", name, problem).At(name), nil}
		}
	}
	if p.Query == "" && p.Extensions["persistedQuery"] == nil {
		return nil, &rejection{http.StatusBadRequest,
			graph.Errorf(graph.BadUserInput, `There is no question: "query" is missing. The schema is at /schema.graphql, an editor at /graphiql.`).At("query"), nil}
	}
	return p, nil
}
