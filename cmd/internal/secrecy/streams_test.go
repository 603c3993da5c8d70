package secrecy_test

import (
	"bufio"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
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

// What is followed of the past is the same, byte for byte, with and without secrets between:
// from the beginning, and from every cursor on.
func TestSecretsInStreams(t *testing.T) {
	const histories = 4
	for seed := range uint64(histories) {
		tier := []graph.Tier{graph.TierPublic, graph.TierPartner}[seed%2]
		t.Run(fmt.Sprintf("%s history %d", tier, seed), func(t *testing.T) {
			plain, fuller := embedded(t), embedded(t)
			recorded := storetest.RecordTwice(t, plain, fuller, storetest.Twice{Seed: seed, Steps: steps, Tier: tier})
			if len(recorded.Secret) == 0 {
				t.Fatal("there are no secrets")
			}
			last := recorded.Instants[len(recorded.Instants)-1].Add(time.Hour)
			var servers []server
			for _, store := range []graph.Store{plain, fuller} {
				submit(t, store, last, theEnd, ending()...)
				servers = append(servers, serve(t, store, tier, nil))
			}
			for _, f := range followed {
				begin := fmt.Sprintf(f.question, f.begin)
				from := []exchange{{begin, servers[0].stream(t, begin)()}}
				cursors := cursor.FindAllStringSubmatch(from[0].answer, -1)
				if len(cursors) < 2 {
					t.Errorf("only %d events of %s", len(cursors), begin)
				}
				with := []exchange{{begin, servers[1].stream(t, begin)()}}
				for _, c := range cursors[:len(cursors)-1] {
					question := fmt.Sprintf(f.question, "after: "+c[1])
					from = append(from, exchange{question, servers[0].stream(t, question)()})
					with = append(with, exchange{question, servers[1].stream(t, question)()})
				}
				same(t, from, with)
			}
		})
	}
}

// cursor finds the cursors of events, which come first in them.
var cursor = regexp.MustCompile(`:{"cursor":("[^"]*")`)

// What comes while somebody follows is the same, byte for byte, with and without secrets that
// are recorded between.
func TestSecretsWhileSomebodyFollows(t *testing.T) {
	begun := today().Add(-24 * time.Hour)
	var heard [2][]exchange
	for i := range heard {
		store := embedded(t)
		submit(t, store, begun, "the beginning", &graph.City{Statement: graph.Statement{ID: "city", Confidence: graph.Documented}, Name: "City", Kind: graph.CityKindTown, Country: "DE"})
		s := serve(t, store, graph.TierPublic, nil)
		var read []func() string
		for _, f := range followed {
			read = append(read, s.stream(t, fmt.Sprintf(f.question, f.begin)))
		}
		for n := range 20 {
			at := begun.Add(time.Duration(1+n) * time.Minute)
			secret := func(of string) graph.Record {
				id := graph.ID(fmt.Sprintf("contact-%s-%d", of, n))
				return &graph.Contact{Statement: graph.Statement{ID: id, Confidence: graph.Documented}, City: "city", Role: "office", Channel: graph.ChannelEmail, Value: "office@city.example", Tier: graph.TierRestricted}
			}
			open := []graph.Record{&graph.City{Statement: graph.Statement{ID: graph.ID(fmt.Sprintf("town-%d", n)), Confidence: graph.Documented}, Name: "Town", Kind: graph.CityKindTown, Country: "DE"}}
			if i == 1 { // in changes of their own and with others
				submit(t, store, at.Add(-time.Second), "a secret", secret("alone"))
				open = append(open, secret("with"))
			}
			submit(t, store, at, fmt.Sprint("town ", n), open...)
		}
		submit(t, store, begun.Add(time.Hour), theEnd, ending()...)
		for j, f := range followed {
			heard[i] = append(heard[i], exchange{f.question, read[j]()})
		}
	}
	same(t, heard[0], heard[1])
}
