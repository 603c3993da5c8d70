package httpd_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/export/formats"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// counter is a server of what can be erased, at which a test is whoever it says.
type counter struct {
	server
	t     *testing.T
	store graph.Store
	who   graph.Viewer
}

// newCounter serves two towns and contacts of one of them.
func newCounter(t *testing.T, store graph.Store) *counter {
	t.Helper()
	c := &counter{t: t, store: store, who: sten}
	c.log = &logbook{}
	office := registry.New(store, time.Now)
	handler, err := newHandler(store, c.log, func(config *httpd.Config) {
		config.Atlas = atlas.New(store, time.Now).RecordTo(office).EraseBy(store).FollowBy(store)
	})
	if err != nil {
		t.Fatal(err)
	}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), c.who)))
	}))
	t.Cleanup(c.Close)
	c.carry = &http.Transport{DisableCompression: true}
	source := &graph.Source{Statement: graph.Statement{ID: "list", Confidence: graph.Documented}, Title: "A list"}
	said := func(id graph.ID) graph.Statement {
		return graph.Statement{ID: id, Confidence: graph.Documented, Sources: []graph.ID{"list"}}
	}
	place := func(id graph.ID) graph.Record {
		return &graph.City{Statement: said(id), Name: strings.ToUpper(string(id)), Kind: graph.CityKindTown}
	}
	for day, s := range []registry.Submission{
		{Note: "towns", Records: []graph.Record{source, place("here"), place("there")}},
		{Note: "a promise to anna", Records: []graph.Record{contactOf("anna-nowak", graph.TierPublic), place("elsewhere")}},
		{Note: "anna has another number", Records: []graph.Record{corrected(contactOf("anna-nowak", graph.TierPublic))}},
		{Note: "for partners", Records: []graph.Record{contactOf("ben-partner", graph.TierPartner)}},
		{Note: "for nobody else", Records: []graph.Record{contactOf("cleo-hidden", graph.TierRestricted), corrected(contactOf("dora-hidden-since", graph.TierPublic))}},
		{Note: "dora is hidden", Records: []graph.Record{contactOf("dora-hidden-since", graph.TierRestricted)}},
		{Note: "no dora", Retractions: []graph.Retraction{{Word: graph.WordContact, ID: "ben-partner", Reason: "ben asked"}}},
		{Note: "a link", Records: []graph.Record{
			&graph.TwinningLink{Statement: said("here--there"), A: "here", B: "there", Kind: graph.LinkKindTwinning},
			&graph.Claim{Statement: said("here--there--1"), Link: "here--there", Type: graph.Established, Authority: graph.ThirdParty}}},
	} {
		s.Actor, s.RecordedAt = "editor", erasingDay(day)
		if _, err := office.Submit(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func erasingDay(n int) time.Time { return time.Date(2026, 11, 1+n, 0, 0, 0, 0, time.UTC) }

func contactOf(id graph.ID, tier graph.Tier) *graph.Contact {
	return &graph.Contact{
		Statement: graph.Statement{ID: id, Confidence: graph.Documented, Sources: []graph.ID{"list"}, Notes: "a note of " + string(id)},
		City:      "here", Role: "office", Channel: graph.ChannelEmail, Value: string(id) + "@town.example", Tier: tier,
	}
}

func corrected(c *graph.Contact) *graph.Contact {
	c.Value = "new." + c.Value
	return c
}

var sten = graph.Viewer{Role: graph.Steward, Tier: graph.TierRestricted, Name: "Sten"}

// erase asks to erase contacts.
func (c *counter) erase(dryRun bool, reason string, ids ...string) answer {
	c.t.Helper()
	var named []any
	for _, id := range ids {
		named = append(named, map[string]any{"word": "CONTACT", "id": id})
	}
	return c.ask(c.t, `mutation($r:[RecordReference!]!,$why:String!,$dry:Boolean!){erase(records:$r,reason:$why,dryRun:$dry){erasedAt words{word records versions} problems{field code message}}}`,
		map[string]any{"r": named, "why": reason, "dry": dryRun})
}

const someoneAsked = "a person asked"

// Who may erase what: each role of each tier. A record above the viewer's tier is like one that
// never was.
func TestWhoErases(t *testing.T) {
	c := newCounter(t, empty(t))
	least := map[string]graph.Tier{"anna-nowak": graph.TierPublic, "ben-partner": graph.TierPartner, "cleo-hidden": graph.TierRestricted, "dora-hidden-since": graph.TierRestricted}
	for _, role := range graph.Roles() {
		for _, tier := range graph.Tiers() {
			c.who = graph.Viewer{Role: role, Tier: tier, Name: "Ann"}
			nobody := strings.ReplaceAll(c.erase(true, someoneAsked, "nobody").Text, "nobody", "ID")
			for id, from := range least {
				t.Run(fmt.Sprintf("%s/%s/%s", role, tier, id), func(t *testing.T) {
					a := c.erase(true, someoneAsked, id)
					want := graph.Code("")
					switch {
					case role == graph.Anonymous:
						want = graph.Unauthenticated
					case role != graph.Steward:
						want = graph.Forbidden
					case !tier.Sees(from):
						want = graph.NotFound
					}
					if a.code() != want {
						t.Fatalf("%q, want %q: %s", a.code(), want, a.Text)
					}
					if want == "" && !strings.Contains(a.Text, `"erasedAt":null,"words":[{"word":"CONTACT","records":1,"versions":`) {
						t.Errorf("%s", a.Text)
					}
					if want != "" && requestless(a.Text) != requestless(nobody) {
						t.Errorf("%s\nis not as for nobody\n%s", a.Text, nobody)
					}
				})
			}
			a := c.ask(t, `{erasures{totalCount}}`, nil)
			want := graph.Code("")
			switch {
			case role == graph.Anonymous:
				want = graph.Unauthenticated
			case role != graph.Steward || tier != graph.TierRestricted:
				want = graph.Forbidden
			}
			if a.code() != want {
				t.Errorf("erasures for %s %s: %s", role, tier, a.Text)
			}
		}
	}
}

// requestless returns an answer without the id of its request.
func requestless(text string) string {
	before, after, found := strings.Cut(text, `"requestId":"`)
	if !found {
		return text
	}
	_, after, _ = strings.Cut(after, `"`)
	return before + after
}

// What cannot be erased is said without a word of the record, and nothing is erased then.
func TestWhatIsNotErased(t *testing.T) {
	c := newCounter(t, empty(t))
	for _, k := range []struct{ name, call, want string }{
		{"a word with nothing personal", `erase(records:[{word:CONTACT,id:"anna-nowak"},{word:CITY,id:"here"}],reason:"x")`, `{"field":"records.1.word","code":"INVALID","message":"records of the type City hold nothing personal: retract it instead"}`},
		{"no reason", `erase(records:[{word:CONTACT,id:"anna-nowak"}],reason:" ")`, `"field":"reason","code":"INVALID","message":"is required`},
		{"a reason with the address", `erase(records:[{word:CONTACT,id:"anna-nowak"}],reason:"delete ANNA-nowak@town.example")`, `"field":"reason","code":"INVALID","message":"repeats what is to be erased`},
		{"a reason with the id", `erase(records:[{word:CONTACT,id:"anna-nowak"}],reason:"anna-nowak asked")`, `"message":"repeats what is to be erased`},
		{"twice the same", `erase(records:[{word:CONTACT,id:"anna-nowak"},{word:CONTACT,id:"anna-nowak"}],reason:"x")`, `{"field":"records.1.id","code":"INVALID","message":"is named twice: name each record once"}`},
		{"no id", `erase(records:[{word:CONTACT,id:"Not An Id"}],reason:"x")`, `"message":"is neither a slug nor a global id of a Contact"`},
		{"nothing", `erase(records:[],reason:"x")`, `there is nothing to erase`},
		{"one that never was beside one that is", `erase(records:[{word:CONTACT,id:"anna-nowak"},{word:CONTACT,id:"nobody"}],reason:"x")`, `there is no such Contact`},
	} {
		t.Run(k.name, func(t *testing.T) {
			if a := c.ask(t, `mutation{`+k.call+`{erasedAt words{word} problems{field code message}}}`, nil); !strings.Contains(a.Text, k.want) || strings.Contains(a.Text, "anna") {
				t.Errorf("%s\nwant %s", a.Text, k.want)
			}
		})
	}
	if a := c.ask(t, `{contact(id:"anna-nowak"){value} erasures{totalCount}}`, nil); !strings.Contains(a.Text, "anna-nowak@town.example") || !strings.Contains(a.Text, `"totalCount":0`) {
		t.Errorf("%s", a.Text)
	}
}

// allDays are the days on which something was recorded, and the one after.
var allDays = []int{0, 1, 2, 3, 4, 5, 6, 7, 8}

// trace asks by every route there is, as of the instants of days and as of now, and returns
// all answers.
func (c *counter) trace(days ...int) string {
	c.t.Helper()
	var all strings.Builder
	instants := []string{""}
	for _, day := range days {
		instants = append(instants, erasingDay(day).Format(time.RFC3339))
	}
	node := atlas.WriteGlobalID(graph.WordContact, "anna-nowak", "")
	for _, at := range instants {
		known, also := "", ""
		if at != "" {
			known, also = fmt.Sprintf("(knownAt:%q)", at), fmt.Sprintf(",knownAt:%q", at)
		}
		for _, q := range []string{
			`{contacts` + known + `{totalCount nodes{slug role value notes versions{nodes{recordedAt kind change{note} changes{field before after}}}}}}`,
			`{city(id:"here"` + also + `){contacts{nodes{slug value}}}}`,
			`{search(query:"anna"` + also + `){nodes{name node{... on Record{slug}}}}}`,
			`{changes` + known + `{totalCount nodes{number note added items{nodes{slug node{... on Record{slug}} changes{field after} reason movedTo}}}}}`,
			`{statusNews` + known + `{nodes{slug change{note added items{nodes{slug}}}}}}`,
			`{sources` + known + `{nodes{slug}}}`,
			`{counts(of:{contacts:{}},by:[CHANNEL]` + also + `){total}}`,
			`{recordVersions(word:CITY,id:"elsewhere"` + also + `){nodes{kind change{note items{nodes{slug}}}}}}`,
		} {
			a := c.ask(c.t, q, nil)
			if a.Status != http.StatusOK || a.code() != "" && a.code() != graph.NotFound {
				c.t.Fatalf("%s\n%s", q, a.Text)
			}
			all.WriteString(a.Text + "\n")
		}
		a := c.ask(c.t, `{node(id:"`+node+`"){... on Contact{value notes}}}`, nil)
		b := c.ask(c.t, `{recordVersions(word:CONTACT,id:"`+node+`"`+also+`){nodes{kind change{note} changes{after}}}}`, nil)
		for _, text := range []string{a.Text, b.Text} { // an error repeats the id that was asked for
			all.WriteString(strings.ReplaceAll(text, `"anna-nowak\"`, "") + "\n")
		}
		for _, f := range formats.All() {
			address := "/export/" + f.Name
			if at != "" {
				address += "?" + url.Values{"knownAt": {at}}.Encode()
			}
			all.WriteString(c.send(c.t, "GET", address, "").Text + "\n")
		}
	}
	all.WriteString(c.ask(c.t, `{erasures{nodes{word recordedAt erasedAt by}}}`, nil).Text)
	return all.String()
}

// Once it is erased, nobody is shown a word of a record, by any route and at any knownAt.
func TestWhatWasErasedIsShownToNobody(t *testing.T) {
	store := empty(t)
	c := newCounter(t, store)
	secrets := []string{"anna", "new.anna-nowak@town.example", "a promise"}
	before := c.trace(allDays...)
	for _, secret := range secrets {
		if strings.Count(before, secret) < 20 {
			t.Fatalf("%q is shown %d times before it is erased", secret, strings.Count(before, secret))
		}
	}
	tags := func() map[string]string {
		shown := map[string]string{}
		for _, tier := range graph.Tiers() {
			c.who = graph.Viewer{Role: graph.RoleReader, Tier: tier, Name: "Ann"}
			shown[string(tier)] = c.send(t, "GET", asked(`{contacts{nodes{value}}}`), "").Header.Get("ETag")
		}
		c.who = sten
		return shown
	}
	old := tags()
	if a := c.erase(true, someoneAsked, "ben-partner", "anna-nowak"); a.code() != "" || !strings.Contains(a.Text, `"words":[{"word":"CONTACT","records":2,"versions":3}]`) {
		t.Fatalf("tried: %s", a.Text)
	}
	if now := tags(); !maps.Equal(now, old) {
		t.Errorf("a dry run moved tags: %v, %v", old, now)
	}
	t.Run("one that only few could see moves the tags of nobody else", func(t *testing.T) {
		if a := c.erase(false, someoneAsked, "ben-partner"); a.code() != "" || strings.Contains(a.Text, `"erasedAt":null`) {
			t.Fatalf("%s", a.Text)
		}
		now := tags()
		if now["PUBLIC"] != old["PUBLIC"] || now["PARTNER"] == old["PARTNER"] || now["RESTRICTED"] == old["RESTRICTED"] {
			t.Errorf("tags were %v and are %v", old, now)
		}
		old = now
	})
	a := c.erase(false, someoneAsked, atlas.WriteGlobalID(graph.WordContact, "anna-nowak", ""))
	if a.code() != "" || strings.Contains(a.Text, "anna") || strings.Contains(a.Text, `"erasedAt":null`) {
		t.Fatalf("%s", a.Text)
	}
	for tier, tag := range tags() {
		if tag == old[tier] {
			t.Errorf("the tag of %s stays", tier)
		}
	}
	after := c.trace(allDays...)
	for _, secret := range secrets {
		if i := strings.Index(after, secret); i >= 0 {
			t.Errorf("%q is shown: %.300q", secret, after[max(0, i-150):])
		}
		if strings.Contains(c.log.String(), secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
	if again := c.erase(false, someoneAsked, "anna-nowak"); again.code() != graph.NotFound {
		t.Errorf("again: %s", again.Text)
	}
	t.Run("what stays is listed, a page at a time", func(t *testing.T) {
		a := c.ask(t, `{erasures(first:1){totalCount nodes{word recordedAt by} pageInfo{hasNextPage endCursor}}}`, nil)
		if !strings.Contains(a.Text, `"totalCount":2,"nodes":[{"word":"CONTACT","recordedAt":["2026-11-04T00:00:00Z"],"by":"STEWARD"}],"pageInfo":{"hasNextPage":true`) {
			t.Errorf("%s", a.Text)
		}
		var page struct {
			Erasures struct{ PageInfo struct{ EndCursor string } }
		}
		if err := json.Unmarshal(a.Data, &page); err != nil {
			t.Fatal(err)
		}
		a = c.ask(t, `query($c:String){erasures(after:$c){nodes{recordedAt} pageInfo{hasNextPage hasPreviousPage}}}`, map[string]any{"c": page.Erasures.PageInfo.EndCursor})
		if !strings.Contains(a.Text, `"nodes":[{"recordedAt":["2026-11-02T00:00:00Z","2026-11-03T00:00:00Z"]}],"pageInfo":{"hasNextPage":false,"hasPreviousPage":true}`) {
			t.Errorf("%s", a.Text)
		}
	})
}

// empty opens a store of the test's own.
func empty(t *testing.T) graph.Store {
	t.Helper()
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// A record that was taken back shows its life to those who may see it, and to others it is one
// that never was.
func TestTheLifeOfARecordThatWasTakenBack(t *testing.T) {
	c := newCounter(t, empty(t))
	const life = `{recordVersions(word:CONTACT,id:"ben-partner"){totalCount nodes{kind reason changes{field after}}}}`
	for _, tier := range graph.Tiers() {
		c.who = graph.Viewer{Role: graph.RoleReader, Tier: tier, Name: "Ann"}
		a, nobody := c.ask(t, life, nil), c.ask(t, strings.Replace(life, "ben-partner", "ben-nobody-", 1), nil)
		if !tier.Sees(graph.TierPartner) {
			if a.code() != graph.NotFound || requestless(a.Text) != strings.ReplaceAll(requestless(nobody.Text), "ben-nobody-", "ben-partner") {
				t.Errorf("%s\n%s", a.Text, nobody.Text)
			}
			continue
		}
		if !strings.Contains(a.Text, `"totalCount":2`) || !strings.Contains(a.Text, `{"kind":"RETRACTED","reason":"ben asked","changes":[]}`) {
			t.Errorf("%s: %s", tier, a.Text)
		}
	}
	a := c.ask(t, strings.Replace(life, `"ben-partner"`, `"ben-partner",knownAt:"2026-11-05T00:00:00Z"`, 1), nil)
	if !strings.Contains(a.Text, `"totalCount":1`) {
		t.Errorf("before it was taken back: %s", a.Text)
	}
}
