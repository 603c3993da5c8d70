package httpd_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// recording makes the handler of a server that records, and takes everybody for viewer.
func recording(t *testing.T, store graph.Store, viewer graph.Viewer, change func(*httpd.Config)) http.Handler {
	t.Helper()
	handler, err := newHandler(store, &logbook{}, func(c *httpd.Config) {
		c.Atlas = atlas.New(store, time.Now).RecordTo(registry.New(store, time.Now))
		if change != nil {
			change(c)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), viewer)))
	})
}

var editor = graph.Viewer{Role: graph.Editor, Tier: graph.TierPublic, Name: "Erin"}

const recordsANumber = `mutation($key: String) { record(note: "it ended", idempotencyKey: $key, records: {
  cities: [{id: "here", population: 7, confidence: DOCUMENTED}] }) { change { number } corrected problems { message } } }`

// Nothing is changed by reading, and by nobody who shows no token.
func TestWhoRecordsNothing(t *testing.T) {
	store := own(t)
	s := newServer(t, store, func(c *httpd.Config) { c.Atlas = atlas.New(store, time.Now).RecordTo(registry.New(store, time.Now)) })
	if a := s.send(t, "GET", asked(recordsANumber), ""); a.Status != http.StatusMethodNotAllowed || a.Header.Get("Allow") != "POST" {
		t.Errorf("by GET: %d %s", a.Status, a.Text)
	}
	if a := s.ask(t, recordsANumber, nil); a.code() != graph.Unauthenticated {
		t.Errorf("without a token: %s", a.Text)
	}
	if head, err := store.Head(t.Context()); err != nil || head.Seq != 1 {
		t.Errorf("change %d, %v", head.Seq, err)
	}
}

// What a mutation may answer grows with the number of the records that it is given.
func TestCostOfAMutation(t *testing.T) {
	s := newServer(t, own(t), nil)
	cost := func(cities string) int {
		return s.ask(t, `mutation{record(note:"n",records:{cities:[`+cities+`]}){records{slug sources{title}}}}`, nil).Extensions.Cost.Requested
	}
	one, ten := cost(`{name:"A"}`), cost(strings.Repeat(`{name:"A"}`, 10))
	if ten-one != 9*(1+1+3) { // slug, sources and three titles each
		t.Errorf("one record costs %d, ten cost %d", one, ten)
	}
}

// slow is a store of which a test says what takes longer than anybody waits.
type slow struct {
	graph.Store
	records, append, changes bool
}

func (s slow) Records(ctx context.Context, v graph.View, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	if s.records {
		<-ctx.Done()
		return nil, graph.Errorf(graph.Timeout, "records").Because(ctx.Err())
	}
	return s.Store.Records(ctx, v, word, ids)
}

func (s slow) Append(ctx context.Context, b graph.Batch) (graph.Change, error) {
	if s.append {
		<-ctx.Done()
		return graph.Change{}, graph.Errorf(graph.Timeout, "append").Because(ctx.Err())
	}
	return s.Store.Append(ctx, b)
}

func (s slow) Changes(ctx context.Context, v graph.View, w graph.Window[graph.Seq]) ([]graph.Change, error) {
	if s.changes {
		<-ctx.Done()
		return nil, graph.Errorf(graph.Timeout, "changes").Because(ctx.Err())
	}
	return s.Store.Changes(ctx, v, w)
}

// A mutation whose time runs out says whether it was recorded.
func TestMutationsThatAreCutSayWhatBecameOfThem(t *testing.T) {
	for name, c := range map[string]struct {
		slow slow
		want string
	}{
		"before anything was recorded": {slow{records: true}, "Nothing was recorded."},
		"while it is recorded":         {slow{append: true}, "not known: ask again with the same idempotencyKey"},
		"after it was recorded":        {slow{changes: true}, "It was recorded; only this answer is not whole."},
	} {
		t.Run(name, func(t *testing.T) {
			c.slow.Store = own(t)
			synctest.Test(t, func(t *testing.T) {
				handler := recording(t, c.slow, editor, func(c *httpd.Config) { c.Limits.Time = 50 * time.Millisecond })
				s := server{&httptest.Server{URL: "http://localhost"}, &logbook{}, inPlace{handler}}
				if a := s.ask(t, recordsANumber, map[string]any{"key": "one"}); a.code() != graph.Timeout || !strings.Contains(a.Text, c.want) {
					t.Errorf("%s\nwant %s", a.Text, c.want)
				}
			})
		})
	}
}

// What is no question is refused where each request has a context of its own, too.
func TestWhatIsRefusedOverAMirror(t *testing.T) {
	s := newServer(t, own(t), func(c *httpd.Config) { c.Asking = func(ctx context.Context) context.Context { return ctx } })
	for _, text := range []string{"{", "{nothing}", ""} {
		if a := s.ask(t, text, nil); a.Status >= http.StatusInternalServerError || a.code() != graph.BadUserInput {
			t.Errorf("%q: %d %s", text, a.Status, a.Text)
		}
	}
}
