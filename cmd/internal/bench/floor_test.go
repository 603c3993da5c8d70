package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
	"twingraph/graph/neostore/localneo4j"
)

// floor answers the questions with the plain driver: one statement each, in one
// transaction that the server opens and closes by itself, which is one way there
// and back.
type floor struct {
	driver neo4j.DriverWithContext
	names  string // the full-text index of names
}

// plain returns a floor over a server until the benchmark ends.
func plain(tb testing.TB, server *localneo4j.Server) floor {
	tb.Helper()
	driver, err := server.Open()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = driver.Close(context.Background()) })
	f := floor{driver: driver}
	if err := f.run(tb.Context(), "SHOW FULLTEXT INDEXES YIELD name", map[string]any{}, func(v []any) { f.names = text(v[0]) }); err != nil {
		tb.Fatal(err)
	}
	return f
}

// run runs one statement and hands over its rows.
func (f floor) run(ctx context.Context, cypher string, params map[string]any, row func([]any)) error {
	session := f.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, FetchSize: neo4j.FetchAll})
	defer func() { _ = session.Close(ctx) }()
	params["open"] = int64(math.MaxInt64) // the end of what is known still
	if on, ok := params["asOf"].(string); ok {
		day, err := time.Parse(time.DateOnly, on)
		if err != nil {
			return err
		}
		params["asOf"] = neo4j.Date(day)
	}
	result, err := session.Run(ctx, cypher, params)
	if err != nil {
		return err
	}
	for result.Next(ctx) {
		row(result.Record().Values)
	}
	return result.Err()
}

