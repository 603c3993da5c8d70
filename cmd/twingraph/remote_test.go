package main

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"twingraph/graph"
)

// What servers answer, and those that are none of ours.
func TestAnswersOfServersAreRead(t *testing.T) {
	for name, c := range map[string]struct {
		body  io.Reader
		said  int
		fails string // in the error; empty for none
		code  graph.Code
	}{
		"something":                 {strings.NewReader(`{"report": {"added": 3}}`), 3, "", ""},
		"something and errors":      {strings.NewReader(`{"report": {"added": 3}, "errors": [{"message": "row 7", "extensions": {"code": "BAD_USER_INPUT"}}]}`), 3, "row 7", graph.BadUserInput},
		"errors alone":              {strings.NewReader(`{"errors": [{"message": "no", "extensions": {"code": "FORBIDDEN"}}]}`), 0, "no", graph.Forbidden},
		"errors and nothing":        {strings.NewReader(`{"report": null, "errors": [{"message": "no"}]}`), 0, "no", ""},
		"something else":            {strings.NewReader(`{"data": {"added": 3}}`), 0, "no answer of Twingraph", ""},
		"a page":                    {strings.NewReader(`<!doctype html><title>Sign in</title>`), 0, "502 Bad Gateway: this is no answer of Twingraph: <!doctype", ""},
		"nothing":                   {strings.NewReader(``), 0, "no answer of Twingraph", ""},
		"errors that are none":      {strings.NewReader(`{"errors": "no"}`), 0, "no answer of Twingraph", ""},
		"an answer that breaks off": {io.MultiReader(strings.NewReader(`{"rep`), iotest.ErrReader(io.ErrUnexpectedEOF)), 0, "broke off", ""},
	} {
		var got struct{ Added int }
		err := readAnswer(&http.Response{Status: "502 Bad Gateway", Body: io.NopCloser(c.body)}, "report", &got)
		if (err == nil) != (c.fails == "") || err != nil && !strings.Contains(err.Error(), c.fails) || got.Added != c.said {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		if failure, ok := errors.AsType[*graph.Error](err); c.code != "" && (!ok || failure.Code != c.code) {
			t.Errorf("%s: %v has no code %s", name, err, c.code)
		}
		if errors.Is(err, errBrokeOff) != (c.fails == "broke off") {
			t.Errorf("%s: broke off: %v", name, err)
		}
	}
}
