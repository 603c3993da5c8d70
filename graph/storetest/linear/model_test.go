package linear

import (
	"testing"

	"github.com/anishathalye/porcupine"
)

// A judge who finds no fault in these would prove nothing.
func TestWhatIsNotLinear(t *testing.T) {
	added := answered{change: 1, recordedAt: "one"}
	first := porcupine.Operation{Input: asked{kind: put, number: 7}, Output: added, Call: 1, Return: 2}
	then := func(in asked, out answered) porcupine.Operation {
		return porcupine.Operation{ClientId: 1, Input: in, Output: out, Call: 3, Return: 4}
	}
	second := func(in asked, out answered) porcupine.Operation {
		return porcupine.Operation{ClientId: 2, Input: in, Output: out, Call: 5, Return: 6}
	}
	put8 := then(asked{kind: put, number: 8}, answered{change: 2, recordedAt: "two"})
	for name, c := range map[string]struct {
		history []porcupine.Operation
		is      bool
	}{
		"what was acknowledged is read":    {[]porcupine.Operation{first, then(asked{kind: read}, answered{known: true, number: 7, at: "one"})}, true},
		"what was acknowledged is missing": {[]porcupine.Operation{first, then(asked{kind: read}, answered{})}, false},
		"an older version is read":         {[]porcupine.Operation{first, put8, second(asked{kind: read}, answered{known: true, number: 7, at: "one"})}, false},
		"an update is lost":                {[]porcupine.Operation{first, put8, second(asked{kind: replace, number: 9, at: "one"}, answered{change: 3, recordedAt: "three"})}, false},
		"an update is refused":             {[]porcupine.Operation{first, put8, second(asked{kind: replace, number: 9, at: "one"}, answered{})}, true},
		"a good update is refused":         {[]porcupine.Operation{first, then(asked{kind: replace, number: 9, at: "one"}, answered{})}, false},
		"what is not there is taken back":  {[]porcupine.Operation{then(asked{kind: retract}, answered{change: 2})}, false},
		"what was changed since is undone": {[]porcupine.Operation{first, put8, second(asked{kind: undo, change: 1}, answered{change: 3})}, false},
		"undone, it is as it was": {[]porcupine.Operation{first, put8, second(asked{kind: undo, change: 2}, answered{change: 3, recordedAt: "three"}),
			{ClientId: 3, Input: asked{kind: read}, Output: answered{known: true, number: 7, at: "three"}, Call: 7, Return: 8}}, true},
		"what is as a change left it again is undone": {[]porcupine.Operation{first, put8, second(asked{kind: undo, change: 2}, answered{change: 3, recordedAt: "three"}),
			{ClientId: 3, Input: asked{kind: undo, change: 1}, Output: answered{change: 4, recordedAt: "four"}, Call: 7, Return: 8},
			{ClientId: 3, Input: asked{kind: read}, Output: answered{}, Call: 9, Return: 10}}, true},
		"what was undone is undone once more": {[]porcupine.Operation{first, put8, second(asked{kind: undo, change: 2}, answered{change: 3, recordedAt: "three"}),
			{ClientId: 3, Input: asked{kind: undo, change: 2}, Output: answered{change: 4}, Call: 7, Return: 8}}, false},
		"a key is recorded twice": {[]porcupine.Operation{then(asked{kind: put, number: 8, key: "k"}, answered{change: 2}),
			second(asked{kind: put, number: 8, key: "k"}, answered{change: 3})}, false},
		"a key is repeated": {[]porcupine.Operation{then(asked{kind: put, number: 8, key: "k"}, answered{change: 2}),
			second(asked{kind: put, number: 8, key: "k"}, answered{change: 2, repeated: true})}, true},
		"a key is repeated that was not recorded": {[]porcupine.Operation{then(asked{kind: put, number: 8, key: "k"}, answered{change: 2, repeated: true})}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if is := porcupine.CheckOperations(cities(), c.history); is != c.is {
				t.Errorf("linear: %v", is)
			}
		})
	}
}
