package httpd_test

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/access"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// attempt is a call of a mutation that some may make.
type attempt struct {
	name  string
	call  string
	least graph.Role // who may make it
	tier  graph.Tier // from which on it does what is asked
	below graph.Code // what those get who may and are below that tier: an error, "" for problems
	of    func(d *council) string
}

// attempts has at least one call of every mutation of the schema; %q is what of returns. None of
// them changes the network.
var attempts = map[string][]attempt{
	"record": {
		{"a city", `(note:"n",dryRun:true,records:{cities:[{name:"Else",kind:TOWN,confidence:DOCUMENTED}]}){problems{code}}`, graph.Editor, graph.TierPublic, "", nil},
		{"a contact for partners", `(note:"n",dryRun:true,records:{contacts:[{city:"here",role:"office",channel:WEB,value:"https://a.example",tier:PARTNER,confidence:DOCUMENTED}]}){problems{code}}`, graph.Editor, graph.TierPartner, "", nil},
		{"a contact that is restricted", `(note:"n",dryRun:true,records:{contacts:[{city:"here",role:"office",channel:WEB,value:"https://a.example",tier:RESTRICTED,confidence:DOCUMENTED}]}){problems{code}}`, graph.Editor, graph.TierRestricted, "", nil},
		{"a correction of what is restricted", `(note:"n",dryRun:true,records:{contacts:[{id:"cleo-hidden",role:"another",confidence:DOCUMENTED}]}){problems{code}}`, graph.Editor, graph.TierRestricted, "", nil},
	},
	"retract": {
		{"a claim", `(note:"n",dryRun:true,records:[{word:CLAIM,id:"here--there--1",reason:"r"}]){problems{code}}`, graph.Editor, graph.TierPublic, "", nil},
		{"what is restricted", `(note:"n",dryRun:true,records:[{word:CONTACT,id:"cleo-hidden",reason:"r"}]){problems{code}}`, graph.Editor, graph.TierRestricted, "", nil},
		{"what something hidden may refer to", `(note:"n",dryRun:true,records:[{word:CITY,id:"elsewhere",reason:"r"}]){problems{code}}`, graph.Editor, graph.TierRestricted, "", nil},
	},
	"merge": {{"cities", `(dryRun:true,word:CITY,from:"elsewhere",into:"there",reason:"r"){problems{code}}`, graph.Editor, graph.TierRestricted, "", nil}},
	"undo": {
		{"a change of somebody else", `(dryRun:true,change:3,reason:"r"){problems{code}}`, graph.Steward, graph.TierPublic, "", nil},
		{"a change that few see", `(dryRun:true,change:7,reason:"r"){problems{code}}`, graph.Steward, graph.TierRestricted, graph.NotFound, nil},
	},
	"erase": {
		{"what everybody sees", `(dryRun:true,records:[{word:CONTACT,id:"anna-nowak"}],reason:"r"){problems{code}}`, graph.Steward, graph.TierPublic, "", nil},
		{"what is restricted", `(dryRun:true,records:[{word:CONTACT,id:"cleo-hidden"}],reason:"r"){problems{code}}`, graph.Steward, graph.TierRestricted, graph.NotFound, nil},
	},
	"propose": {
		{"a city", `(note:"n",dryRun:true,records:{cities:[{name:"Else",kind:TOWN,confidence:DOCUMENTED}]}){problems{code}}`, graph.Contributor, graph.TierPublic, "", nil},
		{"what is restricted", `(note:"n",dryRun:true,records:{contacts:[{city:"here",role:"office",channel:WEB,value:"https://a.example",tier:RESTRICTED,confidence:DOCUMENTED}]}){problems{code}}`, graph.Contributor, graph.TierRestricted, "", nil},
	},
	"accept": {
		{"what everybody may see", `(dryRun:true,proposal:%q){problems{code}}`, graph.Editor, graph.TierPublic, "", ofTier(graph.TierPublic)},
		{"what is restricted", `(dryRun:true,proposal:%q){problems{code}}`, graph.Editor, graph.TierRestricted, graph.NotFound, ofTier(graph.TierRestricted)},
	},
	"reject": {
		{"what everybody may see", `(proposal:%q,reason:"r"){problems{code}}`, graph.Editor, graph.TierPublic, "", ofTier(graph.TierPublic)},
		{"what is restricted", `(proposal:%q,reason:"r"){problems{code}}`, graph.Editor, graph.TierRestricted, graph.NotFound, ofTier(graph.TierRestricted)},
	},
	"withdraw": {
		{"one's own", `(proposal:%q){problems{code}}`, graph.Contributor, graph.TierPublic, "", (*council).proposedByAnn},
		{"that of somebody else", `(proposal:%q){problems{code}}`, graph.Steward, graph.TierPublic, graph.NotFound, ofTier(graph.TierPublic)},
	},
	"issueToken": {
		{"for everybody", `(name:"x",role:READER,tier:PUBLIC){token{id}}`, graph.Steward, graph.TierPublic, "", nil},
		{"for what is restricted", `(name:"x",role:READER,tier:RESTRICTED){token{id}}`, graph.Steward, graph.TierRestricted, graph.Forbidden, nil},
	},
	"revokeToken": {{"any", `(token:%q){tokens{id}}`, graph.Steward, graph.TierPublic, "", (*council).issued}},
}

