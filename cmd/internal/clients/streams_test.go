package clients_test

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/access"
	"twingraph/graph/atlas"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
)

// living is a server over a file that is written while it is asked, and that is started
// again at the same address.
type living struct {
	*testing.T
	path, address string
	store         *filestore.Store
	desk          *registry.Registry
	tokens        *access.Tokens
	made          int
	later         atomic.Int64 // how much later it is for tokens than the clock says
	stop          func()
}

// holders is who asks, by tokens of the product alone.
type holders struct{ *access.Tokens }

func (h holders) Viewer(ctx context.Context, token string) (graph.Viewer, error) {
	return h.Verify(ctx, token)
}

// start starts the server.
func (l *living) start() {
	l.Helper()
	store, err := filestore.Open(l.path, filestore.Options{})
	if err != nil {
		l.Fatal(err)
	}
	l.store, l.desk, l.tokens = store, registry.New(store, time.Now), access.NewTokens(store, l.now, rand.Reader)
	until, end := context.WithCancel(context.Background())
	limits := httpd.DefaultLimits()
	limits.Time = 10 * time.Minute // it only ends what hangs
	handler, err := httpd.New(httpd.Config{
		Atlas: atlas.New(store, time.Now).FollowBy(store), Store: store, Identity: holders{l.tokens}, Until: until,
		Log: slog.New(slog.DiscardHandler), Registry: prometheus.NewRegistry(), Limits: limits,
	})
	if err != nil {
		l.Fatal(err)
	}
	listener, err := net.Listen("tcp", l.address)
	if err != nil {
		l.Fatal(err)
	}
	l.address = listener.Addr().String()
	server := &http.Server{Handler: handler, ReadHeaderTimeout: time.Minute}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	l.stop = func() {
		end()
		if err := server.Shutdown(context.Background()); err != nil {
			l.Error(err)
		}
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			l.Error(err)
		}
		if err := store.Close(); err != nil {
			l.Error(err)
		}
	}
}

// now is the time for tokens.
func (l *living) now() time.Time { return time.Now().Add(time.Duration(l.later.Load())) }

// token issues a token of a reader.
func (l *living) token(tokens *access.Tokens, tier graph.Tier) string {
	l.Helper()
	_, text, err := tokens.Issue(l.Context(), access.Wanted{Name: "of " + string(tier), Role: graph.RoleReader, Tier: tier}, "test")
	if err != nil {
		l.Fatal(err)
	}
	return text
}

// seen is what a stream is to bring.
type seen struct{ changes, news []string }

// brings adds a change that exists for a viewer.
func (s *seen) brings(note string, slugs ...string) {
	s.changes = append(s.changes, strings.Join(append([]string{fmt.Sprint(len(s.changes) + 1), note}, slugs...), " "))
}

