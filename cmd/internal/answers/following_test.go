package answers_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
	"twingraph/graph/registry"
)

// follow follows changes at a server and returns how to read the next: its note and its
// cursor; and how to cut it off.
func follow(t *testing.T, server, from string) (next func() (note, cursor string), cut func()) {
	t.Helper()
	ctx, cut := context.WithCancel(t.Context())
	question := `subscription { changes(` + from + `) { cursor change { number note } } }`
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server+"/graphql?query="+url.QueryEscape(question), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	if response.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(response.Body)
		t.Fatalf("%s %s", response.Status, text)
	}
	lines := bufio.NewScanner(response.Body)
	return func() (note, cursor string) {
		t.Helper()
		for lines.Scan() {
			text, ok := strings.CutPrefix(lines.Text(), "data: ")
			if !ok {
				continue
			}
			var event struct {
				Data struct {
					Changes struct {
						Cursor string
						Change struct {
							Number int
							Note   string
						}
					}
				}
			}
			if err := json.Unmarshal([]byte(text), &event); err != nil || event.Data.Changes.Cursor == "" {
				t.Fatalf("%v: %s", err, text)
			}
			shown := event.Data.Changes
			return fmt.Sprint(shown.Change.Number, " ", shown.Change.Note), shown.Cursor
		}
		t.Fatal("the stream ended: ", lines.Err())
		return "", ""
	}, cut
}

// Two servers over one Neo4j, one of which has a mirror: what is followed at one shows what
// was recorded at either, once and in order, and goes on at the other after the last cursor.
func TestFollowingAcrossTwoServers(t *testing.T) {
	const rounds = 4
	a := mirrorOf(t, neostoretest.Empty(t, nil))
	b := neostoretest.Ready(t, neo4jtest.ForTest(t), nil)
	stores := []graph.Store{a, b}
	var servers []string
	for _, store := range stores {
		until, end := context.WithCancel(t.Context())
		handler, err := httpd.New(httpd.Config{
			Atlas: atlas.New(store, time.Now).FollowBy(store), Store: store, Log: slog.New(slog.DiscardHandler),
			Registry: prometheus.NewRegistry(), Limits: limits(), Until: until,
		})
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(handler)
		t.Cleanup(server.Close)
		t.Cleanup(end) // before the server is closed, which waits for streams
		servers = append(servers, server.URL)
	}
	made := 0
	record := func(at int) {
		t.Helper()
		made++
		id := graph.ID(fmt.Sprintf("town-%d", made))
		if _, err := registry.New(stores[at], time.Now).Submit(t.Context(), registry.Submission{
			Actor: "test", Note: fmt.Sprintf("change %d", made),
			Records: []graph.Record{&graph.City{Statement: graph.Statement{ID: id, Confidence: graph.Documented}, Name: "Town", Kind: graph.CityKindTown}},
		}); err != nil {
			t.Fatal(err)
		}
	}
	seen := 0
	read := func(next func() (string, string)) (cursor string) {
		t.Helper()
		seen++
		note, cursor := next()
		if want := fmt.Sprintf("%d change %d", seen, seen); note != want {
			t.Fatalf("%q comes, want %q", note, want)
		}
		return cursor
	}
	from := "since: 0"
	for round := range rounds {
		here, there := round%2, 1-round%2
		record(here) // while nobody listens
		record(there)
		next, cut := follow(t, servers[there], from)
		read(next)
		read(next)
		for _, at := range []int{here, there, here} { // while somebody does
			record(at)
			from = fmt.Sprintf("after: %q", read(next))
		}
		cut()
	}
	if seen != 5*rounds || made != seen {
		t.Errorf("%d changes were made, %d seen", made, seen)
	}
}