// ask returns the answer to a question as JSON, as it is under "data" over HTTP.
func (f floor) ask(ctx context.Context, q question, variables map[string]any) ([]byte, error) {
	var answer any
	var err error
	switch q.name {
	case "city":
		answer, err = f.city(ctx, variables)
	case "page":
		answer, err = f.page(ctx, pageCypher, variables)
	case "narrow":
		answer, err = f.page(ctx, narrowCypher, variables)
	case "wide":
		answer, err = f.page(ctx, wideCypher, variables)
	case "count":
		answer, err = f.count(ctx, variables)
	case "cities":
		answer, err = f.cities(ctx, variables)
	case "search":
		answer, err = f.search(ctx, variables)
	default:
		return nil, fmt.Errorf("no floor for %q", q.name)
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(answer)
}

// asking returns the floor of a question as a way.
func (f floor) asking(n *invented, q question) *way {
	return &way{name: "floor", ask: func(ctx context.Context, die *rand.Rand) error {
		_, err := f.ask(ctx, q, q.variables(n, die))
		return err
	}}
}

// What answers are made of.
type (
	cityRow struct {
		Slug    string  `json:"slug"`
		Name    string  `json:"name"`
		Country *string `json:"country"`
	}
	statusRow struct {
		Status string  `json:"status"`
		Since  *string `json:"since"`
	}
	fullStatusRow struct {
		statusRow
		Unilateral bool `json:"unilateral"`
		Disputed   bool `json:"disputed"`
	}
	sourceRow struct {
		Slug      string  `json:"slug"`
		Title     string  `json:"title"`
		Publisher *string `json:"publisher"`
		Date      *string `json:"date"`
	}
	claimRow struct {
		Type      string      `json:"type"`
		Date      *string     `json:"date"`
		Authority string      `json:"authority"`
		Reason    *string     `json:"reason"`
		Sources   []sourceRow `json:"sources"`
	}
	tieRow struct {
		Slug   string    `json:"slug"`
		Kind   string    `json:"kind"`
		Other  cityRow   `json:"otherCity"`
		Status statusRow `json:"status"`
	}
	linkRow struct {
		Slug   string        `json:"slug"`
		Kind   string        `json:"kind"`
		A      cityRow       `json:"a"`
		B      cityRow       `json:"b"`
		Status fullStatusRow `json:"status"`
		Claims []claimRow    `json:"claims"`
	}
	nodes[T any] struct {
		Nodes []T `json:"nodes"`
	}
	cityAnswer struct {
		City struct {
			cityRow
			Links nodes[tieRow] `json:"links"`
		} `json:"city"`
	}
	pageAnswer struct {
		Links nodes[linkRow] `json:"twinningLinks"`
	}
	countAnswer struct {
		Links struct {
			TotalCount int64 `json:"totalCount"`
		} `json:"twinningLinks"`
	}
	plainLinkRow struct {
		Slug   string    `json:"slug"`
		Kind   string    `json:"kind"`
		Status statusRow `json:"status"`
	}
	nestedRow struct {
		cityRow
		Links nodes[plainLinkRow] `json:"links"`
	}
	citiesAnswer struct {
		Cities nodes[nestedRow] `json:"cities"`
	}
	hitRow struct {
		Match string `json:"match"`
		Name  string `json:"name"`
		Node  struct {
			cityRow
			Population *int64 `json:"population"`
		} `json:"node"`
	}
	searchAnswer struct {
		Search struct {
			Nodes []hitRow `json:"nodes"`
		} `json:"search"`
	}
)

// text returns a text, empty for null.
func text(v any) string {
	s, _ := v.(string)
	return s
}

// maybe returns a text, nil for null.
func maybe(v any) *string {
	if s, ok := v.(string); ok {
		return &s
	}
	return nil
}

func flag(v any) bool {
	b, _ := v.(bool)
	return b
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

func cityOf(v []any) cityRow { return cityRow{text(v[0]), text(v[1]), maybe(v[2])} }

const cityCypher = `
MATCH (c:City {id: $id}) WHERE c.closedSeq = $open
RETURN c.id, c.name, c.country, COLLECT {
  MATCH (c)<-[:BETWEEN]-(l)-[:BETWEEN]->(o) WHERE l.closedSeq = $open AND o.closedSeq = $open
  MATCH (l)-[:HAS_SPELL]->(s)
  WHERE s.from <= $asOf AND s.to > $asOf AND s.closedSeq = $open AND s.status <> 'NOT_ESTABLISHED'
  RETURN [l.id, l.kind, o.id, o.name, o.country, s.status, s.since] ORDER BY l.id LIMIT 100
}`

func (f floor) city(ctx context.Context, params map[string]any) (answer cityAnswer, err error) {
	err = f.run(ctx, cityCypher, params, func(v []any) {
		answer.City.cityRow = cityOf(v)
		links := list(v[3])
		answer.City.Links.Nodes = make([]tieRow, len(links))
		for i, link := range links {
			l := list(link)
			answer.City.Links.Nodes[i] = tieRow{text(l[0]), text(l[1]), cityOf(l[2:]), statusRow{text(l[5]), maybe(l[6])}}
		}
	})
	return answer, err
}

// Between two large countries and everywhere, it is best to walk along the index on
// since until the page is full, and to look for links without a since only where it is
// not; between two small ones, to begin with the cities of one of them.
const (
	pageCypher   = walkCypher + ` AND s.status = 'ACTIVE'` + linkCypher + betweenCypher + restCypher
	wideCypher   = walkCypher + ` AND s.status IN ['ACTIVE', 'SUSPENDED', 'ENDED']` + linkCypher + restCypher
	narrowCypher = `
MATCH (:City {country: $one})<-[:BETWEEN]-(l)-[:BETWEEN]->(:City {country: $other})
WHERE l.closedSeq = $open
WITH DISTINCT l
MATCH (l)-[:HAS_SPELL]->(s)
WHERE s.from <= $asOf AND s.to > $asOf AND s.closedSeq = $open AND s.status = 'ACTIVE'` + restCypher

	walkCypher = `
MATCH (s:Spell) USING INDEX s:Spell(sinceFirst)
WHERE s.sinceFirst > date('0000-01-01') AND s.from <= $asOf AND s.to > $asOf AND s.closedSeq = $open`
	undatedCypher = `
MATCH (s:Spell)
WHERE s.sinceFirst IS NULL AND s.from <= $asOf AND s.to > $asOf AND s.closedSeq = $open`
	linkCypher = `
MATCH (s)<-[:HAS_SPELL]-(l:TwinningLink)
WHERE l.closedSeq = $open`
	betweenCypher = ` AND EXISTS { (:City {country: $one})<-[:BETWEEN]-(l)-[:BETWEEN]->(:City {country: $other}) }`
	restCypher    = `
WITH l, s ORDER BY s.sinceFirst, l.id LIMIT 100
MATCH (a)<-[:BETWEEN {side: 'A'}]-(l)-[:BETWEEN {side: 'B'}]->(b)
WHERE a.closedSeq = $open AND b.closedSeq = $open
RETURN l.id, l.kind, a.id, a.name, a.country, b.id, b.name, b.country, s.status, s.since, s.unilateral, s.disputed, COLLECT {
  MATCH (l)<-[:ABOUT]-(c) WHERE c.closedSeq = $open
  RETURN [c.type, c.date, c.authority, c.reason, COLLECT {
    MATCH (c)-[:CITES]->(x) WHERE x.closedSeq = $open
    RETURN [x.id, x.title, x.publisher, x.date] ORDER BY x.id
  }] ORDER BY c.dateFirst, c.id
}
ORDER BY s.sinceFirst, l.id`
)

func (f floor) page(ctx context.Context, cypher string, params map[string]any) (answer pageAnswer, err error) {
	answer.Links.Nodes = make([]linkRow, 0, most)
	err = f.links(ctx, cypher, params, &answer)
	if undated, walks := strings.CutPrefix(cypher, walkCypher); err == nil && walks && len(answer.Links.Nodes) < most {
		err = f.links(ctx, undatedCypher+undated, params, &answer)
		answer.Links.Nodes = answer.Links.Nodes[:min(len(answer.Links.Nodes), most)]
	}
	return answer, err
}

// links adds the links that a statement finds.
func (f floor) links(ctx context.Context, cypher string, params map[string]any, answer *pageAnswer) error {
	return f.run(ctx, cypher, params, func(v []any) {
		status := fullStatusRow{statusRow{text(v[8]), maybe(v[9])}, flag(v[10]), flag(v[11])}
		link := linkRow{text(v[0]), text(v[1]), cityOf(v[2:]), cityOf(v[5:]), status, make([]claimRow, len(list(v[12])))}
		for i, claim := range list(v[12]) {
			c := list(claim)
			sources := make([]sourceRow, len(list(c[4])))
			for j, source := range list(c[4]) {
				s := list(source)
				sources[j] = sourceRow{text(s[0]), text(s[1]), maybe(s[2]), maybe(s[3])}
			}
			link.Claims[i] = claimRow{text(c[0]), maybe(c[1]), text(c[2]), maybe(c[3]), sources}
		}
		answer.Links.Nodes = append(answer.Links.Nodes, link)
	})
}

const countCypher = `
MATCH (l:TwinningLink) WHERE l.kind = 'SISTER_CITY' AND l.closedSeq = $open
MATCH (l)-[:HAS_SPELL]->(s)
WHERE s.from <= $asOf AND s.to > $asOf AND s.closedSeq = $open AND s.status = 'ACTIVE'
RETURN count(*)`

func (f floor) count(ctx context.Context, params map[string]any) (answer countAnswer, err error) {
	err = f.run(ctx, countCypher, params, func(v []any) { answer.Links.TotalCount, _ = v[0].(int64) })
	return answer, err
}

const citiesCypher = `
MATCH (c:City {country: $one}) WHERE c.closedSeq = $open
WITH c ORDER BY c.nameFold, c.id LIMIT 100
RETURN c.id, c.name, c.country, COLLECT {
  MATCH (c)<-[:BETWEEN]-(l)-[:HAS_SPELL]->(s) WHERE l.closedSeq = $open
    AND s.from <= $asOf AND s.to > $asOf AND s.closedSeq = $open AND s.status <> 'NOT_ESTABLISHED'
  RETURN [l.id, l.kind, s.status, s.since] ORDER BY l.id LIMIT 20
}
ORDER BY c.nameFold, c.id`

func (f floor) cities(ctx context.Context, params map[string]any) (answer citiesAnswer, err error) {
	answer.Cities.Nodes = make([]nestedRow, 0, most)
	err = f.run(ctx, citiesCypher, params, func(v []any) {
		city := nestedRow{cityRow: cityOf(v)}
		links := list(v[3])
		city.Links.Nodes = make([]plainLinkRow, len(links))
		for i, link := range links {
			l := list(link)
			city.Links.Nodes[i] = plainLinkRow{text(l[0]), text(l[1]), statusRow{text(l[2]), maybe(l[3])}}
		}
		answer.Cities.Nodes = append(answer.Cities.Nodes, city)
	})
	return answer, err
}

const searchCypher = `
CALL db.index.fulltext.queryNodes($names, $query) YIELD node AS c
WHERE c:City AND c.closedSeq = $open AND (size($words) = 1 OR
  any(n IN c.searchNames WHERE all(w IN $words WHERE n STARTS WITH w OR n CONTAINS ' ' + w)))
WITH c, CASE
  WHEN $folded IN c.searchNames THEN 0
  WHEN any(n IN c.searchNames WHERE n STARTS WITH $folded) THEN 1
  ELSE 2 END AS match, c.searchNames[..CASE WHEN c.localName IS NULL THEN 1 ELSE 2 END] AS own
WITH c, match, CASE WHEN match = 0 AND $folded IN own
  OR match = 1 AND any(n IN own WHERE n STARTS WITH $folded)
  OR match = 2 AND any(n IN own WHERE all(w IN $words WHERE n STARTS WITH w OR n CONTAINS ' ' + w))
  THEN 0 ELSE 1 END AS kind
ORDER BY match, kind, coalesce(c.population, -1) DESC, c.id LIMIT 10
RETURN match, c.id, c.name, c.country, c.population, c.localName, c.aliases`

func (f floor) search(ctx context.Context, params map[string]any) (answer searchAnswer, err error) {
	folded := graph.Fold(text(params["text"]))
	words := strings.Fields(folded)
	params["names"] = f.names
	params["folded"], params["words"], params["query"] = folded, words, strings.Join(words, "* AND ")+"*"
	answer.Search.Nodes = make([]hitRow, 0, 10)
	err = f.run(ctx, searchCypher, params, func(v []any) {
		var hit hitRow
		rank, _ := v[0].(int64)
		hit.Match = string([]graph.Match{graph.MatchExact, graph.MatchPrefix, graph.MatchWords}[rank])
		hit.Node.cityRow = cityOf(v[1:])
		if people, ok := v[4].(int64); ok {
			hit.Node.Population = &people
		}
		hit.Name = nameOf(rank, folded, words, append([]any{v[2], v[5]}, list(v[6])...))
		answer.Search.Nodes = append(answer.Search.Nodes, hit)
	})
	return answer, err
}

// nameOf returns the first of the names that matches that well.
func nameOf(rank int64, folded string, words []string, names []any) string {
	at := slices.IndexFunc(names, func(name any) bool {
		n := graph.Fold(text(name))
		switch rank {
		case 0:
			return n == folded
		case 1:
			return strings.HasPrefix(n, folded)
		}
		return !slices.ContainsFunc(words, func(w string) bool {
			return !strings.HasPrefix(n, w) && !strings.Contains(n, " "+w)
		})
	})
	return text(names[max(at, 0)])
}
