package neostore

import (
	"cmp"
	"context"
	_ "embed"
	"slices"
	"strings"

	"twingraph/graph"
)

//go:embed cypher/page.cypher
var pageCypher string

// pages asks for pages and what q wants with them; at least one. The slots
// say how the records of a page are found and ordered.
func (s *Store) pages(ctx context.Context, v graph.View, c *composer, q graph.Query, p take, in slots) ([]graph.Page, error) {
	c.params["limit"], c.params["record"] = p.limit(), s.layout.records[q.Word]
	if q.Word == graph.WordTwinningLink {
		in["fetched"] = c.fetched(q.With)
	}
	in["sources"] = "RETURN head, positions, totals, records, spells, cities, claims, " + c.cited(citing(q.With), "record[1]") + " AS sources"
	values, err := s.ask(ctx, v.KnownAt, statement{"page", pageCypher}.fill(in), c.params)
	if err != nil {
		return nil, err
	}
	return readPages(q, p, values)
}

// values returns the Cypher for the values of the properties in a map, in the order
// in which they are decoded. The names are a parameter: naming them in the
// statement would make it slow to plan. All properties of a node are read at once,
// since nearly all are wanted.
func (c *composer) values(name string, properties []string, of string) string {
	c.params[name] = properties
	return "[property IN $" + name + " | " + of + "[property]]"
}

// citing returns the Cypher for the records of a page whose sources are fetched
// along; empty for none.
func citing(with graph.With) string {
	var lists []string
	for _, of := range []struct {
		flag graph.With
		list string
	}{{graph.WithSources, "records"}, {graph.WithCitySources, "cities"}, {graph.WithClaimSources, "claims"}} {
		if with&of.flag != 0 {
			lists = append(lists, of.list)
		}
	}
	return strings.Join(lists, " + ")
}

// cited returns the Cypher for all sources that records cite, each once; ids is
// where a record in a list has the ids of its sources. Without records there are
// none.
func (c *composer) cited(records, ids string) string {
	if records == "" {
		return "[]"
	}
	return "COLLECT { UNWIND " + records + " AS record UNWIND coalesce(" + ids + ", []) AS id WITH DISTINCT id " +
		seek("n", graph.WordSource, "id") + " WHERE " + current("n") + // what a visible record cites is visible
		" WITH properties(n) AS n RETURN " + c.values("source", c.store.layout.records[graph.WordSource], "n") + " }"
}

// fetched returns the Cypher of what is fetched with links.
func (c *composer) fetched(with graph.With) string {
	parts := []string{""}
	add := func(flag graph.With, name, pattern, before, known string, properties []string) {
		if with&flag == 0 {
			parts = append(parts, "  [] AS "+name)
			return
		}
		values := c.values(name, properties, "x")
		if name == "spells" {
			values = "[n.id, " + values + "]"
		}
		parts = append(parts, "  COLLECT { UNWIND found AS n MATCH (n)"+pattern+"(x) "+before+
			"properties(x) AS x WHERE "+known+" RETURN "+values+" } AS "+name)
	}
	layout := c.store.layout
	add(graph.WithHistories, "spells", "-[:HAS_SPELL]->", "WITH n, ", currentIn("x"), layout.stretch)
	add(graph.WithCities, "cities", "-[:BETWEEN]->", "WITH DISTINCT x WITH ", knownIn("x", graph.WordCity), layout.records[graph.WordCity])
	add(graph.WithClaims, "claims", "<-[:ABOUT]-", "WITH ", knownIn("x", graph.WordClaim), layout.records[graph.WordClaim])
	return strings.Join(parts[1:], ", ")
}