// council is a counter that also takes proposals and hands out tokens.
type council struct {
	*counter
	tokens *access.Tokens
	drawn  int
}

func newCouncil(t *testing.T, store graph.Store) *council {
	c := &council{counter: newCounter(t, store), tokens: access.NewTokens(store, time.Now, rand.Reader)}
	handler, err := newHandler(store, c.log, func(config *httpd.Config) {
		config.Atlas = atlas.New(store, time.Now).RecordTo(registry.New(store, time.Now)).EraseBy(store).WithTokens(c.tokens).
			WithProposals(proposal.NewQueue(store, time.Now, rand.Reader), false)
	})
	if err != nil {
		t.Fatal(err)
	}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), c.who)))
	}))
	t.Cleanup(c.Close)
	return c
}

// proposes hands in a proposal of a contact of a tier as a viewer, and returns its id.
func (c *council) proposes(as graph.Viewer, tier graph.Tier) string {
	c.t.Helper()
	was := c.who
	defer func() { c.who = was }()
	c.who = as
	c.drawn++
	a := c.ask(c.t, fmt.Sprintf(`mutation{propose(note:"n",records:{contacts:[{city:"here",role:"office",channel:WEB,value:"https://a.example/%d",tier:%s,confidence:DOCUMENTED}]}){proposal{id}}}`, c.drawn, tier), nil)
	var data struct {
		Propose struct{ Proposal struct{ ID string } }
	}
	if err := json.Unmarshal(a.Data, &data); err != nil || data.Propose.Proposal.ID == "" {
		c.t.Fatalf("%v %s", err, a.Text)
	}
	return data.Propose.Proposal.ID
}

func ofTier(tier graph.Tier) func(*council) string {
	return func(c *council) string {
		return c.proposes(graph.Viewer{Role: graph.Contributor, Tier: graph.TierRestricted, Name: "Conny"}, tier)
	}
}

func (c *council) proposedByAnn() string {
	return c.proposes(graph.Viewer{Role: graph.Contributor, Tier: graph.TierPublic, Name: "Ann"}, graph.TierPublic)
}

func (c *council) issued() string {
	token, _, err := c.tokens.Issue(c.t.Context(), access.Wanted{Name: "x", Role: graph.RoleReader, Tier: graph.TierPublic}, "test")
	if err != nil {
		c.t.Fatal(err)
	}
	return token.ID
}

// Who may make which mutation: every one of the schema, by every role of every tier, on both
// stores. A mutation that is in no row fails.
func TestEveryMutationByRoleAndTier(t *testing.T) {
	onBothStores(t, func(t *testing.T, store graph.Store) {
		c := newCouncil(t, store)
		before, err := store.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		known := map[string]bool{}
		for _, f := range generated.NewExecutableSchema(generated.Config{}).Schema().Mutation.Fields {
			known[f.Name] = true
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			if len(attempts[f.Name]) == 0 {
				t.Errorf("%s is in no row: say who may make it", f.Name)
			}
		}
		for name, rows := range attempts {
			if !known[name] {
				t.Errorf("there is no mutation %s", name)
			}
			for _, row := range rows {
				for _, role := range graph.Roles() {
					for _, tier := range graph.Tiers() {
						c.tries(name, row, graph.Viewer{Role: role, Tier: tier, Name: "Ann"})
					}
				}
			}
		}
		if after, err := store.Head(t.Context()); err != nil || after.Seq != before.Seq {
			t.Errorf("something was recorded: change %d after %d, %v", after.Seq, before.Seq, err)
		}
	})
}

// tries makes a call as a viewer and checks what becomes of it.
func (c *council) tries(name string, row attempt, who graph.Viewer) {
	c.t.Run(fmt.Sprintf("%s %s/%s/%s", name, row.name, who.Role, who.Tier), func(t *testing.T) {
		call := row.call
		if row.of != nil {
			call = fmt.Sprintf(call, row.of(c))
		}
		want, status := graph.Code(""), http.StatusOK
		sees := who.Tier.Sees(row.tier)
		switch {
		case name == "withdraw" && row.below != "" && who.Role.Has(graph.Contributor) && !who.Role.Has(row.least): // that there is one is not said
			want = row.below
		case name == "undo" && who.Role.Has(graph.Editor) && !sees && row.below != "": // whose it is is not said
			want = row.below
		case who.Role == graph.Anonymous:
			want, status = graph.Unauthenticated, http.StatusUnauthorized
		case !who.Role.Has(row.least):
			want, status = graph.Forbidden, http.StatusForbidden
		case !sees:
			want = row.below
			if want == graph.Forbidden {
				status = http.StatusForbidden
			}
		}
		c.who = who
		a := c.ask(t, `mutation{`+name+call+`}`, nil)
		if a.code() != want || a.Status != status && want != graph.NotFound {
			t.Fatalf("%d %q, want %d %q: %s", a.Status, a.code(), status, want, a.Text)
		}
		if problems := strings.Contains(a.Text, `"problems":[{`); want == "" && problems == sees {
			t.Errorf("%s", a.Text)
		}
	})
}
