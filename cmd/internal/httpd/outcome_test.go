package httpd_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/access"
	"twingraph/graph/atlas"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// silent is a store that keeps documents and, while it is told to, is lost before it says so.
type silent struct {
	graph.Store
	lost *bool
}

func (s silent) Put(ctx context.Context, d graph.Document) (graph.Document, error) {
	kept, err := s.Store.Put(ctx, d)
	if *s.lost && err == nil {
		return d, graph.Errorf(graph.Unavailable, "the store is gone")
	}
	return kept, err
}

// A mutation of what is kept beside the network, such as a proposal or a token, does not say
// that nothing was recorded when the store was lost while it was asked to keep it.
func TestWhatIsKeptBesideTheNetworkIsNotSaidToBeLost(t *testing.T) {
	lost := false
	store := silent{own(t), &lost}
	viewer := graph.Viewer{Role: graph.Steward, Tier: graph.TierRestricted, Name: "Sten"}
	handler, err := newHandler(store, &logbook{}, func(c *httpd.Config) {
		c.Atlas = atlas.New(store, time.Now).RecordTo(registry.New(store, time.Now)).
			WithTokens(access.NewTokens(store, time.Now, rand.Reader)).WithProposals(proposal.NewQueue(store, time.Now, rand.Reader), false)
	})
	if err != nil {
		t.Fatal(err)
	}
	s := server{httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), viewer)))
	})), &logbook{}, http.DefaultTransport}
	t.Cleanup(s.Close)
	const propose = `mutation{propose(note:"a report",records:{cities:[{id:"here",population:7,confidence:DOCUMENTED}]}){proposal{id}}}`
	proposed := func() string {
		a := s.ask(t, propose, nil)
		var data struct {
			Propose struct{ Proposal struct{ ID string } }
		}
		if err := json.Unmarshal(a.Data, &data); err != nil || data.Propose.Proposal.ID == "" {
			t.Fatalf("%v %s", err, a.Text)
		}
		return data.Propose.Proposal.ID
	}
	if a := s.ask(t, `mutation{issueToken(name:"old",role:READER){secret}}`, nil); a.code() != "" {
		t.Fatal(a.Text)
	}
	for _, c := range []struct{ name, mutation, question, there string }{
		{"propose", propose, `{proposals{totalCount}}`, `"totalCount":3`},
		{"reject", `mutation{reject(proposal:"` + proposed() + `",reason:"no"){proposal{id}}}`, `{proposals(state:REJECTED){totalCount}}`, `"totalCount":1`},
		{"withdraw", `mutation{withdraw(proposal:"` + proposed() + `"){proposal{id}}}`, ``, ``},
		{"issueToken", `mutation{issueToken(name:"new",role:READER){secret}}`, `{tokens{name}}`, `"new"`},
		{"revokeToken", `mutation{revokeToken(token:"old"){tokens{id}}}`, `{tokens{revokedBy}}`, `"Sten"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			lost = true
			a := s.ask(t, c.mutation, nil)
			lost = false
			if a.code() != graph.Unavailable || strings.Contains(a.Text, "Nothing was recorded") || !strings.Contains(a.Text, "Whether it was recorded is not known") {
				t.Errorf("%s", a.Text)
			}
			if c.question == "" {
				return
			}
			if a := s.ask(t, c.question, nil); !strings.Contains(a.Text, c.there) {
				t.Errorf("%s: %s", c.question, a.Text)
			}
		})
	}
}
