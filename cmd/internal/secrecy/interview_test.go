package secrecy_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"twingraph/cmd/internal/draw"
	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/access"
	"twingraph/graph/atlas"
	"twingraph/graph/export"
	"twingraph/graph/export/formats"
	"twingraph/graph/generated"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
	"twingraph/resolvers"
)

// carrier makes the context of a request from that of its connection; nil leaves it.
type carrier func(context.Context) context.Context

// exchange is a request and all of its answer but what is the clock's.
type exchange struct{ request, answer string }

// sum counts what was asked.
type sum struct {
	valid, drawn, pages, exports, feeds, errors int
	roots                                       map[string]int // root fields that were answered without an error
}

// server is the real handler over a store, for viewers of one tier. Their role is drawn for each
// request: mostly stewards, so that every root field has an answer.
type server struct {
	*httptest.Server
	client *http.Client
}

func serve(t *testing.T, store graph.Store, tier graph.Tier, carry carrier) server {
	t.Helper()
	limits := httpd.DefaultLimits()
	limits.Time, limits.Wait = 10*time.Minute, 10*time.Minute // they only end what hangs
	tokens := access.NewTokens(storetest.NewReference(), today, rand.NewChaCha8([32]byte{}))
	handler, err := httpd.New(httpd.Config{
		Atlas: atlas.New(store, today).EraseBy(store).RecordTo(registry.New(store, today)).
			WithTokens(tokens).FollowBy(store).WithProposals(proposal.NewQueue(storetest.NewReference(), today, rand.NewChaCha8([32]byte{1})), true), Store: store, Log: slog.New(slog.DiscardHandler), Registry: prometheus.NewRegistry(), Limits: limits, Asking: carry,
	})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		role := cmp.Or(graph.Role(r.Header.Get(asRole)), graph.Steward)
		handler.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), graph.Viewer{Role: role, Tier: tier, Name: "a viewer"})))
	}))
	t.Cleanup(s.Close)
	return server{s, &http.Client{Transport: &http.Transport{DisableCompression: true}}}
}

// asRole is the header that says in which role a test asks.
const asRole = "X-Test-Role"

// reply is what a request was answered.
type reply struct {
	header http.Header
	body   []byte
}

// send sends a request and returns the exchange too. The id of the request is a client's,
// so that it is the same in both stores.
func (s server) send(t *testing.T, method, address, body string, headers ...string) (exchange, reply) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Request-Id", "secrecy-1")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode >= http.StatusInternalServerError {
		t.Fatalf("%s %s\n%s\nstatus %d: %.500s", method, address, body, response.StatusCode, text)
	}
	response.Header.Del("Date")
	var head strings.Builder
	_ = response.Header.Write(&head) // in order of name
	answer := fmt.Sprintf("%d, length %d\n%s\n%s", response.StatusCode, response.ContentLength, head.String(), text)
	return exchange{fmt.Sprintln(method, address, headers, body), answer}, reply{response.Header, text}
}

// ask asks a question.
func (s server) ask(t *testing.T, question string, variables map[string]any, headers ...string) (exchange, reply) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": question, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	return s.send(t, http.MethodPost, "/graphql", string(body), append([]string{"Content-Type", "application/json"}, headers...)...)
}

// warm asks for what is kept in memory, while the history goes on.
func (s server) warm(t *testing.T) {
	t.Helper()
	s.ask(t, `{changes{totalCount nodes{number}} statistics{records{type count}} networkMetrics{cities} sources{totalCount} contacts{totalCount}}`, nil)
	s.send(t, http.MethodGet, "/export/map.json", "")
}

