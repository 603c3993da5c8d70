package neostore

import (
	"context"
	_ "embed"
	"strings"

	"twingraph/graph"
)

//go:embed cypher/list.cypher
var listCypher string

//go:embed cypher/across.cypher
var acrossCypher string

// List returns one page of records; see graph.Reader.
func (s *Store) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	if err := check(q); err != nil {
		return graph.Page{}, err
	}
	c := s.composer(v)
	p := s.page(c, q, "")
	total := "-1"
	if q.Count {
		total = p.count
	}
	st := statement{"list", listCypher}.fill(slots{
		"match": p.source.match, "where": p.source.condition() + p.after, "with": p.with, "order": p.order, "return": p.result,
		"answer": "RETURN head, rows, " + s.sources(q, "rows") + " AS sources, " + total + " AS total",
	})
	values, err := s.ask(ctx, v.KnownAt, st, c.params)
	if err != nil {
		return graph.Page{}, err
	}
	r := reading{store: s, query: q}
	page := r.page(values[0])
	r.sources(values[1], []*graph.Page{&page})
	if n, ok := values[2].(int64); ok {
		page.Total = int(n)
	}
	return page, r.err
}

// ListAcross returns a page of records across an edge of each of several records;
// see graph.Reader.
func (s *Store) ListAcross(ctx context.Context, v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query) ([]graph.Page, error) {
	e, ok := graph.ShapeOf(from).Edge(edge)
	if !ok || e.To != q.Word {
		return nil, graph.Errorf(graph.BadUserInput, "%s has no %q that leads to %s", from, edge, q.Word)
	}
	if err := check(q); err != nil {
		return nil, err
	}
	pages := make([]graph.Page, len(ids))
	if len(ids) == 0 {
		return pages, nil
	}
	c := s.composer(v)
	p := s.page(c, q, pattern("p", from, e, "n"))
	total := "  }, -1]"
	if q.Count {
		total = "  }, COUNT { " + seek("p", from, "id") + " WHERE " + known("p", from) + " " + p.counted + " }]"
	}
	st := statement{"across", acrossCypher}.fill(slots{
		"from": seek("p", from, "id"), "known": "WHERE " + known("p", from),
		"match": p.source.match, "where": p.source.condition() + p.after, "with": p.with, "order": p.order, "return": p.result,
		"total":  total,
		"answer": "RETURN head, pages, " + s.sources(q, "reduce(all = [], page IN pages | all + page[1])") + " AS sources",
	})
	distinct, places := unique(ids)
	c.params["ids"] = stringsOf(distinct)
	values, err := s.ask(ctx, v.KnownAt, st, c.params)
	if err != nil {
		return nil, err
	}
	r := reading{store: s, query: q}
	found := make([]graph.Page, len(distinct))
	read := make([]*graph.Page, len(distinct))
	for i, row := range r.rows(values[0], 3) {
		found[i], read[i] = r.page(row[1]), &found[i]
		if n, ok := row[2].(int64); ok {
			found[i].Total = int(n)
		}
	}
	r.sources(values[1], read)
	for i := range ids {
		pages[i] = found[places[i]]
	}
	return pages, r.err
}

// unique returns the ids without repetition, and the place of each in them.
func unique(ids []graph.ID) (distinct []graph.ID, places []int) {
	at := map[graph.ID]int{}
	for _, id := range ids {
		if _, ok := at[id]; !ok {
			at[id] = len(distinct)
			distinct = append(distinct, id)
		}
		places = append(places, at[id])
	}
	return distinct, places
}

// composer returns a composer with the parameters of a view.
func (s *Store) composer(v graph.View) *composer {
	return &composer{params: params{"asOf": dateOf(v.AsOf), "rank": rankOf(v.Tier)}}
}

// paging is the Cypher of one page.
type paging struct {
	source                     source
	after, with, order, result string
	count, counted             string // of all that is selected: a COUNT subquery, and what it counts
}

// page composes a page of q; across is the pattern that leads to its records in n.
func (s *Store) page(c *composer, q graph.Query, across string) paging {
	key, direction, spell := "null", "", false
	if q.OrderBy != "" {
		field, _ := graph.ShapeOf(q.Word).Field(q.OrderBy)
		key = expressionOf("n", q.Word, field).key(field)
		spell = field.At && q.Word == graph.WordTwinningLink
	}
	if q.Desc {
		direction = " DESC"
	}
	p := paging{source: c.from("n", q.Word, q.Where, across, spell)}
	distinct := ""
	if p.source.expand {
		distinct = "DISTINCT "
	}
	p.counted = p.source.match + " " + p.source.condition() + " RETURN " + distinct + "n"
	p.count = "COUNT { " + p.counted + " }"
	p.after = c.behind(q, key)
	p.with = "WITH " + distinct + "n, " + key + " AS k"
	p.order = "ORDER BY k IS NULL, k" + direction + ", n.id LIMIT $limit"
	if q.OrderBy == "" {
		p.order = "ORDER BY n.id LIMIT $limit"
	}
	p.result = "RETURN " + s.row(q) + " ORDER BY k IS NULL, k" + direction + ", n.id"
	c.params["limit"] = int64(q.First) + 1
	return p
}

