package secrecy_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/cmd/internal/draw"
	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
)

// The last change of every history here.
const theEnd = "the end of it"

// followed is what can be followed, from a place that is written into it.
var followed = []struct{ question, begin string }{
	{`subscription { changes(%s) { cursor change { number recordedAt actor note
		items(first: 500) { totalCount nodes { slug type kind reason movedTo changes { field before after } } } } } }`, "since: 0"},
	{`subscription { statusNews(%s) { cursor news { slug day change { number note }
		link { slug status { status } claims { slug } } before { status since } after { status since } } } }`, theBeginning},
	{`subscription { statusNews(%s, filter: {status: {eq: ACTIVE}}) { cursor news { slug change { number note } } } }`, theBeginning},
}

const theBeginning = `since: "1900-01-01T00:00:00Z"`

// stream follows from now on, and returns a reader of all that arrives until the last event
// of the end: headers and bytes, but for what keeps the connection alive, which is the
// clock's.
func (s server) stream(t *testing.T, question string) (read func() string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/graphql?query="+url.QueryEscape(question), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("X-Request-Id", "secrecy-1")
	response, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	arrived, failed := make(chan string, 1), make(chan error, 1)
	go func() {
		response.Header.Del("Date")
		var text strings.Builder
		_ = response.Header.Write(&text)
		lines := bufio.NewScanner(response.Body)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			if line := lines.Text(); line != "" && line != ":" {
				fmt.Fprintln(&text, line)
				if strings.Contains(line, theEnd) {
					arrived <- text.String()
					return
				}
			}
		}
		failed <- fmt.Errorf("the stream ends (%v) after\n%.2000s", lines.Err(), text.String())
	}()
	return func() string {
		t.Helper()
		select {
		case text := <-arrived:
			return text
		case err := <-failed:
			t.Fatal(err)
			return ""
		}
	}
}

// ending is records that every stream shows: a link that becomes active.
func ending() []graph.Record {
	said := func(id graph.ID) graph.Statement {
		return graph.Statement{ID: id, Confidence: graph.Documented, Sources: []graph.ID{"end-list"}}
	}
	on, _ := graph.ParsePartialDate("1990")
	return []graph.Record{
		&graph.Source{Statement: graph.Statement{ID: "end-list", Confidence: graph.Documented}, Title: "List"},
		&graph.City{Statement: said("end-a"), Name: "A", Kind: graph.CityKindTown, Country: "DE"},
		&graph.City{Statement: said("end-b"), Name: "B", Kind: graph.CityKindTown, Country: "DE"},
		&graph.TwinningLink{Statement: said("end-a--end-b"), A: "end-a", B: "end-b", Kind: graph.LinkKindTwinning},
		&graph.Claim{Statement: said("end-claim"), Link: "end-a--end-b", Type: graph.Established, Date: on, Authority: graph.PartyDecision, Side: "end-a"},
	}
}

func submit(t *testing.T, store graph.Store, at time.Time, note string, records ...graph.Record) {
	t.Helper()
	if _, err := registry.New(store, today).Submit(t.Context(), registry.Submission{RecordedAt: at, Actor: "test", Note: note, Records: records}); err != nil {
		t.Fatal(err)
	}
}

// houses are what is followed: how many histories of each; at each door, after how many events
// it is begun again from a cursor, and for how many random subscriptions. Cypher takes a hundred
// times as long as what is in memory.
var houses = []struct {
	name         string
	open         func(*testing.T) house
	doors        []string
	histories    uint64
	every, drawn []int
}{
	{"embedded", embedded, []string{"store"}, 4, []int{1}, []int{40}},
	{"neo4j", neo4j, []string{"mirror", "Cypher"}, 2, []int{5, 50}, []int{10, 2}},
}

// What is followed of the past is the same, byte for byte, with and without secrets between:
// from the beginning, and from every cursor on, whatever is selected and filtered.
func TestSecretsInStreams(t *testing.T) {
	for _, c := range houses {
		events := make([]int, len(c.doors))
		for seed := range c.histories {
			tier := []graph.Tier{graph.TierPublic, graph.TierPartner}[seed%2]
			t.Run(fmt.Sprintf("%s %s history %d", c.name, tier, seed), func(t *testing.T) {
				history := storetest.Twice{Seed: seed, Steps: steps, Tier: tier}
				var heard [2][][]exchange // without and with secrets, by door
				for i := range heard {
					t.Run([]string{"without", "with"}[i], func(t *testing.T) {
						h, servers, recorded := record(t, c.open, history, i == 1)
						if len(recorded.Secret) == 0 {
							t.Fatal("there are no secrets")
						}
						submit(t, h, recorded.Instants[len(recorded.Instants)-1].Add(time.Hour), theEnd, ending()...)
						for d, s := range servers {
							heard[i] = append(heard[i], s.follow(t, recorded, seed, c.every[d], c.drawn[d]))
							for _, e := range heard[i][d] {
								events[d] += strings.Count(e.answer, "event: next")
							}
						}
					})
				}
				for d := range heard[0] {
					same(t, heard[0][d], heard[1][d])
				}
			})
		}
		t.Logf("events followed at %v: %v", c.doors, events)
	}
}

