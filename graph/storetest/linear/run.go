package linear

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
)

// Clients is how many ask at once.
const Clients = 16

// Ask asks a question of the API for a client from 0 to Clients-1, an editor of the
// tier RESTRICTED, and returns
// its answer as it came. The error is of a question without an answer.
type Ask func(client int, question string, variables map[string]any) ([]byte, error)

// Seeds returns the seeds to run with: one to few, or to what TWINGRAPH_TEST_LINEAR says.
func Seeds(t testing.TB, few int) []uint64 {
	t.Helper()
	if text := os.Getenv("TWINGRAPH_TEST_LINEAR"); text != "" {
		var err error
		if few, err = strconv.Atoi(text); err != nil || few < 1 {
			t.Fatalf("TWINGRAPH_TEST_LINEAR is %q", text)
		}
	}
	seeds := make([]uint64, few)
	for i := range seeds {
		seeds[i] = uint64(i + 1)
	}
	return seeds
}

const (
	towns   = 6  // that are changed
	actions = 24 // of each client, of which one with a key is two
)

// run is what the clients did.
type run struct {
	testing.TB
	ask   Ask
	begun time.Time
	seed  uint64

	mu      sync.Mutex
	history []porcupine.Operation
	at      map[string]int // changes by when they were recorded
	did     map[kind]int   // how often something was changed
	refused map[kind]int   // how often it was not
}

// Run has sixteen clients change and read a few cities of a store at once, at random by a
// seed, and judges their answers. It names its cities by the seed and returns how many changes
// it recorded: each was acknowledged, once.
func Run(t testing.TB, seed uint64, ask Ask) (changes int) {
	t.Helper()
	r := &run{TB: t, ask: ask, begun: time.Now(), seed: seed, at: map[string]int{}, did: map[kind]int{}, refused: map[kind]int{}}
	if a := r.change(0, asked{kind: put, city: r.sink()}); a.change == 0 {
		t.Fatal("the first city was not recorded")
	}
	var all sync.WaitGroup
	for n := range Clients {
		c := &client{run: r, n: n, Rand: rand.New(rand.NewPCG(seed, uint64(n))), seen: map[string]answered{}}
		all.Go(c.act)
	}
	all.Wait()
	last := &client{run: r, seen: map[string]answered{}}
	for n := range towns {
		last.do(asked{kind: read, city: r.town(n)})
	}
	if t.Failed() {
		return 0
	}
	model := cities()
	result, info := porcupine.CheckOperationsVerbose(model, r.history, time.Minute)
	if result != porcupine.Ok {
		path := t.ArtifactDir() + "/history.html"
		t.Errorf("the history of %d actions with seed %d is %s; see %s: %v", len(r.history), seed, result, path, porcupine.VisualizePath(model, info, path))
	}
	for _, k := range []kind{put, replace, retract, merge, undo} {
		if r.did[k] == 0 || k != put && r.refused[k] == 0 {
			t.Errorf("seed %d: %s was done %d times and refused %d times: too little happens", seed, k, r.did[k], r.refused[k])
		}
	}
	return len(r.at)
}

func (r *run) town(n int) string { return fmt.Sprintf("linear-%d-%d", r.seed, n) }
func (r *run) sink() string      { return fmt.Sprintf("linear-%d-sink", r.seed) }

// client is one of those who ask.
type client struct {
	*run
	*rand.Rand
	n, puts int
	seen    map[string]answered // what was read last, by city
	own     []asked             // to undo what was done
}

// act does one thing after the other.
func (c *client) act() {
	for range actions {
		if c.Failed() {
			return
		}
		in := asked{city: c.town(c.IntN(towns))}
		switch p := c.IntN(100); {
		case p < 25:
			in.kind = read
		case p < 55:
			in.kind = replace
			if c.IntN(3) > 0 || c.seen[in.city].at == "" {
				c.seen[in.city] = c.do(asked{kind: read, city: in.city})
			}
			in.at = c.seen[in.city].at
			if in.at == "" {
				continue // nothing is there
			}
		case p < 68:
			in.kind = put
		case p < 78:
			in.kind = put
			in.key = fmt.Sprintf("%s-%d-%d", in.city, c.n, c.puts)
		case p < 84:
			in.kind = retract
		case p < 88:
			in.kind = merge
		case len(c.own) > 0:
			in = c.own[max(0, len(c.own)-1-c.IntN(3))]
		default:
			in.kind = read
		}
		if in.kind == put || in.kind == replace {
			c.puts++
			in.number = 1 + c.puts*Clients + c.n
		}
		var again sync.WaitGroup
		if in.key != "" {
			again.Go(func() { c.do(in) })
		}
		out := c.do(in)
		again.Wait()
		if in.kind == read {
			c.seen[in.city] = out
		} else if out.change != 0 {
			c.own = append(c.own, asked{kind: undo, city: in.city, change: out.change})
		}
	}
}

// do asks for something and notes what was answered, and when.
func (c *client) do(in asked) answered {
	call := time.Since(c.begun)
	out := c.answer(c.n, in)
	back := time.Since(c.begun)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.history = append(c.history, porcupine.Operation{ClientId: c.n, Input: in, Output: out, Call: int64(call), Return: int64(back)})
	return out
}

// answer asks for something.
func (r *run) answer(client int, in asked) answered {
	if in.kind != read {
		return r.change(client, in)
	}
	var got struct {
		Data struct {
			City *struct {
				Slug       string
				Population int
				RecordedAt string
			}
		}
		Errors failures
	}
	r.send(client, `query($id: ID!) { city(id: $id) { slug population recordedAt } }`, map[string]any{"id": in.city}, &got)
	if c := got.Data.City; c != nil && c.Slug == in.city { // and not the one that stands for it now
		return answered{known: true, number: c.Population, at: c.RecordedAt}
	}
	r.expects(in, got.Errors, "NOT_FOUND")
	return answered{}
}

type failures []struct {
	Message    string
	Extensions struct{ Code string }
}

// expects fails the test on an error of another code.
func (r *run) expects(in asked, errors failures, codes ...string) {
	for _, e := range errors {
		known := false
		for _, code := range codes {
			known = known || e.Extensions.Code == code
		}
		if !known {
			r.Errorf("%+v: %s: %s", in, e.Extensions.Code, e.Message)
		}
	}
}

func (r *run) send(client int, question string, variables map[string]any, into any) {
	text, err := r.ask(client, question, variables)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		r.Errorf("%s: %v", question, err)
	}
}
