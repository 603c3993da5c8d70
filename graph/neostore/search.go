package neostore

import (
	"context"
	_ "embed"
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/naming"
)

//go:embed cypher/search.cypher
var searchCypher string

//go:embed cypher/search_found.cypher
var searchFoundCypher string

// Search finds records and places; see graph.Reader. The full-text index says what may be
// found, at least all that is, and package naming decides.
func (s *Store) Search(ctx context.Context, v graph.View, q graph.SearchQuery) ([]graph.Hit, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	question := naming.Read(q)
	words, kinds := q.Sought()
	l := &lookup{question: question, nodes: map[graph.Record]string{}, had: map[string]bool{}, hits: []graph.Hit{}, p: params{
		"words": stringsOf(words), "records": s.layout.byName(), "looked": lookedAt(words), "index": searchIndex(graph.Searchable()),
		"rank": rankOf(v.Tier),
	}}
	if slices.Contains(kinds, graph.PlaceCountry) {
		l.countries = naming.Countries()
	}
	l.regions = slices.Contains(kinds, graph.PlaceRegion)
	if err := s.look(ctx, v, l, false); err != nil {
		return nil, err
	}
	if len(l.hits) < graph.FewHits {
		if err := s.look(ctx, v, l, true); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(l.hits, naming.Compare)
	l.hits = l.hits[:min(len(l.hits), q.First)]
	return l.hits, s.complete(ctx, v, l)
}

// lookup is a search under way.
type lookup struct {
	question  *naming.Question
	countries []naming.Place // that are searched
	regions   bool           // are searched
	p         params
	hits      []graph.Hit
	nodes     map[graph.Record]string // of the records of the hits
	had       map[string]bool         // nodes and places that are hits
}

// look adds the hits without a typing error, or those with one.
func (s *Store) look(ctx context.Context, v graph.View, l *lookup, typing bool) error {
	add := func(key string, hit graph.Hit, ok bool) {
		if ok && !l.had[key] {
			l.had[key] = true
			l.hits = append(l.hits, hit)
		}
	}
	for _, place := range l.countries {
		hit, ok := l.question.Place(place, typing)
		add(place.Country, hit, ok)
	}
	records, regions := luceneOf(l.question, typing)
	if records == "" && (regions == "" || !l.regions) {
		return nil
	}
	in := slots{"visible": " " + apart + seesSearched("n")}
	if l.regions && regions != "" {
		l.p["regions"] = regions
		in["regions"] = "COLLECT { CALL db.index.fulltext.queryNodes($index, $regions) YIELD node AS r " +
			"WITH r WHERE r:" + string(graph.WordCity) + " AND " + currentIn("r") + " RETURN DISTINCT [r.country, r.region] }"
	}
	l.p["lucene"] = records
	values, err := s.ask(ctx, v.KnownAt, statement{"search", searchCypher}.fill(in), l.p)
	if err != nil {
		return err
	}
	var r reading
	for _, row := range r.lists(values[0], 3) {
		record, err := decode(graph.Word(textOf(row[1])), r.list(row[2]))
		if err != nil {
			return err
		}
		hit, ok := l.question.Record(record, typing)
		l.nodes[record] = textOf(row[0])
		add(textOf(row[0]), hit, ok)
	}
	for _, row := range r.lists(values[1], 2) {
		place := naming.Region(textOf(row[0]), textOf(row[1]))
		hit, ok := l.question.Place(place, typing)
		add(place.Country+"\n"+place.Region, hit, ok)
	}
	return r.err
}

// complete puts the records themselves into the hits, in place of what search looked at.
func (s *Store) complete(ctx context.Context, v graph.View, l *lookup) error {
	var nodes []string
	for _, hit := range l.hits {
		if hit.Record != nil {
			nodes = append(nodes, l.nodes[hit.Record])
		}
	}
	if len(nodes) == 0 {
		return nil
	}
	l.p["nodes"] = nodes
	values, err := s.ask(ctx, v.KnownAt, statement{"search_found", searchFoundCypher}, l.p)
	if err != nil {
		return err
	}
	var r reading
	found := map[string]graph.Record{}
	for _, row := range r.lists(values[0], 3) {
		if found[textOf(row[0])], err = decode(graph.Word(textOf(row[1])), r.list(row[2])); err != nil {
			return err
		}
	}
	for i := range l.hits {
		hit := &l.hits[i]
		if hit.Record == nil {
			continue
		}
		record := found[l.nodes[hit.Record]]
		if record == nil {
			return graph.Errorf(graph.Internal, "a record that was found is not there any more")
		}
		hit.Record = record
	}
	return r.err
}

// lookedAt returns the properties of each word that search looks at.
func lookedAt(words []graph.Word) map[string]any {
	looked := map[string]any{}
	for _, word := range words {
		shape := graph.ShapeOf(word)
		looked[string(word)] = slices.Concat(shape.Names, shape.Texts, shape.Codes, []string{"id", "country", "region", shape.Size})
	}
	return looked
}

// seesSearched returns the condition that a viewer may see a record of a word that can be
// searched: of all of them, so that few statements have to be planned.
func seesSearched(n string) string {
	var conditions []string
	for _, word := range graph.Searchable() {
		conditions = append(conditions, n+":"+string(word)+" AND "+visible(n, word, "$seq"))
	}
	return "(" + strings.Join(conditions, " OR ") + ")"
}