// record makes a change and adds what it brings to the viewers of each tier: in turn a town, a
// contact for RESTRICTED, a town with a contact for PARTNER, a new link, and the end of it.
func (l *living) record(note string, want map[graph.Tier]*seen) {
	l.Helper()
	id := func(kind string) graph.ID { return graph.ID(fmt.Sprintf("%s-%d", kind, l.made)) }
	said := func(id graph.ID) graph.Statement {
		return graph.Statement{ID: id, Confidence: graph.Documented, Sources: []graph.ID{"list"}}
	}
	town := func() *graph.City {
		return &graph.City{Statement: said(id("town")), Name: "Town", Country: "DE", Kind: graph.CityKindTown}
	}
	contact := func(tier graph.Tier) *graph.Contact {
		return &graph.Contact{Statement: said(id("contact")), City: "town-0", Role: "office", Channel: graph.ChannelEmail, Value: "office@town.example", Tier: tier}
	}
	claim := func(link graph.ID, kind graph.ClaimType, year string) *graph.Claim {
		on, err := graph.ParsePartialDate(year)
		if err != nil {
			l.Fatal(err)
		}
		return &graph.Claim{Statement: said(link + "--" + graph.ID(strings.ToLower(string(kind)))), Link: link, Type: kind, Date: on, Authority: graph.PartyDecision, Side: "town-0"}
	}
	var records []graph.Record
	var news string
	tier := graph.TierPublic // from which it exists
	switch kind := l.made % 5; {
	case l.made == 0:
		records = []graph.Record{&graph.Source{Statement: graph.Statement{ID: "list", Confidence: graph.Documented}, Title: "List", Publisher: "Office", URL: "https://list.example"}, town()}
	case kind == 1:
		records, tier = []graph.Record{contact(graph.TierRestricted)}, graph.TierRestricted
	case kind == 2:
		records = []graph.Record{town(), contact(graph.TierPartner)}
	case kind == 3:
		link := id("link")
		records = []graph.Record{town(), &graph.TwinningLink{Statement: said(link), A: "town-0", B: id("town"), Kind: graph.LinkKindTwinning}, claim(link, graph.Established, "1990")}
		news = string(link) + " none ACTIVE"
	case kind == 4:
		link := graph.ID(fmt.Sprintf("link-%d", l.made-1))
		records = []graph.Record{claim(link, graph.Ended, "2020")}
		news = string(link) + " ACTIVE ENDED"
	default:
		records = []graph.Record{town()}
	}
	if _, err := l.desk.Submit(l.Context(), registry.Submission{Actor: "test", Note: note, Records: records}); err != nil {
		l.Fatal(err)
	}
	l.made++
	for viewer, s := range want {
		var slugs []string
		for _, r := range records {
			if _, cited := r.(*graph.Source); cited || viewer.Sees(graph.TierOf(r)) {
				slugs = append(slugs, string(r.Base().ID))
			}
		}
		if viewer.Sees(tier) {
			slices.Sort(slugs)
			s.brings(note, slugs...)
		}
		if news != "" {
			s.news = append(s.news, news)
		}
	}
}

// Clients that are cut off, while others record and the server is started again, see every
// change that exists for them and all news, once and in order.
func TestClientsOfSubscriptions(t *testing.T) {
	const backlog, changes = 10, 124
	if _, err := os.Stat("testdata/node_modules"); err != nil {
		t.Fatalf("the clients are not installed: run make clients (%v)", err)
	}
	for protocol, refused := range map[string]int{"ws": 4403, "sse": http.StatusUnauthorized} {
		t.Run("graphql-"+protocol, func(t *testing.T) {
			l := &living{T: t, path: filepath.Join(t.TempDir(), "twingraph.db"), address: "127.0.0.1:0"}
			l.start()
			defer func() { l.stop() }()
			want := map[graph.Tier]*seen{graph.TierPublic: {}, graph.TierPartner: {}, graph.TierRestricted: {}}
			viewers := fmt.Sprintf(`{"RESTRICTED": %q, "PARTNER": %q, "PUBLIC": ""}`, l.token(l.tokens, graph.TierRestricted), l.token(l.tokens, graph.TierPartner))
			unknown := l.token(access.NewTokens(storetest.NewReference(), time.Now, rand.Reader), graph.TierRestricted)
			for range backlog {
				l.record(fmt.Sprint("change ", l.made), want)
			}

			client := exec.CommandContext(t.Context(), "node", "testdata/streams.mjs", protocol, "http://"+l.address+"/graphql", viewers, unknown)
			var failure strings.Builder
			client.Stderr = &failure
			out, err := client.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := client.Start(); err != nil {
				t.Fatal(err)
			}
			var last string
			lines := bufio.NewScanner(out)
			lines.Buffer(nil, 1<<20)
			for lines.Scan() {
				switch last = lines.Text(); {
				case last != "seen" || l.made == changes:
				case l.made == changes-1:
					l.record("the last", want)
				default:
					l.record(fmt.Sprint("change ", l.made), want)
					if l.made%50 == 0 {
						l.stop()
						l.start()
					}
				}
			}
			if err := errors.Join(lines.Err(), client.Wait()); err != nil {
				t.Fatalf("%v\n%s", err, failure.String())
			}
			var got struct {
				Shown map[graph.Tier]struct {
					Changes, News struct {
						Shown []string
						Cuts  int
					}
				}
				Refused any
			}
			if err := json.Unmarshal([]byte(last), &got); err != nil {
				t.Fatalf("%v: %.300s", err, last)
			}
			for tier, s := range want {
				is := got.Shown[tier]
				for _, c := range []struct {
					of        string
					got, want []string
				}{{"changes", is.Changes.Shown, s.changes}, {"news", is.News.Shown, s.news}} {
					if at := differ(c.got, c.want); at >= 0 {
						t.Errorf("%s sees %d %s, want %d; from the place %d on\n%q, want\n%q", tier, len(c.got), c.of, len(c.want), at, c.got[at:min(at+3, len(c.got))], c.want[at:min(at+3, len(c.want))])
					}
				}
				if is.Changes.Cuts < len(s.changes)/10 || is.News.Cuts < len(s.news)/10 {
					t.Errorf("%s was cut off only %d and %d times", tier, is.Changes.Cuts, is.News.Cuts)
				}
			}
			if got.Refused != float64(refused) {
				t.Errorf("a token that nobody knows is refused by %v, want %d", got.Refused, refused)
			}
		})
	}
}

