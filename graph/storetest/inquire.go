package storetest

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
)

// inquirer asks random questions of a network and its reference.
type inquirer struct {
	*rand.Rand
	*network
}

// ask asks one random question; of pages, up to ten in a row.
func (q *inquirer) ask(t *testing.T) {
	t.Helper()
	v, word := q.view(), choice(q, graph.Words())
	switch q.IntN(13) {
	case 0:
		q.agree(t, records(v, word, q.someIDs(word)...))
	case 1, 2, 3, 4:
		q.walk(t, v, q.query(word))
	case 5, 6:
		edge := choice(q, graph.ShapeOf(word).Edges)
		q.agree(t, listAcross(v, word, edge.Name, q.someIDs(word), q.query(edge.To)))
	case 7:
		q.agree(t, histories(v, q.someIDs(graph.WordTwinningLink)...))
	case 8:
		q.agree(t, search(v, q.searchQuery()))
	case 9:
		q.agree(t, tally(v, q.filter(graph.WordTwinningLink, 2)))
	case 10:
		q.walkDiff(t, v)
	case 11:
		q.agree(t, head())
		q.agree(t, fate(v, word, choice(q, append(q.everID(word), "nobody"))))
		q.agree(t, changes(v, graph.Seq(q.IntN(4)), 1+q.IntN(20)))
		q.walkItems(t, v)
	case 12:
		q.agree(t, counted(v, q.countQuery(word)))
	}
}

// countQuery counts by a few groupings of the word, or by a field across any edge.
func (q *inquirer) countQuery(word graph.Word) graph.CountQuery {
	query := graph.CountQuery{Word: word, Where: q.filter(word, 2)}
	groupings := graph.ShapeOf(word).Groupings()
	for _, i := range q.Perm(len(groupings))[:1+q.IntN(graph.MaxGroupings)] {
		query.By = append(query.By, groupings[i])
	}
	if q.IntN(4) == 0 {
		edge := choice(q, graph.ShapeOf(word).Edges)
		if own := choice(q, graph.ShapeOf(edge.To).Groupings()); own.Edge == "" {
			own.Edge = edge.Name
			query.By = []graph.Grouping{query.By[0], own}
		}
	}
	return query
}

func choice[T any](q *inquirer, values []T) T { return values[q.IntN(len(values))] }

// view returns a view on or around a day and an instant that matter.
func (q *inquirer) view() graph.View {
	v := graph.View{AsOf: day("2017-01-01") + graph.Day(q.IntN(3400)), KnownAt: graph.Latest(), Tier: choice(q, graph.Tiers())}
	if claims := q.ref.all(everything(), graph.WordClaim); len(claims) > 0 && q.IntN(2) == 0 {
		effective := choice(q, claims).(*graph.Claim).Effective()
		v.AsOf = choice(q, []graph.Day{effective.First(), effective.Last()}) + graph.Day(q.IntN(3)-1)
	}
	if q.IntN(2) == 0 && len(q.ref.batches) > 0 {
		at := choice(q, q.ref.batches).RecordedAt
		v.KnownAt = at.Add(time.Duration(q.IntN(3)-1) * time.Microsecond)
	}
	return v
}

// everID returns the ids of all records of word that ever were.
func (q *inquirer) everID(word graph.Word) []graph.ID {
	var ids []graph.ID
	for id := range q.ref.records[word] {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// someIDs returns a few ids of word: known, known once, and never.
func (q *inquirer) someIDs(word graph.Word) []graph.ID {
	ever := append(q.everID(word), "nobody")
	var ids []graph.ID
	for range q.IntN(12) {
		ids = append(ids, choice(q, ever))
	}
	return ids
}

func (q *inquirer) query(word graph.Word) graph.Query {
	return graph.Query{
		Word: word, Where: q.filter(word, 3), OrderBy: choice(q, orders(word)), Desc: q.IntN(2) == 0,
		First: 1 + q.IntN(12), Count: q.IntN(2) == 0, With: graph.With(q.IntN(16)),
	}
}

// filter returns a random filter of at most that depth; nil now and then.
func (q *inquirer) filter(word graph.Word, depth int) *graph.Filter {
	shape := graph.ShapeOf(word)
	kind := q.IntN(9)
	if depth == 0 {
		kind = 2 + q.IntN(3)
	}
	switch {
	case kind == 0 && depth == 3:
		return nil
	case kind == 5:
		return &graph.Filter{And: q.filters(word, depth-1)}
	case kind == 6:
		return &graph.Filter{Or: q.filters(word, depth-1)}
	case kind == 7:
		if not := q.filter(word, depth-1); not != nil {
			return graph.Not(not)
		}
	case kind == 8 && word == graph.WordTwinningLink && q.IntN(2) == 0:
		return ends(q.filter(graph.WordCity, depth-1), q.filter(graph.WordCity, depth-1))
	case kind == 8:
		edge := choice(q, shape.Edges)
		if field := choice(q, shape.Fields); field.Type == graph.Date {
			return graph.HasOn(edge.Name, field.Name, q.filter(edge.To, depth-1))
		}
		return graph.Has(edge.Name, q.filter(edge.To, depth-1))
	}
	return &graph.Filter{Is: choice(q, conditions(q.ref, word, choice(q, shape.Fields)))}
}

func (q *inquirer) filters(word graph.Word, depth int) []*graph.Filter {
	parts := []*graph.Filter{}
	for range q.IntN(4) {
		parts = append(parts, q.filter(word, depth))
	}
	return parts
}

// searchQuery looks for beginnings of words of names on record.
func (q *inquirer) searchQuery() graph.SearchQuery {
	words := strings.Fields(graph.Fold(choice(q, someNames)))
	q.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	for i, word := range words {
		letters := []rune(word)
		words[i] = string(letters[:1+q.IntN(len(letters))])
	}
	text := strings.Join(words, " ")
	if q.IntN(3) == 0 {
		text = choice(q, someNames)
	}
	s := graph.SearchQuery{Text: text, First: 1 + q.IntN(15)}
	for _, word := range graph.Searchable() {
		if q.IntN(3) == 0 {
			s.Words = append(s.Words, word)
		}
	}
	return s
}

// walk asks for page after page.
func (q *inquirer) walk(t *testing.T, v graph.View, query graph.Query) {
	t.Helper()
	for range 10 {
		page, _ := q.agree(t, list(v, query)).(graph.Page)
		if !page.More || len(page.Positions) == 0 || t.Failed() {
			return
		}
		query.After = &page.Positions[len(page.Positions)-1]
	}
}

func (q *inquirer) walkDiff(t *testing.T, v graph.View) {
	t.Helper()
	from, dq := q.view().AsOf, graph.DiffQuery{Where: q.filter(graph.WordTwinningLink, 2), First: 1 + q.IntN(10), Count: q.IntN(2) == 0}
	for range 10 {
		page, _ := q.agree(t, diff(v, from, dq)).(graph.DiffPage)
		if !page.More || len(page.Items) == 0 || t.Failed() {
			return
		}
		dq.After = page.Items[len(page.Items)-1].Link.ID
	}
}

func (q *inquirer) walkItems(t *testing.T, v graph.View) {
	t.Helper()
	seq, after := graph.Seq(q.IntN(len(q.ref.batches)+2)), graph.ChangeItem{}
	for range 10 {
		items, _ := q.agree(t, changeItems(v, seq, after, 1+q.IntN(10))).([]graph.ChangeItem)
		if len(items) == 0 || t.Failed() {
			return
		}
		after = items[len(items)-1]
	}
}
