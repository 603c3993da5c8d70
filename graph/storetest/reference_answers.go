package storetest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"twingraph/graph"
)

// Histories returns the histories of links; see graph.Reader.
func (r *Reference) Histories(ctx context.Context, v graph.View, links []graph.ID) (map[graph.ID]graph.History, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	found := map[graph.ID]graph.History{}
	for _, id := range links {
		if h := r.history(v, id); h != nil {
			found[id] = h
		}
	}
	return found, stopped(ctx)
}

// Search finds records by name; see graph.Reader.
func (r *Reference) Search(ctx context.Context, v graph.View, q graph.SearchQuery) ([]graph.Hit, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := checkFirst(q.First, graph.MaxHits); err != nil {
		return nil, err
	}
	searchable := graph.Searchable()
	words := q.Words
	if len(words) == 0 {
		words = searchable
	}
	hits := []graph.Hit{}
	for _, word := range searchable {
		for _, record := range r.all(v, word) {
			if hit, ok := bestMatch(record, q.Text); ok && slices.Contains(words, word) {
				hits = append(hits, hit)
			}
		}
	}
	for _, word := range words {
		if !slices.Contains(searchable, word) {
			return nil, graph.Errorf(graph.BadUserInput, "%s cannot be searched", word)
		}
	}
	slices.SortFunc(hits, func(a, b graph.Hit) int {
		return cmp.Or(
			cmp.Compare(slices.Index(graph.Matches(), a.Match), slices.Index(graph.Matches(), b.Match)),
			cmp.Compare(graph.SizeOf(b.Record), graph.SizeOf(a.Record)),
			cmp.Compare(a.Record.Word(), b.Record.Word()),
			cmp.Compare(a.Record.Base().ID, b.Record.Base().ID),
		)
	})
	return hits[:min(len(hits), q.First)], stopped(ctx)
}

// bestMatch returns the name of a record that matches the text best.
func bestMatch(record graph.Record, text string) (graph.Hit, bool) {
	best := graph.Hit{Record: record}
	for _, name := range graph.NamesOf(record) {
		match := matchOf(graph.Fold(name), graph.Fold(text))
		if match != "" && (best.Match == "" || slices.Index(graph.Matches(), match) < slices.Index(graph.Matches(), best.Match)) {
			best.Match, best.Name = match, name
		}
	}
	return best, best.Match != ""
}

// matchOf says how well a folded name matches a folded text; empty for not at all.
// A text without a letter or digit matches nothing.
func matchOf(name, text string) graph.Match {
	if text == "" {
		return ""
	}
	if name == text {
		return graph.MatchExact
	}
	if strings.HasPrefix(name, text) {
		return graph.MatchPrefix
	}
	for _, asked := range strings.Fields(text) {
		if !slices.ContainsFunc(strings.Fields(name), func(word string) bool { return strings.HasPrefix(word, asked) }) {
			return ""
		}
	}
	return graph.MatchWords
}

// Tally counts links; see graph.Reader.
func (r *Reference) Tally(ctx context.Context, v graph.View, where *graph.Filter) (graph.Tally, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := where.Check(graph.WordTwinningLink); err != nil {
		return graph.Tally{}, err
	}
	t := graph.Tally{
		ByStatus: map[graph.Status]int{}, ByKind: map[graph.LinkKind]map[graph.Status]int{},
		ByCountry: map[string]map[graph.Status]int{}, Records: map[graph.Word]int{},
	}
	for _, word := range graph.Words() {
		t.Records[word] = len(r.all(v, word))
	}
	for _, record := range r.all(v, graph.WordTwinningLink) {
		if !r.matches(v, where, record) {
			continue
		}
		link := record.(*graph.TwinningLink)
		status := r.history(v, link.ID).At(v.AsOf)
		t.Links++
		if status.Disputed {
			t.Disputed++
		}
		t.ByStatus[status.Status]++
		count(t.ByKind, link.Kind, status.Status)
		a, b := r.country(v, link.A), r.country(v, link.B)
		count(t.ByCountry, a, status.Status)
		if b != a {
			count(t.ByCountry, b, status.Status)
		}
	}
	return t, stopped(ctx)
}

func count[K comparable](by map[K]map[graph.Status]int, key K, status graph.Status) {
	if by[key] == nil {
		by[key] = map[graph.Status]int{}
	}
	by[key][status]++
}

// country returns the country of a city, empty when either is not known.
func (r *Reference) country(v graph.View, id graph.ID) string {
	if city, ok := r.known(v, graph.WordCity, id).(*graph.City); ok {
		return city.Country
	}
	return ""
}

// Diff compares two days; see graph.Reader.
func (r *Reference) Diff(ctx context.Context, v graph.View, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := checkWindow(q.Window()); err != nil {
		return graph.DiffPage{}, err
	}
	if err := q.Where.Check(graph.WordTwinningLink); err != nil {
		return graph.DiffPage{}, err
	}
	page := graph.DiffPage{Total: -1}
	var differ []graph.DiffItem
	moves := map[[2]graph.Status]int{}
	for _, record := range r.all(v, graph.WordTwinningLink) {
		h := r.history(v, record.Base().ID)
		before, after := h.At(from), h.At(v.AsOf)
		if before.Status == after.Status || !r.matches(v, q.Where, record) {
			continue
		}
		moves[[2]graph.Status{before.Status, after.Status}]++
		differ = append(differ, graph.DiffItem{Link: record.(*graph.TwinningLink), Before: before, After: after})
	}
	page.Items, page.More = shown(differ, q.Window(), func(item graph.DiffItem, at graph.ID) int { return cmp.Compare(item.Link.ID, at) })
	if q.Count {
		page.Total, page.Moves = len(differ), moves
	}
	return page, stopped(ctx)
}