// interview asks until a number of questions were valid and answered without an error,
// follows their pages, fetches every export and some feeds, and returns all exchanges.
func interview(t *testing.T, s server, recorded storetest.Recorded, seed uint64, most int, total *sum) []exchange {
	t.Helper()
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	roots := rootsOf(schema)
	if total.roots == nil {
		total.roots = map[string]int{}
	}
	i := &interviewer{T: t, server: s, recorded: recorded, total: total}
	i.Questions = &draw.Questions{Rand: rand.New(rand.NewPCG(seed, 11)), Schema: schema, Scalar: i.scalar, Given: i.given}
	i.propose()
	valid, order := 0, i.Perm(len(roots))
	for k := 0; valid < most; k++ {
		if k > 20*most+len(roots) {
			t.Fatalf("of %d questions only %d are valid", k, valid)
		}
		valid += i.question(roots[order[k%len(roots)]])
	}
	for _, f := range formats.All() {
		for range 4 {
			i.export(f)
		}
	}
	for range feeds {
		i.feed()
	}
	return i.heard
}

// propose proposes a contact of a city, so that there is a proposal to ask for.
func (i *interviewer) propose() {
	e, r := i.ask(i.T, `mutation($city:ID!){propose(note:"a page",records:{contacts:[{city:$city,role:"office",channel:WEB,value:"https://a.example",tier:PUBLIC,confidence:DOCUMENTED}]}){proposal{id} problems{code field}}}`,
		map[string]any{"city": i.id(graph.WordCity)})
	i.heard = append(i.heard, e)
	var answer struct {
		Data struct {
			Propose struct{ Proposal struct{ ID string } }
		}
	}
	if err := json.Unmarshal(r.body, &answer); err != nil {
		i.Fatal(err)
	}
	if i.proposed = answer.Data.Propose.Proposal.ID; i.proposed == "" {
		i.proposed = "nothing"
	}
}

// rootsOf returns the root fields of the schema.
func rootsOf(schema *ast.Schema) []*ast.FieldDefinition {
	return slices.DeleteFunc(slices.Clone(schema.Query.Fields), func(f *ast.FieldDefinition) bool { return strings.HasPrefix(f.Name, "__") })
}

// interviewer asks about one history.
type interviewer struct {
	*testing.T
	server
	*draw.Questions
	recorded storetest.Recorded
	proposed string               // id of a proposal
	root     *ast.FieldDefinition // that is asked for
	word     graph.Word           // that it names, where it names one
	heard    []exchange
	total    *sum
}

// question asks one question, and for its next pages; it returns how many were answered
// without an error.
func (i *interviewer) question(root *ast.FieldDefinition) int {
	i.root = root
	question := i.Root(root, 1+i.IntN(3))
	valid := 0
	variables := map[string]any{}
	role := graph.Steward
	if i.IntN(3) == 0 {
		role = graph.Roles()[i.IntN(len(graph.Roles()))]
	}
	for page := range 3 {
		e, r := i.ask(i.T, question, variables, asRole, string(role))
		i.heard = append(i.heard, e)
		if page == 0 && len(i.heard)%3 == 0 { // by GET an answer has a tag
			e, _ := i.send(i.T, http.MethodGet, "/graphql?"+url.Values{"query": {question}}.Encode(), "", asRole, string(role))
			i.heard = append(i.heard, e)
		}
		var answer struct {
			Data   map[string]json.RawMessage
			Errors json.RawMessage
		}
		if err := json.Unmarshal(r.body, &answer); err != nil {
			i.Fatalf("%s\n%v: %.500s", question, err, r.body)
		}
		i.total.drawn++
		if answer.Errors != nil {
			i.total.errors++
			break
		}
		valid++
		i.total.valid++
		i.total.roots[root.Name]++
		if page > 0 {
			i.total.pages++
		}
		var paged struct {
			PageInfo struct {
				More   bool
				Cursor string
			}
		}
		if json.Unmarshal(answer.Data["root"], &paged) != nil || !paged.PageInfo.More {
			break
		}
		variables["cursor"] = paged.PageInfo.Cursor
	}
	return valid
}