// behind returns the condition of the records behind a position.
func (c *composer) behind(q graph.Query, key string) string {
	switch {
	case q.After == nil:
		return ""
	case q.OrderBy == "":
		return " AND n.id > " + c.value(string(q.After.ID))
	case q.After.Key == nil:
		return " AND " + key + " IS NULL AND n.id > " + c.value(string(q.After.ID))
	}
	at := q.After.Key
	if day, ok := at.(graph.Day); ok {
		at = dateOf(day)
	}
	k, id, operator := c.value(at), c.value(string(q.After.ID)), ">"
	if q.Desc {
		operator = "<"
	}
	return " AND (" + key + " " + operator + " " + k + " OR " + key + " = " + k + " AND n.id > " + id + " OR " + key + " IS NULL)"
}

// row returns the Cypher of one row: the record, its key, and what comes along.
func (s *Store) row(q graph.Query) string {
	parts := []string{s.layout.record(q.Word, "n"), "k"}
	if q.Word == graph.WordTwinningLink {
		along := func(with graph.With, text string) {
			if q.With&with == 0 {
				text = "null"
			}
			parts = append(parts, text)
		}
		along(graph.WithHistories, "COLLECT { MATCH (n)-[:HAS_SPELL]->(s:Spell) WHERE s.seq <= $seq AND s.closedSeq > $seq RETURN "+s.layout.spell("s")+" }")
		along(graph.WithCities, "COLLECT { MATCH (n)-[:BETWEEN]->(c:City) WHERE "+known("c", graph.WordCity)+" RETURN "+s.layout.record(graph.WordCity, "c")+" }")
		along(graph.WithClaims, "COLLECT { MATCH (n)<-[:ABOUT]-(c:Claim) WHERE "+known("c", graph.WordClaim)+" RETURN "+s.layout.record(graph.WordClaim, "c")+" }")
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// sources returns the Cypher of all sources of the records in rows and of what
// came along; records hold the ids of their sources in second place.
func (s *Store) sources(q graph.Query, rows string) string {
	if q.With&graph.WithSources == 0 {
		return "[]"
	}
	records := "[row[0]]"
	if q.Word == graph.WordTwinningLink {
		records += " + coalesce(row[3], []) + coalesce(row[4], [])"
	}
	return "COLLECT { UNWIND " + rows + " AS row UNWIND " + records + " AS record UNWIND coalesce(record[1], []) AS id " +
		"WITH DISTINCT id " + seek("n", graph.WordSource, "id") + " WHERE " + known("n", graph.WordSource) + " RETURN " + s.layout.record(graph.WordSource, "n") + " }"
}

// check reports what is wrong with a query; see graph.Query.
func check(q graph.Query) error {
	if err := checkFirst(q.First, graph.MaxFirst); err != nil {
		return err
	}
	if err := q.Where.Check(q.Word); err != nil {
		return err
	}
	if q.OrderBy != "" {
		field, ok := graph.ShapeOf(q.Word).Field(q.OrderBy)
		if !ok || !field.Ordered {
			return graph.Errorf(graph.BadUserInput, "%s cannot be ordered by %q", q.Word, q.OrderBy).At("orderBy")
		}
		if q.After != nil && q.After.Key != nil && !keyed(field, q.After.Key) {
			return graph.Errorf(graph.BadUserInput, "this position belongs to another order").At("after")
		}
	} else if q.After != nil && q.After.Key != nil {
		return graph.Errorf(graph.BadUserInput, "this position belongs to another order").At("after")
	}
	return nil
}

// keyed reports whether key is of the type that the field is ordered by.
func keyed(field graph.Field, key any) bool {
	switch key.(type) {
	case string:
		return field.Type == graph.Text || field.Type == graph.Enum
	case graph.Day:
		return field.Type == graph.Date
	case int64:
		return field.Type == graph.Number
	case float64:
		return field.Type == graph.Decimal
	}
	return false
}

func checkFirst(first, most int) error {
	if first < 1 {
		return graph.Errorf(graph.BadUserInput, "first is %d; ask for 1 to %d", first, most).At("first")
	}
	if first > most {
		return graph.Errorf(graph.LimitExceeded, "first is %d; at most %d", first, most).At("first")
	}
	return nil
}
