package linear

import (
	"fmt"
	"slices"
	"strings"

	"github.com/anishathalye/porcupine"
)

// kind is what a client does with a city.
type kind string

const (
	read    kind = "read"
	put     kind = "put"     // a number, whatever is there
	replace kind = "replace" // a number, where the version is there that was read
	retract kind = "retract"
	merge   kind = "merge" // into a city that nobody looks at
	undo    kind = "undo"
)

// asked is what a client asks for.
type asked struct {
	kind   kind
	city   string
	number int    // that is put
	at     string // of replace: when the version was recorded that is there
	key    string // of put: names the request; empty for none
	change int    // of undo
}

// answered is what a client was answered.
type answered struct {
	known  bool // of a read
	number int
	at     string

	change     int // that was recorded; 0 for none
	recordedAt string
	repeated   bool
}

// city is what is known of a city: the state of the model.
type city struct {
	now  content
	at   string // when that was recorded
	past string // the changes, each with what was there before it and what it left
	keys string // of requests that were recorded, each with its change
}

type content struct {
	known  bool
	number int
	merged bool // of a city that is not known: it leads to another one
}

// with returns the city after a change.
func (c city) with(now content, out answered) city {
	c.past += fmt.Sprintf("%d %v %v\n", out.change, c.now, now)
	c.now, c.at = now, out.recordedAt
	return c
}

// undone returns what is there when a change is undone, and whether it can be: the city is as the
// change left it.
func (c city) undone(change int) (content, bool) {
	_, step, found := strings.Cut("\n"+c.past, fmt.Sprintf("\n%d ", change))
	if !found {
		return content{}, false
	}
	var before, left content
	if _, err := fmt.Sscanf(step, "{%t %d %t} {%t %d %t}", &before.known, &before.number, &before.merged, &left.known, &left.number, &left.merged); err != nil {
		panic(err) // with wrote it
	}
	return before, left == c.now
}

// step reports whether a city can answer so, and returns the city after it.
func (c city) step(in asked, out answered) (bool, city) {
	if in.kind == read {
		return out.known == c.now.known && (!out.known || out.number == c.now.number && out.at == c.at), c
	}
	if out.repeated {
		return in.key != "" && strings.Contains(c.keys, keyed(in.key, out)), c
	}
	var takes bool
	after := content{known: true, number: in.number}
	switch in.kind {
	case put:
		takes = in.key == "" || !strings.Contains(c.keys, " "+in.key+"=")
	case replace:
		takes = c.now.known && c.at == in.at
	case retract, merge:
		takes, after = c.now.known, content{merged: in.kind == merge}
	case undo:
		after, takes = c.undone(in.change)
	}
	if out.change == 0 {
		return !takes, c
	}
	next := c.with(after, out)
	if in.key != "" {
		next.keys += keyed(in.key, out)
	}
	return takes, next
}

func keyed(key string, out answered) string { return fmt.Sprintf(" %s=%d;", key, out.change) }

// cities is the model of cities that are changed each by itself.
func cities() porcupine.Model {
	return porcupine.Model{
		Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
			of := map[string][]porcupine.Operation{}
			var names []string
			for _, o := range history {
				name := o.Input.(asked).city
				if of[name] == nil {
					names = append(names, name)
				}
				of[name] = append(of[name], o)
			}
			slices.Sort(names)
			var parts [][]porcupine.Operation
			for _, name := range names {
				parts = append(parts, of[name])
			}
			return parts
		},
		Init: func() any { return city{} },
		Step: func(state, input, output any) (bool, any) {
			return state.(city).step(input.(asked), output.(answered))
		},
		DescribeOperation: func(input, output any) string { return fmt.Sprintf("%+v: %+v", input, output) },
	}
}