// export fetches one file, then asks whether it changed.
func (i *interviewer) export(f export.Format) {
	given := url.Values{}
	if i.IntN(3) > 0 {
		given.Set("asOf", i.day())
	}
	if i.IntN(2) == 0 {
		given.Set("knownAt", i.instant())
	}
	if i.IntN(2) == 0 {
		given.Set("filter", inJSON(i.Input(string(f.Of)+"Filter")))
	}
	address := "/export/" + f.Name + "?" + given.Encode()
	method := http.MethodGet
	if i.IntN(6) == 0 {
		method = http.MethodHead
	}
	coding := []string{"identity", "gzip"}[i.IntN(2)]
	e, r := i.send(i.T, method, address, "", "Accept-Encoding", coding)
	i.heard = append(i.heard, e)
	i.total.exports++
	if tag := r.header.Get("ETag"); tag != "" {
		e, _ := i.send(i.T, method, address, "", "Accept-Encoding", coding, "If-None-Match", tag)
		i.heard = append(i.heard, e)
	}
}

// feeds is how many feeds are fetched of a history.
const feeds = 12

// feed fetches a feed and the pages that it leads to, then asks whether it changed.
func (i *interviewer) feed() {
	given := url.Values{}
	switch i.IntN(4) {
	case 0:
		given.Set("filter", inJSON(i.Input("TwinningLinkFilter")))
	case 1:
		given.Set("city", string(i.id(graph.WordCity)))
	case 2:
		given.Set("country", i.country())
	}
	address := "/feed/status.atom?" + given.Encode()
	for range 3 {
		e, r := i.send(i.T, http.MethodGet, address, "")
		i.heard = append(i.heard, e)
		if tag := r.header.Get("ETag"); tag != "" {
			i.total.feeds++
			e, _ := i.send(i.T, http.MethodGet, address, "", "If-None-Match", tag)
			i.heard = append(i.heard, e)
		}
		next := older.FindSubmatch(r.body)
		if next == nil {
			break
		}
		address = strings.ReplaceAll(string(next[1]), "&amp;", "&")
		address = address[strings.Index(address, "/feed/"):]
	}
}

// older finds the address of the next page of a feed.
var older = regexp.MustCompile(`<link rel="next"[^>]* href="([^"]*)"`)

func (i *interviewer) day() string {
	return fmt.Sprintf("%d-%02d-%02d", 2016+i.IntN(11), 1+i.IntN(12), 1+i.IntN(28))
}

// instant returns that of a change, or one a little before or after.
func (i *interviewer) instant() string {
	at := i.recorded.Instants[i.IntN(len(i.recorded.Instants))]
	at = at.Add([]time.Duration{-time.Microsecond, 0, 0, time.Microsecond, time.Hour}[i.IntN(5)])
	return at.Format(time.RFC3339Nano)
}

// id returns the id of a record of a word, one time in three a secret's where there are secrets.
func (i *interviewer) id(word graph.Word) graph.ID {
	from := i.recorded.Shared
	if !graph.ShapeOf(word).Open && i.IntN(3) == 0 {
		from = i.recorded.Secret
	}
	for range 400 {
		if one := from[i.IntN(len(from))]; one.Word == word {
			return one.ID
		}
	}
	return "nothing"
}

// given returns values of types most of whose values are rejected.
func (i *interviewer) given(t *ast.Type) string {
	place := func() string {
		switch i.IntN(3) {
		case 0:
			return `{country:"` + i.country() + `"}`
		case 1:
			return `{cities:` + i.Input("CityFilter") + `}`
		}
		return fmt.Sprintf("{city:%q}", i.id(graph.WordCity))
	}
	if i.IntN(8) == 0 {
		return ""
	}
	switch t.String() {
	case "RecordWord!": // and an id of such a record follows
		i.word = graph.Words()[i.IntN(len(graph.Words()))]
		return i.word.Constant()
	case "[CountGrouping!]!": // every word knows one of these two, at least
		if i.IntN(3) > 0 {
			return []string{"[CONFIDENCE]", "[SOURCES]"}[i.IntN(2)]
		}
	case "CitySelection!":
		return place()
	case "[CitySelection!]!":
		return "[" + place() + place() + "]"
	case "LinkSelection!":
		return []string{"{}", "{statuses:[ACTIVE UNKNOWN]}", "{kinds:[SISTER_CITY FRIENDSHIP] statuses:[ACTIVE SUSPENDED ENDED CONTESTED]}"}[i.IntN(3)]
	case "Asker!":
		return []string{
			fmt.Sprintf("{cities:[%q]}", i.id(graph.WordCity)), `{country:"` + i.country() + `"}`, fmt.Sprintf("{organisation:%q}", i.id(graph.WordOrganisation)),
		}[i.IntN(3)]
	}
	return ""
}

