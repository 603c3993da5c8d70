package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/mirror"
)

// question is one question in GraphQL with what it is asked about.
type question struct {
	name      string
	text      string
	variables func(n *invented, die *rand.Rand) map[string]any
}

// questions returns what is measured.
func questions() []question {
	return []question{
		// A city with its links, cities asked for as often as they have links.
		{"city", cityText, func(n *invented, die *rand.Rand) map[string]any {
			return map[string]any{"id": n.links[die.IntN(len(n.links))][die.IntN(2)], "asOf": month(die)}
		}},
		// A page of links between two large countries: a filter that selects some thousand.
		{"page", betweenText, func(_ *invented, die *rand.Rand) map[string]any {
			return between(die, "PL DE", "PL FR", "DE FR", "US DE", "GB FR", "IT DE")
		}},
		// The same between two smaller ones: a filter that selects a hundred or two.
		{"narrow", betweenText, func(_ *invented, die *rand.Rand) map[string]any {
			return between(die, "UA ES", "JP US", "RO HU", "CZ PL", "SE GB", "CN JP")
		}},
		// The same everywhere: a filter that selects nearly everything.
		{"wide", wideText, func(_ *invented, die *rand.Rand) map[string]any { return map[string]any{"asOf": month(die)} }},
		// How many: no record is needed.
		{"count", countText, func(_ *invented, die *rand.Rand) map[string]any { return map[string]any{"asOf": month(die)} }},
		// Lists in a list: a hundred cities by name, each with its links.
		{"cities", citiesText, func(_ *invented, die *rand.Rand) map[string]any {
			return map[string]any{"one": []string{"DE", "FR", "PL", "US", "IT", "GB"}[die.IntN(6)], "asOf": month(die)}
		}},
		// What somebody typed so far.
		{"search", searchText, func(n *invented, die *rand.Rand) map[string]any {
			name := []rune(n.names[die.IntN(len(n.names))])
			return map[string]any{"text": string(name[:min(len(name), 2+die.IntN(4))])}
		}},
	}
}

// newDay is the question for everything on a day on which nobody asked before: the
// embedded store remembers the days that were asked for last.
func newDay() question {
	return question{"wide, new day", wideText, func(_ *invented, die *rand.Rand) map[string]any {
		return map[string]any{"asOf": on(1990, 1, 1+die.IntN(36*365))}
	}}
}

// nothing is the question that needs no store: what HTTP and GraphQL take by
// themselves.
func nothing() question {
	return question{"nothing", `{ __typename }`, func(*invented, *rand.Rand) map[string]any { return nil }}
}

// most is the length of a page.
const most = 100

const (
	cityText = `query ($id: ID!, $asOf: Date) { city(id: $id, asOf: $asOf) { slug name country
	links(first: 100) { nodes { slug kind otherCity(than: $id) { slug name country } status { status since } } } } }`

	betweenText = `query ($one: String!, $other: String!, $asOf: Date) {
	twinningLinks(first: 100, asOf: $asOf, orderBy: {field: SINCE}, filter: {status: {eq: ACTIVE},
		between: {one: {country: {eq: $one}}, other: {country: {eq: $other}}}}) { ` + linksText + ` } }`

	wideText = `query ($asOf: Date) {
	twinningLinks(first: 100, asOf: $asOf, orderBy: {field: SINCE}, filter: {status: {in: [ACTIVE, SUSPENDED, ENDED]}}) { ` + linksText + ` } }`

	linksText = `nodes { slug kind a { slug name country } b { slug name country }
		status { status since unilateral disputed }
		claims { type date authority reason sources { slug title publisher date } } }`

	countText = `query ($asOf: Date) { twinningLinks(first: 1, asOf: $asOf, filter: {status: {eq: ACTIVE}, kind: {eq: SISTER_CITY}}) { totalCount } }`

	citiesText = `query ($one: String!, $asOf: Date) {
	cities(first: 100, asOf: $asOf, orderBy: {field: NAME}, filter: {country: {eq: $one}}) { nodes { slug name country
		links(first: 20) { nodes { slug kind status { status since } } } } } }`

	searchText = `query ($text: String!) { search(query: $text, types: [CITY], first: 10) { nodes {
	match name node { ... on City { slug name country population } } } } }`
)

// between returns a pair of countries, the smaller one first, and a day.
func between(die *rand.Rand, pairs ...string) map[string]any {
	one, other, _ := strings.Cut(pairs[die.IntN(len(pairs))], " ")
	return map[string]any{"one": one, "other": other, "asOf": month(die)}
}

// month returns the first day of a month of 2022, as a slider moves over a year.
func month(die *rand.Rand) string { return on(2022, 1+die.IntN(12), 1) }

func on(year, month, day int) string {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// site is a store behind the handler that is served.
type site struct {
	address string
	client  *http.Client
}

// serve serves a store on loopback until the benchmark ends.
func serve(tb testing.TB, store graph.Store) site {
	tb.Helper()
	limits := httpd.DefaultLimits()
	limits.Time = time.Minute // a server that has just started plans its first statements for seconds
	handler, err := httpd.New(httpd.Config{
		Atlas:    atlas.New(store, time.Now),
		Store:    store,
		Log:      slog.New(slog.NewTextHandler(io.Discard, nil)),
		Registry: prometheus.NewRegistry(),
		Limits:   limits,
	})
	if err != nil {
		tb.Fatal(err)
	}
	if m, ok := store.(*mirror.Mirror); ok { // as serve does
		inner := handler
		handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			inner.ServeHTTP(w, r.WithContext(m.Asking(r.Context())))
		})
	}
	server := httptest.NewServer(handler)
	tb.Cleanup(server.Close)
	// As a program on the same machine asks: connections stay open, nothing is compressed.
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}}
	tb.Cleanup(client.CloseIdleConnections)
	return site{server.URL + "/graphql", client}
}

// ask sends a question and returns the whole answer.
func (s site) ask(ctx context.Context, q question, variables map[string]any) ([]byte, error) {
	body, err := json.Marshal(map[string]any{"query": q.text, "variables": variables})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err == nil && (response.StatusCode != http.StatusOK || bytes.HasPrefix(answer, []byte(`{"errors"`))) {
		err = fmt.Errorf("%s: %.500s", response.Status, answer)
	}
	return answer, err
}

// asking returns a question over HTTP as a way.
func (s site) asking(n *invented, q question) *way {
	return &way{name: "GraphQL", ask: func(ctx context.Context, die *rand.Rand) error {
		_, err := s.ask(ctx, q, q.variables(n, die))
		return err
	}}
}