// readPages reads the answer of the statement page.
func readPages(q graph.Query, p take, values []any) ([]graph.Page, error) {
	var r reading
	if len(values) != 7 {
		return nil, misread(statement{"page", pageCypher})
	}
	positions, totals := r.list(values[0]), r.list(values[1])
	records := r.records(q.Word, values[2])
	if r.err != nil || len(positions) == 0 || len(totals) > len(positions) {
		return nil, cmp.Or(r.err, misread(statement{"page", pageCypher}))
	}
	byID := make(map[graph.ID]graph.Record, len(records))
	for _, record := range records {
		byID[record.Base().ID] = record
	}
	pages := make([]graph.Page, len(positions))
	for i, rows := range positions {
		pages[i] = r.page(p, r.lists(rows, 2), byID)
		pages[i].Total = -1
		if i < len(totals) {
			pages[i].Total = numberOf(totals[i])
		}
	}
	r.attachAll(q, pages, values[3:])
	return pages, r.err
}

// page puts one page together.
func (r *reading) page(p take, rows [][]any, byID map[graph.ID]graph.Record) graph.Page {
	page := graph.Page{}
	rows, page.More = cut(p, rows)
	page.Records, page.Positions = make([]graph.Record, len(rows)), make([]graph.Position, len(rows))
	for i, row := range rows {
		at := graph.Position{Key: row[1], ID: graph.ID(textOf(row[0]))}
		if d, ok := at.Key.(date); ok {
			at.Key = dayOf(d)
		}
		record := byID[at.ID]
		if record == nil {
			r.fail(misread(statement{"page", pageCypher}))
		}
		page.Records[i], page.Positions[i] = record, at
	}
	return page
}

// attachAll gives each page what was fetched with its records.
func (r *reading) attachAll(q graph.Query, pages []graph.Page, values []any) {
	stretches, err := stretchesFrom(r.list(values[0]))
	if err != nil {
		r.fail(err)
	}
	cities, sources := r.byID(graph.WordCity, values[1]), r.byID(graph.WordSource, values[3])
	claims := map[graph.ID][]*graph.Claim{}
	for _, record := range r.records(graph.WordClaim, values[2]) {
		if c, ok := record.(*graph.Claim); ok {
			claims[c.Link] = append(claims[c.Link], c)
		}
	}
	for _, list := range claims {
		slices.SortFunc(list, func(a, b *graph.Claim) int {
			return cmp.Or(cmp.Compare(a.Effective().First(), b.Effective().First()), cmp.Compare(a.ID, b.ID))
		})
	}
	if r.err != nil {
		return
	}
	histories := make(map[graph.ID]graph.History, len(stretches))
	for link, list := range stretches {
		histories[link] = historyOf(list)
	}
	for i := range pages {
		attach(&pages[i], q, histories, claims, cities, sources)
	}
}

// attach gives one page what was fetched with its records, each record once.
func attach(page *graph.Page, q graph.Query, histories map[graph.ID]graph.History, claims map[graph.ID][]*graph.Claim, cities, sources map[graph.ID]graph.Record) {
	given := map[graph.Record]bool{}
	give := func(record graph.Record) {
		if record != nil && !given[record] {
			given[record] = true
			page.Fetched.Records = append(page.Fetched.Records, record)
		}
	}
	cite := func(record graph.Record) {
		for _, id := range record.Base().Sources {
			give(sources[id])
		}
	}
	for _, record := range page.Records {
		cite(record)
		link, ok := record.(*graph.TwinningLink)
		if !ok {
			continue
		}
		if q.With&graph.WithHistories != 0 {
			if page.Fetched.Histories == nil {
				page.Fetched.Histories = make(map[graph.ID]graph.History, len(page.Records))
			}
			page.Fetched.Histories[link.ID] = histories[link.ID]
		}
		if q.With&graph.WithClaims != 0 {
			if page.Fetched.Claims == nil {
				page.Fetched.Claims = make(map[graph.ID][]*graph.Claim, len(page.Records))
			}
			page.Fetched.Claims[link.ID] = append([]*graph.Claim{}, claims[link.ID]...)
			for _, c := range claims[link.ID] {
				cite(c)
			}
		}
		for _, id := range []graph.ID{link.A, link.B} {
			if city := cities[id]; city != nil {
				give(city)
				cite(city)
			}
		}
	}
}
