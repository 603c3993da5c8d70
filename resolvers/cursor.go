package resolvers

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"

	"twingraph/graph"
)

// cursor is what a cursor holds: the place of a record in an order, and which
// question it belongs to.
type cursor struct {
	Question string `json:"q"`
	Text     string `json:"t,omitempty"` // the key as text, by its kind
	Kind     string `json:"k,omitempty"` // s, d, n or f; empty for no key
	ID       string `json:"i,omitempty"`
}

// questionOf identifies a question by what must not change between its pages.
func questionOf(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p))))
		h.Write([]byte(p))
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:9])
}

// encode returns the cursor of a position in a question.
func encode(question string, p graph.Position) string {
	c := cursor{Question: question, ID: string(p.ID)}
	switch key := p.Key.(type) {
	case string:
		c.Kind, c.Text = "s", key
	case graph.Day:
		c.Kind, c.Text = "d", strconv.Itoa(int(key))
	case int64:
		c.Kind, c.Text = "n", strconv.FormatInt(key, 10)
	case float64:
		c.Kind, c.Text = "f", strconv.FormatFloat(key, 'g', -1, 64)
	}
	b, err := json.Marshal(c)
	if err != nil {
		panic("resolvers: a cursor of strings cannot fail to encode: " + err.Error())
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// noCursor returns the error of what is no cursor.
func noCursor(s, argument string) error {
	return graph.Errorf(graph.BadUserInput, "%.60q is not a cursor: pass the startCursor, the endCursor or a cursor of an earlier page, unchanged", s).At(argument)
}

// decode reads a cursor of the given question. Errors have code BadUserInput and are about
// the argument.
func decode(question, s, argument string) (*graph.Position, error) {
	bad := noCursor(s, argument)
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return nil, bad
	}
	var c cursor
	if err := json.Unmarshal(b, &c); err != nil || !graph.ValidID(graph.ID(c.ID)) && (c.ID != "" || c.Kind != "s") {
		return nil, bad
	}
	if c.Question != question {
		return nil, graph.Errorf(graph.BadUserInput,
			"this cursor belongs to another question: all arguments but those of the page must stay the same from page to page; start again without %s", argument).At(argument)
	}
	p := &graph.Position{ID: graph.ID(c.ID)}
	var n int64
	switch c.Kind {
	case "s":
		p.Key = c.Text
	case "d":
		n, err = strconv.ParseInt(c.Text, 10, 32)
		p.Key = graph.Day(n)
	case "n":
		p.Key, err = strconv.ParseInt(c.Text, 10, 64)
	case "f":
		p.Key, err = strconv.ParseFloat(c.Text, 64)
	case "":
	default:
		return nil, bad
	}
	if err != nil {
		return nil, bad
	}
	return p, nil
}
