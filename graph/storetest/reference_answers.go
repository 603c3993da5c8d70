package storetest

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
	"twingraph/graph/naming"
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

// Search finds records and places; see graph.Reader.
func (r *Reference) Search(ctx context.Context, v graph.View, q graph.SearchQuery) ([]graph.Hit, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := q.Check(); err != nil {
		return nil, err
	}
	hits := r.hits(v, q, false)
	if len(hits) < graph.FewHits {
		for _, hit := range r.hits(v, q, true) {
			if !slices.ContainsFunc(hits, func(h graph.Hit) bool { return h.Record == hit.Record && samePlace(h, hit) }) {
				hits = append(hits, hit)
			}
		}
	}
	slices.SortFunc(hits, naming.Compare)
	return hits[:min(len(hits), q.First)], stopped(ctx)
}

func samePlace(a, b graph.Hit) bool {
	return a.Place == nil && b.Place == nil || a.Place != nil && b.Place != nil && *a.Place == *b.Place
}

// hits looks at every record and every place.
func (r *Reference) hits(v graph.View, q graph.SearchQuery, typing bool) []graph.Hit {
	question := naming.Read(q)
	words, kinds := q.Sought()
	hits := []graph.Hit{}
	for _, word := range words {
		for _, record := range r.all(v, word) {
			if hit, ok := question.Record(record, typing); ok {
				hits = append(hits, hit)
			}
		}
	}
	var places []naming.Place
	if slices.Contains(kinds, graph.PlaceCountry) {
		places = naming.Countries()
	}
	if slices.Contains(kinds, graph.PlaceRegion) {
		had := map[graph.SearchPlace]bool{}
		for _, record := range r.all(v, graph.WordCity) {
			if place := naming.Region(graph.PlaceOf(record)); place.Region != "" && !had[place.SearchPlace] {
				had[place.SearchPlace] = true
				places = append(places, place)
			}
		}
	}
	for _, place := range places {
		if hit, ok := question.Place(place, typing); ok {
			hits = append(hits, hit)
		}
	}
	return hits
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
		item := graph.DiffItem{Link: record.(*graph.TwinningLink), Before: before, After: after}
		if q.Count && item.Uncertain(from, v.AsOf) {
			page.Uncertain++
		}
		differ = append(differ, item)
	}
	page.Items, page.More = shown(differ, q.Window(), func(item graph.DiffItem, at graph.ID) int { return cmp.Compare(item.Link.ID, at) })
	if q.Count {
		page.Total, page.Moves = len(differ), moves
	}
	return page, stopped(ctx)
}
