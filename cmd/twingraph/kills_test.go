package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

// rounds is how often something is killed: a few times in every test, as often as
// TWINGRAPH_TEST_KILLS says in make kills.
func rounds(t *testing.T, few int) int {
	t.Helper()
	n, err := strconv.Atoi(cmp.Or(os.Getenv("TWINGRAPH_TEST_KILLS"), strconv.Itoa(few)))
	if err != nil || n < 1 {
		t.Fatalf("TWINGRAPH_TEST_KILLS is %q", os.Getenv("TWINGRAPH_TEST_KILLS"))
	}
	return n
}

// A server of the embedded store is killed while four clients write: what it acknowledged is
// there afterwards, what it did not is there in full or not at all, and requests that are made
// again are answered as before.
func TestWritesSurviveKillsOfTheServer(t *testing.T) {
	data := filepath.Join(t.TempDir(), "twingraph.db")
	s := newSiege(t, nil, "--data", data)
	for round := range rounds(t, 5) {
		p, _ := s.serve()
		many := round%10 == 3
		longest := 300 * time.Millisecond
		if many {
			longest = time.Second
		}
		wrote := s.write(round, p.url(), s.delay(longest), many, func() {
			p.kill()
		})
		again, _ := s.serve()
		s.judge(round, "the server", again.url(), wrote)
		again.kill()
	}
	s.conclude()
}

// The same over Neo4j, where the server and Neo4j are killed by turns. A server outlives its
// Neo4j and goes on by itself.
func TestWritesSurviveKillsOverNeo4j(t *testing.T) {
	neo := neo4jtest.Own(t, localneo4j.Options{Password: "a-long-password"})
	s := newSiege(t, []string{"NEO4J_URI=" + neo.URI, "NEO4J_USERNAME=" + neo.Username, "NEO4J_PASSWORD=" + neo.Password})
	p, url := s.serve()
	for round := range rounds(t, 2) {
		killed := "the server"
		// What a lost writer left of a large batch is in the way for two minutes: few of those.
		many := round%100 == 50 || round%100 == 51
		longest := 2 * time.Second
		if many {
			longest = 6 * time.Second
		}
		var wrote []*writing
		if round%2 == 0 {
			wrote = s.write(round, url, s.delay(longest), many, func() { p.kill() })
			p, url = s.serve()
		} else {
			killed = "Neo4j"
			wrote = s.write(round, url, s.delay(longest), many, func() {
				if err := neo.Kill(); err != nil {
					t.Error(err)
				}
				if err := neo.Start(t.Context()); err != nil {
					t.Error(err)
				}
			})
			eventually(t, url+"/readyz", 200)
		}
		s.judge(round, killed, url, wrote)
	}
	s.conclude()
	p.kill()
}

// siege is a store whose servers are killed while clients write.
type siege struct {
	*testing.T
	variables, arguments []string
	chance               *rand.Rand
	clients              []*client
	head, wrong          int            // the number of the last change that was judged, and how many sentences failed the test
	known                map[string]int // records by type that are known
	sum                  struct{ rounds, acknowledged, uncertain, found, refused, again int }
}

// newSiege prepares a store by the variables and arguments that name it, and four clients.
func newSiege(t *testing.T, variables []string, arguments ...string) *siege {
	t.Helper()
	s := &siege{T: t, arguments: arguments, chance: rand.New(rand.NewPCG(7, uint64(rounds(t, 1)))), known: map[string]int{}}
	s.variables = append([]string{"TWINGRAPH_MAX_COST=100000000"}, variables...)
	for _, name := range []string{"ann", "ben", "cem", "dee"} {
		issue := launch(t, s.variables, append([]string{"token", "issue", name, "--role", "EDITOR", "--tier", "RESTRICTED"}, arguments...)...)
		if code := issue.code(); code != 0 {
			t.Fatalf("exit code %d: %s", code, issue.written())
		}
		s.clients = append(s.clients, &client{name: name, token: secretIn(t, issue.written())})
	}
	return s
}

// serve starts a server, and waits until it can answer.
func (s *siege) serve() (p *program, url string) {
	s.Helper()
	p = launch(s.T, s.variables, append([]string{"serve", "--listen", "127.0.0.1:0"}, s.arguments...)...)
	url = p.url()
	eventually(s.T, url+"/readyz", 200)
	return p, url
}

// kill ends a program as a power cut would.
func (p *program) kill() {
	p.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		p.t.Error(err)
	}
	if code := p.code(); code != -1 {
		p.t.Errorf("exit code %d before it was killed:\n%s", code, p.written())
	}
}

// delay returns how long after the first answer something is killed.
func (s *siege) delay(longest time.Duration) time.Duration {
	return time.Duration(s.chance.Int64N(int64(longest)))
}

// write has all clients write until the server stops answering as it should, which follows
// from kill, and returns what they wrote, a client's in order. The time until kill is called
// begins with the first write that is acknowledged; in every eighth round with the first that
// is sent. With many the first client begins with a large submission.
func (s *siege) write(round int, url string, delay time.Duration, many bool, kill func()) []*writing {
	s.Helper()
	begun, over, ended := make(chan struct{}, len(s.clients)), make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	wrote := make([][]*writing, len(s.clients))
	for i, c := range s.clients {
		all.Go(func() {
			if round%8 == 7 {
				begun <- struct{}{}
			}
			for n := 0; ; n++ {
				w := c.next(round, many && i == 0 && n == 0)
				c.send(s.T, url, w)
				wrote[i] = append(wrote[i], w)
				if n == 0 && round%8 != 7 {
					begun <- struct{}{}
				}
				if w.outcome != acknowledged {
					return
				}
				c.learn(w)
				select {
				case <-over:
					return
				default:
				}
			}
		})
	}
	<-begun
	time.AfterFunc(delay, func() {
		defer close(ended)
		close(over)
		kill()
	})
	<-ended
	all.Wait()
	return slices.Concat(wrote...)
}

// conclude checks what is left at the end, and prints the sums.
func (s *siege) conclude() {
	s.Helper()
	p, url := s.serve()
	for _, c := range s.clients {
		if c.count == 0 {
			continue
		}
		var got struct{ City struct{ Population int } }
		_, text := askAs(s.T, url, c.token, `{city(id:"counter-`+c.name+`"){population}}`)
		var a answered
		if err := json.Unmarshal([]byte(text), &a); err == nil {
			_ = json.Unmarshal(a.Data, &got)
		}
		if got.City.Population != c.count {
			s.Errorf("%s counted to %d, and the store has %s", c.name, c.count, text)
		}
	}
	p.end()
	check := launch(s.T, s.variables, append([]string{"check"}, s.arguments...)...)
	if code := check.code(); code != 0 || !strings.Contains(check.written(), "all laws hold") {
		s.Errorf("exit code %d: %s", code, check.written())
	}
	s.Logf("%d rounds: %d writes acknowledged, %d uncertain of which %d are there, %d refused; %d changes; %d requests made again; %s",
		s.sum.rounds, s.sum.acknowledged, s.sum.uncertain, s.sum.found, s.sum.refused, s.head, s.sum.again, fmt.Sprint(s.known))
}
