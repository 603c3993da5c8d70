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
		w := bounded(q, 20, func() graph.Seq { return graph.Seq(q.IntN(len(q.ref.batches) + 3)) })
		q.agree(t, changes(v, w))
		w.First, w.Last = w.Last, w.First
		q.agree(t, changes(v, w))
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
	query := graph.Query{
		Word: word, Where: q.filter(word, 3), OrderBy: choice(q, orders(word)), Desc: q.IntN(2) == 0,
		Count: q.IntN(2) == 0, With: graph.With(q.IntN(16)),
	}
	shape := graph.ShapeOf(word)
	if edge := choice(q, shape.Edges); q.IntN(8) == 0 && shape.Several(edge) {
		query.OrderBy, query.Counted = edge.Name, q.filter(edge.To, 1)
	}
	return within(query, sized[graph.Position](q, 12))
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
		return graph.HasAtLeast(1+q.IntN(3), edge.Name, q.filter(edge.To, depth-1))
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

// searchQuery looks for names on record as people type them: beginnings of their words,
// with typing errors, with a place.
func (q *inquirer) searchQuery() graph.SearchQuery {
	s := graph.SearchQuery{Text: choice(q, someNames), First: 1 + q.IntN(15)}
	switch q.IntN(4) {
	case 0:
		words := strings.Fields(graph.Fold(s.Text))
		q.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
		for i, word := range words {
			letters := []rune(word)
			words[i] = string(letters[:1+q.IntN(len(letters))])
		}
		s.Text = strings.Join(words, " ")
	case 1, 2:
		for range 1 + q.IntN(3) {
			s.Text = q.mistyped(s.Text)
		}
	}
	if q.IntN(4) == 0 {
		s.Text += choice(q, []string{", ", " ", " ("}) + choice(q, []string{"PL", "Polen", "Lodzkie", "US", "Utr", "Utrecht, RU"})
	}
	for _, word := range graph.Searchable() {
		if q.IntN(3) == 0 {
			s.Words = append(s.Words, word)
		}
	}
	if q.IntN(3) == 0 {
		s.Places = []graph.PlaceKind{choice(q, graph.PlaceKinds())}
	}
	if q.IntN(4) == 0 {
		s.Countries = []string{choice(q, someCountries), choice(q, someCountries)}
	}
	if q.IntN(6) == 0 {
		s.Region = choice(q, []string{"lodzkie", "Utr", "Qqqq"})
	}
	return s
}

// mistyped returns a text with a letter left out, doubled, another one, or two that changed
// places.
func (q *inquirer) mistyped(text string) string {
	letters := []rune(text)
	at := q.IntN(len(letters))
	switch q.IntN(4) {
	case 0:
		letters = slices.Delete(letters, at, at+1)
	case 1:
		letters = slices.Insert(letters, at, letters[at])
	case 2:
		letters[at] = choice(q, []rune("aeioulrsд"))
	case 3:
		if at > 0 {
			letters[at-1], letters[at] = letters[at], letters[at-1]
		}
	}
	if len(letters) == 0 {
		return text
	}
	return string(letters)
}

// walk asks for page after page, and now and then for the part between two places seen.
func (q *inquirer) walk(t *testing.T, v graph.View, query graph.Query) {
	t.Helper()
	var places []graph.Position
	walkPages(query.Window(), pages(q, t, func(w graph.Window[graph.Position]) ([]graph.Record, []graph.Position, bool) {
		page, _ := q.agree(t, list(v, within(query, w))).(graph.Page)
		places = append(places, page.Positions...)
		return page.Records, page.Positions, page.More
	}))
	if len(places) > 0 && !t.Failed() && q.IntN(3) == 0 {
		q.agree(t, list(v, within(query, bounded(q, 12, func() graph.Position { return choice(q, places) }))))
	}
}

func (q *inquirer) walkDiff(t *testing.T, v graph.View) {
	t.Helper()
	from, where, count := q.view().AsOf, q.filter(graph.WordTwinningLink, 2), q.IntN(2) == 0
	walkPages(sized[graph.ID](q, 10), pages(q, t, func(w graph.Window[graph.ID]) ([]graph.ID, []graph.ID, bool) {
		dq := diffWithin(w, count)
		dq.Where = where
		page, _ := q.agree(t, diff(v, from, dq)).(graph.DiffPage)
		ids := make([]graph.ID, len(page.Items))
		for i, item := range page.Items {
			ids[i] = item.Link.ID
		}
		return ids, ids, page.More
	}))
}

func (q *inquirer) walkItems(t *testing.T, v graph.View) {
	t.Helper()
	seq := graph.Seq(q.IntN(len(q.ref.batches) + 2))
	walkPages(sized[graph.ChangeItem](q, 10), pages(q, t, func(w graph.Window[graph.ChangeItem]) ([]graph.ChangeItem, []graph.ChangeItem, bool) {
		pages, _ := q.agree(t, changeItems(v, seq, w)).([]graph.ItemPage)
		if t.Failed() {
			return nil, nil, false
		}
		return pages[1].Items, pages[1].Items, pages[1].More
	}))
}