// follow follows all that can be followed, from the beginning and after every so many events,
// then some random subscriptions.
func (s server) follow(t *testing.T, recorded storetest.Recorded, seed uint64, every, drawn int) (heard []exchange) {
	t.Helper()
	for _, f := range followed {
		begin := fmt.Sprintf(f.question, f.begin)
		heard = append(heard, exchange{begin, s.stream(t, begin)()})
		cursors := cursor.FindAllStringSubmatch(heard[len(heard)-1].answer, -1)
		if len(cursors) < 2 {
			t.Errorf("only %d events of %s", len(cursors), begin)
		}
		for n := 0; n < len(cursors)-1; n += every {
			question := fmt.Sprintf(f.question, "after: "+cursors[n][1])
			heard = append(heard, exchange{question, s.stream(t, question)()})
		}
	}
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	i := &interviewer{T: t, server: s, recorded: recorded, proposed: "nothing", total: &sum{}}
	i.Questions = &draw.Questions{Rand: rand.New(rand.NewPCG(seed, 13)), Schema: schema, Scalar: i.scalar, Given: i.given}
	for _, f := range schema.Subscription.Fields {
		i.root = f
		for range drawn / len(schema.Subscription.Fields) {
			question := i.subscription(f)
			heard = append(heard, exchange{question, s.stream(t, question)()})
		}
	}
	return heard
}

// subscription draws a subscription that brings the last event of the end, besides what it is
// about.
func (i *interviewer) subscription(f *ast.FieldDefinition) string {
	_, selection, _ := strings.Cut(i.Root(&ast.FieldDefinition{Name: f.Name, Type: f.Type}, 2), f.Name+"{") // without arguments
	selection = strings.TrimSuffix(selection, "}}")
	arguments := fmt.Sprintf("since: %d", i.IntN(8))
	fixed := "end: change { note }"
	if f.Name == "statusNews" {
		arguments = fmt.Sprintf("since: %q", i.instant())
		if i.IntN(2) == 0 {
			arguments += ", filter: {or: [{status: {eq: ACTIVE}}, " + i.Input("TwinningLinkFilter") + "]}"
		}
		fixed = "end: news { change { note } }"
	}
	return "subscription { " + f.Name + "(" + arguments + ") {" + selection + " " + fixed + " } }"
}

// cursor finds the cursors of events, which come first in them.
var cursor = regexp.MustCompile(`:{"cursor":("[^"]*")`)

// What comes while somebody follows is the same, byte for byte, with and without secrets that
// are recorded between.
func TestSecretsWhileSomebodyFollows(t *testing.T) {
	for _, c := range houses {
		t.Run(c.name, func(t *testing.T) {
			var heard [2][][]exchange // without and with secrets, by door
			for i := range heard {
				t.Run([]string{"without", "with"}[i], func(t *testing.T) { heard[i] = followedWhile(t, c.open(t), i == 1) })
			}
			for d := range heard[0] {
				same(t, heard[0][d], heard[1][d])
			}
		})
	}
}

// followedWhile follows a store while it is written, with secrets or without, and returns what
// came at each door.
func followedWhile(t *testing.T, h house, secrets bool) (heard [][]exchange) {
	t.Helper()
	begun := today().Add(-24 * time.Hour)
	submit(t, h, begun, "the beginning", &graph.City{Statement: graph.Statement{ID: "city", Confidence: graph.Documented}, Name: "City", Kind: graph.CityKindTown, Country: "DE"})
	var read [][]func() string
	for d, door := range h.doors {
		s := serve(t, door.Store, graph.TierPublic, door.carry)
		read = append(read, nil)
		for _, f := range followed {
			read[d] = append(read[d], s.stream(t, fmt.Sprintf(f.question, f.begin)))
		}
	}
	for n := range 20 {
		at := begun.Add(time.Duration(1+n) * time.Minute)
		secret := func(of string) graph.Record {
			id := graph.ID(fmt.Sprintf("contact-%s-%d", of, n))
			return &graph.Contact{Statement: graph.Statement{ID: id, Confidence: graph.Documented}, City: "city", Role: "office", Channel: graph.ChannelEmail, Value: "office@city.example", Tier: graph.TierRestricted}
		}
		open := []graph.Record{&graph.City{Statement: graph.Statement{ID: graph.ID(fmt.Sprintf("town-%d", n)), Confidence: graph.Documented}, Name: "Town", Kind: graph.CityKindTown, Country: "DE"}}
		if secrets { // in changes of their own and with others
			submit(t, h, at.Add(-time.Second), "a secret", secret("alone"))
			open = append(open, secret("with"))
		}
		submit(t, h, at, fmt.Sprint("town ", n), open...)
	}
	submit(t, h, begun.Add(time.Hour), theEnd, ending()...)
	for d := range read {
		heard = append(heard, nil)
		for j, f := range followed {
			heard[d] = append(heard[d], exchange{f.question, read[d][j]()})
		}
	}
	return heard
}