func (i *interviewer) country() string { return []string{"PL", "DE", "FR", "RU", "US"}[i.IntN(5)] }

// scalar returns what to choose from for an argument or an input field.
func (i *interviewer) scalar(name, scalar string) []string {
	quoted := func(values ...string) []string {
		for k, v := range values {
			values[k] = strconv.Quote(v)
		}
		return values
	}
	switch scalar {
	case "Date":
		return quoted(i.day())
	case "DateTime":
		return quoted(i.instant())
	case "Int":
		return []string{"1", "1", "2", "3", "5", "12"}
	case "Float":
		return []string{"0", "50.5", "20"}
	case "Boolean":
		return []string{"true", "false"}
	case "ID":
		if name == "campaign" && i.IntN(3) > 0 {
			return nil // one goal of five can have one
		}
		return []string{i.record(name)}
	}
	switch {
	case name == "theme" && i.IntN(4) > 0: // one goal of five can have one
		return nil
	case name == "query" || name == "name":
		return quoted("Lodz", "saint", "York", "kra", "Góra")
	case strings.Contains(strings.ToLower(name), "countr"):
		return quoted(i.country())
	}
	return quoted("PL", "DE", "FR", "RU", "BI", "Lodz", "Source Portland", "because", "a note", "youth")
}

// record returns the id of a record that an argument can name.
func (i *interviewer) record(name string) string {
	word := graph.WordCity
	switch returned := graph.Word(i.root.Type.Name()); {
	case i.root.Name == "node" || i.root.Name == "nodes":
		words := []graph.Word{
			graph.WordCity, graph.WordTwinningLink, graph.WordSource, graph.WordContact, graph.WordClaim, graph.WordApproach,
			graph.WordSupportTwinning, graph.WordCampaign, graph.WordPledge, graph.WordOrganisation,
		}
		word = words[i.IntN(len(words))]
		return strconv.Quote(i.globalID(word))
	case name == "id" && i.root.Name == "proposal":
		return strconv.Quote(i.proposed)
	case i.root.Name == "editionDiff" && (name == "from" || name == "to"):
		word = graph.WordEdition
	case name == "id" && i.root.Name == "recordVersions" && i.word != "":
		word = i.word
	case name == "id" && slices.Contains(graph.Words(), returned):
		word = returned
	default:
		for _, w := range graph.Words() {
			if strings.EqualFold(name, string(w)) || strings.EqualFold(name, string(w)+"s") {
				word = w
			}
		}
		if strings.HasPrefix(name, "link") {
			word = graph.WordTwinningLink
		}
	}
	if i.IntN(3) == 0 {
		return strconv.Quote(i.globalID(word))
	}
	return strconv.Quote(string(i.id(word)))
}

// globalID returns a global id of a record of word, at some times or at none.
func (i *interviewer) globalID(word graph.Word) string {
	id := atlas.GlobalID{Word: word, ID: i.id(word)}
	if i.IntN(2) == 0 {
		day, err := graph.ParseDay(i.day())
		if err != nil {
			panic(err) // days are written as questions have them
		}
		id.AsOf = &day
	}
	if i.IntN(2) == 0 {
		at, err := time.Parse(time.RFC3339Nano, i.instant())
		if err != nil {
			panic(err)
		}
		id.KnownAt = &at
	}
	return id.String()
}

// inJSON returns an input value, as documents have it, in JSON.
func inJSON(literal string) string {
	value, err := valueOf(literal)
	if err != nil {
		panic(err) // it was drawn from the schema
	}
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// valueOf reads an input value.
func valueOf(literal string) (any, error) {
	document, err := parser.ParseQuery(&ast.Source{Input: "{field(filter:" + literal + ")}"})
	if err != nil {
		return nil, err
	}
	return document.Operations[0].SelectionSet[0].(*ast.Field).Arguments[0].Value.Value(nil)
}