// A client whose token is revoked, or expires, while it follows is shown nothing that is recorded
// later, and is refused for good by a code that says why, although it connects again by itself.
func TestClientsWhoseTokenDoesNotHoldAnyMore(t *testing.T) {
	if _, err := os.Stat("testdata/node_modules"); err != nil {
		t.Fatalf("the clients are not installed: run make clients (%v)", err)
	}
	for protocol, refused := range map[string]int{"ws": 4403, "sse": http.StatusUnauthorized} {
		for how, end := range map[string]func(*living) error{
			"is revoked": func(l *living) error {
				_, err := l.tokens.Revoke(t.Context(), "of PARTNER", "test")
				return err
			},
			"expires": func(l *living) error { // tokens are issued for ninety days
				l.later.Store(int64(100 * 24 * time.Hour))
				return nil
			},
		} {
			t.Run("graphql-"+protocol+", the token "+how, func(t *testing.T) {
				l := &living{T: t, path: filepath.Join(t.TempDir(), "twingraph.db"), address: "127.0.0.1:0"}
				l.start()
				defer func() { l.stop() }()
				until := time.Now().AddDate(0, 0, 90)
				_, token, err := l.tokens.Issue(t.Context(), access.Wanted{Name: "of PARTNER", Role: graph.RoleReader, Tier: graph.TierPartner, ExpiresAt: &until}, "test")
				if err != nil {
					t.Fatal(err)
				}
				l.record("the first", nil)
				client := exec.CommandContext(t.Context(), "node", "testdata/ending.mjs", protocol, "http://"+l.address+"/graphql", token)
				var failure strings.Builder
				client.Stderr = &failure
				out, err := client.StdoutPipe()
				if err != nil {
					t.Fatal(err)
				}
				if err := client.Start(); err != nil {
					t.Fatal(err)
				}
				var said []string
				for lines := bufio.NewScanner(out); lines.Scan(); {
					if said = append(said, lines.Text()); lines.Text() == "1" {
						if err := end(l); err != nil {
							t.Error(err)
						}
						l.record("the second", nil)
						l.record("the third", nil)
					}
				}
				if err := client.Wait(); err != nil {
					t.Fatalf("%v\n%s", err, failure.String())
				}
				if want := []string{"1", fmt.Sprint("refused by ", refused)}; !slices.Equal(said, want) {
					t.Errorf("%q, want %q", said, want)
				}
			})
		}
	}
}

// differ returns the first place at which two lists differ, or -1.
func differ(a, b []string) int {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			return i
		}
	}
	return -1
}
